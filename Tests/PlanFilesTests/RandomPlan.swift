import Integrations
import Messages
import Planning

/// A saved plan that a seed decides, made by the planner and the guard from files, state and answers of any sort.
struct RandomPlan {
    private var random: SplitMix64
    let key: FingerprintKey
    private(set) var state: RecordedState?

    private static let names = ["0123", "Z", "a", "b b", "e\u{301}", "ventas-co", "x\"y\\z", "\u{E9}", "日本", "😀"]
    private static let texts = ["Ventas", "", "caf\u{E9}", "\u{202E}x", "a\"b\\c\n\t\u{0}", "\u{2028}", "😀\u{1F3FB}"]
    private static let secrets = ["hunter2", "s3cr3t"]

    init(seed: UInt64) throws {
        random = SplitMix64(seed: seed)
        key = try Sample.key()
    }

    mutating func saved() throws -> SavedPlan {
        var (desired, recorded): ([DesiredProject], [RecordedProject]) = ([], [])
        var (sights, findings): ([ProjectID: Observation], [ProjectID: CredentialFinding]) = ([:], [:])
        for name in Self.names {
            let id = try ProjectID(name)
            if random.chance(70) { recorded.append(try recordedProject(id)) }
            if random.chance(75) { desired.append(try desiredProject(id)) }
            sights[id] = try observation()
            findings[id] = try finding(id)
        }
        if random.chance(80) {
            state = RecordedState(
                lineage: "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11", serial: Int.random(in: 1...99, using: &random),
                key: key, projects: recorded, writtenAt: random.chance(50) ? timestamp() : nil)
        }
        let files = DesiredState(projects: desired)
        let plan = Planner(baseURL: try Sample.baseURL()).plan(
            desired: files, recorded: state, observed: random.chance(60) ? sights : nil, credentials: findings)
        var guarded = try planGuard().guarded(plan, desired: files, recorded: state)
        while random.chance(40) { guarded.diagnostics.append(try diagnostic()) }
        if random.chance(10) { guarded.refusals.append(try diagnostic()) }
        return SavedPlan(
            id: Sample.planID, createdAt: timestamp(), plan: guarded, settings: settings(),
            statePath: try random.pick(Self.texts), recorded: state)
    }

    private mutating func text() throws -> String { try random.pick(Self.texts) }

    private mutating func timestamp() -> Timestamp {
        Timestamp(millisecondsSinceEpoch: Int64.random(in: -1_000_000_000_000...9_000_000_000_000, using: &random))
    }

    private mutating func url() throws -> WebhookURL {
        try WebhookURL("https://\(try random.pick(["a", "b", "c"])).example.com/\(try random.pick(["", "x?y=1"]))")
    }

    private mutating func labels() throws -> [String: String] {
        random.chance(50) ? [try text(): try text(), "team": "ventas"] : [:]
    }

    private mutating func reference() throws -> SecretReference {
        try random.pick([
            .environment("TOKEN"), .file("secrets/\u{E9}"), .command(["pass", "show", "a b", ""]), .environment("T2"),
        ])
    }

