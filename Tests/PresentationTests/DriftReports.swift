import Integrations
import Messages
import Planning
import Reports

/// Everything that a drift report is made of.
struct DriftScenario {
    static let address = "https://panel.example.com/jelou"
    static let token = SecretReference.environment("TOKEN")

    var desired: [DesiredProject] = []
    /// Nil without a state.
    var recorded: [RecordedProject]?
    var observed: [ProjectID: Observation] = [:]
    var findings: [ProjectID: CredentialFinding] = [:]
    var causes: [ProjectID: UnreadCause] = [:]
    var acceptance: [DriftAcceptance.Entry] = []
    var filter = ProjectFilter()
    var diagnostics: [Diagnostic] = []

    static func time(_ text: String) throws -> Timestamp {
        guard let time = Timestamp(rfc3339: text) else { throw Sample.Broken() }
        return time
    }

    static var now: Timestamp { get throws { try time("2026-11-20T10:00:00Z") } }

    func report() throws -> DriftReport {
        let state = try recorded.map(Sample.state)
        let finder = DriftFinder(baseURL: try Sample.baseURL, filter: filter)
        let found = finder.findings(
            desired: DesiredState(projects: desired), recorded: state, observed: observed, credentials: findings,
            causes: causes)
        return DriftReport(
            findings: found, acceptance: DriftAcceptance(acceptance), at: try Self.now, baseURL: try Sample.baseURL,
            recorded: state, isFiltered: filter.isActive, diagnostics: diagnostics)
    }

    /// What the API answers for a project.
    mutating func answer(
        _ project: String, _ url: String? = address, _ authType: String? = nil, updatedAt: String? = nil
    ) throws {
        let remote = RemoteIdentity(updatedAt: try updatedAt.map(Self.time))
        observed[try Sample.id(project)] = .present(
            ObservedIntegration(
                webhookURL: url.map { .known($0) } ?? .unreported, authType: authType.map { .known($0) } ?? .unreported,
                remote: remote))
    }

    /// A project that was applied as the files say it.
    mutating func project(
        _ project: String, name: String? = nil, _ authType: AuthType? = nil, credential: Bool = false, line: Int
    ) throws {
        let fingerprint = try Sample.fingerprint("same", project)
        desired.append(
            try Sample.desired(project, name: name, authType, credential ? Self.token : nil, line: line))
        var applied = try Sample.recorded(
            project, name: name, authType,
            credential ? RecordedCredential(fingerprint: fingerprint, reference: Self.token) : nil)
        applied.appliedAt = try Self.time("2026-11-10T08:00:00Z")
        applied.remote.updatedAt = applied.appliedAt
        applied.run = "20261110T080000Z-1f2e3d4c"
        recorded = (recorded ?? []) + [applied]
        if credential { findings[try Sample.id(project)] = .fingerprint(fingerprint) }
    }

    /// Every status, some of them more than once, and one that is accepted.
    static func everyStatus() throws -> DriftScenario {
        var scenario = DriftScenario()
        try scenario.project("a-sync", name: "Ventas", line: 3)
        try scenario.answer("a-sync", updatedAt: "2026-11-10T08:00:00Z")
        try scenario.project("b-drifted", name: "Cobros Ecuador", .bearer, credential: true, line: 7)
        try scenario.answer(
            "b-drifted", "https://panel.example.com/v9/jelou", "basic", updatedAt: "2026-11-18T08:00:00Z")
        try scenario.project("c-accepted", line: 12)
        try scenario.answer("c-accepted", "https://new.example.com/jelou", updatedAt: "2026-11-20T09:59:30Z")
        try scenario.project("d-conflict", .bearer, credential: true, line: 16)
        scenario.desired[3] = try Sample.desired(
            "d-conflict", url: "https://panel.example.com/v2/jelou", .bearer, .file("secrets/token"), line: 16)
        scenario.findings[try Sample.id("d-conflict")] = .fingerprint(try Sample.fingerprint("new", "d-conflict"))
        try scenario.answer(
            "d-conflict", "https://panel.example.com/v3/jelou", nil, updatedAt: "2026-11-20T07:00:00Z")
        try scenario.project("e-missing", name: "Reclamos", line: 21)
        scenario.observed[try Sample.id("e-missing")] = .absent
        try scenario.project("f-touched", .bearer, credential: true, line: 25)
        try scenario.answer("f-touched", address, "bearer", updatedAt: "2026-11-19T22:00:00Z")
        try scenario.project("g-pending", line: 30)
        scenario.desired[6] = try Sample.desired("g-pending", url: "https://panel.example.com/v2/jelou", line: 30)
        try scenario.answer("g-pending")
        try scenario.project("h-left", name: "Vieja", line: 34)
        scenario.desired.removeLast()
        try scenario.answer("h-left")
        scenario.desired.append(try Sample.desired("i-new", .bearer, token, line: 38))
        try scenario.answer("i-new", nil, "no_auth")
        scenario.recorded?.append(try Sample.recorded("j-again", .deleted))
        scenario.desired.append(try Sample.absent("j-again", line: 42))
        try scenario.answer("j-again", "https://other.example.com/jelou")
        for (project, line) in [("k-refused", 44), ("l-slow", 48), ("m-refused", 52)] {
            try scenario.project(project, line: line)
            scenario.observed[try Sample.id(project)] = .unknown(
                Message(verbatim: project == "l-slow" ? "no answer within 30 s" : "401, the key was refused"))
        }
        scenario.causes = [try Sample.id("k-refused"): .keyRefused, try Sample.id("m-refused"): .keyRefused]
        scenario.acceptance = [
            DriftAcceptance.Entry(
                project: try Sample.id("c-accepted"), status: .drifted, webhookURL: "https://new.example.com/jelou",
                accepted: AcceptedBy(
                    reason: "Panel migration, JIRA-123",
                    expires: try time("2026-12-31T23:59:59.999Z")),
                location: Sample.place(4, file: "accept.yaml"))
        ]
        return scenario
    }

