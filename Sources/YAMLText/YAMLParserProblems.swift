// What libyaml's parser stumbles over: tokens in the wrong place, and directives.

import Messages

extension LibYAMLFailure.Syntax {
    func parserProblem(in text: Span<UInt8>) -> YAMLProblem? {
        let opening = contextMark ?? mark
        switch problem {
        case "did not find expected key", "did not find expected '-' indicator", "did not find expected node content",
            "did not find expected <document start>":
            if let stray = closingBracketProblem(in: text) { return stray }
        default:
            break
        }
        switch problem {
        case "did not find expected ',' or ']'":
            return bracketProblem("[", "]", opening: opening, in: text)
        case "did not find expected ',' or '}'":
            return bracketProblem("{", "}", opening: opening, in: text)
        case "did not find expected key":
            return syntax(
                Message("this does not fit the mapping that starts on line \(opening.line)"),
                hint: misfitHint(opening, in: text))
        case "did not find expected '-' indicator":
            return syntax(
                Message("this does not fit the list that starts on line \(opening.line)"),
                hint: misfitHint(opening, in: text))
        case "did not find expected node content":
            if context == "while parsing a flow node", isAtEnd(of: text), let innermost {
                return neverClosedProblem(at: innermost, in: text)
            }
            return syntax(
                Message("a value is missing here"),
                hint: Message("Look for a comma too many; put a value that starts with a comma in quotes."))
        case "did not find expected <document start>":
            return syntax(
                Message("this does not belong to the document above"),
                hint: Message(
                    """
                    Look at the indentation. After `...` and after `%` lines a document starts with a line `---`.
                    """))
        default:
            return nil
        }
    }

    private func closingBracketProblem(in text: Span<UInt8>) -> YAMLProblem? {
        guard let byte = byte(at: mark, in: text), byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") else {
            return nil
        }
        return syntax(
            Message("this `\(Character(Unicode.Scalar(byte)))` closes nothing"),
            hint: Message("Remove it, or put a value that contains brackets in quotes."))
    }

    private func neverClosedProblem(at opening: YAMLMark, in text: Span<UInt8>) -> YAMLProblem {
        let isMapping = byte(at: opening, in: text) == UInt8(ascii: "{")
        return syntax(
            Message("the `\(isMapping ? "{" : "[")` that opens here is never closed"),
            hint: Message("Close it with `\(isMapping ? "}" : "]")`."), at: opening)
    }

    private func bracketProblem(
        _ open: String, _ close: String, opening: YAMLMark, in text: Span<UInt8>
    ) -> YAMLProblem {
        if isAtEnd(of: text) { return neverClosedProblem(at: opening, in: text) }
        return syntax(
            Message(
                """
                a `,` or `\(close)` is missing before this, in the `\(open)` that opens on line \(opening.line)
                """),
            hint: Message(
                """
                Close the bracket, put a comma between the items, or quote a value that contains `: `, `,` or brackets.
                """))
    }

    private func misfitHint(_ opening: YAMLMark, in text: Span<UInt8>) -> Message {
        if startsItsLine(mark, in: text), mark.column != opening.column {
            return Message(
                """
                Its parts start in column \(opening.column), this in column \(mark.column): indent them alike.
                """)
        }
        if startsItsLine(mark, in: text) {
            return Message("Keys (`key: value`) and list items (`- value`) cannot be mixed on one level.")
        }
        return Message(
            """
            After a closing quote or bracket the line must end. Put the whole value in quotes, \
            or look above for a quote that is never closed.
            """)
    }

    func directiveProblem() -> YAMLProblem? {
        switch problem {
        case "found incompatible YAML document":
            return syntax(
                Message("a version of YAML that is not supported"), hint: Message("Leave the `%YAML` line out."))
        case "found undefined tag handle":
            return syntax(
                Message("a tag whose `!prefix!` is not declared"),
                hint: Message("Leave the tag out, or declare it with `%TAG`."))
        default:
            break
        }
        if context.contains("directive") || problem.contains("directive") {
            return syntax(
                Message("a `%` line that YAML does not know"),
                hint: Message("Leave it out, or put the value in quotes if it is meant as one."), at: contextMark)
        }
        if context.contains("tag") {
            return syntax(
                Message("a tag that is not well formed"), hint: Message("Put a value that starts with `!` in quotes."),
                at: contextMark)
        }
        return nil
    }

    func unknownProblem() -> YAMLProblem {
        let sentence = context.isEmpty ? problem : "\(problem) \(context)"
        return syntax(sentence.isEmpty ? Message("this is not YAML") : Message(verbatim: sentence), hint: nil)
    }
}
