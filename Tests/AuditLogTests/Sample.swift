// AuditLog's tests: what is in the file, and what of it can be changed without being seen.

import AuditLog
import Integrations
import Planning
import Reports

enum Sample {
    struct Broken: Error {}

    static let actor = AuditActor(
        who: "ana", commit: "61b1e12", runURL: "https://ci.example.com/runs/7", tool: "jelouctl/1.0.0")

    static func log(_ path: String, run: String = "run-1", actor: AuditActor = actor) throws -> AuditLog {
        try AuditLog(opening: path, run: run, actor: actor, baseURL: .standard)
    }

    /// 2026-11-18T09:12:00Z and so many milliseconds.
    static func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(millisecondsSinceEpoch: 1_794_993_120_000 + milliseconds)
    }

    static func call(
        _ change: Change? = nil, attempt: Int = 1, _ resultClass: ResultClass = .done, mayHaveHappened: Bool = true,
        httpStatus: Int? = 200, requestID: String? = nil
    ) throws -> AuditedCall {
        AuditedCall(
            change: try change ?? update(), attempt: attempt, started: time(0), finished: time(250),
            resultClass: resultClass, mayHaveHappened: mayHaveHappened, httpStatus: httpStatus, requestID: requestID)
    }

    static func change(_ action: Change.Action, project: String = "ventas-co") throws -> Change {
        Change(
            project: try ProjectID(project), name: "Ventas", action: action, reason: .desiredDiffers, source: nil,
            formerFile: nil, access: .standard, memory: nil)
    }

    static func update(
        project: String = "ventas-co", url: String = "https://panel.example.com/jelou",
        credential: SecretReference? = nil, finding: CredentialFinding = .noKey
    ) throws -> Change {
        let authorization = credential.map {
            FieldChange<RecordedCredential, PlannedCredential>(
                before: .nothing, after: PlannedCredential(reference: $0, finding: finding))
        }
        let update = IntegrationUpdate(
            webhookURL: FieldChange(before: .nothing, after: try WebhookURL(url)),
            authentication: authorization.map {
                AuthenticationChange(authType: FieldChange(before: .nothing, after: .bearer), authorization: $0)
            })
        return try change(.update(update, alsoRecorded: []), project: project)
    }

    static func deletion(project: String = "ventas-co") throws -> Change {
        try change(.delete(Change.Deletion(prior: .nothing, isImplicit: false)), project: project)
    }

    // MARK: what is in the file

    struct Entry: Decodable {
        var n: Int
        var attempt: Int?
        var run: String
        var project: String
        var previous: String
        var hash: String
        var requestId: String?
        var request: Request?

        struct Request: Decodable {
            var method: String
            var url: String
        }
    }

    static func entries(_ text: String) throws -> [Entry] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(Entry.self, from: Data($0.utf8)) }
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
