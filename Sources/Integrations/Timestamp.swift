#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A moment in UTC, kept to the millisecond.
package struct Timestamp: Hashable, Comparable, Sendable {
    package var millisecondsSinceEpoch: Int64

    package init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    /// Reads RFC 3339, with or without a fraction of a second; nil for anything else.
    package init?(rfc3339 text: String) {
        guard text.utf8.count <= 40 else { return nil }
        let whole = Date.ISO8601FormatStyle(includingFractionalSeconds: false)
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let date = (try? whole.parse(text)) ?? (try? fractional.parse(text)) else { return nil }
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        guard abs(milliseconds) < 1e15 else { return nil }
        millisecondsSinceEpoch = Int64(milliseconds)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }

    private var date: Date { Date(timeIntervalSince1970: Double(millisecondsSinceEpoch) / 1000) }

    /// For people: `2026-11-18 09:10Z`.
    package var minuteText: String {
        let text = Date.ISO8601FormatStyle(includingFractionalSeconds: false).format(date)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + "Z"
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC; a fraction is written only where there is one.
    package var description: String {
        let hasFraction = !millisecondsSinceEpoch.isMultiple(of: 1000)
        return Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction).format(date)
    }
}
