import Integrations

/// A moment as HTTP headers write it.
enum HTTPDate {
    /// Reads the three forms that RFC 9110 asks receivers to know; nil for anything else.
    ///
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
    static func parse(_ text: String) -> Timestamp? {
        guard text.utf8.count <= 40 else { return nil }
        let words = text.split { " ,-".contains($0) }.map(String.init)
        switch words.count {
        case 6 where words[5] == "GMT" || words[5] == "UTC":
            return moment(day: words[1], month: words[2], year: words[3], time: words[4])
        case 5:
            return moment(day: words[2], month: words[1], year: words[4], time: words[3])
        default:
            return nil
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func moment(day: String, month: String, year: String, time: String) -> Timestamp? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0)) }
        guard let day = number(day), let month = months.firstIndex(of: month), let year = fullYear(year),
            clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let days = daysSinceEpoch(year: year, month: month + 1, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
        return Timestamp(millisecondsSinceEpoch: Int64(seconds) * 1000)
    }

    private static func number(_ text: String) -> Int? {
        let isNumber = (1...4).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? Int(text) : nil
    }

    private static func fullYear(_ text: String) -> Int? {
        guard let year = number(text) else { return nil }
        switch text.utf8.count {
        case 4: return year
        case 2: return year < 70 ? 2000 + year : 1900 + year
        default: return nil
        }
    }

    /// The proleptic Gregorian calendar, counted in years that begin with March, so that the leap day comes last.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let marchMonth = (month + 9) % 12
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        return marchYear * 365 + leapDays + dayOfYear - 719_468
    }
}

/// How long a server asks to wait.
enum RetryAfter {
    /// The longest wait that is reported.
    ///
    /// Nobody waits longer than that for one change.
    static let longest = Duration.seconds(24 * 3600)

    /// Reads a `Retry-After`: seconds, or a date that is relative to the server's own clock.
    ///
    /// - Parameter now: the answer's `Date`, or this machine's clock if it had none.
    /// - Returns: nil if the value is neither; zero if the moment has passed.
    static func parse(_ value: String, now: Timestamp) -> Duration? {
        var text = value[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text
        if !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard !text.hasPrefix("-") else { return .zero }
            // More digits than an Int64 has are a number all the same.
            return Int64(digits).map { min(longest, .seconds(min($0, 1_000_000))) } ?? longest
        }
        guard let moment = HTTPDate.parse(String(text)) else { return nil }
        let milliseconds = moment.millisecondsSinceEpoch - now.millisecondsSinceEpoch
        return max(.zero, min(longest, .milliseconds(milliseconds)))
    }
}
