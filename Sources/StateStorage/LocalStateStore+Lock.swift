import Integrations
import SystemPackage

extension LocalStateStore {
    /// Does something while no other process can write this state.
    ///
    /// Throws ``StateStorageError/locked(_:)`` if the lock is not free in time, `CancellationError` if the task is cancelled
    /// while it waits, and otherwise what the body throws. The lock is given back in each case.
    ///
    /// - Parameters:
    ///   - holder: what others are told while this runs.
    ///   - timeout: the longest wait; zero asks once.
    ///   - onWait: is told once for whom we wait, and only after 400 ms, so that short waits stay silent.
    ///   - onTakeOver: is told of the one who held the lock before and ended without giving it back.
    package func withLock<Result>(
        holder: StateLockHolder, timeout: Duration, onWait: (StateLockHolder?) -> Void,
        onTakeOver: (StateLockHolder) -> Void = { _ in }, _ body: () async throws -> Result
    ) async throws -> Result {
        try await withLock(
            holder: holder, timeout: timeout, clock: ContinuousClock(), onWait: onWait, onTakeOver: onTakeOver, body)
    }

    func withLock<Result>(
        holder: StateLockHolder, timeout: Duration, clock: some Clock<Duration>, onWait: (StateLockHolder?) -> Void,
        onTakeOver: (StateLockHolder) -> Void, _ body: () async throws -> Result
    ) async throws -> Result {
        let location: StateLocation
        do { location = try StateLocation(resolving: path) } catch {
            throw StateStorageError.lockUnavailable(path: path, reason: error)
        }
        let lock = try await acquire(location, timeout: timeout, clock: clock, onWait: onWait, onTakeOver: onTakeOver)
        do {
            try lock.write(holder)
        } catch {
            throw StateStorageError.lockUnavailable(path: location.lock.string, reason: error)
        }
        location.removeLeftovers()
        do {
            let result = try await body()
            lock.release()
            return result
        } catch {
            lock.release()
            throw error
        }
    }

    private func acquire(
        _ location: StateLocation, timeout: Duration, clock: some Clock<Duration>, onWait: (StateLockHolder?) -> Void,
        onTakeOver: (StateLockHolder) -> Void
    ) async throws -> StateLockFile {
        let start = clock.now
        var pauses = LockPauses(timeout: timeout)
        while true {
            switch try Self.attempt(location) {
            case .acquired(let lock, let predecessor):
                if let predecessor { onTakeOver(predecessor) }
                return lock
            case .held(let holder):
                let waited = start.duration(to: clock.now)
                guard let pause = pauses.next(waited: waited) else { throw StateStorageError.locked(holder) }
                if pauses.isTimeToSpeak(waited: waited) { onWait(holder) }
                try await clock.sleep(for: pause)
            }
        }
    }

    private static func attempt(_ location: StateLocation) throws(StateStorageError) -> StateLockFile.Attempt {
        do throws(FileProblem) {
            do throws(Errno) { try location.createFolders() } catch { throw FileProblem(error) }
            return try StateLockFile.attempt(location.lock)
        } catch {
            throw .lockUnavailable(path: location.lock.string, reason: error)
        }
    }
}

/// How long to pause between two looks at a lock: shortly at first, then longer, never beyond the end of the wait, and so
/// that one look falls on the moment when it is time to speak.
struct LockPauses {
    static let silence = Duration.milliseconds(400)
    static let longest = Duration.milliseconds(500)

    private let timeout: Duration
    private var pause = Duration.milliseconds(10)
    private var hasSpoken = false

    init(timeout: Duration) {
        self.timeout = timeout
    }

    /// - Returns: nil if the time is up.
    mutating func next(waited: Duration) -> Duration? {
        guard waited < timeout else { return nil }
        let untilSpeech = waited < Self.silence ? Self.silence - waited : Self.longest
        defer { pause = min(pause * 2, Self.longest) }
        return min(pause, timeout - waited, untilSpeech)
    }

    /// Whether the wait is to be mentioned now.
    ///
    /// True once.
    mutating func isTimeToSpeak(waited: Duration) -> Bool {
        guard !hasSpoken, waited >= Self.silence else { return false }
        hasSpoken = true
        return true
    }
}
