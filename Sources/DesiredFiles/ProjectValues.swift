import Integrations
import Messages
import YAMLText

/// Reads the values that a project may have, some of which `defaults` may have too.
struct ProjectValues {
    /// The most labels of one mapping.
    ///
    /// Those of `defaults` are copied into projects, so their number must have an end.
    static let maximumLabels = 64

    func authType(_ field: Field, in reader: inout NodeReader) -> Reading<AuthType> {
        Reading(authTypeValue(field, in: &reader), at: reader.location(of: field))
    }

    func authTypeValue(_ field: Field, in reader: inout NodeReader) -> AuthType? {
        if let authType = Self.authType(of: reader.tree.resolved(field.value), in: reader.tree) { return authType }
        let names = AuthType.allCases.map(\.rawValue)
        let expected = Quoted.list(names)
        guard let node = reader.scalar(field, expected: expected, hint: Message("Write one of \(expected).")) else {
            return nil
        }
        reader.report(.authType(reader.tree.text(of: node), names: names), at: reader.location(of: field))
        return nil
    }

    /// Tells the four words apart without a String; nil for anything else, and for whatever has a tag.
    private static func authType(of node: Node, in tree: YAMLTree) -> AuthType? {
        guard tree.tag(of: node) == nil else { return nil }
        if tree.text(of: node, is: "bearer") { return .bearer }
        if tree.text(of: node, is: "no_auth") { return .noAuth }
        if tree.text(of: node, is: "api_key") { return .apiKey }
        return tree.text(of: node, is: "basic") ? .basic : nil
    }

    func webhookURL(_ field: Field, in reader: inout NodeReader) -> WebhookURL? {
        guard
            let text = reader.scalarText(
                field, expected: Message("a URL"),
                hint: Message("Write a public address: webhookUrl: https://panel.example.com/jelou."))
        else { return nil }
        do throws(WebhookURL.Problem) {
            return try WebhookURL(text)
        } catch {
            var place = reader.location(of: field)
            if Issue.mayHoldCredential(text) { place.length = 1 }
            reader.report(.webhookURL(text, error), at: place)
            return nil
        }
    }

    func labels(_ field: Field, in reader: inout NodeReader) -> [String: String]? {
        guard let mapping = reader.mapping(field, hint: Message("Write names and texts: { team: ventas }.")) else {
            return nil
        }
        let entries = reader.openEntries(of: mapping, reportsDuplicates: true)
        guard entries.count <= Self.maximumLabels else {
            reader.report(.tooManyLabels, at: reader.location(of: field.key))
            return nil
        }
        var labels: [String: String] = [:]
        for (field, name) in entries {
            if name.isEmpty { reader.report(.emptyLabel, at: reader.location(of: field)) }
            guard let value = reader.string(field) else { continue }
            labels[name] = value
        }
        return labels.count == entries.count ? labels : nil
    }

    /// Whether `state: absent` is written; anything else is reported.
    func isAbsent(_ field: Field, in reader: inout NodeReader) -> Bool? {
        let node = reader.tree.resolved(field.value)
        if reader.tree.text(of: node, is: "absent") { return reader.hasSupportedTag(node) ? true : nil }
        let hint = Message("Write state: absent, or leave the key out.")
        guard let text = reader.scalarText(field, expected: Message("the word absent"), hint: hint) else { return nil }
        let issue = Issue(
            "state-value", Message("unsupported state of a project"),
            detail: Message("\(Quoted.text(text)) is not absent, the one state that can be written."),
            hint: Suggestion.question(for: text, in: ["absent"])
                ?? Message("Leave the key out if there should be an integration."))
        reader.report(issue, at: reader.location(of: field))
        return nil
    }
}

extension Issue {
    static func authType(_ text: String, names: [String]) -> Issue {
        Issue(
            "auth-type", Message("unsupported auth type"),
            detail: .isNotOne(of: names, text),
            hint: Suggestion.question(for: text, in: names) ?? Message("Write one of \(Quoted.list(names))."))
    }

    /// Whether a text may be shown where a kind of credential is to be written: some write the credential itself behind
    /// the kind ("Bearer …").
    static func isWord(_ text: String) -> Bool { text.utf8.count <= 24 && !text.contains(" ") }

    static var tooManyLabels: Issue {
        Issue(
            "too-many-labels", Message("too many labels"),
            detail: Message("These are more than \(ProjectValues.maximumLabels) labels."),
            hint: Message("Keep those that you choose by.")
        )
    }

    static var emptyLabel: Issue {
        Issue(
            "empty-value", Message("empty value"), detail: Message("A label has no name."),
            hint: Message("Write a name before the colon."))
    }

    static func webhookURL(_ text: String, _ problem: WebhookURL.Problem) -> Issue {
        Issue(
            "webhook-url", Message("unusable webhook URL"), detail: .unusableURL(text, because: problem.message),
            hint: hint(for: problem))
    }

    private static func hint(for problem: WebhookURL.Problem) -> Message {
        switch problem {
        case .malformed: Message("Write an absolute address: https://panel.example.com/jelou.")
        case .notHTTPS: Message("Write https:// at its start; the webhook needs a certificate that browsers accept.")
        case .userInfo:
            Message(
                """
                Leave out what stands before the @, and use authType: basic with an authorization reference.
                """)
        case .fragment: Message("Leave out the # and what follows it.")
        case .notPublic:
            Message(
                """
                Write a host that the internet reaches; for trying things out use a tunnel's public name.
                """)
        case .tooLong: Message("Shorten the path or the query.")
        }
    }

    /// Whether a URL, also a broken one, could hold a user name and a password.
    static func mayHoldCredential(_ url: String) -> Bool { url.utf8.contains(UInt8(ascii: "@")) }

    static func authorizationWithNoAuth(at place: SourceLocation) -> Issue {
        Issue(
            "authorization-with-no-auth", Message("authorization without authentication"),
            detail: Message("The auth type is no_auth (\(place)): Jelou would send no authorization."),
            hint: Message(
                """
                Remove "authorization", or write the authType that it is for: bearer, api_key or basic.
                """))
    }

    static func authorizationWithoutAuthType(project: String) -> Issue {
        Issue(
            "authorization-without-auth-type", Message("authorization without an auth type"),
            detail: Message(
                """
                The project \(Quoted.text(project)) has an authorization, but neither it nor "defaults" an authType.
                """),
            hint: Message("Write authType: bearer, api_key or basic beside it."))
    }
}

extension Message {
    /// - Parameter text: quoted only if it is no credential by its looks.
    static func isNotOne(of names: [String], _ text: String) -> Message {
        let list = names.joined(separator: ", ")
        return Issue.isWord(text)
            ? Message("\(Quoted.text(text)) is not one of \(list).") : Message("This is not one of \(list).")
    }

    /// - Parameter text: not quoted if a user name and a password may stand in it.
    static func unusableURL(_ text: String, because reason: Message) -> Message {
        Issue.mayHoldCredential(text) ? Message("The URL: \(reason).") : Message("\(Quoted.text(text)): \(reason).")
    }
}
