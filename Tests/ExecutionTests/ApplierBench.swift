import Execution
import IntegrationAPI
import Integrations
import Planning
import Reports
import StateStorage
import TestSupport

/// A run of the applier against a scripted service, a recording store and a clock that stands still.
struct ApplierBench: Sendable {
    let recorded: RecordedState
    let service: ScriptedService
    let store: RecordingStore
    let clock = ManualClock()
    let events = Watched<[ApplyEvent]>([])
    /// The calls that the audit was told of, in order.
    let audited = Watched<[AuditedCall]>([])
    /// Whether such a call can be written down.
    var canAudit: @Sendable (AuditedCall) -> Bool = { _ in true }
    var savedPlan: String?
    var stale: Set<ProjectID> = []
    private let interruptions = AsyncStream.makeStream(of: Interruption.self)
    private let changes: [Change]
    private let rules: ApplyRules
    /// Whether the plan was made from live values.
    var isRefreshed = false

    /// One call at a time, and no random waits, unless a test asks for them.
    static let rules = ApplyRules(concurrency: 1, retries: 2, backoff: .zero)

    /// - Parameters:
    ///   - recorded: what the state begins with; by default every project that is changed, with the URL `A`.
    ///   - serial: 0 for the first run of a lineage.
    ///   - isFailing: whether an operation of the store fails, by its number from 1.
    init(
        _ changes: [Change], recorded: [RecordedProject]? = nil, serial: Int = Sample.serial,
        rules: ApplyRules = Self.rules,
        isFailing: @escaping @Sendable (RecordingStore.Operation, Int) -> Bool = { _, _ in false },
        onCall: @escaping @Sendable (ScriptedService.Call, RecordingStore) -> Void = { _, _ in }
    ) throws {
        let projects = try recorded ?? changes.map { try Sample.applied($0.project.rawValue) }
        self.changes = changes
        self.recorded = try Sample.state(projects, serial: serial)
        self.rules = rules
        let store = RecordingStore(self.recorded, isFailing: isFailing)
        self.store = store
        let live = changes.map { ($0.project, ScriptedService.Integration(webhookURL: Sample.url("A"))) }
        service = ScriptedService(Dictionary(uniqueKeysWithValues: live)) { onCall($0, store) }
    }

    /// Runs to the end, while the body looks on and steers.
    func run(
        reader: (any IntegrationReader)? = nil, writer: (any IntegrationWriter)? = nil,
        secrets: ResolvedSecrets = Sample.secrets, store: (any StateWriter)? = nil,
        whileRunning body: () async -> Void = {}
    ) async throws -> ApplyReport {
        var plan = try Sample.plan(changes, recorded)
        plan.isRefreshed = isRefreshed
        let order = ApplyOrder(
            plan: plan, recorded: recorded, secrets: secrets, run: Sample.run,
            savedPlan: savedPlan, stale: stale)
        let (audited, canAudit) = (audited, canAudit)
        let applier = Applier(
            reader: reader ?? service, writer: writer ?? service, rules: rules, clock: clock, now: { Sample.now },
            seed: 1,
            audit: { call in
                audited.change { $0.append(call) }
                return canAudit(call)
            })
        let (stream, continuation) = AsyncStream.makeStream(of: ApplyEvent.self)
        async let watching: Void = watch(stream)
        async let report = applier.apply(
            order, in: store ?? self.store, interruptions: interruptions.stream, events: continuation)
        await body()
        await watching
        return await report
    }

    func interrupt(_ interruption: Interruption) {
        interruptions.continuation.yield(interruption)
    }

    func endInterruptions() {
        interruptions.continuation.finish()
    }

    // MARK: what a test waits for

    func waitForStop() async {
        await events.wait { $0.contains { if case .stopping = $0 { true } else { false } } }
    }

    func waitForEnd(of project: String) async {
        await events.wait { events in
            events.contains {
                if case .finished(let result) = $0 { result.change.project.rawValue == project } else { false }
            }
        }
    }

    /// The project as it was saved last.
    func finalState(_ project: String) throws -> RecordedProject? { store.saved.last?[try ProjectID(project)] }

    private func watch(_ stream: AsyncStream<ApplyEvent>) async {
        for await event in stream { events.change { $0.append(event) } }
    }
}

extension ApplyReport {
    /// How the change of a project ended.
    func ending(_ project: String) -> Ending? {
        results.first { $0.change.project.rawValue == project }
            .map { Ending(outcome: $0.outcome, resultClass: $0.resultClass) }
    }
}

extension RecordedProject {
    /// The URL that is recorded as applied; nil with any other status.
    var appliedURL: String? {
        if case .applied(let values) = status { values.webhookURL } else { nil }
    }

    /// The values that were tried; nil unless the outcome is open.
    var triedValues: RecordedIntegration? { openWrite?.tried }

    /// The write whose outcome is open.
    var openWrite: UnsettledWrite? {
        if case .unsettled(let write) = status { write } else { nil }
    }
}
