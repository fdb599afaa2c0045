package import Integrations
import Messages
package import Planning

/// How every project stands between the files, what was last applied, and the live side.
package struct DriftReport: Sendable {
    /// Sorted by project.
    package var rows: [Row]
    /// The API that was read.
    package var baseURL: APIBaseURL
    /// Of the state that was compared with; nil when there is none.
    package var lineage: String?
    package var serial: Int?
    package var stateWrittenAt: Timestamp?
    package var diagnostics: [Diagnostic]

    /// One project.
    package struct Row: Hashable, Sendable {
        package var finding: DriftFinding
        /// Nil unless somebody has accepted the difference.
        package var accepted: AcceptedBy?

        package init(finding: DriftFinding, accepted: AcceptedBy? = nil) {
            self.finding = finding
            self.accepted = accepted
        }
    }

    /// What a script is told about the report as a whole.
    package enum ExitClass: Hashable, Sendable {
        /// Something is drifted, in conflict, missing or touched, and nobody has accepted it.
        case differences
        /// Something could not be read, and each time the key was refused.
        case authenticationFailed
        /// Something could not be read.
        case unread
        case clean
    }

    /// - Parameters:
    ///   - findings: sorted by project.
    ///   - now: acceptances that have expired by then do not count.
    ///   - isFiltered: whether only some of the projects were looked at.
    ///   - diagnostics: in addition to what the findings and the acceptance give rise to.
    package init(
        findings: [DriftFinding], acceptance: DriftAcceptance = DriftAcceptance(), at now: Timestamp,
        baseURL: APIBaseURL, recorded: RecordedState?, isFiltered: Bool = false, diagnostics: [Diagnostic] = []
    ) {
        rows = findings.map { Row(finding: $0, accepted: acceptance.accepts($0, at: now)) }
        self.baseURL = baseURL
        lineage = recorded?.lineage
        serial = recorded?.serial
        stateWrittenAt = recorded?.writtenAt
        let doubts = [Self.doubtfulAbsence(findings, baseURL), Self.movedBaseURL(findings, baseURL)].compactMap(\.self)
        self.diagnostics =
            diagnostics + doubts + acceptance.diagnostics(of: findings, at: now, isFiltered: isFiltered)
    }
}

extension DriftReport {
    /// Whether there is a state to compare with.
    ///
    /// Serial 0 is the state of a first run in which nothing succeeded.
    package var hasRecordedState: Bool { lineage != nil && serial != 0 }

    package var summary: DriftSummary { DriftSummary(rows) }

    /// What goes before what: a difference, then that nothing could be read for want of a valid key, then anything else
    /// that could not be read.
    package var exitClass: ExitClass {
        if rows.contains(where: { $0.finding.status.isDifference && $0.accepted == nil }) { return .differences }
        let unread = rows.filter { $0.finding.status == .unknown }
        guard !unread.isEmpty else { return .clean }
        return unread.allSatisfy { $0.finding.unreadCause == .keyRefused } ? .authenticationFailed : .unread
    }

    /// Whether nothing was proven to be there, so that what is missing is to be doubted rather than dealt with.
    package var isAbsenceDoubtful: Bool { Self.doubt(rows.map(\.finding)) != nil }

    // MARK: doubts

    private static func doubt(_ findings: [DriftFinding]) -> AbsenceDoubt? {
        guard findings.contains(where: { $0.status == .missing }) else { return nil }
        return AbsenceDoubt(findings.lazy.map(\.observation))
    }

    private static func doubtfulAbsence(_ findings: [DriftFinding], _ baseURL: APIBaseURL) -> Diagnostic? {
        guard let doubt = doubt(findings) else { return nil }
        return Diagnostic(
            code: "all-absent", severity: .warning, summary: doubt.summary, detail: doubt.detail(at: baseURL),
            hint: Message(
                """
                Check the base URL, its path too, and that the key belongs to these projects, before you believe \
                it.
                """)
        )
    }

    private static func movedBaseURL(_ findings: [DriftFinding], _ baseURL: APIBaseURL) -> Diagnostic? {
        let former = findings.filter { $0.recordedBaseURL.map { $0 != baseURL } ?? false }
        guard !former.isEmpty else { return nil }
        let counts = Dictionary(grouping: former) { $0.recordedBaseURL?.text ?? "" }.mapValues(\.count)
            .sorted { $0.key < $1.key }
            .map { $0.value == 1 ? Message("\($0.key) (1 project)") : Message("\($0.key) (\($0.value) projects)") }
        return Diagnostic(
            code: "base-url-moved", severity: .warning, summary: Message("the state was applied to another base URL"),
            detail: Message(
                """
                The state records \(Message(joining: counts, separator: ", ")); the live values were read at \
                \(baseURL).
                """),
            hint: Message(
                """
                If these are not the same integrations, point --base-url or --state at what belongs together.
                """))
    }
}

/// Projects counted by status.
package struct DriftSummary: Hashable, Sendable {
    private var counts: [DriftStatus: Int] = [:]
    /// Differences that somebody has accepted; they are counted under their status too.
    package private(set) var accepted = 0

    package init(_ rows: [DriftReport.Row] = []) {
        for row in rows {
            counts[row.finding.status, default: 0] += 1
            if row.accepted != nil { accepted += 1 }
        }
    }

    package subscript(status: DriftStatus) -> Int { counts[status] ?? 0 }
}
