extension Message.Text.StringInterpolation {
    /// A time in seconds, the same in every language: `10 s`, `0.5 s`.
    package mutating func appendInterpolation(_ duration: Duration) {
        appendInterpolation(Message(verbatim: duration.inSeconds))
    }
}

extension Duration {
    /// Seconds with at most one digit behind the point, rounded up, so that a wait is never told as none.
    package var inSeconds: String {
        let tenths =
            components.seconds * 10 + (components.attoseconds + 99_999_999_999_999_999) / 100_000_000_000_000_000
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
