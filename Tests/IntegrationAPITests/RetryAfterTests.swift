import IntegrationAPI
import Integrations
import Testing

@Suite("Retry-After")
struct RetryAfterTests {
    private func retryAfter(_ value: String, date: String? = nil, status: Int = 429) async throws -> Duration? {
        let headers = [("Retry-After", value)] + [date].compactMap { $0 }.map { ("Date", $0) }
        return try await conclusion(of: .read, over: ScriptedTransport(status, headers: headers)).failure?.retryAfter
    }

    @Test(
        "in seconds is a wait from zero to a day",
        arguments: [
            ("0", Duration.zero), ("1", .seconds(1)), (" 120\t", .seconds(120)), ("007", .seconds(7)), ("-5", .zero),
            ("86400", .seconds(86_400)), ("86401", .seconds(86_400)), ("99999999999999999999999", .seconds(86_400)),
            ("9223372036854775807", .seconds(86_400)), ("-99999999999999999999999", .zero),
        ])
    func seconds(value: String, expected: Duration) async throws {
        #expect(try await retryAfter(value) == expected)
    }

    @Test(
        "that is neither a number nor a date says nothing",
        arguments: [
            "", " ", "soon", "1.5", "1,5", "+5", "0x10", "5s", "--5", "-", "١٢", "1e3", "5, 6",
            "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 PST", "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 19940 08:49:37 GMT",
            "2026-11-06T08:49:37Z", "06 Nov 1994 08:49:37 GMT",
        ])
    func garbage(value: String) async throws {
        #expect(try await retryAfter(value) == nil)
    }

    @Test(
        "as a date is relative to the server's own clock",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", Duration.seconds(30)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", .seconds(30)),
            ("Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:07 GMT", .seconds(30)),
            ("Fri, 01 Mar 2024 00:00:00 GMT", "Wed, 28 Feb 2024 23:59:59 GMT", .seconds(86_400)),
            ("Thu, 29 Feb 2024 00:00:01 GMT", "Wed, 28 Feb 2024 23:59:59 GMT", .seconds(2)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:38 GMT", .zero),
            ("Fri, 31 Dec 9999 23:59:59 GMT", "Sun, 06 Nov 1994 08:49:38 GMT", .seconds(86_400)),
        ])
    func date(value: String, date: String, expected: Duration) async throws {
        #expect(try await retryAfter(value, date: date) == expected)
    }

    @Test("as a date in an answer without one is relative to this machine's clock")
    func ownClock() async throws {
        // The tests' now is 2027-01-15 08:00:00 UTC.
        #expect(try await retryAfter("Fri, 15 Jan 2027 08:00:45 GMT") == .seconds(45))
        #expect(try await retryAfter("Fri, 15 Jan 2027 08:00:45 GMT", date: "nonsense") == .seconds(45))
        #expect(try await retryAfter("Fri, 15 Jan 2027 07:59:59 GMT") == .zero)
    }

    @Test("counts with every failure that is an answer", arguments: [429, 503, 500, 408, 403])
    func anyStatus(status: Int) async throws {
        #expect(try await retryAfter("9", status: status) == .seconds(9))
    }

    @Test("is not needed")
    func missing() async throws {
        #expect(try await conclusion(of: .read, over: ScriptedTransport(429)).failure?.retryAfter == nil)
    }
}
