import Emulator
import Integrations
import StateStorage

/// What the state says of each project, and what is so, at one instant.
struct Ledger {
    var stored: StoredState?
    var live: [String: StoredIntegration]

    private var recorded: [String: RecordedProject] {
        Dictionary(
            (stored?.state.projects ?? []).map { ($0.id.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Projects whose last write may or may not have happened, as far as the state says.
    var unsettled: Set<String> {
        Set(recorded.values.filter { if case .unsettled = $0.status { true } else { false } }.map(\.id.rawValue))
    }

    // MARK: nothing lost, nothing invented

    /// Where the state says what is not so, or does not know of what has happened.
    ///
    /// It holds at every instant, since nobody but the program under test writes. An unsettled project says only that one of
    /// two things is so, and one of them must be.
    ///
    /// - Parameters:
    ///   - before: how things stood before the run.
    ///   - excused: projects of which nothing is asked.
    func violations(since before: Ledger, except excused: Set<String> = []) -> [String] {
        let (now, then) = (recorded, before.recorded)
        let ids = Set(now.keys).union(then.keys).union(live.keys).union(before.live.keys).subtracting(excused)
        return ids.sorted().compactMap { id in
            violation(of: id, now[id]?.status, hadRecord: then[id] != nil, liveBefore: before.live[id])
                .map { "\(id): \($0)" }
        }
    }

    private func violation(
        of id: String, _ status: RecordedProject.Status?, hadRecord: Bool, liveBefore: StoredIntegration?
    ) -> String? {
        switch (status, live[id]) {
        case (.applied(let values), let live?): return difference(id, values, live)
        case (.applied, nil): return "recorded as applied, and is not there"
        case (.deleted, .some): return "recorded as deleted, and is there"
        case (.deleted, nil): return nil
        case (.unsettled(let write), let live): return contradiction(write, live)
        case (nil, .some) where hadRecord: return "its record is gone, and it is there"
        case (nil, nil) where hadRecord: return nil
        case (nil, let live):
            return live?.webhookURL == liveBefore?.webhookURL && live?.authorization == liveBefore?.authorization
                ? nil : "it changed, and the state knows nothing of it"
        }
    }

    private func difference(_ id: String, _ values: RecordedIntegration, _ live: StoredIntegration) -> String? {
        if let url = values.webhookURL, url != live.webhookURL {
            return "recorded as applied with \(url.suffix(60)), and is \(live.webhookURL.suffix(60))"
        }
        if let type = values.authType, type.rawValue != live.authType.rawValue {
            return "recorded with \(type.rawValue), and is \(live.authType.rawValue)"
        }
        guard let credential = values.credential else { return nil }
        guard let state = stored?.state, let project = try? ProjectID(id), let secret = live.authorization,
            state.key.fingerprint(of: Secret(secret), project: project, field: .authorization)
                == credential.fingerprint
        else { return "recorded with another credential than it has" }
        return nil
    }

    /// Neither what was tried nor what was there before.
    private func contradiction(_ write: UnsettledWrite, _ live: StoredIntegration?) -> String? {
        guard let live else { return write.kind == .delete ? nil : "an open update, and it is not there" }
        guard let prior = write.prior?.webhookURL, let tried = write.tried.webhookURL else { return nil }
        return [prior, tried].contains(live.webhookURL) ? nil : "open, and is neither the old nor the new value"
    }

    // MARK: what is left to do

    /// Projects that are recorded as the files want them, so that nothing is to be sent for them.
    func settled(_ fleet: Fleet) -> Set<String> {
        let now = recorded
        return Set(fleet.wishes.filter { id, wish in isSettled(id, wish, now[id]?.status, fleet.token) }.keys)
    }

    private func isSettled(
        _ id: String, _ wish: Fleet.Wish, _ status: RecordedProject.Status?, _ token: String
    ) -> Bool {
        switch (wish, status) {
        case (.present(let url, let hasCredential), .applied(let values)):
            guard values.webhookURL == url else { return false }
            guard hasCredential else { return true }
            guard let state = stored?.state, let project = try? ProjectID(id) else { return false }
            return values.credential?.fingerprint
                == state.key.fingerprint(of: Secret(token), project: project, field: .authorization)
        case (.absent, .deleted), (.gone, nil): return true
        default: return false
        }
    }

    /// Where state, files and API do not agree after a run that is said to have done everything.
    func disagreements(with fleet: Fleet) -> [String] {
        let now = recorded
        return fleet.wishes.sorted { $0.key < $1.key }.compactMap { id, wish in
            guard isSettled(id, wish, now[id]?.status, fleet.token) else {
                return "\(id): the state does not say what the files want"
            }
            switch (wish, live[id]) {
            case (.present(let url, let hasCredential), let live?):
                let isSame = live.webhookURL == url && (!hasCredential || live.authorization == fleet.token)
                return isSame ? nil : "\(id): the API does not hold what the files want"
            case (.present, nil): return "\(id): not there"
            case (.absent, .some), (.gone, .some): return "\(id): still there"
            case (.absent, nil), (.gone, nil): return nil
            }
        }
    }
}
