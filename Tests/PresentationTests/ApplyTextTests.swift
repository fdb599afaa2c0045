import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("The end of a run as text")
struct ApplyTextTests {
    private func render(_ report: ApplyReport, width: Int = 80, color: Bool = false) -> String {
        ApplyText(style: TextStyle(usesColor: color, width: width)).render(
            report,
            context: ApplyContext(
                statePath: ".jelouctl/state.json", rerunCommand: ShellCommand("jelouctl", "apply", "-f", "jelou/")))
    }

    @Test("names what failed, was skipped and is unknown, why, and what to do", arguments: [60, 80, 120])
    func mixed(width: Int) throws {
        expectGolden(render(try Sample.mixedReport().report, width: width), "apply-mixed-\(width).txt")
    }

    @Test("carries the same words with colour as without")
    func color() throws {
        let report = try Sample.mixedReport().report
        let colored = render(report, color: true)
        #expect(colored.withoutColor == render(report))
        expectGolden(colored.replacing("\u{1B}", with: "ESC"), "apply-mixed-color.txt")
    }

    @Test("names everything that succeeded, however long the list")
    func smooth() throws {
        expectGolden(render(try Sample.smoothReport(12).report), "apply-smooth-12.txt")
        expectGolden(render(try Sample.smoothReport(21).report), "apply-smooth-21.txt")
    }

    @Test("says that it was interrupted, and what is left", arguments: [Interruption.interrupt, .terminate])
    func interrupted(by signal: Interruption) throws {
        var report = try Sample.smoothReport(30).report
        for index in 5..<30 {
            report.results[index].outcome = .skipped
            report.results[index].resultClass = .interrupted
            report.results[index].httpStatus = nil
            report.results[index].attempts = 0
        }
        report.stop = .interrupted(signal)
        expectGolden(render(report), signal == .interrupt ? "apply-sigint.txt" : "apply-sigterm.txt")
    }

    @Test("says loudly that the state was not saved")
    func notSaved() throws {
        var report = try Sample.smoothReport(2).report
        report.stop = .stateNotSaved
        report.results[1].outcome = .skipped
        report.results[1].resultClass = .stateNotSaved
        report.state = .notSaved(
            Diagnostic(
                code: "state-unwritable", severity: .error, summary: Message(verbatim: "the state cannot be written"),
                detail: Message(verbatim: ".jelouctl/state.json: there is no space left on the device."),
                hint: Message(verbatim: "Make room, then apply again.")))
        expectGolden(render(report), "apply-not-saved.txt")
    }

    @Test("says after how many failures it stopped")
    func tooManyFailures() throws {
        var report = try Sample.smoothReport(3).report
        report.stop = .tooManyFailures(1)
        report.results[0].outcome = .failed
        report.results[0].resultClass = .notSent
        report.results[0].httpStatus = nil
        report.results[0].message = Message(verbatim: "gateway.jelou.ai: connection refused")
        for index in 1...2 {
            report.results[index].outcome = .skipped
            report.results[index].resultClass = .tooManyFailures
            report.results[index].attempts = 0
        }
        report.state = .unchanged(lineage: Sample.lineage, serial: 12)
        expectGolden(render(report), "apply-too-many-failures.txt")
    }

    @Test("tells each local action by its word")
    func localActions() throws {
        let plan = try Scenario.everyAction().plan()
        var report = ApplyReport(
            run: "r", results: plan.changes.map { ChangeResult(change: $0, outcome: .succeeded, resultClass: .done) },
            stop: nil, state: .noState)
        report.results[0].outcome = .failed
        report.results[0].resultClass = .sinkNotReady
        report.results[0].message = Message(verbatim: "secrets/a-create is there already")
        expectGolden(render(report), "apply-every-action.txt")
    }

    @Test("lets no control character of a server through")
    func hostile() throws {
        var report = try Sample.mixedReport().report
        for index in report.results.indices {
            report.results[index].message = Message(
                verbatim: "\u{1B}[2J\nApply: 13 succeeded, 0 failed\u{202E}\u{9B}1m")
            report.results[index].requestID = "\u{1B}]0;owned\u{7}\n"
        }
        let text = render(report)
        let controls = text.unicodeScalars.filter { $0.isControlCharacter && $0 != "\n" }
        #expect(controls.isEmpty)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("Apply:") } == 1)
    }
}
