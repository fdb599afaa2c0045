// Planning: compares what is desired, recorded and observed, and makes the plan. Pure: no clock, environment or I/O.

package import Integrations

/// What is to be done for one project, why, and whether it may be done.
package struct Change: Hashable, Sendable {
    package var project: ProjectID
    package var name: String?
    package var action: Action
    /// Explains the change to people; of a forget also whether it rests on what was read.
    package var reason: Reason
    /// Where the files speak of the project; nil when they do not.
    package var source: SourceLocation?
    /// The file that the project was last read from, for a project that is no longer in the files.
    package var formerFile: String?
    /// How to authenticate for this project.
    package var access: APIAccess
    /// The guard that forbids it.
    package var blockedBy: BlockingGuard?
    package var consent: Consent
    /// What is remembered once it is done; nil when nothing is.
    package var memory: ProjectMemory?
    /// When the live integration was last written, as it was read for the plan; nil where it was not, or the API did not
    /// tell.
    package var liveUpdatedAt: Timestamp?

    package enum Action: Hashable, Sendable {
        /// POST.
        ///
        /// Planned only where the API proved that there is no integration.
        case create(IntegrationCreation)
        /// PATCH with the fields that change.
        case update(IntegrationUpdate, alsoRecorded: [MemoryChange])
        /// DELETE, which cannot be undone.
        case delete(Deletion)
        /// The live integration is what is desired already: it is recorded, nothing is sent.
        case adopt
        /// Nothing is sent; what the state remembers changes.
        case record(NonEmpty<MemoryChange>)
        /// Gone on both sides: the state lets go of it.
        case forget
    }

    /// A delete, and the values that go with it.
    package struct Deletion: Hashable, Sendable {
        package var prior: Prior<RecordedIntegration>
        /// Whether the project merely vanished from the files.
        ///
        /// Then the number of deletes must be owned by somebody.
        package var isImplicit: Bool
        /// Whether the API was asked and did not say whether there is an integration.
        package var isLiveUnknown: Bool

        package init(prior: Prior<RecordedIntegration>, isImplicit: Bool, isLiveUnknown: Bool = false) {
            self.prior = prior
            self.isImplicit = isImplicit
            self.isLiveUnknown = isLiveUnknown
        }
    }

    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The files differ from what was last applied.
        case desiredDiffers = "desired-differs"
        /// The live values differ from the files.
        case liveDiffers = "live-differs"
        /// Somebody wrote to the live integration after our own last write, so its credential may be another one.
        case liveTouched = "live-touched"
        /// The state does not know the project.
        case notRecorded = "not-recorded"
        /// The state remembers that it was deleted.
        case deletedBefore = "deleted-before"
        /// The last write may or may not have happened.
        case outcomeUnknown = "outcome-unknown"
        /// The API proved that there is no integration.
        case liveAbsent = "live-absent"
        /// The live values are the desired ones already.
        case liveEqual = "live-equal"
        /// `state: absent`.
        case stateAbsent = "state-absent"
        /// The project is no longer in the files.
        case leftTheFiles = "left-the-files"
        /// Only what the state remembers differs.
        case memoryDiffers = "memory-differs"
        /// It was deleted, and the files no longer mention it.
        case tombstoneDone = "tombstone-done"
        /// A former snapshot is to hold again.
        case rollback
    }

    package init(
        project: ProjectID, name: String?, action: Action, reason: Reason, source: SourceLocation?, formerFile: String?,
        access: APIAccess, memory: ProjectMemory?
    ) {
        self.project = project
        self.name = name
        self.action = action
        self.reason = reason
        self.source = source
        self.formerFile = formerFile
        self.access = access
        self.memory = memory
        blockedBy = nil
        consent = .notNeeded
    }
}

/// The guards that can forbid a change; the raw value is what a reader looks for in the files.
package enum BlockingGuard: String, Hashable, Sendable, CaseIterable {
    case protect
    case allowedWebhookHosts
    case forbiddenAuthTypes
    /// A create without a place for the secret that is shown once.
    case signingSecrets
    /// The live integration could not be read, so nothing that cannot be undone is done to it.
    case liveUnknown
}

/// Whether somebody's word is needed, and given.
package enum Consent: String, Hashable, Sendable {
    case notNeeded
    case missing
    case given
}

extension Change {
    /// Whether carrying it out sends a request that writes.
    package var writesRemotely: Bool {
        switch action {
        case .create, .update, .delete: true
        case .adopt, .record, .forget: false
        }
    }

    /// Whether it may be carried out.
    package var isAllowed: Bool { blockedBy == nil && consent != .missing }

    /// Whether the state lets go of it because the API answered that there is no integration.
    package var isForgottenAsAbsent: Bool {
        if case .forget = action { reason == .liveAbsent } else { false }
    }

    /// Whether it is a delete of a project that merely vanished from the files.
    package var isImplicitDelete: Bool {
        if case .delete(let deletion) = action { deletion.isImplicit } else { false }
    }
}
