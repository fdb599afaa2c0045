import Integrations
import Messages
import Planning
import StrictJSON

/// Reads the body of the file of a saved plan.
struct PlanFileDecoder {
    private var parser: JSONParser
    private var header: [JSONMember] = []
    private var refusals: [Diagnostic] = []
    private var diagnostics: [Diagnostic] = []
    private var changes: [(Change, PlanBinding)] = []
    /// What the plan says of itself, known once its changes begin.
    private var headed: Headed?

    /// What is read of a file: the plan, the digest that it claims, and the seal with the place that it stands at.
    struct Body {
        var saved: SavedPlan
        var digest: String
        var seal: JSONNode
    }

    private struct Headed {
        var saved: SavedPlan
        var digest: String
    }

    private init(_ bytes: [UInt8]) {
        // Our own layout is eight levels deep.
        parser = JSONParser(bytes, maximumDepth: 24, maximumCount: 1_000_000)
    }

    static func body(_ bytes: [UInt8]) throws(JSONMisfit) -> Body {
        var decoder = PlanFileDecoder(bytes)
        return try decoder.body()
    }

    private mutating func body() throws(JSONMisfit) -> Body {
        try parser.expect("{")
        var keys: Set<String> = []
        var seal: JSONNode?
        repeat {
            let (key, offset) = try parser.key()
            guard keys.insert(key).inserted else {
                throw JSONMisfit(offset: offset, why: Message("the same key stands here twice"))
            }
            switch key {
            case "refusals", "diagnostics", "changes": try list(key)
            case "seal": seal = try parser.node()
            default:
                // Looked at here already, so that no file can pile up fields that nobody asked for.
                guard Self.keys.contains(key) else { throw Fields.unknown(key, at: offset) }
                guard headed == nil else {
                    throw JSONMisfit(offset: offset, why: Message("the header's fields come first"))
                }
                header.append(JSONMember(key: key, offset: offset, node: try parser.node()))
            }
            parser.skipSpace()
        } while parser.skip(",")
        try parser.expect("}")
        guard let seal, keys.isSuperset(of: ["refusals", "diagnostics", "changes"]), var body = headed else {
            throw JSONMisfit(offset: 0, why: Message("a part of the plan is missing"))
        }
        body.saved.plan.refusals = refusals
        body.saved.plan.diagnostics = diagnostics
        for (change, binding) in changes {
            body.saved.plan.changes.append(change)
            body.saved.bindings[change.project] = binding
        }
        return Body(saved: body.saved, digest: body.digest, seal: seal)
    }

    private mutating func list(_ key: String) throws(JSONMisfit) {
        if headed == nil { headed = try Headed(saved: savedPlan(), digest: digest()) }
        var (diagnostics, changes): ([Diagnostic], [(Change, PlanBinding)]) = ([], [])
        let plan = headed?.saved.plan
        try parser.elements { node throws(JSONMisfit) in
            guard key == "changes", let plan else { return diagnostics.append(try node.diagnostic()) }
            let change = try node.change(of: plan)
            if let last = changes.last, last.0.project >= change.0.project {
                throw node.misfit(Message("the changes are not sorted by project, or one is here twice"))
            }
            changes.append(change)
        }
        switch key {
        case "refusals": refusals = diagnostics
        case "diagnostics": self.diagnostics = diagnostics
        default: self.changes = changes
        }
    }

    // MARK: the header

    private static let keys = [
        "formatVersion", "kind", "id", "createdAt", "digest", "lineage", "serial", "stateWrittenAt", "statePath",
        "baseUrl", "refreshed", "live", "counts", "settings", "movedBaseUrls", "requirements",
    ]

    private func fields() throws(JSONMisfit) -> Fields { try Fields(header, at: 0, Self.keys) }

    private func digest() throws(JSONMisfit) -> String { try fields().required("digest").string() }

    private func savedPlan() throws(JSONMisfit) -> SavedPlan {
        let fields = try fields()
        guard try fields.required("formatVersion").number() == PlanFileFormat.version,
            try fields.required("kind").string() == PlanFileFormat.kind
        else { throw fields.misfit(Message("the file does not say what it is")) }
        let id = try fields.required("id").converted(to: Message("32 lower-case hexadecimal digits")) { text in
            text.utf8.count == 32 && text.utf8.allSatisfy(Hexadecimal.isLowerCaseDigit) ? text : nil
        }
        return SavedPlan(
            id: id, createdAt: try fields.required("createdAt").timestamp(), plan: try plan(fields),
            settings: try fields.required("settings").settings(), statePath: try fields.required("statePath").string(),
            bindings: [:])
    }

