package import Integrations

/// Which changes of a plan come from lines that a difference between two versions of the files touched.
package struct Attribution: Hashable, Sendable {
    /// The version that was compared with, as it was named.
    package var since: String
    /// The commit that it stands for: the last one that both sides have in common.
    package var mergeBase: String
    private let origins: [ProjectID: ChangeOrigin]

    package init(since: String, mergeBase: String, origins: [ProjectID: ChangeOrigin]) {
        self.since = since
        self.mergeBase = mergeBase
        self.origins = origins
    }

    /// Where the change of a project comes from.
    package func origin(of project: ProjectID) -> ChangeOrigin { origins[project] ?? .unexplained(.elsewhere) }

    /// How many changes of each kind a plan has.
    package func counts(of plan: Plan) -> Counts {
        var counts = Counts()
        for change in plan.changes {
            switch origin(of: change.project) {
            case .explained: counts.explained += 1
            case .indirect: counts.indirect += 1
            case .unexplained: counts.unexplained += 1
            }
        }
        return counts
    }

    package struct Counts: Hashable, Sendable {
        package var explained = 0
        package var indirect = 0
        package var unexplained = 0

        package init() {}
    }
}

/// Where a change comes from, as far as the difference tells.
package enum ChangeOrigin: Hashable, Sendable {
    /// A touched line of the project's own block.
    case explained(TouchedPlace)
    /// A touched line that the project shares with others.
    case indirect(TouchedPlace)
    case unexplained(Cause)

    package enum Cause: String, Hashable, Sendable, CaseIterable {
        /// What the files say of the project is what they said before: the state or the live side moved, another merge is
        /// not applied yet, or a credential was rotated.
        case elsewhere
        /// What the files say of the project changed, and no line of it was touched: something around it moved it, as a
        /// slip of indentation does.
        case structure
    }
}

/// A touched line, and what it is part of.
package struct TouchedPlace: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case block
        /// The block was taken out.
        case removedBlock = "removed-block"
        case anchor
        case defaults
        /// The setting that says which API or which state is meant.
        case settings
    }

    package var kind: Kind
    package var place: SourceLocation
    /// Whether the place is in the version that was compared with, because it is gone from today's.
    package var isFormer: Bool

    package init(_ kind: Kind, _ place: SourceLocation, isFormer: Bool = false) {
        self.kind = kind
        self.place = place
        self.isFormer = isFormer
    }
}
