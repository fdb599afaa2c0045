import StateStorage
import Testing

extension LocalStateStore {
    /// Does something under the lock, which must be free and given back by whoever had it.
    @discardableResult
    func locked<Result>(by holder: StateLockHolder, _ body: () async throws -> Result) async throws -> Result {
        try await withLock(
            holder: holder, timeout: .zero, onWait: { _ in Issue.record("there is nobody to wait for") },
            onTakeOver: { Issue.record("\($0) did not give the lock back") }, body)
    }
}
