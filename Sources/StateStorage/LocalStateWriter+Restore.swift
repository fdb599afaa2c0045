package import Integrations
import SystemPackage

/// What came of putting a former snapshot in place.
package struct RestoreResult: Sendable {
    /// As it was saved.
    package var state: RecordedState
    /// Where the journal was moved that stood beside the snapshot before.
    package var journalSetAside: String?
    /// Projects that the journal named: what became of them after the snapshot is not known any more, sorted.
    package var unsettled: [ProjectID]
}

extension LocalStateWriter {
    /// Puts a former snapshot in place, or the present one without its journal, under a new serial.
    ///
    /// The journal is not taken over, because another state is asked for than the one that it leads to. But each project that
    /// it names was written since, so each counts as unsettled (all do, if a part of it cannot be read), and the journal is
    /// set aside. Plans that were used stay used.
    /// The snapshot that is replaced is kept, also if it is damaged.
    ///
    /// - Parameter now: when the state is said to be written.
    package func restore(_ serial: Int, now: Timestamp) throws(StateStorageError) -> RestoreResult {
        try lease.check()
        let location = try location()
        guard !isJournalOpen else { throw .journalInUse(path: location.journal.string) }
        let present = try Restoration.Present(location)
        var state = try LocalStateStore(path: location.target.string).historical(serial)
        if let current = present.state, current.lineage != state.lineage {
            throw .lineageChanged(path: location.target.string, expected: state.lineage, found: current.lineage)
        }
        let journal = try Restoration.journal(location, present)
        let formerSerials = try StateHistory(location).serials()
        state.usedPlans = Restoration.usedPlans(
            state, present, journal, former: StateHistory(location).usedPlans(formerSerials))
        state.serial = Restoration.serial(
            above: [serial, journal.header?.serial].compactMap(\.self) + formerSerials, present)
        state.writtenAt = now
        // A line that cannot be read may have named any project, so none of them can be relied on.
        let touched = journal.isDamaged ? state.projects.map(\.id) : journal.records.map(\.id)
        let unsettled = state.unsettle(Set(touched))
        try SnapshotReplacement(location).write(StateFileEncoder.encode(state), keepingPresentAs: present.keptName)
        StateHistory(location).prune(to: historyLimit)
        let setAside = journal.isEmpty ? nil : try Restoration.setJournalAside(location, serial: state.serial)
        if setAside == nil { try Self.removeJournal(location) }
        return RestoreResult(state: state, journalSetAside: setAside, unsettled: unsettled)
    }
}

/// The steps of ``LocalStateWriter/restore(_:now:)``.
private enum Restoration {
    /// The snapshot that is about to be replaced.
    struct Present {
        /// Nil if there is none, or if it cannot be read.
        var state: RecordedState?
        var isDamaged = false
        /// What it tells of its serial, and of plans.
        var serial: Int?
        var usedPlans = UsedPlans()

        /// A file that is not ours, or of a later format, is not replaced.
        init(_ location: StateLocation) throws(StateStorageError) {
            do throws(StateStorageError) {
                state = try LocalStateStore.snapshot(location)
                serial = state?.serial
                usedPlans = state?.usedPlans ?? UsedPlans()
            } catch .corrupt {
                isDamaged = true
                let header = LocalStateStore.damagedHeader(location)
                serial = header?.serial
                usedPlans = header?.usedPlans ?? UsedPlans()
            }
        }

        var keptName: StateHistory.Name? {
            if isDamaged { return .damaged }
            guard let state, state.serial > 0 || !state.projects.isEmpty else { return nil }
            return .serial(state.serial)
        }
    }

    /// What the journal holds that the snapshot in place does not.
    static func journal(
        _ location: StateLocation, _ present: Present
    ) throws(StateStorageError) -> JournalDecoder.Salvage {
        guard let bytes = try StateFileReader.read(location.journal, followingLinks: false) else {
            return JournalDecoder.Salvage()
        }
        let journal = try JournalDecoder(path: location.journal.string).salvage(bytes)
        if let header = journal.header, let current = present.state, header.lineage == current.lineage,
            header.serial < current.serial
        {
            return JournalDecoder.Salvage(header: header)
        }
        return journal
    }

    static func usedPlans(
        _ state: RecordedState, _ present: Present, _ journal: JournalDecoder.Salvage, former: [UsedPlans.Entry]
    ) -> UsedPlans {
        var entries = former + state.usedPlans.entries + present.usedPlans.entries
        if let header = journal.header, let plan = header.plan, journal.records.contains(where: { $0.kind == .intent })
        {
            entries.append(UsedPlans.Entry(id: plan, serial: header.serial))
        }
        var seen: Set<String> = []
        let unique = entries.filter { seen.insert($0.id).inserted }
        return UsedPlans(unique.sorted { ($0.serial, $0.id) < ($1.serial, $1.id) })
    }

    /// A serial that no plan was made from.
    static func serial(above serials: [Int], _ present: Present) -> Int {
        let highest = (serials + [present.serial].compactMap(\.self)).max() ?? 0
        let next = StateFileFormat.serial(after: highest)
        // A damaged one that does not tell its serial was, as a rule, the one after the last that was kept.
        return present.isDamaged && present.serial == nil ? StateFileFormat.serial(after: next) : next
    }

    /// Gives the journal another name, beside the others of that kind.
    static func setJournalAside(_ location: StateLocation, serial: Int) throws(StateStorageError) -> String {
        let first = location.journal.string + ".set-aside-\(serial)"
        var path = first
        var number = 2
        while (try? FilePath(path).stat(followTargetSymlink: false)) != nil {
            path = "\(first)-\(number)"
            number += 1
        }
        do throws(Errno) {
            try checkSystemCall { unsafe rename(location.journal.string, path) }
            try Folder.synchronize(location.folder)
        } catch {
            throw .unwritable(path: location.journal.string, reason: FileProblem(error))
        }
        return path
    }
}

extension RecordedState {
    /// Makes projects unsettled that it holds, and tells which.
    fileprivate mutating func unsettle(_ ids: Set<ProjectID>) -> [ProjectID] {
        var changes: [ProjectID: RecordedProject?] = [:]
        for id in ids {
            guard var project = self[id] else { continue }
            let tried =
                switch project.status {
                case .applied(let values): values
                case .deleted: RecordedIntegration()
                case .unsettled(let write): write.tried
                }
            project.status = .unsettled(UnsettledWrite(kind: .update, tried: tried, carriedCredential: true))
            changes[id] = project
        }
        merge(changes)
        return changes.keys.sorted()
    }
}

extension StateHistory {
    /// The plans that former snapshots tell of.
    fileprivate func usedPlans(_ serials: [Int]) -> [UsedPlans.Entry] {
        serials.flatMap { serial in header(serial)?.usedPlans.entries ?? [] }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
