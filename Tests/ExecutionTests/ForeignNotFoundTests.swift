import IntegrationAPI
import Integrations
import Reports
import TestSupport
import Testing
import Transport

/// Answers every request alike.
private struct OneAnswer: HTTPTransport {
    let response: HTTPResponse

    func send(_ request: HTTPRequest) async -> HTTPOutcome { .answered(response) }
}

@Suite("A 404, through the API client and the applier together", .timeLimit(.minutes(1)))
struct ForeignNotFoundTests {
    private static let own = """
        {"message": ["no integration"], "statusMessage": "failed", "status": 0, "error": {"code": "E1", "key": "K"}}
        """

    static let foreign = [
        "", "<html><body><h1>404 Not Found</h1></body></html>", "default backend - 404",
        #"{"message":"no Route matched with those values"}"#,
    ]

    private func apply(_ bench: ApplierBench, answering status: Int, _ body: String) async throws -> ApplyReport {
        let response = HTTPResponse(
            status: status, headers: [HTTPField(name: "content-type", value: "application/json")],
            body: Array(body.utf8))
        let baseURL = try Sample.baseURL()
        let transport = OneAnswer(response: response)
        return try await bench.run(
            reader: JelouReader(
                baseURL: baseURL, transport: transport, timeout: .seconds(1), userAgent: "jelouctl/0",
                now: { Sample.now }),
            writer: JelouWriter(
                baseURL: baseURL, transport: transport, timeout: .seconds(1), userAgent: "jelouctl/0",
                now: { Sample.now }))
    }

    @Test("of the API's own means for a delete that it is done, for an update that it failed")
    func own() async throws {
        let bench = try ApplierBench([try Sample.delete("a"), try Sample.update("b")])
        let report = try await apply(bench, answering: 404, Self.own)
        #expect(report.ending("a") == .succeeded(.alreadyAbsent))
        #expect(report.ending("b") == .failed(.absent))
        #expect(try bench.finalState("a")?.status == .deleted)
    }

    @Test("of somebody else leaves the outcome of a delete unknown", arguments: foreign)
    func foreignToDelete(_ body: String) async throws {
        let bench = try ApplierBench([try Sample.delete("a"), try Sample.delete("b", isImplicit: true)])
        let report = try await apply(bench, answering: 404, body)
        for id in ["a", "b"] {
            #expect(report.ending(id)?.outcome == .unknown)
            #expect(try bench.finalState(id)?.triedValues != nil)
        }
    }

    @Test("of somebody else leaves the outcome of an update unknown", arguments: foreign)
    func foreignToUpdate(_ body: String) async throws {
        let bench = try ApplierBench([try Sample.update("a"), try Sample.update("b", credential: Sample.token)])
        let report = try await apply(bench, answering: 404, body)
        for id in ["a", "b"] {
            #expect(report.ending(id)?.outcome == .unknown)
            #expect(try bench.finalState(id)?.triedValues != nil)
        }
    }
}
