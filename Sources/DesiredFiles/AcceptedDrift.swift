package import Integrations

/// One difference that somebody has accepted for a while, as a file says it.
package struct AcceptedDriftEntry: Hashable, Sendable {
    package var project: ProjectID
    package var status: AcceptedDriftStatus
    /// Accepted only while this is the live value; nil where the file says nothing.
    package var webhookURL: String?
    /// As the API spells it, which may be a value that we do not know.
    package var authType: String?
    /// Accepted only while the live side says that this is when it was last changed.
    package var updatedAt: Timestamp?
    package var reason: String
    /// The last moment at which it is accepted; of a day that was written, its last millisecond in UTC.
    package var expires: Timestamp
    /// Where the entry names its project.
    package var location: SourceLocation

    package init(
        project: ProjectID, status: AcceptedDriftStatus, webhookURL: String?, authType: String?,
        updatedAt: Timestamp?, reason: String, expires: Timestamp, location: SourceLocation
    ) {
        self.project = project
        self.status = status
        self.webhookURL = webhookURL
        self.authType = authType
        self.updatedAt = updatedAt
        self.reason = reason
        self.expires = expires
        self.location = location
    }
}

/// The statuses that can be accepted: those for which `drift` fails.
///
/// The raw values are the words of every output.
package enum AcceptedDriftStatus: String, Hashable, Sendable, CaseIterable {
    case drifted
    case conflict
    case missing
    case touched
}

/// What a file of accepted differences says, and what is wrong with it.
///
/// With errors in it `entries` holds only what could be read: nothing may act on it then.
package struct LoadedAcceptance: Sendable {
    /// In the order of the file.
    package var entries: [AcceptedDriftEntry]
    /// By line and column.
    package var diagnostics: [Diagnostic]

    package init(entries: [AcceptedDriftEntry] = [], diagnostics: [Diagnostic] = []) {
        self.entries = entries
        self.diagnostics = diagnostics
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
