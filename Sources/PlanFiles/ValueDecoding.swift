import Integrations
import Messages
import Planning
import StrictJSON

/// Values of the domain, each made by its own initialiser: a plan holds none that the files could not.
extension JSONNode {
    func timestamp() throws(JSONMisfit) -> Timestamp {
        try converted(to: Message("a time in RFC 3339")) { Timestamp(rfc3339: $0) }
    }

    func projectID() throws(JSONMisfit) -> ProjectID {
        let text = try string()
        do { return try ProjectID(text) } catch { throw misfit(error.message) }
    }

    func baseURL() throws(JSONMisfit) -> APIBaseURL {
        let text = try string()
        let url: APIBaseURL
        do { url = try APIBaseURL(text) } catch { throw misfit(error.message) }
        // Another spelling would be another text under the digest than the one that is used.
        guard url.text.utf8.elementsEqual(text.utf8) else {
            throw misfit(Message("a base URL in its one spelling should stand here"))
        }
        return url
    }

    func webhookURL() throws(JSONMisfit) -> WebhookURL {
        let text = try string()
        do { return try WebhookURL(text) } catch { throw misfit(error.message) }
    }

    func authType() throws(JSONMisfit) -> AuthType { try word(Message("an auth type"), AuthType.self) }

    func labels() throws(JSONMisfit) -> [String: String] {
        guard case .object(let members) = value else { throw misfit(Message("an object should stand here")) }
        var labels: [String: String] = [:]
        for member in members { labels[member.key] = try member.node.string() }
        return labels
    }

    func location() throws(JSONMisfit) -> SourceLocation {
        let fields = try Fields(self, ["file", "line", "column", "length"])
        return SourceLocation(
            file: try fields.required("file").string(), line: try fields.required("line").number(),
            column: try fields.required("column").number(), length: try fields.required("length").number())
    }

    // MARK: credentials

    func fingerprint() throws(JSONMisfit) -> Fingerprint {
        try converted(to: Message("a fingerprint")) { Fingerprint($0) }
    }

    func reference() throws(JSONMisfit) -> SecretReference {
        let (key, node) = try Fields(self, ["env", "file", "command"]).only(Message("a reference"))
        switch key {
        case "env": return .environment(try node.systemText(Message("the name of a variable")))
        case "file": return .file(try node.systemText(Message("a path")))
        default: return .command(try node.command())
        }
    }

    /// A program and its arguments.
    func command() throws(JSONMisfit) -> [String] {
        let arguments = try list { argument throws(JSONMisfit) in try argument.argument() }
        guard arguments.first?.isEmpty == false else { throw misfit(Message("a program should stand here")) }
        return arguments
    }

    func systemText(_ kind: Message) throws(JSONMisfit) -> String {
        try converted(to: kind) { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }
    }

    private func argument() throws(JSONMisfit) -> String {
        try converted(to: Message("an argument")) { $0.utf8.contains(0) ? nil : $0 }
    }

    func access() throws(JSONMisfit) -> APIAccess {
        let (key, node) = try Fields(self, ["apiKey", "basicAuth"]).only(Message("an access"))
        guard key == "basicAuth" else { return .apiKey(try node.reference()) }
        let basic = try Fields(node, ["clientId", "clientSecret"])
        let clientID = try basic.required("clientId")
        return .basic(
            clientID: try clientID.clientID(), clientSecret: try basic.required("clientSecret").reference())
    }

    private func clientID() throws(JSONMisfit) -> APIAccess.ClientID {
        if case .string(let text) = value { return .literal(text) }
        return .reference(try reference())
    }

    func recordedCredential() throws(JSONMisfit) -> RecordedCredential {
        let fields = try Fields(self, ["fingerprint", "reference"])
        return RecordedCredential(
            fingerprint: try fields.required("fingerprint").fingerprint(),
            reference: try fields.required("reference").reference())
    }

    func plannedCredential() throws(JSONMisfit) -> PlannedCredential {
        let fields = try Fields(self, ["fingerprint", "noKey", "notChecked", "reference"])
        let reference = try fields.required("reference").reference()
        switch (fields.optional("fingerprint"), fields.optional("noKey"), fields.optional("notChecked")) {
        case (let node?, nil, nil):
            return PlannedCredential(reference: reference, finding: .fingerprint(try node.fingerprint()))
        case (nil, let node?, nil):
            guard try node.bool() else { throw node.misfit(Message("true should stand here")) }
            return PlannedCredential(reference: reference, finding: .noKey)
        case (nil, nil, let node?):
            return PlannedCredential(reference: reference, finding: .notChecked(Message(verbatim: try node.string())))
        default: throw misfit(Message("a credential has one of the keys fingerprint, noKey and notChecked"))
        }
    }

    // MARK: before and after

    func prior<Value>(_ known: (JSONNode) throws(JSONMisfit) -> Value) throws(JSONMisfit) -> Prior<Value> {
        if case .string(let text) = value {
            guard text == "nothing" else { throw misfit(Message("\"nothing\" or an object should stand here")) }
            return .nothing
        }
        let (key, node) = try Fields(self, ["known", "unknown"]).only(Message("a former value"))
        if key == "known" { return .known(try known(node)) }
        return .unknown(try node.word(Message("a reason for a value that is not known"), UnknownPrior.self))
    }

    func fieldChange<Before, After>(
        _ before: (JSONNode) throws(JSONMisfit) -> Before, _ after: (JSONNode) throws(JSONMisfit) -> After
    ) throws(JSONMisfit) -> FieldChange<Before, After> {
        let pair = try Fields(self, ["before", "after"])
        return FieldChange(
            before: try pair.required("before").prior(before), after: try pair.required("after", after))
    }
}
