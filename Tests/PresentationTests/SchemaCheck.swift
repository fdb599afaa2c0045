/// What in a JSON document contradicts a JSON Schema, as far as our schemas of output go.
///
/// It is fast, and stricter than a validator: a key that the schema does not describe is a finding, so that nothing is
/// written that nobody has described. A keyword that it does not know is a finding too, so that nothing passes because it
/// was not looked at. The whole of JSON Schema is for `SchemaValidation`.
struct SchemaCheck {
    let schema: JSONTree

    /// One text for each contradiction; none if the document is as the schema says.
    func problems(_ document: JSONTree) -> [String] {
        problems(document, schema, "$") + undescribed(document, schema, "$")
    }

    private func problems(_ value: JSONTree, _ schema: JSONTree, _ place: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(place): the schema is no object"] }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule in
            problems(value, keyword, rule, place)
        }
    }

    private func problems(_ value: JSONTree, _ keyword: String, _ rule: JSONTree, _ place: String) -> [String] {
        switch keyword {
        case "$schema", "$id", "title", "description", "format", "$defs", "examples": return []
        case "additionalProperties":
            guard case .object(let members) = value, rule != .flag(true) else { return [] }
            return members.sorted { $0.key < $1.key }.flatMap { problems($1, rule, "\(place).\($0)") }
        case "type":
            let types = rule.elements ?? [rule]
            return types.contains(where: { value.hasType($0) }) ? [] : ["\(place): \(value) is not \(types)"]
        case "const": return value == rule ? [] : ["\(place): \(value) is not \(rule)"]
        case "minimum":
            guard case (.number(let number), .number(let least)) = (value, rule) else { return [] }
            return number >= least ? [] : ["\(place): \(number) is less than \(least)"]
        case "pattern":
            guard case (.text(let text), .text("^1\\.")) = (value, rule) else { return ["\(place): pattern \(rule)"] }
            return text.hasPrefix("1.") ? [] : ["\(place): \(text) does not match \(rule)"]
        case "required":
            guard case .object = value else { return [] }
            let missing = (rule.elements ?? []).filter {
                if case .text(let key) = $0 { value[key] == nil } else { true }
            }
            return missing.map { "\(place): \($0) is missing" }
        case "properties":
            return rule.keys.sorted().flatMap { key -> [String] in
                guard let member = value[key], let schema = rule[key] else { return [] }
                return problems(member, schema, "\(place).\(key)")
            }
        case "items":
            return (value.elements ?? []).enumerated().flatMap { problems($1, rule, "\(place)[\($0)]") }
        case "oneOf", "anyOf":
            let findings = (rule.elements ?? []).map { problems(value, $0, place) }
            let matching = findings.count(where: \.isEmpty)
            let isRight = keyword == "oneOf" ? matching == 1 : matching > 0
            return isRight ? [] : ["\(place): \(matching) of \(findings.count) match"] + findings.joined()
        case "$ref":
            guard let target = target(of: rule) else { return ["\(place): \(rule) leads nowhere"] }
            return problems(value, target, place)
        default: return ["\(place): the schema's \(keyword) is not known here"]
        }
    }

    private func target(of reference: JSONTree) -> JSONTree? {
        guard case .text(let text) = reference, text.hasPrefix("#/$defs/") else { return nil }
        return schema["$defs"]?[String(text.dropFirst(8))]
    }

    // MARK: what nobody has described

    private func undescribed(_ value: JSONTree, _ schema: JSONTree, _ place: String) -> [String] {
        let schemas = alternatives(value, schema)
        switch value {
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { key, member -> [String] in
                let described = schemas.compactMap { schema -> JSONTree? in
                    let others = schema["additionalProperties"]
                    return schema["properties"]?[key] ?? (others == .flag(true) ? nil : others)
                }
                guard !described.isEmpty else { return ["\(place).\(key) is not described"] }
                let findings = described.map { undescribed(member, $0, "\(place).\(key)") }
                return findings.min { $0.count < $1.count } ?? []
            }
        case .list(let items):
            let rules = schemas.compactMap { $0["items"] }
            return items.enumerated().flatMap { index, item in
                rules.map { undescribed(item, $0, "\(place)[\(index)]") }.min { $0.count < $1.count } ?? []
            }
        case .null, .flag, .number, .text: return []
        }
    }

    /// The schema, and all that it refers to or chooses from and that the value is valid by.
    private func alternatives(_ value: JSONTree, _ schema: JSONTree) -> [JSONTree] {
        let referred = schema["$ref"].flatMap(target).map { [$0] } ?? []
        let chosen = ["oneOf", "anyOf"].flatMap { schema[$0]?.elements ?? [] }
        let others = (referred + chosen).filter { problems(value, $0, "").isEmpty }
        return [schema] + others.flatMap { alternatives(value, $0) }
    }
}

extension JSONTree {
    fileprivate func hasType(_ type: JSONTree) -> Bool {
        switch (self, type) {
        case (.null, .text("null")), (.flag, .text("boolean")), (.number, .text("number")), (.text, .text("string")),
            (.list, .text("array")), (.object, .text("object")):
            true
        case (.number(let number), .text("integer")): number == number.rounded()
        default: false
        }
    }
}
