import Integrations
import Messages

/// How long ago something was, in words that are short and never too exact.
enum DriftAge {
    private static let minute: Int64 = 60 * 1000
    private static let hour = 60 * minute
    private static let day = 24 * hour
    private static let year = 365 * day

    /// `2 days ago`.
    ///
    /// A moment that is yet to come, because two clocks differ, is told as it is.
    static func text(of moment: Timestamp, at now: Timestamp) -> Message {
        let (age, overflows) = now.millisecondsSinceEpoch.subtractingReportingOverflow(moment.millisecondsSinceEpoch)
        guard !overflows, age > -minute else { return Message("at \(moment.minuteText), ahead of this clock") }
        switch age {
        case ..<minute: return Message("just now")
        case ..<(2 * hour):
            let minutes = age / minute
            return minutes == 1 ? Message("1 minute ago") : Message("\(minutes) minutes ago")
        case ..<(2 * day): return Message("\(age / hour) hours ago")
        case ..<(2 * year): return Message("\(age / day) days ago")
        default: return Message("\(age / year) years ago")
        }
    }
}
