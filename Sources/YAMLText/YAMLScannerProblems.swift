// What libyaml's scanner stumbles over: characters that make no token.

import Messages

extension LibYAMLFailure.Syntax {
    func tabProblem(in text: Span<UInt8>) -> YAMLProblem? {
        switch problem {
        case "found character that cannot start any token" where byte(at: mark, in: text) == UInt8(ascii: "\t"):
            break
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            break
        default:
            return nil
        }
        var length = 0
        let offset = YAMLLines.byteOffset(of: mark, in: text)
        while offset + length < text.count, text[offset + length] == UInt8(ascii: "\t") { length += 1 }
        return YAMLProblem(
            .tab, Message("a tab where only spaces may stand"), hint: Message("Indent with spaces."), at: mark,
            length: length)
    }

    func scannerProblem(in text: Span<UInt8>) -> YAMLProblem? {
        switch problem {
        case "found character that cannot start any token":
            return strayCharacterProblem(in: text)
        case "found unexpected end of stream", "found unexpected document indicator":
            return syntax(
                Message("the quote that opens here is never closed"),
                hint: Message("Close it with the same kind of quote."),
                at: contextMark)
        case "found unknown escape character":
            return syntax(
                Message("an escape that YAML does not know"),
                hint: Message(
                    """
                    Write `\\\\` for a backslash, or use single quotes, where a backslash is only a backslash.
                    """),
                length: 2)
        case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
            return syntax(
                Message("an escape that names no character"),
                hint: Message("Write two hexadecimal digits after `\\x`, four after `\\u`, eight after `\\U`."))
        case "did not find expected alphabetic or numeric character":
            return nameProblem(in: text)
        case "mapping values are not allowed in this context":
            return strayColonProblem(in: text)
        case "could not find expected ':'":
            return syntax(
                Message("the `:` that makes this a key is missing"),
                hint: Message(
                    """
                    Write `key: value`, with a space after the colon, on one line. If this belongs to the value above, \
                    indent it more; if it contains quotes, look whether they are closed.
                    """),
                at: contextMark)
        case "found unexpected ':'":
            return syntax(
                Message("a `:` in the wrong place"),
                hint: Message("Inside brackets put a space after the colon, or the whole value in quotes."))
        case "block sequence entries are not allowed in this context":
            return syntax(
                Message("a list item cannot stand here"),
                hint: Message(
                    """
                    Start each `- item` on a line of its own, below its key; quote a value that starts with `- `.
                    """))
        case "mapping keys are not allowed in this context":
            return syntax(
                Message("a `?` key cannot stand here"),
                hint: Message("Quote a value that starts with `? `, or start a new line."))
        case "found an indentation indicator equal to 0":
            return syntax(
                Message("the indentation after `|` or `>` must be 1 to 9"), hint: Message("Leave the digit out."))
        case "did not find expected comment or line break" where context == "while scanning a block scalar":
            return syntax(
                Message("text on the line of `|` or `>`"),
                hint: Message(
                    """
                    Start the text on the next line, indented; quote a value that starts with `|` or `>`.
                    """))
        default:
            return nil
        }
    }

    private func strayCharacterProblem(in text: Span<UInt8>) -> YAMLProblem {
        guard let byte = byte(at: mark, in: text) else { return unknownProblem() }
        let character = Character(Unicode.Scalar(byte))
        return syntax(
            character == "`"
                ? Message("a value cannot start with a backquote")
                : Message("a value cannot start with `\(character)`"),
            hint: Message("Put the value in quotes."))
    }

    /// `&` or `*` without a name.
    ///
    /// Most often somebody forgot to quote a pattern such as `*.example.com`.
    private func nameProblem(in text: Span<UInt8>) -> YAMLProblem {
        if context == "while scanning an anchor" {
            return syntax(
                Message("an anchor's name has letters, digits, `-` and `_` only"),
                hint: Message("Put a value that starts with `&` in quotes."), at: contextMark)
        }
        return syntax(
            Message("an alias's name has letters, digits, `-` and `_` only"),
            hint: Message("Put a value that starts with `*` in quotes."), at: contextMark)
    }

    /// A `: ` where no key can be: after a value on the same line, or on a line that continues the value above.
    private func strayColonProblem(in text: Span<UInt8>) -> YAMLProblem {
        if hasKeyBefore(mark, in: text) {
            return syntax(
                Message("a second `: ` on one line"),
                hint: Message("Put the value in quotes if the colon belongs to it; else start a new line."))
        }
        let start = firstCharacter(ofLine: mark.line, in: text)
        return syntax(
            Message("a key cannot stand here"),
            hint: Message(
                """
                The line above already has a value, or its key has no space after the colon, so that this line only \
                continues it. Write `key: value`, and start the keys of one mapping in the same column.
                """),
            at: start, length: mark.column - start.column)
    }
}
