package import Integrations
package import Messages

/// How a project stands between the files, what was last applied, and the live side.
///
/// The raw values are the words of every output, in the order in which they are counted.
package enum DriftStatus: String, Hashable, Sendable, CaseIterable {
    /// The live side is not what was last applied.
    case drifted
    /// ``drifted`` and ``pending`` at once, also where both sides moved to the same values.
    case conflict
    /// Proven: there is no integration, and there should be one.
    case missing
    /// All values are equal, but the API says that something changed after our last write: the credential, which cannot
    /// be read back, may have been replaced.
    case touched
    /// The files are not what was last applied; the live side is.
    case pending
    /// The live side could not be read.
    case unknown
    case inSync = "in_sync"

    /// Whether somebody else than jelouctl has changed something, which may be accepted for a while.
    package var isDifference: Bool {
        switch self {
        case .drifted, .conflict, .missing, .touched: true
        case .pending, .unknown, .inSync: false
        }
    }
}

/// What comparing the three sides of one project has shown.
package struct DriftFinding: Hashable, Sendable {
    package var project: ProjectID
    package var name: String?
    package var status: DriftStatus
    /// The fields that differ on any side.
    package var fields: [DriftField] = []
    /// Why `apply` would do something even if the live side were as it was left; nil if it would not.
    ///
    /// It explains: nothing branches on which one it is.
    package var pendingReason: Change.Reason?
    /// Whether there is an integration although jelouctl deleted it.
    package var isRecreated = false
    /// Of a ``DriftStatus/conflict``: whether the live side is what the files ask for already, so that nothing is to be sent
    /// and nothing would be overwritten.
    package var isLiveAsDesired = false
    package var observation: Observation
    /// Why it could not be read, if it was not and that says what to do.
    package var unreadCause: UnreadCause?
    /// How to authenticate for this project.
    package var access: APIAccess
    /// Where the files speak of the project; nil when they do not.
    package var source: SourceLocation?
    /// The file that the project was last read from, for a project that is no longer in the files.
    package var formerFile: String?
    /// The API that the values were last applied to; nil when the state does not know the project.
    package var recordedBaseURL: APIBaseURL?
    package var appliedAt: Timestamp?
    /// The run of `apply` that wrote what was last applied.
    package var run: String?

    package init(
        project: ProjectID, name: String? = nil, status: DriftStatus, observation: Observation,
        access: APIAccess = .standard
    ) {
        self.project = project
        self.name = name
        self.status = status
        self.observation = observation
        self.access = access
    }

    /// The integration as it was read.
    package var live: ObservedIntegration? {
        if case .present(let live) = observation { live } else { nil }
    }

    /// When the live side says that it was last changed, by whomever.
    package var since: Timestamp? { live?.remote.updatedAt }

    /// Why the live side is not known.
    package var unknownReason: Message? {
        if case .unknown(let why) = observation { why } else { nil }
    }
}

/// One field on its three sides.
package struct DriftField: Hashable, Sendable {
    package var name: Name
    package var desired: DriftValue
    package var lastApplied: DriftValue
    package var live: DriftValue
    /// Whether the files have moved away from what was last applied.
    package var movedInFiles: Bool
    /// Whether the live side has moved away from what was last applied.
    package var movedLive: Bool

    /// The raw value is the name in the files.
    package enum Name: String, Hashable, Sendable, CaseIterable {
        case webhookURL = "webhookUrl"
        case authType
        case authorization
    }

    package init(
        name: Name, desired: DriftValue, lastApplied: DriftValue, live: DriftValue, movedInFiles: Bool, movedLive: Bool
    ) {
        self.name = name
        self.desired = desired
        self.lastApplied = lastApplied
        self.live = live
        self.movedInFiles = movedInFiles
        self.movedLive = movedLive
    }
}

/// What a field is on one side.
package enum DriftValue: Hashable, Sendable {
    case text(String)
    /// Where a credential is found and what is known of it, never what it is.
    case credential(PlannedCredential)
    /// The text says why.
    case unknown(Message)
    case notManaged
    /// There is none, or no integration that could have one.
    case absent
}
