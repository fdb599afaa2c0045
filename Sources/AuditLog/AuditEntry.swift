import Integrations
import Planning
import Reports

/// One line of the log before it is bound to the one before it.
struct AuditEntry {
    private var members: [String: EntryValue]

    /// An attempt at a request that writes.
    init(_ call: AuditedCall, run: String, actor: AuditActor, baseURL: APIBaseURL) {
        let milliseconds = call.finished.millisecondsSinceEpoch - call.started.millisecondsSinceEpoch
        members = Self.members(run: run, project: call.change.project, action: call.change.action.auditWord)
        members.merge(
            [
                "actor": actor.entryValue,
                "attempt": .number(Int64(call.attempt)),
                "class": .text(call.resultClass.rawValue),
                "durationMilliseconds": .number(max(0, milliseconds)),
                "httpStatus": .optional(call.httpStatus),
                "mayHaveHappened": .flag(call.mayHaveHappened),
                "request": .request(call.change, baseURL),
                "requestId": .optional(call.requestID.map { PlainText.cleaned($0, limit: 128) }),
                "time": .text(call.started.description),
            ]) { $1 }
    }

    /// A write of an earlier run that ended before its answer was recorded.
    ///
    /// Who that run acted for, and what exactly was sent, is not known any more.
    init(unresolved kind: UnsettledWrite.Kind, project: ProjectID, run: String, at time: Timestamp, recordedBy: String)
    {
        members = Self.members(run: run, project: project, action: kind.rawValue)
        members["recordedBy"] = .text(recordedBy)
        members["time"] = .text(time.description)
    }

    /// Every key is there in every entry, so that a reader meets no surprise.
    private static func members(run: String, project: ProjectID, action: String) -> [String: EntryValue] {
        [
            "action": .text(action), "actor": .null, "attempt": .null, "class": .text("unknown"),
            "durationMilliseconds": .null, "formatVersion": .text(AuditChain.formatVersion), "httpStatus": .null,
            "mayHaveHappened": .flag(true), "project": .text(project.rawValue), "recordedBy": .null, "request": .null,
            "requestId": .null, "run": .text(PlainText.cleaned(run)), "time": .null,
        ]
    }

    func value(number: Int, previous: String) -> EntryValue {
        .object(members.merging(["n": .number(Int64(number)), "previous": .text(previous)]) { $1 })
    }
}

extension EntryValue {
    /// The request with every credential left out.
    fileprivate static func request(_ change: Change, _ baseURL: APIBaseURL) -> EntryValue {
        guard let method = change.action.auditMethod else { return .null }
        let url = baseURL.text.prefixOfScalars(2048) + "/v1/external-support/" + pathSegment(change.project.rawValue)
        return .object(["method": .text(method), "url": .text(url), "fields": .object(fields(change.action))])
    }

    /// Those that were sent.
    private static func fields(_ action: Change.Action) -> [String: EntryValue] {
        let values: (url: WebhookURL?, authType: AuthType?, authorization: PlannedCredential?)
        switch action {
        case .create(let creation): values = (creation.webhookURL, creation.authType, creation.authorization)
        case .update(let update, _):
            let authentication = update.authentication
            values = (update.webhookURL?.after, authentication?.authType.after, authentication?.authorization?.after)
        case .delete, .adopt, .record, .forget: values = (nil, nil, nil)
        }
        var fields: [String: EntryValue] = [:]
        fields["webhookUrl"] = values.url.map { .text($0.text) }
        fields["authType"] = values.authType.map { .text($0.rawValue) }
        fields["authorization"] = values.authorization.map(credential)
        return fields
    }

    private static func credential(_ credential: PlannedCredential) -> EntryValue {
        var fingerprint = EntryValue.null
        if case .fingerprint(let known) = credential.finding { fingerprint = .text(known.description) }
        return .object(["fingerprint": fingerprint, "reference": .object([credential.reference.entryMember])])
    }

    /// Every byte but the unreserved characters of RFC 3986 percent-encoded, as the client sends it.
    private static func pathSegment(_ text: String) -> String {
        let unreserved = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return text.utf8.map { byte in
            unreserved.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.encode(CollectionOfOne(byte)).uppercased()
        }.joined()
    }

    private static func object(_ members: [(String, EntryValue)]) -> EntryValue {
        .object(Dictionary(members) { $1 })
    }
}

extension SecretReference {
    /// Of a command only the program is named, because people write secrets into arguments.
    fileprivate var entryMember: (String, EntryValue) {
        switch self {
        case .environment(let name): ("env", .text(name.prefixOfScalars(1024)))
        case .file(let path): ("file", .text(path.prefixOfScalars(1024)))
        case .command(let arguments): ("command", .list(arguments.prefix(1).map { $0.prefixOfScalars(1024) }))
        }
    }
}

extension String {
    /// The text, cut where it would make a line too long.
    fileprivate func prefixOfScalars(_ limit: Int) -> String {
        let start = unicodeScalars.prefix(limit)
        return start.endIndex == unicodeScalars.endIndex ? self : String(start) + "…"
    }
}

extension Change.Action {
    fileprivate var auditWord: String {
        switch self {
        case .create: "create"
        case .update: "update"
        case .delete: "delete"
        case .adopt: "adopt"
        case .record: "record"
        case .forget: "forget"
        }
    }

    /// Nil for what sends nothing.
    fileprivate var auditMethod: String? {
        switch self {
        case .create: "POST"
        case .update: "PATCH"
        case .delete: "DELETE"
        case .adopt, .record, .forget: nil
        }
    }
}
