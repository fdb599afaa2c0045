import Integrations
import StateStorage
import TestSupport
import Testing

extension RecordedState {
    /// The state as the next run finds it: the last record of a project holds.
    func replaying(_ records: [JournalRecord]) -> RecordedState {
        var state = self
        state.merge(Dictionary(records.map { ($0.id, $0.project) }) { _, last in last })
        return state
    }

    /// Holds every project that counts as settled against what is live.
    ///
    /// - Returns: how many are settled.
    func expectTruth(_ ids: [ProjectID], of service: ScriptedService, _ context: String) -> Int {
        var settled = 0
        for id in ids {
            let live = service[id]
            switch self[id]?.status {
            case .unsettled: continue
            case .deleted, nil: #expect(live == nil, "\(id) is live, and the state does not know it: \(context)")
            case .applied(let values):
                #expect(live?.webhookURL == values.webhookURL, "\(id): \(context)")
                #expect(live?.authType == values.authType?.rawValue, "\(id): \(context)")
                let fingerprint = live?.authorization.map {
                    key.fingerprint(of: Secret($0), project: id, field: .authorization)
                }
                #expect(fingerprint == values.credential?.fingerprint, "\(id): \(context)")
            }
            settled += 1
        }
        return settled
    }
}
