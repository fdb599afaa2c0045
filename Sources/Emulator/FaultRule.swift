/// Which requests a fault befalls, and how often.
package struct FaultRule: Sendable, Equatable {
    /// The methods it looks at; empty means every method.
    package var methods: Set<String>
    /// A project id, or a pattern in which `*` stands for any characters and `?` for one.
    package var project: String
    /// How many matching requests pass before the first one is hit.
    package var skip: Int
    /// How many requests are hit in all; nil means no end.
    package var times: Int?
    /// Whether `skip` and `times` are counted for each project apart.
    package var perProject: Bool
    /// How likely a request that would be hit is hit, from 0 to 1.
    package var probability: Double
    package var fault: Fault

    package init(
        methods: Set<String> = [], project: String = "*", skip: Int = 0, times: Int? = nil, perProject: Bool = false,
        probability: Double = 1, fault: Fault
    ) {
        self.methods = methods
        self.project = project
        self.skip = skip
        self.times = times
        self.perProject = perProject
        self.probability = probability
        self.fault = fault
    }

    /// Reads `METHODS:PROJECT:TIMES:FAULT`, for example `PATCH,DELETE:ventas-*:2:status=503,retry-after=1`.
    ///
    /// METHODS is `*` or names between commas. TIMES is `*` or a number, with `SKIP+` before it, and after it `/project`
    /// (counted for each project apart) and `@0.1` (by chance). A project id with a colon in it needs the JSON form.
    package init(parsing text: String) throws(FaultNotationError) {
        let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 else {
            throw FaultNotationError("\(text): must be METHODS:PROJECT:TIMES:FAULT, such as PATCH:*:2:status=500")
        }
        self.init(project: parts[1], fault: try Fault(parsing: parts[3]))
        guard !parts[1].isEmpty else { throw FaultNotationError("\(text): the project is empty; write * for all") }
        methods = parts[0] == "*" ? [] : Set(parts[0].uppercased().split(separator: ",").map(String.init))
        try takeTimes(parts[2])
        try check()
    }

    /// Refuses what can never come true.
    func check() throws(FaultNotationError) {
        let known: Set = ["GET", "POST", "PATCH", "DELETE"]
        if let stranger = methods.subtracting(known).min() {
            throw FaultNotationError("\(stranger): must be GET, POST, PATCH or DELETE")
        }
        guard skip >= 0, times ?? 0 >= 0 else { throw FaultNotationError("a count must not be negative") }
        guard (0...1).contains(probability) else { throw FaultNotationError("a probability goes from 0 to 1") }
    }

    func matches(method: String, project id: String) -> Bool {
        (methods.isEmpty || methods.contains(method)) && (project == id || globMatches(project, id))
    }

    private mutating func takeTimes(_ text: String) throws(FaultNotationError) {
        let wrong = FaultNotationError("\(text): must be TIMES such as *, 2, 3+2, 2/project or *@0.1")
        var rest = text[...]
        if let at = rest.lastIndex(of: "@") {
            guard let value = Double(rest[rest.index(after: at)...]) else { throw wrong }
            probability = value
            rest = rest[..<at]
        }
        if rest.hasSuffix("/project") {
            perProject = true
            rest = rest.dropLast("/project".count)
        }
        if let plus = rest.firstIndex(of: "+") {
            guard let count = Int(rest[..<plus]) else { throw wrong }
            skip = count
            rest = rest[rest.index(after: plus)...]
        }
        if rest != "*" {
            guard let count = Int(rest) else { throw wrong }
            times = count
        }
    }

    var json: JSONValue {
        .object([
            ("methods", .array(methods.sorted().map(JSONValue.string))),
            ("project", .string(project)),
            ("skip", .integer(skip)),
            ("times", times.map(JSONValue.integer) ?? .null),
            ("perProject", .bool(perProject)),
            ("probability", .decimal(probability)),
            ("fault", .string(fault.notation)),
        ])
    }
}

extension FaultRule: Decodable {
    private enum CodingKeys: String, CodingKey {
        case methods, project, skip, times, perProject, probability, fault
    }

    /// Reads a rule from JSON: the notation as a string, or an object with the members of ``json``, all but `fault`
    /// optional.
    package init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            try self.init(parsing: text)
            return
        }
        let known = Set(["methods", "project", "skip", "times", "perProject", "probability", "fault"])
        if let stranger = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
            .first(where: { !known.contains($0) })
        {
            throw FaultNotationError("\(stranger): is not a member of a rule")
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(fault: try Fault(parsing: try container.decode(String.self, forKey: .fault)))
        methods = Set(try container.decodeIfPresent([String].self, forKey: .methods) ?? [])
        project = try container.decodeIfPresent(String.self, forKey: .project) ?? "*"
        skip = try container.decodeIfPresent(Int.self, forKey: .skip) ?? 0
        times = try container.decodeIfPresent(Int.self, forKey: .times)
        perProject = try container.decodeIfPresent(Bool.self, forKey: .perProject) ?? false
        probability = try container.decodeIfPresent(Double.self, forKey: .probability) ?? 1
        try check()
    }
}

/// Whether the whole text matches the pattern.
///
/// Goes back to the last `*` alone, so it needs no more steps than the product of both lengths.
func globMatches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.unicodeScalars)
    let text = Array(text.unicodeScalars)
    var inPattern = 0
    var inText = 0
    var retry: (pattern: Int, text: Int)?
    while inText < text.count {
        if inPattern < pattern.count, pattern[inPattern] == "*" {
            retry = (inPattern + 1, inText)
            inPattern += 1
        } else if inPattern < pattern.count, pattern[inPattern] == "?" || pattern[inPattern] == text[inText] {
            inPattern += 1
            inText += 1
        } else if let last = retry {
            retry = (last.pattern, last.text + 1)
            inPattern = last.pattern
            inText = last.text + 1
        } else {
            return false
        }
    }
    return pattern[inPattern...].allSatisfy { $0 == "*" }
}
