import Execution
import Integrations
import Messages
import Planning
import StateStorage

/// What an earlier run left open: its journal is taken over, and the API is asked what became of the writes that it does
/// not tell.
struct Recovery {
    let writer: LocalStateWriter
    let lookup: CredentialLookup
    let api: LiveAPI
    let context: CommandContext

    /// What came of it, for people and for events.
    struct Outcome {
        var state: RecordedState?
        /// The run whose journal was taken over.
        var leftover: JournalLeftover?
        /// The state with that journal, before anybody was asked.
        var leftoverState: RecordedState?
        /// Projects that the API was asked about.
        var askedCount = 0
        /// Writes that turned out to have happened, or not to.
        var happened: [ProjectID] = []
        var didNotHappen: [ProjectID] = []
        /// Still open: they are sent again.
        var open: [ProjectID] = []
        /// Creations that may have left an integration whose signing secret nobody has.
        var unsureSecrets: [Diagnostic] = []
    }

    func run(_ stored: StoredState?) async throws -> Outcome {
        guard let stored else { return Outcome() }
        var outcome = Outcome(state: stored.state, leftover: stored.leftover, leftoverState: stored.state)
        // The journal goes once a snapshot holds all of it.
        if stored.leftover != nil {
            var state = stored.state
            if state.serial != stored.snapshotSerial { state.writtenAt = context.now() }
            try save(state)
        }
        let unsettled = stored.state.projects.filter(\.isUnsettled)
        guard !unsettled.isEmpty else { return outcome }
        let observations = try await observe(unsettled.filter { $0.isReadable && $0.baseURL == api.baseURL })
        outcome.askedCount = observations.count
        outcome.unsureSecrets = Diagnostic.openCreations(among: stored.state.projects, observed: observations)
        var updates: [ProjectID: RecordedProject?] = [:]
        for project in unsettled {
            switch observations[project.id].flatMap(project.settled) {
            case .happened(let settled):
                updates.updateValue(settled, forKey: project.id)
                outcome.happened.append(project.id)
            case .didNotHappen(let settled):
                updates.updateValue(settled, forKey: project.id)
                outcome.didNotHappen.append(project.id)
            case nil: outcome.open.append(project.id)
            }
        }
        guard !updates.isEmpty else { return outcome }
        var state = stored.state
        state.merge(updates)
        state.serial += 1
        state.writtenAt = context.now()
        try save(state)
        outcome.state = state
        return outcome
    }

    private func save(_ state: RecordedState) throws(CommandFailure) {
        do { try writer.save(state) } catch { throw CommandFailure(error) }
    }

    /// Asks about those whose key can be found; the others stay open.
    private func observe(_ projects: [RecordedProject]) async throws -> [ProjectID: Observation] {
        let found = await lookup.resolve(accesses: projects.map(\.access)).compactMapValues { try? $0.get() }
        let secrets = ResolvedSecrets(found)
        let targets = projects.filter { secrets.credentials(for: $0.access) != nil }
            .map { Refresher<ContinuousClock>.Target(project: $0.id, access: $0.access) }
        guard !targets.isEmpty else { return [:] }
        return try await api.withTransport { transport in
            await api.refresher(transport).observe(targets, secrets: secrets)
        }
    }
}

extension RecordedProject {
    fileprivate var isUnsettled: Bool {
        if case .unsettled = status { true } else { false }
    }

    /// Whether reading can tell what became of the open write: a credential cannot be read back, but that there is an
    /// integration can.
    fileprivate var isReadable: Bool {
        if case .unsettled(let write) = status { !write.carriedCredential || write.kind != .update } else { false }
    }
}

extension Recovery.Outcome {
    /// What is told on standard error; nothing if nothing was left open.
    var messages: [Message] {
        var messages: [Message] = []
        if let leftover {
            let open =
                leftover.open.isEmpty
                ? Message(verbatim: "") : Message(", and of \(leftover.open.count) it does not tell what became")
            messages.append(
                Message(
                    """
                    An earlier run (\(PlainText.cleaned(leftover.run, limit: 100))) ended early: its journal tells \
                    \(leftover.settledCount == 1 ? Message("1 outcome") : Message("\(leftover.settledCount) outcomes")), \
                    taken over\(open).
                    """))
        }
        if askedCount > 0 {
            let untold = askedCount - happened.count - didNotHappen.count
            let rest = untold > 0 ? Message("; of \(untold) its answers do not tell") : Message(verbatim: "")
            messages.append(
                Message(
                    """
                    The API was asked about \
                    \(askedCount == 1 ? Message("1 open write") : Message("\(askedCount) open writes")): \
                    \(happened.count) happened, \(didNotHappen.count) did not\(rest).
                    """))
        }
        if !open.isEmpty {
            let names = open.prefix(10).map { PlainText.cleaned($0.rawValue) }.joined(separator: ", ")
            let others = open.count > 10 ? Message(" and \(open.count - 10) more") : Message(verbatim: "")
            messages.append(Message("Still open, so planned again in full: \(names)\(others)."))
        }
        return messages
    }
}

extension Diagnostic {
    /// What a plan says of a journal that it has read and not taken over.
    static func leftover(_ leftover: JournalLeftover) -> Diagnostic {
        let run = PlainText.cleaned(leftover.run, limit: 100)
        let names = leftover.open.prefix(10).map { PlainText.cleaned($0.rawValue) }.joined(separator: ", ")
        let others = leftover.open.count > 10 ? Message(" and \(leftover.open.count - 10) more") : Message(verbatim: "")
        let open =
            leftover.open.isEmpty
            ? Message(verbatim: "") : Message(" It does not tell what became of \(names)\(others).")
        return Diagnostic(
            code: "run-left-open", severity: leftover.open.isEmpty ? .note : .warning,
            summary: Message("a run is under way, or ended early"),
            detail: leftover.settledCount == 0
                ? Message("The journal of run \(run) tells no outcome.\(open)")
                : Message(
                    """
                    The journal of run \(run) tells \(leftover.settledCount) of its outcomes, which this plan \
                    counts in.\(open)
                    """),
            hint: leftover.open.isEmpty
                ? nil
                : Message(
                    """
                    The next apply asks the API about them, and sends again what cannot be read back.
                    """))
    }
}
