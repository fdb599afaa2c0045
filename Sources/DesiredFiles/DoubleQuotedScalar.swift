import Integrations

/// A text in YAML's double quotes: on one line, printable, and read back byte for byte.
enum DoubleQuotedScalar {
    static func text(for value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
            case _ where scalar.value <= 0xFFFF: result += "\\u" + hexadecimal(scalar, digits: 4)
            default: result += "\\U" + hexadecimal(scalar, digits: 8)
            }
        }
        return result + "\""
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
        let text = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// What may stand in a YAML text as it is: YAML leaves the two non-characters of the first plane out.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isControlCharacter && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }
}
