import Integrations
import Testing

@Suite("A timestamp")
struct TimestampTests {
    @Test(
        "RFC 3339 is read with and without a fraction of a second",
        arguments: [
            ("1970-01-01T00:00:00Z", Int64(0)),
            ("2023-11-07T05:31:56Z", 1_699_335_116_000),
            ("2026-01-15T10:30:00.000Z", 1_768_473_000_000),
            ("2026-01-22T09:15:00.123Z", 1_769_073_300_123),
            ("2026-01-22T09:15:00.5Z", 1_769_073_300_500),
            ("2026-01-22T09:15:00.123456Z", 1_769_073_300_123),
            ("2024-02-29T23:59:59Z", 1_709_251_199_000),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2026-01-22T09:15:00+00:00", 1_769_073_300_000),
            ("2026-01-22T04:15:00-05:00", 1_769_073_300_000),
            ("2026-01-22T14:45:00.123+05:30", 1_769_073_300_123),
        ])
    func read(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.millisecondsSinceEpoch == milliseconds)
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "now", "2026-01-15", "10:30:00Z", "2026-01-15T10:30:00", "2026-13-15T10:30:00Z",
            "2026-00-15T10:30:00Z", "2026-01-32T10:30:00Z", "2026-02-30T10:30:00Z", "2025-02-29T10:30:00Z",
            "2026-01-15T24:30:00Z", "2026-01-15T10:60:00Z", "2026-01-15T10:30:99Z", "2026-01-15T10:30:00Zx",
            "2026-01-15T10:30:00Z\n", " 2026-01-15T10:30:00Z", "x2026-01-15T10:30:00Z", "1768473000", "1768473000000",
            "2026-01-15T10:30:00.Z", "２０２６-01-15T10:30:00Z", "2026-01-15T10:30:00.000Z and then some",
            "2026-01-15T10:30:00.0000000000000000000000000000000000000000Z", "\u{1B}[31m",
        ])
    func garbage(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("a fraction is written only where there is one")
    func written() {
        #expect(Timestamp(millisecondsSinceEpoch: 1_768_473_000_000).description == "2026-01-15T10:30:00Z")
        #expect(Timestamp(millisecondsSinceEpoch: 1_769_073_300_123).description == "2026-01-22T09:15:00.123Z")
    }

    @Test("every millisecond is read back as it was written", arguments: [Int64(0), 1_769_073_300_000, -86_400_000])
    func roundTrip(start: Int64) {
        let lost = (start..<start + 1000).count { milliseconds in
            let written = Timestamp(millisecondsSinceEpoch: milliseconds).description
            return Timestamp(rfc3339: written)?.millisecondsSinceEpoch != milliseconds
        }
        #expect(lost == 0)
    }

    @Test("people read it to the minute")
    func minute() {
        #expect(Timestamp(rfc3339: "2026-11-18T09:10:59.999Z")?.minuteText == "2026-11-18 09:10Z")
    }

    @Test("earlier comes first")
    func order() {
        #expect(Timestamp(millisecondsSinceEpoch: -1) < Timestamp(millisecondsSinceEpoch: 0))
    }
}
