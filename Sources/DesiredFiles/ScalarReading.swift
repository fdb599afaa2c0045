import Messages
import YAMLText

/// What a plain (unquoted) scalar means to YAML 1.2's core schema, or to the many readers that still follow YAML 1.1.
enum PlainMeaning {
    case null
    case boolean
    /// `yes`, `no`, `on`, `off`: booleans in YAML 1.1, texts in 1.2.
    case oldBoolean
    case number
    case text

    init(_ text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE", "false", "False", "FALSE": self = .boolean
        case "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF": self = .oldBoolean
        default: self = Self.isNumber(text) ? .number : .text
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        var rest = Substring(text)
        if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
        switch rest.lowercased() {
        case ".inf", ".nan": return true
        case let lower where lower.hasPrefix("0x"):
            return lower.count > 2 && lower.dropFirst(2).allSatisfy(\.isHexDigit)
        case let lower where lower.hasPrefix("0o"): return Int(lower.dropFirst(2), radix: 8) != nil
        default: break
        }
        guard let first = rest.utf8.first, isDigit(first) || first == UInt8(ascii: ".") else { return false }
        // Double reads more than YAML calls a number, but nothing else of these bytes.
        guard rest.utf8.allSatisfy({ isDigit($0) || "._eE+-".utf8.contains($0) }) else { return false }
        return Double(rest.filter { $0 != "_" }) != nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension YAMLTree {
    /// What the text of a scalar means if nothing forces it to be a text; nil for what is no scalar.
    func meaning(of node: Node) -> PlainMeaning? {
        guard let style = scalarStyle(of: node) else { return nil }
        if style != .plain || tag(of: node) != nil { return .text }
        // Most texts are told by their length and first byte, without a String: the longest word is "false".
        let mayMeanMore = unsafe withUTF8(of: node) { bytes in
            guard bytes.count > 5, let first = unsafe bytes.first else { return true }
            return first <= UInt8(ascii: "9")
        }
        return mayMeanMore ? PlainMeaning(text(of: node)) : .text
    }

    /// What stands somewhere, in a person's words; nil for nothing.
    func found(at node: Node) -> Message? {
        let node = resolved(node)
        return switch kind(of: node) {
        case .mapping: Message("a mapping")
        case .sequence: Message("a list")
        case .alias, .scalar:
            switch meaning(of: node) {
            case .null: nil
            case .boolean: Message("a boolean")
            case .oldBoolean: Message("a boolean of older YAML")
            case .number: Message("a number")
            case .text, nil: Message("a text")
            }
        }
    }
}

extension NodeReader {
    /// A text.
    ///
    /// What YAML takes for a boolean or a number is refused, because two readers would read it differently.
    mutating func string(
        _ field: Field, hint: @autoclosure () -> Message = Message("Put the value in quotes.")
    ) -> String? {
        guard let node = scalar(field, expected: Message("a text"), hint: hint()) else { return nil }
        switch tree.meaning(of: node) {
        case .text: return tree.text(of: node)
        default:
            wrongType(field, expected: Message("a text"), hint: Message("Put the value in quotes."))
            return nil
        }
    }

    /// A text that cannot be empty and holds no NUL, which no file name and no argument can.
    mutating func nonEmptyString(_ field: Field, hint: @autoclosure () -> Message) -> String? {
        guard let text = string(field) else { return nil }
        guard !text.isEmpty, !text.utf8.contains(0) else {
            let subject = subject(of: field)
            let (summary, detail) =
                text.isEmpty
                ? (Message("empty value"), Message("\(subject) is empty"))
                : (Message("unusable value"), Message("\(subject) holds a NUL"))
            report(
                Issue("empty-value", summary, detail: detail.asSentence, hint: hint()), at: location(of: field))
            return nil
        }
        return text
    }

    /// Whatever text a scalar has, for values that are told by their own grammar (`30s`, `50%`, a URL).
    mutating func scalarText(
        _ field: Field, expected: @autoclosure () -> Message, hint: @autoclosure () -> Message
    ) -> String? {
        scalar(field, expected: expected(), hint: hint()).map(tree.text(of:))
    }

    /// A scalar that is not null.
    mutating func scalar(
        _ field: Field, expected: @autoclosure () -> Message, hint: @autoclosure () -> Message
    ) -> Node? {
        let node = tree.resolved(field.value)
        guard tree.scalarStyle(of: node) != nil, !isNull(node) else {
            wrongType(field, expected: expected(), hint: hint())
            return nil
        }
        return hasSupportedTag(node) ? node : nil
    }

    func isNull(_ node: Node) -> Bool {
        guard let meaning = tree.meaning(of: node), case .null = meaning else { return false }
        return true
    }

    mutating func boolean(_ field: Field) -> Bool? {
        let node = tree.resolved(field.value)
        guard hasSupportedTag(node) else { return nil }
        if tree.scalarStyle(of: node) == .plain, tree.tag(of: node) == nil {
            switch tree.text(of: node) {
            case "true", "True", "TRUE": return true
            case "false", "False", "FALSE": return false
            default: break
            }
        }
        wrongType(field, expected: Message("true or false"), hint: Message("Write true or false, without quotes."))
        return nil
    }

    /// A whole number in decimal digits.
    ///
    /// One with a leading zero is refused: YAML 1.1 reads it as octal.
    mutating func integer(_ field: Field, hint: @autoclosure () -> Message) -> Int? {
        let node = tree.resolved(field.value)
        guard hasSupportedTag(node) else { return nil }
        if tree.scalarStyle(of: node) == .plain, tree.tag(of: node) == nil,
            let number = DecimalNumber.parse(tree.text(of: node))
        {
            return number
        }
        wrongType(field, expected: Message("a whole number"), hint: hint())
        return nil
    }
}

/// Whole numbers as people write them: decimal digits, a minus sign at most.
enum DecimalNumber {
    static func parse(_ text: some StringProtocol) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits == "0" || !digits.hasPrefix("0")
        else { return nil }
        return Int(text)
    }
}
