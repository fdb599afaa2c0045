// What is said when a text goes beyond the limits, or an alias does not make sense.

import Messages

extension YAMLProblem {
    static func tooDeep(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .tooDeep, Message("nested more than \(limits.maxDepth) levels deep"),
            hint: Message("Flatten the structure, or look for brackets that are never closed."), at: range.start)
    }

    static func tooManyNodes(limits: YAMLLimits, at mark: YAMLMark) -> YAMLProblem {
        YAMLProblem(
            .tooManyNodes, Message("more than \(limits.maxNodes) keys and values"),
            hint: Message("Split the text into several files."),
            at: mark)
    }

    static func tooManyDocuments(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .tooManyDocuments, Message("more than \(limits.maxDocuments) documents"),
            hint: Message("Split the text into several files."),
            at: range)
    }

    static func tooManyAnchors(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .tooManyAnchors, Message("more than \(limits.maxAnchors) anchors"),
            hint: Message("Remove the anchors that no alias uses, or split the text into several files."),
            at: range.start)
    }

    static func tooManyTags(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .tooManyTags, Message("more than \(limits.maxTags) different tags"), hint: Message("Leave the tags out."),
            at: range.start)
    }

    static func tagTooLong(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .tagTooLong, Message("a tag longer than \(limits.maxTagBytes) bytes"),
            hint: Message("Leave the tag out, or shorten it."),
            at: range.start)
    }

    static func keyTooLong(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .keyTooLong, Message("a key longer than \(limits.maxKeyBytes) bytes"),
            hint: Message("Shorten the key; is its `:` missing?"),
            at: range)
    }

    static func scalarTooLong(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .scalarTooLong, Message("a value longer than \(limits.maxScalarBytes) bytes"),
            hint: Message("Shorten the value, or look for a quote that is closed too late."), at: range)
    }

    static func aliasExpansion(limits: YAMLLimits, at range: YAMLRange) -> YAMLProblem {
        YAMLProblem(
            .aliasExpansion, Message("the aliases up to here stand for more than \(limits.maxExpandedNodes) nodes"),
            hint: Message("Aliases of aliases multiply. Write out what is needed, or use fewer levels."), at: range)
    }

    static func undefinedAlias(_ name: String, at range: YAMLRange) -> YAMLProblem {
        let name = excerpt(of: name)
        return YAMLProblem(
            .undefinedAlias, Message("the alias `*\(name)` has no anchor before it"),
            hint: Message(
                """
                Mark the value that is meant with `&\(name)`, earlier in the same document; \
                a text that starts with `*` must be in quotes.
                """),
            at: range)
    }

    static func recursiveAlias(_ name: String, of anchored: YAMLMark, at range: YAMLRange) -> YAMLProblem {
        let name = excerpt(of: name)
        return YAMLProblem(
            .recursiveAlias, Message("the alias `*\(name)` stands inside the value that it names"),
            hint: Message("`&\(name)` opens at \(anchored). A value cannot contain itself: write it out."), at: range)
    }

    /// A short and printable form of a name from the text.
    static func excerpt(of name: String) -> String {
        let printable = name.utf8.lazy.filter { (0x21...0x7E).contains($0) }
        let text = String(decoding: printable.prefix(40), as: UTF8.self)
        return printable.dropFirst(40).isEmpty ? text : text + "…"
    }
}
