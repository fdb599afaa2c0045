/// The rules in force, with what they have counted so far.
///
/// A request meets the rules in their order and suffers the first that hits. Rules behind that one do not see it, so that
/// "two failures, then one cut connection" is two rules written one after the other.
struct FaultScript: Sendable {
    private struct Entry: Sendable {
        var rule: FaultRule
        /// Matches and hits: for each project, or under the empty name for all together.
        var seen: [String: Int] = [:]
        var hits: [String: Int] = [:]
    }

    private var entries: [Entry]

    init(_ rules: [FaultRule] = []) {
        entries = rules.map { Entry(rule: $0) }
    }

    mutating func append(_ rule: FaultRule) {
        entries.append(Entry(rule: rule))
    }

    mutating func next(method: String, project: String, drawing generator: inout SeededGenerator) -> Fault? {
        for index in entries.indices where entries[index].rule.matches(method: method, project: project) {
            let rule = entries[index].rule
            let scope = rule.perProject ? project : ""
            entries[index].seen[scope, default: 0] += 1
            guard entries[index].seen[scope, default: 0] > rule.skip else { continue }
            let hits = entries[index].hits[scope, default: 0]
            if let times = rule.times, hits >= times { continue }
            if rule.probability < 1, Double.random(in: 0..<1, using: &generator) >= rule.probability { continue }
            entries[index].hits[scope] = hits + 1
            return rule.fault
        }
        return nil
    }

    var json: JSONValue {
        .array(
            entries.map { entry in
                guard case .object(let members) = entry.rule.json else { return .null }
                return .object(members + [("hits", .integer(entry.hits.values.reduce(0, +)))])
            })
    }
}
