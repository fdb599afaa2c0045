import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Documents for programs")
struct JSONTests {
    @Test("of a plan read as their golden files")
    func plans() throws {
        for (name, scenario) in try Scenario.all() {
            expectGolden(PlanJSON().encode(try scenario.plan(), command: "plan"), "plan-\(name).json")
        }
    }

    @Test("of a plan have every key of the outline, whatever the plan")
    func planKeys() throws {
        for (_, scenario) in try Scenario.all() {
            let document = try JSONTree(PlanJSON().encode(try scenario.plan(), command: "plan"))
            try expectPlanOutline(document)
            for change in try #require(document["changes"]?.elements) {
                #expect(
                    change.keys.isSuperset(of: [
                        "project", "name", "action", "fields", "source", "reason", "blockedBy", "consent",
                    ]))
                let fields = try #require(change["fields"]?.elements)
                #expect(Set(fields.map { $0["field"] }).count == fields.count)
                for field in fields {
                    #expect(field.keys == ["field", "before", "after"])
                    #expect(field["before"] != field["after"])
                }
            }
            for diagnostic in try #require(document["diagnostics"]?.elements) { expectDiagnosticOutline(diagnostic) }
        }
    }

    private func expectPlanOutline(_ document: JSONTree) throws {
        #expect(
            document.keys.isSuperset(of: [
                "formatVersion", "command", "state", "refreshed", "digest", "baseUrl", "summary", "changes",
                "requirements", "diagnostics",
            ]))
        #expect(document["formatVersion"] == .text("1.0"))
        #expect(document["state"]?.keys == ["lineage", "serial"])
        #expect(
            document["summary"]?.keys == [
                "create", "update", "delete", "adopt", "record", "forget", "blocked", "unchanged",
            ])
    }

    private func expectDiagnosticOutline(_ document: JSONTree) {
        #expect(document.keys == ["code", "severity", "summary", "detail", "hint", "source", "project"])
    }

    @Test("keep a project's bytes, and hold nothing that a terminal acts on")
    func hostile() throws {
        let bytes = PlanJSON().encode(try Scenario.hostile().plan(), command: "plan")
        let text = String(decoding: bytes, as: UTF8.self)
        let controls = text.unicodeScalars.filter { $0.isControlCharacter && $0 != "\n" }
        #expect(controls.isEmpty)
        #expect(!text.contains("secret-argument"))
        let changes = try #require(try JSONTree(bytes)["changes"]?.elements)
        let label = changes.compactMap { $0["fields"]?.elements }.joined().first { $0["field"] == .text("labels") }
        #expect(label?["after"]?["team"] == .text("\u{2028}"))
        #expect(label?["after"]?["k\u{7}"] == .text("v\n- x  delete"))
    }

    @Test("name the requirements that nobody gave their word for, and the given ones")
    func requirements() throws {
        var scenario = try Scenario.ordinary()
        scenario.guards.rules.maxChanges = .percent(10)
        scenario.guards.allowedDeletes = 1
        let document = try JSONTree(PlanJSON().encode(try scenario.plan(), command: "apply"))
        #expect(document["command"] == .text("apply"))
        #expect(document["allowed"] == .flag(false))
        let requirements = try #require(document["requirements"]?.elements)
        #expect(requirements.map { $0["kind"] } == [.text("deletes"), .text("changes")])
        #expect(requirements.map { $0["given"] } == [.flag(true), .flag(false)])
        #expect(requirements.map { $0["limit"] } == [nil, .text("10%")])
    }

    @Test("of a run read as their golden files and have every key")
    func runs() throws {
        let (mixed, plan) = try Sample.mixedReport()
        let bytes = ApplyJSON().encode(mixed, plan: plan, diagnostics: [])
        expectGolden(bytes, "apply-mixed.json")
        let document = try JSONTree(bytes)
        try expectApplyOutline(document)
        for result in try #require(document["results"]?.elements) {
            #expect(
                result.keys.isSuperset(of: [
                    "project", "action", "outcome", "class", "httpStatus", "attempts", "message", "advice",
                ]))
            let succeeded = result["outcome"] == .text("succeeded")
            #expect(succeeded || result["advice"] != .null)
            #expect(succeeded || result["message"] != .null)
        }
    }

    @Test("tell why a run stopped, and what became of the state")
    func stops() throws {
        var (report, plan) = try Sample.smoothReport(1)
        let problem = Diagnostic(
            code: "state-unwritable", severity: .error, summary: Message(verbatim: "the state cannot be written"))
        let cases: [(StopReason?, ApplyReport.StateOutcome, String?, String)] = [
            (nil, .noState, nil, "untouched"),
            (.interrupted(.interrupt), .saved(lineage: "l", serial: 1), "interrupted", "saved"),
            (.interrupted(.terminate), .unchanged(lineage: "l", serial: 1), "terminated", "unchanged"),
            (.tooManyFailures(10), .saved(lineage: "l", serial: 1), "too-many-failures", "saved"),
            (.stateNotSaved, .notSaved(problem), "state-not-saved", "notSaved"),
            (.canaryFailed, .saved(lineage: "l", serial: 1), "canary-failed", "saved"),
            (.leaseLost, .saved(lineage: "l", serial: 1), "lease-lost", "saved"),
            (.auditNotWritten, .saved(lineage: "l", serial: 1), "audit-not-written", "saved"),
        ]
        for (stop, state, word, outcome) in cases {
            report.stop = stop
            report.state = state
            let document = try JSONTree(ApplyJSON().encode(report, plan: plan, diagnostics: []))
            try expectApplyOutline(document)
            #expect(document["stopped"] == word.map { .text($0) } ?? .null)
            #expect(document["state"]?["outcome"] == .text(outcome))
            #expect(document["diagnostics"]?.elements?.count == (stop == .stateNotSaved ? 1 : 0))
        }
    }

    private func expectApplyOutline(_ document: JSONTree) throws {
        #expect(
            document.keys.isSuperset(of: [
                "formatVersion", "command", "run", "state", "planDigest", "summary", "results", "stopped",
                "diagnostics",
            ]))
        #expect(document["command"] == .text("apply"))
        #expect(document["state"]?.keys.isSuperset(of: ["lineage", "serial"]) == true)
        #expect(document["summary"]?.keys == ["succeeded", "failed", "skipped", "unknown"])
    }

    @Test(
        "are complete when the command failed before it had a result", arguments: ["plan", "apply", "validate", "init"])
    func failures(command: String) throws {
        let problem = Diagnostic(
            code: "state-corrupt", severity: .error, summary: Message(verbatim: "the state file is damaged"),
            detail: Message(verbatim: "line 3\u{9B}"),
            hint: Message(verbatim: "…"))
        let bytes = FailureJSON.encode(command: command, diagnostics: [problem])
        expectGolden(bytes, "failure-\(command).json")
        let document = try JSONTree(bytes)
        #expect(document["command"] == .text(command))
        #expect(document["formatVersion"] == .text("1.0"))
        let diagnostics = try #require(document["diagnostics"]?.elements)
        diagnostics.forEach(expectDiagnosticOutline)
        #expect(diagnostics.count == 1)
        switch command {
        case "plan": try expectPlanOutline(document)
        case "apply": try expectApplyOutline(document)
        case "validate": #expect(document["valid"] == .flag(false))
        default: break
        }
    }

    @Test("and the line of validate tell valid from invalid")
    func validation() throws {
        let warning = Diagnostic(
            code: "webhook-twice", severity: .warning, summary: Message(verbatim: "the same webhookUrl twice"))
        let error = Diagnostic(code: "auth-type", severity: .error, summary: Message(verbatim: "unsupported auth type"))
        let cases: [([Diagnostic], String, Bool)] = [
            ([], "3 projects in jelou.yaml: valid\n", true),
            ([warning], "3 projects in jelou.yaml: valid, 1 warning\n", true),
            ([error, warning, error], "jelou.yaml: 2 errors, 1 warning\n", false),
        ]
        for (diagnostics, line, isValid) in cases {
            let result = ValidationResult(projectCount: 3, filesName: "jelou.yaml", diagnostics: diagnostics)
            #expect(ValidateText().render(result) == line)
            let document = try JSONTree(ValidateJSON().encode(result))
            #expect(document["valid"] == .flag(isValid))
            #expect(document["summary"]?.keys == ["projects", "errors", "warnings"])
            #expect(document["diagnostics"]?.elements?.count == diagnostics.count)
        }
    }

    @Test("end with one newline and are the same bytes each time")
    func stable() throws {
        for (_, scenario) in try Scenario.all() {
            let bytes = PlanJSON().encode(try scenario.plan(), command: "plan")
            var shuffled = scenario
            shuffled.desired.reverse()
            #expect(try PlanJSON().encode(shuffled.plan(), command: "plan") == bytes)
            #expect(bytes.suffix(2) == Array("}\n".utf8))
        }
    }
}
