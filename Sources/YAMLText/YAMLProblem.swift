package import Messages

/// Why a text is not read as YAML, and where.
///
/// Reading ends at the first problem: after a syntax error libyaml cannot tell what the rest means.
package struct YAMLProblem: Error, Sendable, Equatable {
    package enum Code: String, Sendable, CaseIterable {
        /// The text is not YAML.
        case syntax
        /// The text is not UTF-8.
        case invalidUTF8
        /// A character that YAML forbids, such as NUL.
        case controlCharacter
        /// A tab where only spaces may indent.
        case tab
        /// More bytes than allowed, or than there is memory for.
        case tooLarge
        case tooDeep
        case tooManyNodes
        case tooManyDocuments
        case tooManyAnchors
        case tooManyTags
        case scalarTooLong
        case keyTooLong
        case tagTooLong
        /// Aliases that would multiply into more nodes than allowed.
        case aliasExpansion
        case undefinedAlias
        /// An alias inside the node that it stands for.
        case recursiveAlias
    }

    package var code: Code
    /// One short sentence without a full stop.
    ///
    /// Quotes nothing from the text but single printable characters and names of anchors, escapes and the like,
    /// shortened.
    package var message: Message
    /// How to fix it, in full sentences.
    package var hint: Message?
    package var mark: YAMLMark
    /// The number of scalars to underline from `mark` on, at least 1.
    package var length: Int

    package init(_ code: Code, _ message: Message, hint: Message? = nil, at mark: YAMLMark, length: Int = 1) {
        self.code = code
        self.message = message
        self.hint = hint
        self.mark = mark
        self.length = max(1, length)
    }

    init(_ code: Code, _ message: Message, hint: Message? = nil, at range: YAMLRange) {
        self.init(code, message, hint: hint, at: range.start, length: range.underline)
    }
}

extension YAMLProblem: CustomStringConvertible {
    package var description: String { "\(mark): \(message.english)" }
}
