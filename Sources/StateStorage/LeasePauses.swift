/// How long to pause between two looks at a lease: shortly at first, then longer, never beyond the end of the wait, and so
/// that one look falls on the moment when it is time to speak.
struct LeasePauses {
    static let silence = Duration.milliseconds(400)
    static let longest = Duration.milliseconds(500)

    private let timeout: Duration
    private var pause = Duration.milliseconds(10)
    private var hasSpoken = false

    init(timeout: Duration) {
        self.timeout = timeout
    }

    /// - Returns: nil if the time is up.
    mutating func next(waited: Duration) -> Duration? {
        guard waited < timeout else { return nil }
        let untilSpeech = waited < Self.silence ? Self.silence - waited : Self.longest
        defer { pause = min(pause * 2, Self.longest) }
        return min(pause, timeout - waited, untilSpeech)
    }

    /// Whether the wait is to be mentioned now.
    ///
    /// True once.
    mutating func isTimeToSpeak(waited: Duration) -> Bool {
        guard !hasSpoken, waited >= Self.silence else { return false }
        hasSpoken = true
        return true
    }
}
