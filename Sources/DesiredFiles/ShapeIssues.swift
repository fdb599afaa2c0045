// What is said about keys and shapes, whatever the mapping is for.

extension Issue {
    static let unknownKeyCode = "unknown-key"

    static func unknownKey<Key: KnownKey>(_ name: String, beside _: Key.Type) -> Issue {
        let known = Quoted.list(Key.names, "and")
        let elsewhere =
            name.hasPrefix("x-")
            ? "Keys that start with x- are ignored at the top level only."
            : "Known there: \(known)."
        let question = Suggestion.question(for: name, in: Key.names)
        return Issue(
            unknownKeyCode, "unknown key", detail: "\(Quoted.text(name)) is not a key \(Key.whereabouts).",
            hint: question ?? home(of: name) ?? elsewhere)
    }

    /// Where a key belongs that was written at the wrong level.
    private static func home(of name: String) -> String? {
        func home<Key: KnownKey>(_: Key.Type) -> String? { Key.names.contains(name) ? Key.whereabouts : nil }
        let place =
            home(DocumentKey.self) ?? home(ProjectKey.self) ?? home(SettingsKey.self) ?? home(APIKey.self)
            ?? home(GuardsKey.self) ?? home(SigningSecretsKey.self) ?? home(BasicAuthKey.self)
        return place.map { "\(Quoted.text(name)) is a key \($0): move it there." }
    }

    /// - Parameter found: what stands there instead of a mapping.
    static func mergeKey(found: String?) -> Issue {
        Issue(
            "merge-key", "nothing that can be merged",
            detail: "\"<<\" takes over the keys of a mapping, but this is \(found ?? "nothing").",
            hint: "Write an alias of a mapping (<<: *name), or a list of such aliases.")
    }
}
