import Emulator
import Testing

@Suite("Times")
struct ServerTimeTests {
    @Test(
        "Times are written in the calendar",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_768_473_000_123, "2026-01-15T10:30:00.123Z", "Thu, 15 Jan 2026 10:30:00 GMT"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z", "Mon, 28 Feb 2000 23:59:59 GMT"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
            (-1, "1969-12-31T23:59:59.999Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
            (1_735_689_599_000, "2024-12-31T23:59:59.000Z", "Tue, 31 Dec 2024 23:59:59 GMT"),
        ] as [(Int64, String, String)])
    func calendar(milliseconds: Int64, rfc3339: String, httpDate: String) {
        let time = ServerTime(millisecondsSince1970: milliseconds)
        #expect(time.rfc3339(fractionalSeconds: true) == rfc3339)
        #expect(time.rfc3339(fractionalSeconds: false) == rfc3339.prefix(19) + "Z")
        #expect(time.httpDate == httpDate)
    }
}
