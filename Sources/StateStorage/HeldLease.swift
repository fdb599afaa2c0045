import Synchronization
import SystemPackage

/// The lease of a state while it is held, and the way to find out whether it still is.
///
/// A lease is no fence: between a look at the file and the call that follows, another host can take the lease over, if no
/// sign of life came from here for as long as the lease lasts. What is looked at before each call and each group of records
/// keeps that instant short; nothing can make it none.
package final class HeldLease: Sendable {
    package let holder: StateLockHolder
    private let path: FilePath
    private let duration: Duration
    private let elapsed: @Sendable () -> Duration
    private let file: Mutex<StateLockFile?>
    private let signs: Mutex<Signs>

    /// What is known without a look at the file.
    ///
    /// Apart from the file, so that a share that hangs in one look does not hold up those who need none.
    private struct Signs {
        /// When the file last said that the lease is ours, by our clock.
        var seen: Duration
        /// When others were last shown that we live.
        var renewed: Duration
        var loss: StateStorageError?
    }

    /// - Parameters:
    ///   - clock: counts on while the machine is suspended, as the file server's does.
    ///   - start: a moment before the file was written.
    init<Time: Clock<Duration>>(
        _ file: consuming StateLockFile, holder: StateLockHolder, path: FilePath, duration: Duration, clock: Time,
        since start: Time.Instant
    ) {
        self.holder = holder
        self.path = path
        self.duration = duration
        self.file = Mutex(file)
        elapsed = { start.duration(to: clock.now) }
        signs = Mutex(Signs(seen: .zero, renewed: .zero))
    }

    /// Whether it is known that the lease is no longer ours.
    package var isLost: Bool { signs.withLock { $0.loss != nil } }

    /// Makes sure that the lease is still ours.
    ///
    /// Costs nothing while that was seen less than half of the lease's duration ago; looks at the file otherwise.
    package func confirm() throws(StateStorageError) {
        let now = elapsed()
        let isFresh = try signs.withLock { (signs) throws(StateStorageError) in
            if let loss = signs.loss { throw loss }
            return now - signs.seen < duration / 2
        }
        if !isFresh { try check() }
    }

    /// Looks whether the lease is still ours, and shows others that we live if that is due.
    ///
    /// Ours means that the file at the path is the one that was locked, and that it names this lease. Throws
    /// ``StateStorageError/leaseLost(_:)`` once it is not, and ever after: what somebody else may have done meanwhile is not
    /// undone by the file's coming back. Throws another error where the file cannot be looked at; then nothing is known, and
    /// nothing may be sent.
    package func check() throws(StateStorageError) {
        let now = elapsed()
        let isDue = try signs.withLock { (signs) throws(StateStorageError) in
            if let loss = signs.loss { throw loss }
            return now - signs.renewed >= duration / 4
        }
        let finding: StateLockFile.Finding
        do {
            finding = try file.withLock { (file) throws(FileProblem) in
                let finding = try file?.look(at: path, id: holder.id) ?? .lost(nil)
                if isDue, case .ours = finding { try file?.touch() }
                return finding
            }
        } catch {
            throw .lockUnavailable(path: path.string, reason: error)
        }
        switch finding {
        case .ours:
            signs.withLock { signs in
                signs.seen = max(signs.seen, now)
                if isDue { signs.renewed = max(signs.renewed, now) }
            }
        case .lost(let successor):
            let loss = StateStorageError.leaseLost(successor)
            signs.withLock { $0.loss = loss }
            throw loss
        }
    }

    /// Gives the lease back.
    ///
    /// The file is emptied, which tells the next one that nobody died here, but only if it is still ours. From here on the
    /// lease counts as lost. May be called more than once, and from any task.
    package func release() {
        signs.withLock { $0.loss = $0.loss ?? .leaseLost(nil) }
        file.withLock { held in
            guard let file = held.take() else { return }
            if case .ours? = try? file.look(at: path, id: holder.id) { file.empty() }
        }
    }

    /// Looks after the lease until the task is cancelled or the lease lost.
    ///
    /// That the file cannot be looked at once is left to the next look, and to those who ask before they send.
    func keepAlive(_ clock: some Clock<Duration>) async {
        while !isLost, (try? await clock.sleep(for: duration / 4)) != nil {
            try? check()
        }
    }
}
