import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("The words of a result")
struct ResultTests {
    private func result(
        _ resultClass: ResultClass, _ outcome: ChangeResult.Outcome, _ change: Change
    ) -> ChangeResult {
        ChangeResult(change: change, outcome: outcome, resultClass: resultClass, attempts: 1)
    }

    @Test("tell what to do about each result that did not succeed, in whole sentences", arguments: ResultClass.allCases)
    func advice(resultClass: ResultClass) throws {
        let plan = try Scenario.everyAction().plan()
        for change in plan.changes {
            for outcome in [ChangeResult.Outcome.failed, .skipped, .unknown] {
                let advice = try #require(
                    ResultAdvice.advice(for: result(resultClass, outcome, change))?.english)
                #expect(advice.hasSuffix("."))
                #expect(advice.prefix(1) == advice.prefix(1).uppercased())
            }
        }
    }

    @Test("leave alone what simply succeeded")
    func success() throws {
        let change = try Sample.change("ventas-co", of: Scenario.ordinary())
        for resultClass in [ResultClass.done, .alreadyAbsent, .recorded] {
            #expect(ResultAdvice.advice(for: result(resultClass, .succeeded, change)) == nil)
        }
    }

    @Test("name the key that was refused by its reference")
    func key() throws {
        var change = try Sample.change("ventas-co", of: Scenario.ordinary())
        change.access = .apiKey(.command(["vault", "hunter2"]))
        let advice = try #require(ResultAdvice.advice(for: result(.unauthorized, .failed, change))?.english)
        #expect(advice.contains("apiKey command vault"))
        #expect(!advice.contains("hunter2"))
    }

    @Test("say how each guard is lifted", arguments: BlockingGuard.allCases)
    func guards(blockedBy: BlockingGuard) throws {
        var change = try Sample.change("ventas-co", of: Scenario.ordinary())
        change.blockedBy = blockedBy
        let advice = try #require(ResultAdvice.advice(for: result(.blocked, .skipped, change))?.english)
        let word: String =
            switch blockedBy {
            case .protect: "`protect: false`"
            case .allowedWebhookHosts: "settings.guards.allowedWebhookHosts"
            case .forbiddenAuthTypes: "settings.guards.forbiddenAuthTypes"
            case .signingSecrets: "settings.signingSecrets"
            case .liveUnknown: "could not be read"
            }
        #expect(advice.contains(word))
    }

    @Test("are one line each while a plan is carried out")
    func progress() throws {
        let (report, _) = try Sample.mixedReport()
        var events: [ApplyEvent] = [
            .started(changes: 0), .started(changes: 1), .started(changes: 12),
            .attemptFailed(
                project: try Sample.id("f-server"), .serverFailure, message: Message(verbatim: "upstream\nfailed"),
                attempt: 1),
            .attemptFailed(project: try Sample.id("g timeout"), .timedOut, message: nil, attempt: 2),
        ]
        events += report.results.map { .finished($0) }
        events += [
            .slowed(wait: .seconds(2)), .slowed(wait: .milliseconds(1250)), .slowed(wait: .nanoseconds(1)),
            .canaryPassed(changes: 1), .canaryPassed(changes: 2),
            .stopping(.interrupted(.interrupt)), .stopping(.tooManyFailures(10)), .stopping(.stateNotSaved),
            .stopping(.canaryFailed), .stopping(.leaseLost), .stopping(.auditNotWritten),
        ]
        let lines = events.compactMap { ProgressLine().render($0) }
        #expect(lines.allSatisfy { !$0.contains { $0.isNewline } })
        // All but the start of nothing and the three that were not tried.
        #expect(lines.count == events.count - 4)
        expectGolden(lines.joined(separator: "\n") + "\n", "progress.txt")
    }
}
