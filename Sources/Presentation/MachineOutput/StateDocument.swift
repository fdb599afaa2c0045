package import Integrations
import Messages

/// The recorded state and what was done to it, as JSON documents.
package struct StateJSON: Sendable {
    package init() {}

    package func list(_ state: RecordedState?) -> [UInt8] {
        let projects = state?.projects ?? []
        return encode("state list", state, projects: projects.map(RecordedProjectDocument.init))
    }

    package func show(_ project: RecordedProject, in state: RecordedState) -> [UInt8] {
        encode("state show", state, projects: [RecordedProjectDocument(project)])
    }

    package func history(_ rows: [StateHistoryRow]) -> [UInt8] {
        JSONDocument.encode(
            HistoryDocument(snapshots: rows.map(SnapshotDocument.init)))
    }

    /// - Parameters:
    ///   - command: `state rm` or `state restore`.
    ///   - projects: that were removed, or that are unsettled now.
    package func changed(_ command: String, _ state: RecordedState, projects: [ProjectID]) -> [UInt8] {
        JSONDocument.encode(
            ChangeDocument(
                command: command, state: StateHead(state), projects: projects.map(\.rawValue), diagnostics: []))
    }

    /// - Parameter holder: whose lease it was; nil if there was none.
    package func unlocked(_ holder: String?) -> [UInt8] {
        JSONDocument.encode(UnlockDocument(holder: Nullable(holder)))
    }

    private func encode(
        _ command: String, _ state: RecordedState?, projects: [RecordedProjectDocument]
    ) -> [UInt8] {
        JSONDocument.encode(ProjectsDocument(command: command, state: StateHead(state), projects: projects))
    }

    private struct StateHead: Encodable {
        var lineage: Nullable<String>
        var serial: Nullable<Int>
        var writtenAt: Nullable<String>

        init(_ state: RecordedState?) {
            lineage = Nullable(state?.lineage)
            serial = Nullable(state?.serial)
            writtenAt = Nullable(state?.writtenAt?.description)
        }
    }

    private struct ProjectsDocument: Encodable {
        let formatVersion = JSONDocument.formatVersion
        var command: String
        var state: StateHead
        var projects: [RecordedProjectDocument]
        let diagnostics: [DiagnosticDocument] = []
    }

    private struct ChangeDocument: Encodable {
        let formatVersion = JSONDocument.formatVersion
        var command: String
        var state: StateHead
        var projects: [String]
        var diagnostics: [DiagnosticDocument]
    }

    private struct UnlockDocument: Encodable {
        let formatVersion = JSONDocument.formatVersion
        let command = "state unlock"
        var holder: Nullable<String>
        let diagnostics: [DiagnosticDocument] = []
    }

    private struct HistoryDocument: Encodable {
        let formatVersion = JSONDocument.formatVersion
        let command = "state history"
        var snapshots: [SnapshotDocument]
        let diagnostics: [DiagnosticDocument] = []
    }

    private struct SnapshotDocument: Encodable {
        var serial: Nullable<Int>
        var writtenAt: Nullable<String>
        var projects: Int
        var current: Bool
        var problem: Nullable<String>

        init(_ row: StateHistoryRow) {
            serial = Nullable(row.serial)
            writtenAt = Nullable(row.writtenAt?.description)
            projects = row.projectCount
            current = row.isCurrent
            problem = Nullable(row.problem.map { PlainText.cleaned($0.english) })
        }
    }
}

/// A project of the state in JSON, version 1.
struct RecordedProjectDocument: Encodable {
    var project: String
    var name: Nullable<String>
    /// `applied`, `deleted` or `unsettled`.
    var status: String
    /// Of an unsettled project: what was tried.
    var write: String?
    var webhookUrl: Nullable<String>
    var authType: Nullable<String>
    var authorization: Nullable<CredentialDocument>
    var access: AccessDocument
    var baseUrl: String
    var labels: [String: String]
    var protect: Bool
    var sourceFile: Nullable<String>
    var appliedAt: Nullable<String>
    var run: Nullable<String>

    init(_ recorded: RecordedProject) {
        let values = StateWording.values(recorded.status)
        project = recorded.id.rawValue
        name = Nullable(recorded.name)
        switch recorded.status {
        case .applied: status = "applied"
        case .deleted: status = "deleted"
        case .unsettled(let open):
            status = "unsettled"
            write = open.kind.rawValue
        }
        webhookUrl = Nullable(values?.webhookURL)
        authType = Nullable(values?.authType?.rawValue)
        authorization = Nullable(values?.credential.map(CredentialDocument.init))
        access = AccessDocument(recorded.access)
        baseUrl = recorded.baseURL.text
        labels = recorded.labels
        protect = recorded.protect
        sourceFile = Nullable(recorded.sourceFile)
        appliedAt = Nullable(recorded.appliedAt?.description)
        run = Nullable(recorded.run)
    }
}
