package import Integrations

/// What `apply` would do: a value that is shown, saved, guarded, or carried out.
package struct Plan: Sendable {
    package var baseURL: APIBaseURL
    /// Of the state that was planned from; nil when there is none.
    package var lineage: String?
    package var serial: Int?
    package var stateWrittenAt: Timestamp?
    /// Whether live values were read.
    package var isRefreshed: Bool
    /// How much of the live side was looked at, of a plan that is refreshed.
    package var live = LiveCoverage()
    /// Sorted by project.
    package var changes: [Change] = []
    package var unchanged: [UnchangedProject] = []
    /// Projects for which there is nothing to do and that ``unchanged`` does not list.
    ///
    /// A saved plan counts them and holds none of them: a hundred thousand names beside three changes help nobody.
    package var unlistedUnchangedCount = 0
    /// Projects in the files, before filters.
    package var desiredCount = 0
    /// Projects that are recorded or desired, before filters; tombstones that the files do not mention are not counted.
    package var managedCount = 0
    /// Projects on either side that the filters let through.
    package var matchedCount = 0
    /// Base URLs other than today's that recorded projects were applied to, and how many each.
    package var movedBaseURLs: [APIBaseURL: Int] = [:]
    /// What needs somebody's word before anything is sent.
    package var requirements: [ConsentRequirement] = []
    /// Why nothing of the plan may be carried out, whatever anybody consents to.
    package var refusals: [Diagnostic] = []
    package var diagnostics: [Diagnostic] = []
    /// Which changes come from lines that a difference touched; nil if nobody asked.
    ///
    /// For readers only: it is part neither of the digest nor of a saved plan.
    package var attribution: Attribution?

    package init(baseURL: APIBaseURL, recorded: RecordedState?, isRefreshed: Bool) {
        self.baseURL = baseURL
        self.isRefreshed = isRefreshed
        lineage = recorded?.lineage
        serial = recorded?.serial
        stateWrittenAt = recorded?.writtenAt
    }

    /// Whether there is a state to compare with.
    ///
    /// Without one all values are unknown, and removed projects cannot be seen.
    ///
    /// Serial 0 is the state of a first run in which nothing succeeded: its lineage and key are drawn, and nothing more.
    package var hasRecordedState: Bool { lineage != nil && serial != 0 }

    /// Whether every change may be carried out.
    package var isAllowed: Bool { refusals.isEmpty && changes.allSatisfy(\.isAllowed) }
}

/// A project for which there is nothing to do.
package struct UnchangedProject: Hashable, Sendable {
    package var project: ProjectID
    package var name: String?
    package var source: SourceLocation?

    package init(project: ProjectID, name: String?, source: SourceLocation?) {
        self.project = project
        self.name = name
        self.source = source
    }
}

/// A number that somebody must own.
package struct ConsentRequirement: Hashable, Sendable {
    package var kind: Kind
    /// The number to name.
    package var number: Int
    package var isGiven: Bool

    package enum Kind: Hashable, Sendable {
        /// Projects that vanished from the files.
        ///
        /// `--allow-deletes`, or the number typed at the prompt.
        case deletes
        /// As ``deletes``, with no project left in the files: no guard setting covers that.
        case deletesOfEverything
        /// More changes than `guards.maxChanges` allows.
        ///
        /// `--allow-changes`.
        case changes(limit: ChangeLimit)
    }

    package init(kind: Kind, number: Int, isGiven: Bool) {
        self.kind = kind
        self.number = number
        self.isGiven = isGiven
    }
}

/// How many changes of each kind a plan has.
///
/// A blocked change is counted as blocked alone.
package struct PlanSummary: Hashable, Sendable {
    package var create = 0
    package var update = 0
    package var delete = 0
    package var adopt = 0
    package var record = 0
    package var forget = 0
    package var blocked = 0
    package var unchanged = 0

    package init() {}

    /// Whether there is nothing to do and nothing held back.
    package var isEmpty: Bool { create + update + delete + adopt + record + forget + blocked == 0 }
}

extension Plan {
    package var summary: PlanSummary {
        var summary = PlanSummary()
        summary.unchanged = unchanged.count + unlistedUnchangedCount
        for change in changes {
            if change.blockedBy != nil {
                summary.blocked += 1
                continue
            }
            switch change.action {
            case .create: summary.create += 1
            case .update: summary.update += 1
            case .delete: summary.delete += 1
            case .adopt: summary.adopt += 1
            case .record: summary.record += 1
            case .forget: summary.forget += 1
            }
        }
        return summary
    }
}
