/// A moment in UTC, kept to the millisecond.
package struct Timestamp: Hashable, Comparable, Sendable {
    package var millisecondsSinceEpoch: Int64

    package init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    /// Reads RFC 3339, with or without a fraction of a second, at any offset; nil for anything else.
    package init?(rfc3339 text: String) {
        guard text.utf8.count <= 40, let moment = TimestampText.timestamp(Array(text.utf8)) else { return nil }
        self = moment
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }

    /// For people: `2026-11-18 09:10Z`.
    package var minuteText: String {
        let text = description
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + "Z"
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC; a fraction is written only where there is one.
    package var description: String {
        var bytes: [UInt8] = []
        TimestampText.append(self, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
