package import Integrations

/// The ranges of the settings, wherever they are written: in files, flags or variables.
package enum SettingsLimits {
    package static let timeout: ClosedRange<Duration> = .milliseconds(100) ... .seconds(3600)
    package static let maxWait: ClosedRange<Duration> = .zero ... .seconds(24 * 3600)
    package static let concurrency = 1...128
    package static let retries = 0...20
    package static let maxDeletes = 0...1_000_000_000
}

/// Times as people write them: a whole number and `ms`, `s`, `m` or `h`.
package enum DurationText {
    /// - Returns: nil for anything else, also for a number without a unit, and for more than a year.
    package static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.utf8.count <= 12, let number = Int64(digits) else { return nil }
        let milliseconds: Int64? =
            switch text.dropFirst(digits.count) {
            case "ms": number
            case "s": number * 1000
            case "m": number * 60_000
            case "h": number * 3_600_000
            default: nil
            }
        guard let milliseconds, milliseconds <= 365 * 86_400_000 else { return nil }
        return .milliseconds(milliseconds)
    }

    /// The shortest text that means the same, whole milliseconds assumed.
    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        if attoseconds != 0 { return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms" }
        if seconds != 0, seconds % 3600 == 0 { return "\(seconds / 3600)h" }
        if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60)m" }
        return "\(seconds)s"
    }
}

/// A limit of changes as people write it: `25` or `50%`.
package enum ChangeLimitText {
    /// - Returns: nil for anything but a whole number up to 1,000,000,000 or a share from 0% to 100%.
    package static func parse(_ text: String) -> ChangeLimit? {
        if text.hasSuffix("%") {
            return DecimalNumber.parse(text.dropLast()).flatMap { (0...100).contains($0) ? .percent($0) : nil }
        }
        return DecimalNumber.parse(text).flatMap { (0...1_000_000_000).contains($0) ? .count($0) : nil }
    }
}
