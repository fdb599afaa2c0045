import Execution
import IntegrationAPI
import Integrations
import Messages
import Planning
import Reports
import StateStorage
import TestSupport

/// Keeps signing secrets in memory, and fails when it is told to.
struct RecordingSink: SigningSecretSinking {
    /// What the sink was asked, in order.
    enum Event: Hashable {
        case prepared([String])
        case reserved(String)
        case stored(String)
        case refused(String)
        case released(String)
    }

    private struct State {
        var events: [Event] = []
        var secrets: [ProjectID: String] = [:]
    }

    private let state = Watched(State())
    var unprepared: Set<String> = []
    var unreservable: Set<String> = []
    var unstorable: Set<String> = []
    /// Runs when a secret has been stored.
    var onStore: @Sendable (ProjectID) -> Void = { _ in }

    var events: [Event] { state.value.events }
    func events(_ project: String) -> [Event] {
        events.filter { event in
            switch event {
            case .prepared: false
            case .reserved(let id), .stored(let id), .refused(let id), .released(let id): id == project
            }
        }
    }

    subscript(project: ProjectID) -> String? { state.value.secrets[project] }

    func prepare(_ projects: [ProjectID]) async -> [ProjectID: SinkProblem] {
        state.change { $0.events.append(.prepared(projects.map(\.rawValue))) }
        let bad = projects.filter { unprepared.contains($0.rawValue) }
        return Dictionary(uniqueKeysWithValues: bad.map { ($0, SinkProblem(Message("the shelf of \($0) is taken"))) })
    }

    func reserve(_ project: ProjectID) async -> Result<Void, SinkProblem> {
        guard !unreservable.contains(project.rawValue) else {
            return .failure(SinkProblem(Message("the shelf is full")))
        }
        state.change { $0.events.append(.reserved(project.rawValue)) }
        return .success(())
    }

    func store(_ secret: Secret, for project: ProjectID) async -> Result<Void, SinkProblem> {
        // Whoever is cancelled meanwhile must not lose the secret.
        for _ in 0..<8 { await Task.yield() }
        guard !Task.isCancelled, !unstorable.contains(project.rawValue) else {
            state.change { $0.events.append(.refused(project.rawValue)) }
            return .failure(SinkProblem(Message("the shelf broke")))
        }
        state.change { state in
            state.events.append(.stored(project.rawValue))
            state.secrets[project] = secret.reveal(for: .sink)
        }
        onStore(project)
        return .success(())
    }

    func release(_ project: ProjectID) async {
        state.change { $0.events.append(.released(project.rawValue)) }
    }
}

/// A run of creations against a scripted service where nothing is live, unless a test puts it there.
struct CreateBench: Sendable {
    let service: ScriptedService
    let store: RecordingStore
    let recorded: RecordedState
    let events = Watched<[ApplyEvent]>([])
    let audited = Watched<[AuditedCall]>([])
    var sink: RecordingSink? = RecordingSink()
    private let interruptions = AsyncStream.makeStream(of: Interruption.self)
    private let changes: [Change]
    private let rules: ApplyRules

    static let rules = ApplyRules(concurrency: 1, retries: 2, maxFailures: 1000, backoff: .zero, maxBackoff: .zero)

    init(
        _ changes: [Change], live: [String] = [], recorded: [RecordedProject] = [], rules: ApplyRules = Self.rules,
        onCall: @escaping @Sendable (ScriptedService.Call, RecordingStore) -> Void = { _, _ in }
    ) throws {
        self.changes = changes
        self.recorded = try Sample.state(recorded)
        self.rules = rules
        let store = RecordingStore(self.recorded)
        self.store = store
        let present = try live.map {
            (try ProjectID($0), ScriptedService.Integration(webhookURL: Sample.url("A")))
        }
        service = ScriptedService(Dictionary(uniqueKeysWithValues: present)) { onCall($0, store) }
    }

    func run(whileRunning body: () async -> Void = {}) async throws -> ApplyReport {
        let order = ApplyOrder(
            plan: try Sample.plan(changes, recorded), recorded: recorded, secrets: Sample.secrets, run: Sample.run)
        let audited = audited
        let applier = Applier(
            reader: service, writer: service, rules: rules, clock: ContinuousClock(), now: { Sample.now }, seed: 1,
            sink: sink,
            audit: { call in
                audited.change { $0.append(call) }
                return true
            })
        let (stream, continuation) = AsyncStream.makeStream(of: ApplyEvent.self)
        async let watching: Void = watch(stream)
        async let report = applier.apply(
            order, in: store, interruptions: interruptions.stream, events: continuation)
        await body()
        await watching
        return await report
    }

    func interrupt(_ interruption: Interruption) { interruptions.continuation.yield(interruption) }

    private func watch(_ stream: AsyncStream<ApplyEvent>) async {
        for await event in stream { events.change { $0.append(event) } }
    }

    func finalState(_ project: String) throws -> RecordedProject? { store.saved.last?[try ProjectID(project)] }

    /// The operations that a project saw.
    func calls(_ project: String) throws -> [ScriptedService.Operation] { service.calls(try ProjectID(project)) }
}

extension Sample {
    /// A creation with the URL of that letter.
    static func create(
        _ id: String, _ letter: String = "B", credential: SecretReference? = nil, access: APIAccess = .standard
    ) throws -> Change {
        let planned = credential.map { PlannedCredential(reference: $0, finding: .noKey) }
        let authType: AuthType = planned == nil ? .noAuth : .bearer
        let creation = IntegrationCreation(
            webhookURL: try WebhookURL(url(letter)), authType: authType, authorization: planned)
        return try change(
            id, .create(creation),
            remembers: PlannedIntegration(webhookURL: url(letter), authType: authType, credential: planned),
            access: access)
    }
}
