/// What in a JSON document contradicts a JSON Schema, as far as our schemas go.
///
/// A keyword that it does not know is a finding too, so that nothing passes because it was not looked at.
struct SchemaCheck {
    let schema: JSONTree

    /// One text for each contradiction; none if the document is as the schema says.
    func problems(_ document: JSONTree) -> [String] {
        problems(document, schema, "$")
    }

    private func problems(_ value: JSONTree, _ schema: JSONTree, _ place: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(place): the schema is no object"] }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule in
            problems(value, keyword, rule, place)
        }
    }

    private func problems(_ value: JSONTree, _ keyword: String, _ rule: JSONTree, _ place: String) -> [String] {
        switch keyword {
        case "$schema", "title", "description", "format", "$defs": return []
        case "additionalProperties": return rule == .flag(true) ? [] : ["\(place): additionalProperties \(rule)"]
        case "type":
            let types = rule.elements ?? [rule]
            return types.contains(where: { value.hasType($0) }) ? [] : ["\(place): \(value) is not \(types)"]
        case "const": return value == rule ? [] : ["\(place): \(value) is not \(rule)"]
        case "enum": return rule.elements?.contains(value) == true ? [] : ["\(place): \(value) is none of \(rule)"]
        case "minimum":
            guard case (.number(let number), .number(let least)) = (value, rule) else { return [] }
            return number >= least ? [] : ["\(place): \(number) is less than \(least)"]
        case "pattern":
            guard case (.text(let text), .text("^1\\.")) = (value, rule) else { return ["\(place): pattern \(rule)"] }
            return text.hasPrefix("1.") ? [] : ["\(place): \(text) does not match \(rule)"]
        case "required":
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
        case "oneOf":
            let findings = (rule.elements ?? []).map { problems(value, $0, place) }
            let matching = findings.count(where: \.isEmpty)
            return matching == 1 ? [] : ["\(place): \(matching) of \(findings.count) match"] + findings.joined()
        case "$ref":
            guard case .text(let text) = rule, text.hasPrefix("#/$defs/"),
                let target = schema["$defs"]?[String(text.dropFirst(8))]
            else { return ["\(place): \(rule) leads nowhere"] }
            return problems(value, target, place)
        default: return ["\(place): the schema's \(keyword) is not known here"]
        }
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
