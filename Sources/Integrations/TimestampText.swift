/// Moments as text: RFC 3339.
///
/// Written in UTC, with a fraction only where there is one, and then of three digits.
///
/// Counted in whole numbers in the proleptic Gregorian calendar, so that what is written is read back to the millisecond.
/// Years beyond 9999, which RFC 3339 has no place for, get the digits that they need, so that no moment is lost.
package enum TimestampText {
    /// Adds the text of a moment.
    package static func append(_ timestamp: Timestamp, to bytes: inout [UInt8]) {
        let (seconds, milliseconds) = floorDivision(timestamp.millisecondsSinceEpoch, 1000)
        let (days, secondOfDay) = floorDivision(seconds, 86400)
        let (year, month, day) = date(daysSinceEpoch: days)
        if year < 0 { bytes.append(UInt8(ascii: "-")) }
        append(year.magnitude, width: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(month.magnitude, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        append(day.magnitude, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        append((secondOfDay / 3600).magnitude, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append((secondOfDay / 60 % 60).magnitude, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        append((secondOfDay % 60).magnitude, width: 2, to: &bytes)
        if milliseconds != 0 {
            bytes.append(UInt8(ascii: "."))
            append(milliseconds.magnitude, width: 3, to: &bytes)
        }
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The most digits of a fraction that are read; those behind the third are dropped.
    private static let fractionDigits = 1...12

    /// Reads RFC 3339 with any offset, and what ``append(_:to:)`` writes; nil for anything else.
    ///
    /// Strict: there is no 30th of February, no hour 24, and nothing before or behind the moment.
    package static func timestamp(_ bytes: some RandomAccessCollection<UInt8>) -> Timestamp? {
        var rest = bytes[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        guard let magnitude = number(&rest, digits: 4...9), skip("-", &rest), let month = number(&rest, digits: 2...2),
            skip("-", &rest), let day = number(&rest, digits: 2...2), skip("T", &rest),
            let hour = number(&rest, digits: 2...2), skip(":", &rest), let minute = number(&rest, digits: 2...2),
            skip(":", &rest), let second = number(&rest, digits: 2...2)
        else { return nil }
        var milliseconds: Int64 = 0
        if skip(".", &rest) {
            let count = rest.count
            guard var fraction = number(&rest, digits: fractionDigits) else { return nil }
            for _ in 0..<max(0, 3 - (count - rest.count)) { fraction *= 10 }
            for _ in 0..<max(0, count - rest.count - 3) { fraction /= 10 }
            milliseconds = fraction
        }
        guard let offset = offset(&rest), rest.isEmpty else { return nil }
        let year = isNegative ? -magnitude : magnitude
        guard hour < 24, minute < 60, second < 60, day >= 1, (1...12).contains(month), day <= days(in: month, of: year)
        else { return nil }
        let seconds = daysSinceEpoch(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
        let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, overflowsToo) = whole.addingReportingOverflow(milliseconds)
        guard !overflows, !overflowsToo else { return nil }
        return Timestamp(millisecondsSinceEpoch: sum)
    }

    /// `Z`, or hours and minutes that the text is ahead of UTC, in seconds.
    private static func offset<Text: RandomAccessCollection<UInt8>>(_ rest: inout Text) -> Int64?
    where Text.SubSequence == Text {
        if skip("Z", &rest) { return 0 }
        let sign: Int64 = rest.first == UInt8(ascii: "-") ? -1 : 1
        guard skip("+", &rest) || skip("-", &rest), let hours = number(&rest, digits: 2...2), skip(":", &rest),
            let minutes = number(&rest, digits: 2...2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private static func append(_ number: UInt64, width: Int, to bytes: inout [UInt8]) {
        var divisor: UInt64 = 1
        var digits = 1
        while digits < width || number / divisor >= 10 {
            divisor *= 10
            digits += 1
        }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
    }

    private static func number<Text: RandomAccessCollection<UInt8>>(
        _ rest: inout Text, digits: ClosedRange<Int>
    ) -> Int64? where Text.SubSequence == Text {
        var value: Int64 = 0
        var count = 0
        while count < digits.upperBound, let byte = rest.first {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            value = value * 10 + Int64(digit)
            count += 1
            rest.removeFirst()
        }
        return count >= digits.lowerBound ? value : nil
    }

    private static func skip<Text: RandomAccessCollection<UInt8>>(_ mark: Unicode.Scalar, _ rest: inout Text) -> Bool
    where Text.SubSequence == Text {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest.removeFirst()
        return true
    }
}

/// The calendar, after Howard Hinnant's `days_from_civil` (https://howardhinnant.github.io/date_algorithms.html): years
/// that begin in March, counted in eras of 400.
extension TimestampText {
    private static let daysPerEra: Int64 = 146_097
    /// From 0000-03-01, where the first era begins, to 1970-01-01.
    private static let epochDay: Int64 = 719_468

    private static func date(daysSinceEpoch days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivision(days + epochDay, daysPerEra)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func daysSinceEpoch(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let (era, yearOfEra) = floorDivision(month <= 2 ? year - 1 : year, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * daysPerEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - epochDay
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func floorDivision(_ number: Int64, _ divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
