import SystemPackage

/// The lease of one state: how it is taken, looked at and broken.
///
/// Among the processes of one host the kernel's lock decides, and the file only says who holds it. On a shared folder the
/// kernel's lock may end at the host. There the file decides: its holder is alive until the file's time and the lease's
/// duration lie behind the time of the file server. A holder that restarts its host therefore keeps others out for that
/// long, since it comes back with another boot id.
///
/// A file system that has no locks at all is used all the same, and then every holder counts as one of another host. Two
/// that begin in the same instant can then both believe that the lease is theirs; the one whose name was written over
/// notices at its first look.
struct Lease {
    enum Attempt: ~Copyable {
        /// - Parameter predecessor: who held the lease before and did not give it back, as one does who was killed.
        case taken(StateLockFile, predecessor: StateLockHolder?)
        case held(StateLockHolder?)
    }

    enum Breaking {
        case broken(StateLockHolder)
        /// There was none to break.
        case free
        /// Another one than was meant.
        case held(StateLockHolder?)
    }

    let location: StateLocation
    var kernel = KernelLock.flock

    /// Takes the lease if it is free or abandoned.
    ///
    /// Does not wait.
    func attempt(_ holder: StateLockHolder) throws(FileProblem) -> Attempt {
        do throws(Errno) { try location.createFolders() } catch { throw FileProblem(error) }
        // Between two of our steps somebody can put another file in the place of this one, or look whether it is locked:
        // then again. Who loses this race a hundred times is told that somebody is at it.
        for _ in 0..<100 {
            var file = try StateLockFile.opened(location.lock)
            switch try file.lock(kernel) {
            case .disturbed: continue
            case .no: return .held(try? file.holder())
            case .yes: break
            }
            guard try file.isStill(at: location.lock) else { continue }
            let predecessor = try file.holder()
            if let predecessor, try isAlive(predecessor, in: file, seenBy: holder.identity) {
                return .held(predecessor)
            }
            try file.write(holder)
            switch try file.look(at: location.lock, id: holder.id) {
            case .ours: return .taken(file, predecessor: predecessor)
            case .lost(nil): continue
            case .lost(let other): return .held(other)
            }
        }
        return .held(nil)
    }

    /// Looks at the lease.
    ///
    /// Leaves no file and no folder behind. For the instant of the look the kernel's lock is shared, which no holder notices.
    func status(seenBy identity: HostIdentity) throws(FileProblem) -> LeaseStatus {
        guard var file = try StateLockFile.existing(location.lock) else { return .free }
        if try file.isLockedByOther(kernel) { return .held(try? file.holder()) }
        guard let holder = try file.holder() else { return .free }
        do throws(FileProblem) {
            return try isAlive(holder, in: file, seenBy: identity) ? .held(holder) : .abandoned(holder)
        } catch {
            // Who may not write to the folder cannot tell the time there.
            return .held(holder)
        }
    }

    /// Puts an empty file in the place of the one that names a lease, so that its holder notices at its next look.
    ///
    /// The file is looked at right before. Who takes the lease from its holder between that look and the replacement loses
    /// it with him, and notices in the same way.
    func breakUp(id: String) throws(FileProblem) -> Breaking {
        guard var file = try StateLockFile.existing(location.lock) else { return .free }
        let isLocked = try file.isLockedByOther(kernel)
        guard let holder = try file.holder() else { return isLocked ? .held(nil) : .free }
        guard holder.id == id else { return .held(holder) }
        let temporary = location.temporary()
        defer { _ = unsafe unlink(temporary.string) }
        do throws(Errno) {
            try withSystemErrors {
                try FileDescriptor.open(
                    temporary, .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                    permissions: [.ownerRead, .ownerWrite]
                ).close()
            }
            try checkSystemCall { unsafe rename(temporary.string, location.lock.string) }
        } catch {
            throw FileProblem(error)
        }
        return .broken(holder)
    }

    /// Whether the holder that the file names can still be at work, although the kernel's lock is free.
    private func isAlive(
        _ holder: StateLockHolder, in file: borrowing StateLockFile, seenBy identity: HostIdentity
    ) throws(FileProblem) -> Bool {
        if file.hasKernelLock, let boot = holder.identity.bootID, boot == identity.bootID { return false }
        // In this order: a sign of life that comes between the two is not overlooked.
        let now = try LeaseClock.now(writing: location.temporary())
        return try file.lastWritten() + (holder.leaseDuration ?? LeaseRules.usualDuration) >= now
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
