extension Unicode.Scalar {
    /// Whether a terminal could act on this scalar, or a reader be misled by it: C0 and C1 controls, DEL, line and
    /// paragraph separators, and the marks that reorder text (the "Trojan Source" set, CVE-2021-42574).
    package var isControlCharacter: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}

/// Text from a stranger, made safe to show on one line of a terminal or a log.
package enum PlainText {
    /// Replaces control characters by a space, drops the marks that reorder text, and cuts at a length.
    ///
    /// - Parameter limit: the most Unicode scalars to keep; what is cut off is shown as `…`.
    package static func cleaned(_ text: String, limit: Int = 300) -> String {
        var scalars = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else {
                scalars.append("…")
                break
            }
            if scalar.isControlCharacter {
                if scalar.value < 0xA0, scalars.last != " " {
                    scalars.append(" ")
                    count += 1
                }
            } else {
                scalars.append(scalar)
                count += 1
            }
        }
        return String(scalars)
    }

    /// What can stand between quotes: with no quote in it that would seem to end them.
    package static func quotable(_ text: String) -> String { text.replacing("\"", with: "'") }
}