    private func plan(_ fields: Fields) throws(JSONMisfit) -> Plan {
        var plan = Plan(
            baseURL: try fields.required("baseUrl").baseURL(), recorded: nil,
            isRefreshed: try fields.required("refreshed").bool())
        plan.lineage = try fields.optional("lineage")?.string()
        plan.serial = try fields.optional("serial")?.number()
        plan.stateWrittenAt = try fields.optional("stateWrittenAt")?.timestamp()
        guard (plan.lineage == nil) == (plan.serial == nil) else {
            throw fields.misfit(Message("lineage and serial belong together"))
        }
        if let live = fields.optional("live") { plan.live = try live.coverage() }
        let counts = try Fields(fields.required("counts"), ["desired", "managed", "matched", "unchanged"])
        plan.desiredCount = try counts.required("desired").number()
        plan.managedCount = try counts.required("managed").number()
        plan.matchedCount = try counts.required("matched").number()
        plan.unlistedUnchangedCount = try counts.required("unchanged").number()
        for moved in try fields.required("movedBaseUrls").elements() {
            let fields = try Fields(moved, ["baseUrl", "projects"])
            let url = try fields.required("baseUrl").baseURL()
            guard plan.movedBaseURLs[url] == nil else { throw moved.misfit(Message("this base URL is here twice")) }
            plan.movedBaseURLs[url] = try fields.required("projects").number()
        }
        plan.requirements = try fields.required("requirements").list { node throws(JSONMisfit) in
            try node.requirement()
        }
        return plan
    }
}

extension JSONNode {
    fileprivate func settings() throws(JSONMisfit) -> ExecutionSettings {
        let fields = try Fields(
            self,
            [
                "timeoutMilliseconds", "concurrency", "rateLimit", "retries", "maxWaitMilliseconds",
                "signingSecretsDirectory", "signingSecretsCommand",
            ])
        let folder = try fields.optional("signingSecretsDirectory")?.systemText(Message("a path"))
        let command = try fields.optional("signingSecretsCommand")?.command()
        return ExecutionSettings(
            timeout: try fields.optional("timeoutMilliseconds")?.milliseconds(from: 1),
            concurrency: try fields.optional("concurrency")?.whole(in: 1...128),
            rateLimit: try fields.optional("rateLimit")?.converted(to: Message("a rate, as 20/s")) { RateLimit($0) },
            retries: try fields.optional("retries")?.whole(in: 0...20),
            maxWait: try fields.optional("maxWaitMilliseconds")?.milliseconds(from: 0),
            signingSecrets: command.map { .command($0) } ?? folder.map { .directory($0) })
    }

    /// Left out by a version that did not count.
    fileprivate func coverage() throws(JSONMisfit) -> LiveCoverage {
        let fields = try Fields(self, ["asked", "unread", "refused"])
        let coverage = LiveCoverage(
            asked: try fields.required("asked").number(), unread: try fields.required("unread").number(),
            refused: try fields.required("refused").number())
        guard coverage.refused <= coverage.unread, coverage.unread <= coverage.asked else {
            throw misfit(Message("it counts more than there is"))
        }
        return coverage
    }

    private func milliseconds(from least: Int) throws(JSONMisfit) -> Duration {
        .milliseconds(try whole(in: least...WholeMilliseconds.limit))
    }

    fileprivate func requirement() throws(JSONMisfit) -> ConsentRequirement {
        let fields = try Fields(self, ["kind", "limit", "number", "given"])
        let kind = try fields.required("kind")
        let limit = fields.optional("limit")
        let (number, isGiven) = (try fields.required("number").number(), try fields.required("given").bool())
        switch (try kind.string(), limit) {
        case ("deletes", nil): return ConsentRequirement(kind: .deletes, number: number, isGiven: isGiven)
        case ("deletesOfEverything", nil):
            return ConsentRequirement(kind: .deletesOfEverything, number: number, isGiven: isGiven)
        case ("changes", let limit?):
            return ConsentRequirement(
                kind: .changes(limit: try limit.changeLimit()), number: number, isGiven: isGiven)
        default: throw kind.misfit(Message("this is no consent that a plan needs"))
        }
    }

    private func changeLimit() throws(JSONMisfit) -> ChangeLimit {
        let (key, node) = try Fields(self, ["count", "percent"]).only(Message("a limit"))
        return key == "count" ? .count(try node.number()) : .percent(try node.whole(in: 0...100))
    }

    fileprivate func diagnostic() throws(JSONMisfit) -> Diagnostic {
        let fields = try Fields(self, ["code", "severity", "summary", "detail", "hint", "location", "project"])
        return Diagnostic(
            code: try fields.required("code").string(),
            severity: try fields.required("severity").word(Message("a severity"), Diagnostic.Severity.self),
            summary: try fields.required("summary").sentence(), detail: try fields.optional("detail")?.sentence(),
            hint: try fields.optional("hint")?.sentence(), location: try fields.optional("location")?.location(),
            project: try fields.optional("project")?.projectID())
    }
    /// What a plan says stays in the language it was saved in.
    private func sentence() throws(JSONMisfit) -> Message { Message(verbatim: try string()) }
}
