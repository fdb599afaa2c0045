// AuditLog: one line for each call that writes, each bound to the one before it.

package import Integrations
import Messages
package import Reports
import Synchronization

/// A file with one line of JSON for each attempt at a request that writes.
///
/// Several runs may share a file, also at the same time: each entry is written under the file's lock, behind whatever
/// entry is the last by then. ``AuditChain`` says how the entries are bound to each other.
package final class AuditLog: Sendable {
    private let file: AuditFile
    private let path: String
    private let run: String
    private let actor: AuditActor
    private let baseURL: APIBaseURL
    private let lockAttempts: Int
    private let state: Mutex<State>

    private struct State {
        /// Up to the last whole entry that this run has seen.
        var chain: AuditChain
        /// Bytes up to there.
        var size: Int64
        /// Entries that this run has written.
        var count = 0
        var isClosed = false
    }

    /// Opens the log, or begins a new one for this user alone; folders are not created.
    ///
    /// Reads the end of the file, not the whole of it. What holds something else than entries of ours is refused and stays
    /// as it is.
    package convenience init(
        opening path: String, run: String, actor: AuditActor, baseURL: APIBaseURL
    ) throws(AuditLogError) {
        try self.init(
            opening: path, run: run, actor: actor, baseURL: baseURL, lockAttempts: AuditFile.lockAttempts)
    }

    init(
        opening path: String, run: String, actor: AuditActor, baseURL: APIBaseURL, lockAttempts: Int
    ) throws(AuditLogError) {
        let file = try Self.writing(path) { () throws(AuditFile.Refusal) in try AuditFile.open(path, for: .append) }
        let end = try Self.end(of: file, path, lockAttempts)
        state = Mutex(State(chain: end.chain, size: end.size))
        self.file = file
        self.path = path
        self.run = run
        self.actor = actor
        self.baseURL = baseURL
        self.lockAttempts = lockAttempts
    }

    /// The hash of the last entry; 64 zeros before the first.
    ///
    /// Kept elsewhere it proves later that no entry is missing at the end.
    package var head: String { state.withLock { $0.chain.hash } }

    /// Entries that this run has written.
    package var count: Int { state.withLock { $0.count } }

    /// Adds an entry for an attempt; it is in the file when this returns.
    package func append(_ call: AuditedCall) throws(AuditLogError) {
        try append(AuditEntry(call, run: run, actor: actor, baseURL: baseURL))
    }

    /// Adds an entry for a write of an earlier run that ended before its answer was recorded.
    ///
    /// - Parameters:
    ///   - run: the earlier one.
    ///   - time: when it is recorded that the outcome is open.
    package func appendUnresolved(
        run earlier: String, project: ProjectID, kind: UnsettledWrite.Kind, at time: Timestamp
    ) throws(AuditLogError) {
        try append(AuditEntry(unresolved: kind, project: project, run: earlier, at: time, recordedBy: run))
    }

    /// Waits until all entries are on the disk; nothing can be appended after that.
    package func close() throws(AuditLogError) {
        try state.withLock { state throws(AuditLogError) in
            guard !state.isClosed else { return }
            state.isClosed = true
            try Self.writing(path) { () throws(AuditFile.Refusal) in try file.synchronize() }
        }
    }

    private func append(_ entry: AuditEntry) throws(AuditLogError) {
        try state.withLock { state throws(AuditLogError) in
            guard !state.isClosed else { throw .unwritable(path: path, reason: Message("it is closed")) }
            try Self.writing(path) { () throws(AuditFile.Refusal) in
                try file.lock(.exclusive, attempts: lockAttempts)
            }
            defer { file.unlock() }
            try catchUp(&state)
            let (line, chain) = state.chain.adding(entry)
            guard line.count <= AuditChain.lineLimit else {
                throw .unwritable(
                    path: path, reason: Message("an entry would be longer than \(AuditChain.lineLimit) bytes"))
            }
            try Self.writing(path) { () throws(AuditFile.Refusal) in try file.append(line, after: state.size) }
            state.chain = chain
            state.size += Int64(line.count)
            state.count += 1
        }
    }

    /// Looks for what others have appended since, and cuts what one of them could not finish.
    private func catchUp(_ state: inout State) throws(AuditLogError) {
        let size = try Self.writing(path) { () throws(AuditFile.Refusal) in try file.size() }
        guard size != state.size else { return }
        guard size > state.size else {
            throw .damaged(path: path, reason: Message("it became shorter while this run wrote to it"))
        }
        let end = try AuditLogEnd(of: file, path)
        if end.size < size {
            try Self.writing(path) { () throws(AuditFile.Refusal) in try file.truncate(to: end.size) }
        }
        state.chain = end.chain
        state.size = end.size
    }

    private static func end(
        of file: borrowing AuditFile, _ path: String, _ lockAttempts: Int
    ) throws(AuditLogError) -> AuditLogEnd {
        do throws(AuditFile.Refusal) {
            try file.lock(.exclusive, attempts: lockAttempts)
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
        defer { file.unlock() }
        return try AuditLogEnd(of: file, path)
    }

    private static func writing<Result: ~Copyable>(
        _ path: String, _ call: () throws(AuditFile.Refusal) -> Result
    ) throws(AuditLogError) -> Result {
        do {
            return try call()
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }
}
