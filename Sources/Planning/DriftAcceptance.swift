package import Integrations
import Messages

/// Why a difference is accepted, and until when.
package struct AcceptedBy: Hashable, Sendable {
    package var reason: String
    /// The last moment at which it is accepted.
    package var expires: Timestamp

    package init(reason: String, expires: Timestamp) {
        self.reason = reason
        self.expires = expires
    }
}

/// The differences that somebody has accepted for a while.
package struct DriftAcceptance: Sendable {
    /// One accepted difference of one project.
    package struct Entry: Hashable, Sendable {
        package var project: ProjectID
        package var status: DriftStatus
        /// Accepted only while this is the live value; nil: whatever it is.
        package var webhookURL: String?
        package var authType: String?
        /// Accepted only while this is the live time; nil: whatever it is.
        package var updatedAt: Timestamp?
        package var accepted: AcceptedBy
        package var location: SourceLocation?

        package init(
            project: ProjectID, status: DriftStatus, webhookURL: String? = nil, authType: String? = nil,
            updatedAt: Timestamp? = nil, accepted: AcceptedBy, location: SourceLocation? = nil
        ) {
            self.project = project
            self.status = status
            self.webhookURL = webhookURL
            self.authType = authType
            self.updatedAt = updatedAt
            self.accepted = accepted
            self.location = location
        }
    }

    /// In the order of the file.
    package let entries: [Entry]
    private let byProject: [ProjectID: [Entry]]

    package init(_ entries: [Entry] = []) {
        self.entries = entries
        byProject = Dictionary(grouping: entries, by: \.project)
    }

    /// The first entry that accepts a finding and has not expired.
    ///
    /// What could not be read, and what only `apply` has to do, is never accepted: neither is a difference.
    package func accepts(_ finding: DriftFinding, at now: Timestamp) -> AcceptedBy? {
        byProject[finding.project]?.first { $0.matches(finding) && !$0.hasExpired(at: now) }?.accepted
    }

    /// What is to be said about the entries themselves: those that have expired, and those that nothing needs any more.
    ///
    /// - Parameter isFiltered: whether only some projects were looked at. Then nothing is said about the others.
    package func diagnostics(
        of findings: [DriftFinding], at now: Timestamp, isFiltered: Bool = false
    ) -> [Diagnostic] {
        guard !entries.isEmpty else { return [] }
        let found = Dictionary(findings.map { ($0.project, $0) }) { first, _ in first }
        return entries.compactMap { entry in
            let finding = found[entry.project]
            guard finding != nil || !isFiltered else { return nil }
            return entry.hasExpired(at: now) ? entry.expired : entry.unused(finding)
        }
    }
}

extension DriftAcceptance.Entry {
    fileprivate func hasExpired(at now: Timestamp) -> Bool { now > accepted.expires }

    fileprivate func matches(_ finding: DriftFinding) -> Bool {
        guard finding.status == status, status.isDifference else { return false }
        return Self.holds(webhookURL, finding.live?.webhookURL.value)
            && Self.holds(authType, finding.live?.authType.value)
            && (updatedAt == nil || updatedAt == finding.live?.remote.updatedAt)
    }

    /// A value that is asked for and not known does not hold.
    private static func holds(_ wanted: String?, _ live: String?) -> Bool {
        wanted.map { $0.hasSameBytes(as: live) } ?? true
    }

    private var projectText: String {
        "\"\(PlainText.cleaned(project.rawValue, limit: 100))\""
    }

    fileprivate var expired: Diagnostic {
        Diagnostic(
            code: "accept-expired", severity: .warning, summary: Message("an acceptance has expired"),
            detail: Message(
                """
                Project \(projectText) was accepted as \(status.rawValue) until \(accepted.expires.minuteText).
                """),
            hint: Message(
                """
                Put an end to the difference and remove the entry, or give it a later "expires" and a reason that \
                holds today.
                """),
            location: location, project: project)
    }

    /// - Returns: nil if the entry is used, or if nobody can tell.
    fileprivate func unused(_ finding: DriftFinding?) -> Diagnostic? {
        if let finding, finding.status == .unknown || matches(finding) { return nil }
        let why =
            finding.map { finding in
                finding.status == status
                    ? Message(
                        """
                        Project \(projectText) is \(status.rawValue), but its live values are not those of the \
                        entry.
                        """)
                    : Message(
                        """
                        Project \(projectText) is \(finding.status.rawValue) now, not \(status.rawValue).
                        """)
            } ?? Message("Project \(projectText) is neither in the files nor in the state.")
        return Diagnostic(
            code: "accept-unused", severity: .note, summary: Message("an acceptance that accepts nothing"), detail: why,
            hint: Message("Remove the entry, or correct it."), location: location, project: project)
    }
}
