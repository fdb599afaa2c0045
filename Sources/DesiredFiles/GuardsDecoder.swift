import Integrations
import Messages
import YAMLText

/// Reads `settings.guards`.
struct GuardsDecoder {
    func decode(_ field: Field, in reader: inout NodeReader) -> GuardRules {
        var rules = GuardRules()
        let hint = Message("Write keys such as maxDeletes and maxChanges below it.")
        guard let mapping = reader.mapping(field, hint: hint) else { return rules }
        let fields = reader.fields(of: mapping, as: GuardsKey.self)
        if let field = fields[.maxDeletes] { rules.maxDeletes = maxDeletes(field, in: &reader) ?? 0 }
        if let field = fields[.maxChanges] { rules.maxChanges = maxChanges(field, in: &reader) }
        if let field = fields[.allowedWebhookHosts] { rules.allowedWebhookHosts = hosts(field, in: &reader) }
        if let field = fields[.forbiddenAuthTypes] { rules.forbiddenAuthTypes = authTypes(field, in: &reader) }
        return rules
    }

    private func maxDeletes(_ field: Field, in reader: inout NodeReader) -> Int? {
        let hint = Message("Write a whole number, 0 or more: that many deletes need no word on the command line.")
        guard let number = reader.integer(field, hint: hint) else { return nil }
        guard SettingsLimits.maxDeletes.contains(number) else {
            let issue = Issue(
                "max-deletes", Message("a number out of range"),
                detail: Message(
                    """
                    The number of deletes must be from 0 to \(SettingsLimits.maxDeletes.upperBound), not \(number).
                    """),
                hint: hint)
            reader.report(issue, at: reader.location(of: field))
            return nil
        }
        return number
    }

    private func maxChanges(_ field: Field, in reader: inout NodeReader) -> ChangeLimit? {
        let hint = Message("Write a whole number, or a share from 0% to 100%: 50%.")
        guard let text = reader.scalarText(field, expected: Message("a number or a percentage"), hint: hint) else {
            return nil
        }
        let limit = ChangeLimitText.parse(text)
        let isQuoted = reader.tree.scalarStyle(of: reader.tree.resolved(field.value)) != .plain
        if case .count = limit, isQuoted {
            reader.wrongType(
                field, expected: Message("a number or a percentage"), hint: Message("Write the number without quotes."))
            return nil
        }
        if let limit { return limit }
        let issue = Issue(
            "percentage", Message("not a number or a percentage"),
            detail: Message("\(Quoted.text(text)) is neither a whole number nor a share from 0% to 100%."), hint: hint)
        reader.report(issue, at: reader.location(of: field))
        return nil
    }

    private func hosts(_ field: Field, in reader: inout NodeReader) -> [HostPattern]? {
        let hint = Message("Write a list of hosts: [\"*.example.com\", hooks.example.net].")
        guard let items = reader.list(field, hint: hint) else { return nil }
        return items.compactMap { host($0, in: &reader) }
    }

    private func host(_ field: Field, in reader: inout NodeReader) -> HostPattern? {
        let hint = Message("Write a host without https:// and path, or *. and a domain: \"*.example.com\".")
        guard let text = reader.scalarText(field, expected: Message("a host"), hint: hint) else { return nil }
        if let pattern = HostPattern(text) { return pattern }
        let isHidden = Issue.mayHoldCredential(text)
        var place = reader.location(of: field)
        if isHidden { place.length = 1 }
        let issue = Issue(
            "host-pattern", Message("not a host"),
            detail: isHidden
                ? Message("This is neither a host nor *. and a domain.")
                : Message("\(Quoted.text(text)) is neither a host nor *. and a domain."),
            hint: hint)
        reader.report(issue, at: place)
        return nil
    }

    private func authTypes(_ field: Field, in reader: inout NodeReader) -> Set<AuthType> {
        let hint = Message("Write a list of auth types: [no_auth].")
        guard let items = reader.list(field, hint: hint) else { return [] }
        var types: Set<AuthType> = []
        for item in items {
            if let type = ProjectValues().authTypeValue(item, in: &reader) { types.insert(type) }
        }
        return types
    }
}
