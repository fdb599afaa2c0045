#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A moment in whole milliseconds, as the emulator stores and shows it.
///
/// Milliseconds and not a `Date`, because a floating-point second does not survive being written and compared.
package struct ServerTime: Sendable, Hashable, Comparable {
    package var millisecondsSince1970: Int64

    package init(millisecondsSince1970: Int64) {
        self.millisecondsSince1970 = millisecondsSince1970
    }

    /// The time of this machine's clock.
    package static var now: Self {
        Self(millisecondsSince1970: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.millisecondsSince1970 < right.millisecondsSince1970
    }

    package func advanced(byMilliseconds milliseconds: Int64) -> Self {
        Self(millisecondsSince1970: millisecondsSince1970 + milliseconds)
    }

    /// Writes the time as RFC 3339 in UTC, with three fractional digits or none.
    package func rfc3339(fractionalSeconds: Bool) -> String {
        let parts = CalendarParts(self)
        let day = "\(padded(parts.year, to: 4))-\(padded(parts.month, to: 2))-\(padded(parts.day, to: 2))"
        let fraction = fractionalSeconds ? ".\(padded(parts.millisecond, to: 3))" : ""
        return "\(day)T\(parts.clock)\(fraction)Z"
    }

    /// Writes the time as the date format of HTTP headers, for example `Thu, 15 Jan 2026 10:30:00 GMT`.
    package var httpDate: String {
        let parts = CalendarParts(self)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = weekdays[(parts.daysSince1970 % 7 + 7) % 7]
        let day = "\(padded(parts.day, to: 2)) \(months[parts.month - 1]) \(padded(parts.year, to: 4))"
        return "\(weekday), \(day) \(parts.clock) GMT"
    }
}

/// A time taken apart in the proleptic Gregorian calendar, UTC.
private struct CalendarParts {
    let daysSince1970: Int
    let year: Int
    let month: Int
    let day: Int
    let secondOfDay: Int
    let millisecond: Int

    init(_ time: ServerTime) {
        let dayLength: Int64 = 86_400_000
        let remainder = time.millisecondsSince1970 % dayLength
        let millisecondOfDay = Int(remainder < 0 ? remainder + dayLength : remainder)
        daysSince1970 = Int((time.millisecondsSince1970 - Int64(millisecondOfDay)) / dayLength)
        secondOfDay = millisecondOfDay / 1000
        millisecond = millisecondOfDay % 1000

        // Counted from 1 March of the year 0, so that the leap day is the last day of a year. 146,097 days are 400 years.
        let sinceMarch = daysSince1970 + 719_468
        let era = (sinceMarch >= 0 ? sinceMarch : sinceMarch - 146_096) / 146_097
        let dayOfEra = sinceMarch - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var clock: String {
        let hour = padded(secondOfDay / 3600, to: 2)
        let minute = padded(secondOfDay / 60 % 60, to: 2)
        return "\(hour):\(minute):\(padded(secondOfDay % 60, to: 2))"
    }
}

private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