    /// Everything is as it should be.
    static func inSync() throws -> DriftScenario {
        var scenario = DriftScenario()
        for (index, project) in ["a", "b", "c"].enumerated() {
            try scenario.project(project, line: 3 + index)
            try scenario.answer(project)
        }
        return scenario
    }

    /// The wrong base URL, as a rule.
    static func allAbsent() throws -> DriftScenario {
        var scenario = try inSync()
        for project in ["a", "b", "c"] { scenario.observed[try Sample.id(project)] = .absent }
        return scenario
    }

    /// Something else answers at the base URL.
    static func anotherServer() throws -> DriftScenario {
        var scenario = try inSync()
        for project in ["a", "b", "c"] {
            scenario.observed[try Sample.id(project)] = .unknown(
                Message(verbatim: "HTTP 404, the answer is not the API's own"))
            scenario.causes[try Sample.id(project)] = .notTheAPI
        }
        return scenario
    }

    /// No state.
    static func withoutState() throws -> DriftScenario {
        var scenario = try inSync()
        scenario.recorded = nil
        scenario.desired[0] = try Sample.desired("a", .bearer, token, line: 3)
        scenario.findings = [try Sample.id("a"): .noKey]
        return scenario
    }

    /// Names and answers of somebody who wants to deceive the reader.
    static func hostile() throws -> DriftScenario {
        let escape = "\u{1B}[2J\u{1B}[31mx\u{9B}1m\r\nDrift: 0 drifted, 5 in sync."
        var scenario = DriftScenario()
        try scenario.project("a  b\"} 1\\", name: escape, line: 3)
        try scenario.answer("a  b\"} 1\\", "https://p\u{430}nel.example.com/\u{202E}jelou", escape)
        try scenario.project("../../x?y#z", line: 7)
        scenario.observed[try Sample.id("../../x?y#z")] = .unknown(Message(verbatim: "503 \(escape)"))
        scenario.desired.append(
            try Sample.desired(
                "command", .bearer, .command(["/usr/bin/\u{1B}[31mvault", "secret-argument"]), line: 11,
                file: "a\u{1B}[0m\u{202E}b.yaml"))
        scenario.findings[try Sample.id("command")] = .notChecked(Message(verbatim: escape))
        try scenario.answer("command")
        var left = try Sample.recorded("left", file: "was\u{1B}]8;;https://evil.example\u{7}.yaml")
        left.run = escape
        left.appliedAt = try time("2026-11-10T08:00:00Z")
        scenario.recorded?.append(left)
        try scenario.answer("left", "https://other.example.com/jelou", updatedAt: "2036-11-10T08:00:00Z")
        scenario.acceptance = [
            DriftAcceptance.Entry(
                project: try Sample.id("left"), status: .conflict,
                accepted: AcceptedBy(reason: escape, expires: try time("2026-12-31T23:59:59.999Z")))
        ]
        return scenario
    }

    /// By name, for tests that look at all of them.
    static func all() throws -> [(name: String, scenario: DriftScenario)] {
        [
            ("every-status", try everyStatus()), ("in-sync", try inSync()), ("all-absent", try allAbsent()),
            ("another-server", try anotherServer()), ("without-state", try withoutState()),
            ("hostile", try hostile()), ("empty", DriftScenario(recorded: [])),
        ]
    }
}
