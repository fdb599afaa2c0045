import Integrations
import Messages
import YAMLText

/// How one project, or all of a document by default, reaches the Jelou API.
struct DecodedAccess {
    let access: APIAccess
    let place: SourceLocation
    /// Whether `${project}` stands in it.
    let hasPlaceholder: Bool
}

/// Reads `apiKey` and `basicAuth`, of which there is one at most.
struct AccessDecoder {
    private static let hint = Message("Write basicAuth: { clientId: …, clientSecret: { env: NAME } }.")

    let credentials: CredentialDecoder

    /// - Returns: nil if neither key is there, or if what is there was reported.
    func access(apiKey: Field?, basicAuth: Field?, in reader: inout NodeReader) -> DecodedAccess? {
        if let apiKey, let basicAuth {
            let (first, second) = apiKey.key < basicAuth.key ? (apiKey, basicAuth) : (basicAuth, apiKey)
            let issue = Issue(
                "both-api-key-and-basic-auth", Message("two ways to reach the API"),
                detail: Message(
                    """
                    "apiKey" and "basicAuth" exclude each other; \(reader.subject(of: first)) stands at \
                    \(reader.location(of: first.key)).
                    """),
                hint: Message("Keep the one that Jelou gave you for this project."))
            reader.report(issue, at: reader.location(of: second.key))
        }
        // Both are read even if there is one too many, so that all that is wrong is said at once.
        let keyAccess = apiKey.flatMap { field in
            credentials.reference(field, in: &reader).map { decoded(.apiKey($0), field, in: reader) }
        }
        let basicAccess = basicAuth.flatMap { field in
            basic(field, in: &reader).map { decoded($0, field, in: reader) }
        }
        return apiKey != nil && basicAuth != nil ? nil : keyAccess ?? basicAccess
    }

    private func decoded(_ access: APIAccess, _ field: Field, in reader: NodeReader) -> DecodedAccess {
        DecodedAccess(
            access: access, place: reader.location(of: field),
            hasPlaceholder: credentials.allowsPlaceholder && access.references.contains(where: \.hasPlaceholder))
    }

    private func basic(_ field: Field, in reader: inout NodeReader) -> APIAccess? {
        let node = reader.tree.resolved(field.value)
        if reader.tree.scalarStyle(of: node) != nil, !reader.isNull(node) {
            reader.report(.literalCredential(reader.subject(of: field)), at: reader.secretLocation(of: field))
            return nil
        }
        guard let mapping = reader.mapping(field, hint: Self.hint) else { return nil }
        let fields = reader.fields(of: mapping, as: BasicAuthKey.self)
        let missing = BasicAuthKey.allCases.filter { fields[$0] == nil }.map { "\"\($0.name)\"" }
        if !missing.isEmpty {
            let issue = Issue(
                "missing-key", Message("a required key is missing"),
                detail: Message("\"basicAuth\" needs \(Quoted.list(missing, .and))."), hint: Self.hint)
            reader.report(issue, at: reader.location(of: field.key))
        }
        let clientID = fields[.clientID].flatMap { self.clientID($0, in: &reader) }
        let clientSecret = fields[.clientSecret].flatMap { credentials.reference($0, in: &reader) }
        guard let clientID, let clientSecret else { return nil }
        return .basic(clientID: clientID, clientSecret: clientSecret)
    }

    private func clientID(_ field: Field, in reader: inout NodeReader) -> APIAccess.ClientID? {
        let node = reader.tree.resolved(field.value)
        guard reader.tree.scalarStyle(of: node) != nil else {
            return credentials.reference(field, in: &reader).map(APIAccess.ClientID.reference)
        }
        guard let text = reader.nonEmptyString(field, hint: Message("Write the client id, or where it is to be found."))
        else {
            return nil
        }
        guard !text.contains(ProjectPlaceholder.text) else {
            reader.report(.placeholder(.notHere), at: reader.secretLocation(of: field))
            return nil
        }
        guard !text.contains(":") else {
            reader.report(.clientIDWithColon, at: reader.secretLocation(of: field))
            return nil
        }
        return .literal(text)
    }
}
