import Integrations
import Planning

/// A world that a seed decides: files, state, remote side and guards, of any sort that can be met.
struct RandomWorld {
    var random: SplitMix64
    var desired: [DesiredProject] = []
    var recorded: [RecordedProject] = []
    var model: ModelWorld
    var guardian: PlanGuard

    static let names = ["0123", "81237", "Z", "a", "aa", "b", "cobranzas", "e\u{301}", "ventas-co", "\u{E9}", "日本"]
    static let references: [SecretReference] = [Sample.token, Sample.otherToken, .file("secrets/token")]
    static let secrets = ["hunter2", "s3cr3t", "contraseña"]

    init(seed: UInt64) throws {
        random = SplitMix64(seed: seed)
        model = ModelWorld(key: try Sample.key(), secrets: [:])
        guardian = PlanGuard(rules: GuardRules())
        for reference in Self.references { model.secrets[reference] = try random.pick(Self.secrets) }
        for reference in Self.references where random.chance(20) { model.outOfReach.insert(reference) }
        let hasState = random.chance(85)
        for name in Self.names {
            let recorded = hasState && random.chance(75) ? try randomRecorded(name) : nil
            if let recorded { self.recorded.append(recorded) }
            let id = try ProjectID(name)
            model.remote[id] = try randomRemote(recorded)
            if random.chance(80) { desired.append(try randomDesired(name, recorded)) }
        }
        if hasState {
            model.state = RecordedState(
                lineage: "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11", serial: 3, key: model.key, projects: recorded)
        }
        if random.chance(60) {
            var sights: [ProjectID: ModelWorld.Sight] = [:]
            for name in Self.names {
                let sight = try random.pick(ModelWorld.Sight.allCases)
                sights[try ProjectID(name)] = random.chance(60) ? .everything : sight
            }
            model.sights = sights
        }
        guardian = try randomGuard()
    }

    var state: DesiredState { DesiredState(projects: desired) }

    func plan(_ filter: ProjectFilter = ProjectFilter()) throws -> Plan { try model.plan(state, guardian, filter) }

    private mutating func randomURL() throws -> WebhookURL { try Sample.url(try random.pick(["A", "B", "C"])) }

    private mutating func randomLabels() -> [String: String] {
        random.chance(30) ? ["team": random.chance(50) ? "ventas" : "soporte"] : [:]
    }

    private mutating func randomRecorded(_ name: String) throws -> RecordedProject {
        let id = try ProjectID(name)
        var values = RecordedIntegration(webhookURL: try randomURL().text)
        values.authType = random.chance(70) ? try random.pick(AuthType.allCases) : nil
        if let authType = values.authType, authType != .noAuth, random.chance(80) {
            let secret = Secret(try random.pick(Self.secrets))
            values.credential = RecordedCredential(
                fingerprint: model.key.fingerprint(of: secret, project: id, field: .authorization),
                reference: try random.pick(Self.references))
        }
        let status: RecordedProject.Status =
            random.chance(75)
            ? .applied(values) : random.chance(50) ? .deleted : .unsettled(UnsettledWrite(kind: .update, tried: values))
        return RecordedProject(
            id: id, name: random.chance(30) ? "Name \(name)" : nil, status: status, baseURL: try Sample.baseURL(),
            labels: randomLabels(), protect: random.chance(15), sourceFile: "jelou.yaml")
    }

    private mutating func randomRemote(_ recorded: RecordedProject?) throws -> ModelWorld.RemoteIntegration? {
        if case .applied(let values)? = recorded?.status, let url = values.webhookURL, random.chance(70) {
            return ModelWorld.RemoteIntegration(webhookURL: url, authType: values.authType ?? .noAuth)
        }
        guard random.chance(recorded?.isTombstone == true ? 15 : 60) else { return nil }
        return ModelWorld.RemoteIntegration(
            webhookURL: try randomURL().text, authType: try random.pick(AuthType.allCases),
            authorization: try random.pick(Self.secrets))
    }

    private mutating func randomDesired(_ name: String, _ recorded: RecordedProject?) throws -> DesiredProject {
        let protect: Bool? = random.chance(60) ? nil : random.chance(50)
        let isKept = random.chance(60)
        return DesiredProject(
            id: try ProjectID(name), name: isKept ? recorded?.name : nil,
            labels: isKept ? recorded?.labels ?? [:] : randomLabels(), protect: protect,
            intent: random.chance(15) ? .absent : .present(try randomIntegration(recorded)),
            places: DesiredProject.Places(project: Sample.place(line: Int.random(in: 1...99, using: &random))))
    }

    private mutating func randomIntegration(_ recorded: RecordedProject?) throws -> DesiredIntegration {
        if case .applied(let values)? = recorded?.status, let url = values.webhookURL, random.chance(60) {
            var integration = DesiredIntegration(
                webhookURL: try WebhookURL(url), authType: values.authType,
                authorization: values.credential?.reference)
            if random.chance(20) { integration.webhookURL = try randomURL() }
            if random.chance(20), integration.authorization != nil {
                integration.authorization = try random.pick(Self.references)
            }
            return integration
        }
        var integration = DesiredIntegration(webhookURL: try randomURL())
        integration.authType = random.chance(80) ? try random.pick(AuthType.allCases) : nil
        if let authType = integration.authType, authType != .noAuth, random.chance(80) {
            integration.authorization = try random.pick(Self.references)
        }
        return integration
    }

    private mutating func randomGuard() throws -> PlanGuard {
        var rules = GuardRules(maxDeletes: Int.random(in: 0...3, using: &random))
        if random.chance(20) { rules.maxChanges = random.chance(50) ? .count(4) : .percent(50) }
        if random.chance(20) {
            rules.allowedWebhookHosts = ["a.example.com", "b.example.com"].compactMap { HostPattern($0) }
        }
        if random.chance(20) { rules.forbiddenAuthTypes = [try random.pick(AuthType.allCases)] }
        return PlanGuard(
            rules: rules, hasSigningSecretSink: random.chance(80),
            allowedDeletes: random.chance(50) ? Int.random(in: 0...4, using: &random) : nil,
            allowedChanges: random.chance(30) ? Int.random(in: 0...9, using: &random) : nil)
    }
}
