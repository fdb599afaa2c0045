/// A word of a command line, written so that a POSIX shell reads exactly this word.
///
/// It is never cut: half a word is another word. What a terminal would act upon, or a reader be misled by, stands as
/// bytes in `$'…'` (POSIX.1-2024), so that the text is one line that is safe to show anywhere.
package struct ShellWord: Hashable, Sendable, CustomStringConvertible {
    package let value: String

    package init(_ value: String) {
        self.value = value
    }

    package var description: String {
        let scalars = value.unicodeScalars
        if scalars.contains(where: \.isControlCharacter) { return "$'\(scalars.map(Self.escaped).joined())'" }
        // zsh looks for a program where a word begins with `=`.
        let isPlain = !scalars.isEmpty && scalars.first != "=" && scalars.allSatisfy(Self.isPlain)
        return isPlain ? value : quoted
    }

    /// In single quotes, in which nothing means anything but the quote itself.
    private var quoted: String {
        var text = ""
        var former: Unicode.Scalar?
        for scalar in value.unicodeScalars {
            if scalar == "'" {
                text += #"'\''"#
            } else {
                // `##[` is a command to GitHub Actions wherever it stands in a log.
                if scalar == "#", former == "#" { text += "''" }
                text.unicodeScalars.append(scalar)
            }
            former = scalar
        }
        return "'\(text)'"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", "=", ":", "@", "%", "+", ",": true
        default: !scalar.isASCII && scalar.properties.isAlphabetic
        }
    }

    /// In three octal digits a byte where it is not to stand as it is: any more would belong to the next character.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        guard scalar.isControlCharacter || ["'", "\\", "#", "!"].contains(scalar) else { return String(scalar) }
        return UTF8.encode(scalar)?.map { byte in
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined() ?? ""
    }
}
