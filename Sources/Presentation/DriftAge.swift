import Integrations

/// How long ago something was, in words that are short and never too exact.
enum DriftAge {
    private static let minute: Int64 = 60 * 1000
    private static let hour = 60 * minute
    private static let day = 24 * hour
    private static let year = 365 * day

    /// `2 days ago`.
    ///
    /// A moment that is yet to come, because two clocks differ, is told as it is.
    static func text(of moment: Timestamp, at now: Timestamp) -> String {
        let (age, overflows) = now.millisecondsSinceEpoch.subtractingReportingOverflow(moment.millisecondsSinceEpoch)
        guard !overflows, age > -minute else { return "at \(moment.minuteText), ahead of this clock" }
        switch age {
        case ..<minute: return "just now"
        case ..<(2 * hour): return "\(counted(Int(age / minute), "minute")) ago"
        case ..<(2 * day): return "\(counted(Int(age / hour), "hour")) ago"
        case ..<(2 * year): return "\(counted(Int(age / day), "day")) ago"
        default: return "\(counted(Int(age / year), "year")) ago"
        }
    }
}
