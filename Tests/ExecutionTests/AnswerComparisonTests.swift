import IntegrationAPI
import Integrations
import Messages
import Planning
import Reports
import Testing

@testable import Execution

@Suite("The answer to an update is compared with what was sent")
struct AnswerComparisonTests {
    private func observed(_ url: String?, _ authType: String? = nil) -> ObservedIntegration {
        ObservedIntegration(
            webhookURL: url.map { .known($0) } ?? .unreported, authType: authType.map { .known($0) } ?? .unreported)
    }

    private func compare(
        from before: String? = "A", credential: SecretReference? = nil, _ answer: ObservedIntegration
    ) throws -> AnswerComparison {
        AnswerComparison(
            UpdateExpectation(try Sample.integrationUpdate(from: before, credential: credential)), answer)
    }

    @Test("the new value is taken over")
    func newValue() throws {
        #expect(try compare(observed(Sample.url("B"))) == .takenOver)
        #expect(try compare(credential: Sample.token, observed(Sample.url("B"), "bearer")) == .takenOver)
    }

    @Test("a field that the answer leaves out proves nothing, and is not a difference")
    func unreported() throws {
        #expect(try compare(observed(nil)) == .takenOver)
        #expect(try compare(credential: Sample.token, observed(Sample.url("B"))) == .takenOver)
    }

    @Test("the old value is not taken over")
    func oldValue() throws {
        let comparison = try compare(observed(Sample.url("A")))
        #expect(
            comparison
                == .notTakenOver(
                    Message("\("webhookUrl") was sent as \(Sample.url("B")) and is still \(Sample.url("A"))")))
    }

    @Test("a third value is the server's own spelling")
    func thirdValue() throws {
        let comparison = try compare(observed(Sample.url("C")))
        #expect(
            comparison
                == .normalised(
                    Message("\("webhookUrl") was sent as \(Sample.url("B")) and is \(Sample.url("C"))")))
    }

    @Test("one old value outweighs every other field")
    func oneOldValue() throws {
        let comparison = try compare(credential: Sample.token, observed(Sample.url("C"), "no_auth"))
        #expect(
            comparison
                == .notTakenOver(
                    Message("\("authType") was sent as \("bearer") and is still \("no_auth")")))
    }

    @Test("a field that was not sent is not looked at")
    func notSent() throws {
        #expect(try compare(observed(Sample.url("B"), "basic")) == .takenOver)
    }

    @Test("where the old value is not known, another address is not taken over")
    func unknownPrior() throws {
        guard case .notTakenOver = try compare(from: nil, observed(Sample.url("C"))) else {
            Issue.record("another address counts as taken over")
            return
        }
    }

    @Test(
        "where the old value is not known, only what servers normalise is the server's own spelling",
        arguments: [
            ("https://b.example.com/jelou/", true), ("HTTPS://B.Example.com/jelou", true),
            ("https://b.example.com/JELOU", false), ("https://b.example.com/jelou?x", false),
        ])
    func unknownPriorSpelling(_ url: String, isSameAddress: Bool) throws {
        let comparison = try compare(from: nil, observed(url))
        let isNormalised = if case .normalised = comparison { true } else { false }
        #expect(isNormalised == isSameAddress)
    }

    @Test("control characters of an answer are not passed on")
    func controlCharacters() throws {
        guard case .normalised(let text) = try compare(observed("https://c.example.com/\u{1B}[2J")) else {
            Issue.record("a third value counts as something else")
            return
        }
        #expect(!text.english.unicodeScalars.contains { $0.isControlCharacter })
    }

    @Test("the machine ends a change by what the comparison says", arguments: ["A", "B", "C"])
    func machine(_ shown: String) throws {
        let expected: [String: Ending] = [
            "A": .failed(.notTakenOver), "B": .succeeded(.done), "C": .succeeded(.serverNormalised),
        ]
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.succeed(showing: shown)
        #expect(bench.ending() == expected[shown])
        #expect((bench.machine.progress[0].verdict?.message == nil) == (shown == "B"))
        #expect(bench.call() == nil)
    }
}
