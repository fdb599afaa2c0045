package import Integrations

/// One version of the files, as far as attribution asks.
package struct FileSetVersion: Sendable {
    /// Nil where the files of this version were not valid: then lines are all there is to go by.
    package var desired: DesiredState?
    package var blocks: [ProjectBlock]

    package init(desired: DesiredState?, blocks: [ProjectBlock]) {
        self.desired = desired
        self.blocks = blocks
    }
}

/// A file that a difference is about.
package struct FileChange: Sendable {
    /// Its path as it is shown; nil for a file that is new.
    package var before: String?
    /// Nil for a file that is gone.
    package var after: String?
    package var lines: LineChanges

    package init(before: String?, after: String?, lines: LineChanges) {
        self.before = before
        self.after = after
        self.lines = lines
    }
}

/// Says of each change of a plan whether touched lines explain it.
///
/// A change is explained if what the files say of its project differs between the two versions, and a line of its own block
/// was touched. Both are needed: a touched comment explains no change, and a difference without a touched line is what a
/// reviewer cannot see.
package struct AttributionFinder: Sendable {
    private let before: [ProjectID: DesiredProject]?
    private let after: [ProjectID: DesiredProject]
    private let blocksBefore: [ProjectID: ProjectBlock]
    private let blocksAfter: [ProjectID: ProjectBlock]
    private let removed: [String: LineSet]
    private let added: [String: LineSet]
    /// Projects whose block lost its id, while lines of it stand on where no project is.
    private let stranded: Set<ProjectID>
    private let movedSetting: TouchedPlace?

    /// - Parameter movedSetting: the setting that makes the plan another one for every project, if it changed.
    package init(
        from before: FileSetVersion, to after: FileSetVersion, _ changes: [FileChange],
        movedSetting: TouchedPlace? = nil
    ) {
        self.before = before.desired.map(Self.byProject)
        self.after = Self.byProject(after.desired ?? DesiredState())
        let blocksBefore = Self.byProject(before.blocks)
        let blocksAfter = Self.byProject(after.blocks)
        removed = Self.lines(changes, \.before, \.lines.removed)
        added = Self.lines(changes, \.after, \.lines.added)
        stranded = Self.stranded(blocksBefore, blocksAfter, changes)
        self.blocksBefore = blocksBefore
        self.blocksAfter = blocksAfter
        self.movedSetting = movedSetting
    }

    package func attribution(of plan: Plan, since: String, mergeBase: String) -> Attribution {
        let origins = plan.changes.map { ($0.project, origin(of: $0.project)) }
        return Attribution(
            since: since, mergeBase: mergeBase, origins: Dictionary(origins) { first, _ in first })
    }

    /// Where a change of this project comes from.
    package func origin(of project: ProjectID) -> ChangeOrigin {
        if let before, Self.isSame(before[project], after[project]) {
            return movedSetting.map { .indirect($0) } ?? .unexplained(.elsewhere)
        }
        if let place = ownPlace(project) { return .explained(place) }
        if let place = sharedPlace(project) { return .indirect(place) }
        return .unexplained(before == nil ? .elsewhere : .structure)
    }

    private func ownPlace(_ project: ProjectID) -> TouchedPlace? {
        let block = blocksAfter[project]
        if let block, let line = added[block.file]?.first(in: block.lines) {
            return TouchedPlace(.block, Self.place(block.file, line))
        }
        guard let former = blocksBefore[project], removed[former.file]?.first(in: former.lines) != nil else {
            return nil
        }
        if let block { return TouchedPlace(.block, Self.place(block.file, block.lines.lowerBound)) }
        guard removed[former.file]?.contains(former.lines.lowerBound) == true, !stranded.contains(project) else {
            return nil
        }
        return TouchedPlace(.removedBlock, Self.place(former.file, former.lines.lowerBound), isFormer: true)
    }

    /// Shared lines change what the files say of a project; they neither bring one in nor take one out.
    private func sharedPlace(_ project: ProjectID) -> TouchedPlace? {
        guard let block = blocksAfter[project], let former = blocksBefore[project] else { return nil }
        for shared in block.uses {
            guard let line = added[block.file]?.first(in: shared.lines) else { continue }
            return TouchedPlace(Self.kind(shared), Self.place(block.file, line))
        }
        for shared in former.uses {
            guard let line = removed[former.file]?.first(in: shared.lines) else { continue }
            // Lines were only taken out: what is left of the shared ones is where a reader should look.
            if let today = block.uses.first(where: { $0.kind == shared.kind }) {
                return TouchedPlace(Self.kind(shared), Self.place(block.file, today.lines.lowerBound))
            }
            return TouchedPlace(Self.kind(shared), Self.place(former.file, line), isFormer: true)
        }
        return nil
    }

    // MARK: preparation

    /// Whether both versions say the same of a project, wherever they say it.
    private static func isSame(_ before: DesiredProject?, _ after: DesiredProject?) -> Bool {
        guard var before, let after else { return before == nil && after == nil }
        before.places = after.places
        return before == after
    }

    private static func byProject(_ desired: DesiredState) -> [ProjectID: DesiredProject] {
        Dictionary(desired.projects.map { ($0.id, $0) }) { first, _ in first }
    }

    private static func byProject(_ blocks: [ProjectBlock]) -> [ProjectID: ProjectBlock] {
        Dictionary(blocks.map { ($0.project, $0) }) { first, _ in first }
    }

    private static func lines(
        _ changes: [FileChange], _ file: (FileChange) -> String?, _ lines: (FileChange) -> LineSet
    ) -> [String: LineSet] {
        Dictionary(changes.compactMap { change in file(change).map { ($0, lines(change)) } }) { first, _ in first }
    }

    /// Of a block that was really taken out nothing stands on.
    ///
    /// A line that stands on within another project's block is one that reads the same there: which of two equal lines was
    /// taken out, no comparison can tell.
    private static func stranded(
        _ before: [ProjectID: ProjectBlock], _ after: [ProjectID: ProjectBlock], _ changes: [FileChange]
    ) -> Set<ProjectID> {
        let gone = before.values.filter { after[$0.project] == nil }
        guard !gone.isEmpty else { return [] }
        let byFile = Dictionary(changes.compactMap { change in change.before.map { ($0, change) } }) { first, _ in first
        }
        var taken: [String: [ClosedRange<Int>]] = [:]
        for block in after.values { taken[block.file, default: []].append(block.lines) }
        for file in taken.keys { taken[file]?.sort { $0.lowerBound < $1.lowerBound } }
        var stranded: Set<ProjectID> = []
        for block in gone {
            guard let change = byFile[block.file], let file = change.after else { continue }
            let standing = block.keyLines.compactMap(change.lines.newLine)
            if !standing.allSatisfy({ Self.contains($0, taken[file] ?? []) }) { stranded.insert(block.project) }
        }
        return stranded
    }

    /// - Parameter ranges: sorted; none overlaps another.
    private static func contains(_ line: Int, _ ranges: [ClosedRange<Int>]) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < line { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(line)
    }

    private static func kind(_ shared: SharedLines) -> TouchedPlace.Kind {
        switch shared.kind {
        case .anchor: .anchor
        case .defaults: .defaults
        }
    }

    private static func place(_ file: String, _ line: Int) -> SourceLocation {
        SourceLocation(file: file, line: line, column: 1)
    }
}
