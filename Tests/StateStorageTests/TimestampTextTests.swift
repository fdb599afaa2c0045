import Integrations
import Testing

@testable import StateStorage

@Suite("A moment in the state file")
struct TimestampTextTests {
    private func text(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        TimestampText.append(Timestamp(millisecondsSinceEpoch: milliseconds), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "is RFC 3339 in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_763_719_800_123, "2025-11-21T10:10:00.123Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00Z"), (-62_167_219_200_000, "0000-01-01T00:00:00Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (253_402_300_800_000, "10000-01-01T00:00:00Z"),
            (-62_167_219_200_001, "-0001-12-31T23:59:59.999Z"), (.max, "292278994-08-17T07:12:55.807Z"),
            (-9_223_372_036_854_775_000, "-292275055-05-16T16:47:05Z"),
        ] as [(Int64, String)])
    func known(milliseconds: Int64, expected: String) {
        #expect(text(milliseconds) == expected)
        #expect(TimestampText.timestamp(Array(expected.utf8))?.millisecondsSinceEpoch == milliseconds)
    }

    @Test("is read back to the millisecond")
    func roundTrip() {
        var random = FixedGenerator(seed: 5)
        for _ in 0..<20_000 {
            let bits = Int.random(in: 1...63, using: &random)
            let moment = Timestamp(millisecondsSinceEpoch: Int64.random(in: .min ... .max, using: &random) >> bits)
            #expect(TimestampText.timestamp(Array(text(moment.millisecondsSinceEpoch).utf8)) == moment)
        }
    }

    @Test("agrees with the calendar of Foundation since it is Gregorian everywhere")
    func oracle() {
        var random = FixedGenerator(seed: 6)
        for _ in 0..<5_000 {
            let seconds = Int64.random(in: -10_000_000_000...250_000_000_000, using: &random)
            let moment = Timestamp(millisecondsSinceEpoch: seconds * 1000)
            #expect(text(seconds * 1000) == moment.description)
            #expect(Timestamp(rfc3339: text(seconds * 1000)) == moment)
        }
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "2026", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00+25:00", "2026-01-01t00:00:00z",
            "2026-00-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
            "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
            "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234", "2026-1-01T00:00:00Z", "999-01-01T00:00:00Z",
            "2026-01-01T00:00:00Zx", "999999999-01-01T00:00:00Z", "9999999999-01-01T00:00:00Z", "2026-01-01T00:00:0",
            "-",
            "+2026-01-01T00:00:00Z", "2026-01-01 00:00:00Z",
        ])
    func refused(text: String) {
        #expect(TimestampText.timestamp(Array(text.utf8)) == nil)
    }
}
