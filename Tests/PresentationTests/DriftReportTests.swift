import Integrations
import Messages
import Planning
import Reports
import Testing

@Suite("A drift report")
struct DriftReportTests {
    private let accepted = AcceptedBy(
        reason: "known", expires: Timestamp(millisecondsSinceEpoch: .max))

    private func report(
        _ rows: [(DriftStatus, accepted: Bool, refused: Bool)]
    ) throws -> DriftReport {
        var report = DriftReport(
            findings: [], at: try DriftScenario.now, baseURL: try Sample.baseURL, recorded: nil)
        report.rows = try rows.enumerated().map { index, row in
            var finding = DriftFinding(
                project: try Sample.id("p\(index)"), status: row.0,
                observation: row.0 == .unknown ? .unknown(Message(verbatim: "503")) : .absent)
            finding.unreadCause = row.refused ? .keyRefused : nil
            return DriftReport.Row(finding: finding, accepted: row.accepted ? accepted : nil)
        }
        return report
    }

    @Test("fails for a difference that nobody accepted, whatever else there is")
    func differences() throws {
        for status in DriftStatus.allCases where status.isDifference {
            #expect(try report([(status, false, false)]).exitClass == .differences)
            #expect(try report([(status, true, false)]).exitClass == .clean)
            #expect(try report([(status, false, false), (.unknown, false, true)]).exitClass == .differences)
            #expect(try report([(status, true, false), (.unknown, false, true)]).exitClass == .authenticationFailed)
        }
    }

    @Test("is about the key only if each failure was")
    func unread() throws {
        #expect(try report([(.unknown, false, true), (.inSync, false, false)]).exitClass == .authenticationFailed)
        #expect(try report([(.unknown, false, true), (.unknown, false, false)]).exitClass == .unread)
        #expect(try report([(.unknown, false, false), (.pending, false, false)]).exitClass == .unread)
    }

    @Test("is clean with nothing but what is pending or in sync")
    func clean() throws {
        #expect(try report([]).exitClass == .clean)
        #expect(try report([(.pending, false, false), (.inSync, false, false)]).exitClass == .clean)
    }

    @Test("doubts the base URL if something is absent and nothing is proven to be there")
    func allAbsent() throws {
        var scenario = try DriftScenario.allAbsent()
        #expect(try scenario.report().diagnostics.map(\.code) == ["all-absent"])
        try scenario.answer("b")
        #expect(try scenario.report().diagnostics.isEmpty)
        scenario.observed[try Sample.id("b")] = .unknown(Message(verbatim: "503"))
        #expect(try scenario.report().diagnostics.map(\.code) == ["all-absent"], "503 takes no doubt away")
        var deleted = DriftScenario(desired: [try Sample.absent("a", line: 3)])
        deleted.recorded = [try Sample.recorded("a", .deleted)]
        deleted.observed = [try Sample.id("a"): .absent]
        #expect(try deleted.report().diagnostics.isEmpty, "nobody expects it to be there")
    }

    @Test("says that the state belongs to another base URL")
    func movedBaseURL() throws {
        var scenario = try DriftScenario.inSync()
        scenario.recorded?[0].baseURL = try APIBaseURL("https://gateway.jelou.ai/jelouapi")
        let diagnostics = try scenario.report().diagnostics
        #expect(diagnostics.map(\.code) == ["base-url-moved"])
        #expect(diagnostics.first?.detail?.english.contains("https://gateway.jelou.ai/jelouapi (1 project)") == true)
    }

    @Test("counts what is accepted under its status too, and carries what acceptances say of themselves")
    func acceptance() throws {
        var scenario = try DriftScenario.everyStatus()
        var report = try scenario.report()
        #expect(report.summary.accepted == 1)
        #expect(report.summary[.drifted] == 3)
        #expect(report.diagnostics.isEmpty)
        scenario.acceptance[0].accepted.expires = try DriftScenario.time("2026-11-20T09:59:59Z")
        report = try scenario.report()
        #expect(report.summary.accepted == 0)
        #expect(report.diagnostics.map(\.code) == ["accept-expired"])
    }
}