    private mutating func access() throws -> APIAccess {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .apiKey(try reference())
        case 1: .basic(clientID: .literal(try text()), clientSecret: try reference())
        case 2: .basic(clientID: .reference(try reference()), clientSecret: try reference())
        default: .standard
        }
    }

    private mutating func fingerprint(_ id: ProjectID) throws -> Fingerprint {
        key.fingerprint(of: Secret(try random.pick(Self.secrets)), project: id, field: .authorization)
    }

    private mutating func finding(_ id: ProjectID) throws -> CredentialFinding {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .noKey
        case 1: .notChecked(try sentence())
        default: .fingerprint(try fingerprint(id))
        }
    }

    private mutating func values(_ id: ProjectID) throws -> RecordedIntegration {
        var values = RecordedIntegration(webhookURL: random.chance(90) ? try url().text : nil)
        values.authType = random.chance(70) ? try random.pick(AuthType.allCases) : nil
        if let authType = values.authType, authType != .noAuth, random.chance(80) {
            values.credential = RecordedCredential(fingerprint: try fingerprint(id), reference: try reference())
        }
        return values
    }

    private mutating func recordedProject(_ id: ProjectID) throws -> RecordedProject {
        let values = try values(id)
        let status: RecordedProject.Status =
            random.chance(75)
            ? .applied(values) : random.chance(50) ? .deleted : .unsettled(UnsettledWrite(kind: .update, tried: values))
        return RecordedProject(
            id: id, name: random.chance(50) ? try text() : nil, status: status, access: try access(),
            baseURL: try Sample.baseURL(random.chance(80) ? "platform" : "other"), labels: try labels(),
            protect: random.chance(15), sourceFile: random.chance(80) ? try text() : nil)
    }

    private mutating func desiredProject(_ id: ProjectID) throws -> DesiredProject {
        var integration = DesiredIntegration(webhookURL: try url())
        integration.authType = random.chance(80) ? try random.pick(AuthType.allCases) : nil
        if let authType = integration.authType, authType != .noAuth, random.chance(80) {
            integration.authorization = try reference()
        }
        let place = SourceLocation(file: try text(), line: Int.random(in: 1...99, using: &random), column: 3, length: 9)
        return DesiredProject(
            id: id, name: random.chance(50) ? try text() : nil, labels: try labels(),
            protect: random.chance(60) ? nil : random.chance(50), access: try access(),
            intent: random.chance(15) ? .absent : .present(integration),
            places: DesiredProject.Places(project: place))
    }

    private mutating func observation() throws -> Observation {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: .absent
        case 2: .unknown(Message(verbatim: "503"))
        default:
            .present(
                ObservedIntegration(
                    webhookURL: random.chance(80)
                        ? .known(random.chance(80) ? try url().text : try text()) : .unreported,
                    authType: random.chance(80)
                        ? .known(try random.pick(["bearer", "basic", "a\u{1B}[2J"])) : .unreported))
        }
    }

    private mutating func planGuard() throws -> PlanGuard {
        var rules = GuardRules(maxDeletes: Int.random(in: 0...3, using: &random))
        if random.chance(40) { rules.maxChanges = random.chance(50) ? .count(4) : .percent(50) }
        if random.chance(20) { rules.forbiddenAuthTypes = [try random.pick(AuthType.allCases)] }
        return PlanGuard(
            rules: rules, hasSigningSecretSink: random.chance(80),
            allowedDeletes: random.chance(50) ? Int.random(in: 0...4, using: &random) : nil,
            allowedChanges: random.chance(30) ? Int.random(in: 0...9, using: &random) : nil,
            allowsRebase: random.chance(50))
    }

    private mutating func settings() -> ExecutionSettings {
        ExecutionSettings(
            timeout: random.chance(50) ? .milliseconds(Int.random(in: 1...99_999, using: &random)) : nil,
            concurrency: random.chance(50) ? Int.random(in: 1...128, using: &random) : nil,
            rateLimit: random.chance(50) ? RateLimit("20/s") : nil,
            retries: random.chance(50) ? Int.random(in: 0...20, using: &random) : nil,
            maxWait: random.chance(50) ? .seconds(Int.random(in: 0...99, using: &random)) : nil)
    }

    private mutating func sentence() throws -> Message { Message(verbatim: try text()) }

    private mutating func diagnostic() throws -> Diagnostic {
        Diagnostic(
            code: try text(), severity: try random.pick([.error, .warning, .note]), summary: try sentence(),
            detail: random.chance(50) ? try sentence() : nil, hint: random.chance(50) ? try sentence() : nil,
            location: random.chance(50) ? SourceLocation(file: try text(), line: 1, column: 1) : nil,
            sourceLine: random.chance(50) ? try text() : nil,
            project: random.chance(50) ? try ProjectID(random.pick(Self.names)) : nil)
    }
}
