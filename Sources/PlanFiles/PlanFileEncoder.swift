import Integrations
import Messages
import Planning

/// Writes the file of a saved plan, in the layout of ``PlanFileFormat``.
struct PlanFileEncoder {
    /// Everything before the seal's value.
    static func unsealed(_ saved: SavedPlan) -> [UInt8] {
        var output = JSONWriter()
        output.reserve(2048 + saved.plan.changes.count * 1024)
        output.raw("{")
        header(saved, &output)
        output.field("refusals") { $0.lines(saved.plan.refusals) { $0.diagnostic($1) } }
        output.field("diagnostics") { $0.lines(saved.plan.diagnostics) { $0.diagnostic($1) } }
        output.field("changes") {
            $0.lines(saved.plan.changes) { $0.change($1, saved.bindings[$1.project] ?? .notRecorded) }
        }
        output.raw(",\n\"seal\":")
        return output.bytes
    }

    private static func header(_ saved: SavedPlan, _ output: inout JSONWriter) {
        let plan = saved.plan
        output.field("formatVersion", PlanFileFormat.version)
        output.field("kind", PlanFileFormat.kind)
        output.field("id", saved.id)
        output.field("createdAt", saved.createdAt)
        output.field("digest", plan.digest)
        output.field("lineage", plan.lineage)
        output.field("serial", plan.serial)
        output.field("stateWrittenAt", plan.stateWrittenAt)
        output.field("statePath", saved.statePath)
        output.field("baseUrl", plan.baseURL.text)
        output.field("refreshed", plan.isRefreshed)
        if plan.isRefreshed { output.field("live") { $0.live(plan.live) } }
        output.field("counts") { counts in
            counts.object { counts in
                counts.field("desired", plan.desiredCount)
                counts.field("managed", plan.managedCount)
                counts.field("matched", plan.matchedCount)
                counts.field("unchanged", plan.summary.unchanged)
            }
        }
        output.field("settings") { $0.settings(saved.settings) }
        let moved = plan.movedBaseURLs.sorted { $0.key.text < $1.key.text }
        output.field("movedBaseUrls") { movedURLs in
            movedURLs.array(moved) { output, moved in
                output.object { object in
                    object.field("baseUrl", moved.key.text)
                    object.field("projects", moved.value)
                }
            }
        }
        output.field("requirements") { $0.array(plan.requirements) { $0.requirement($1) } }
    }
}

extension JSONWriter {
    fileprivate mutating func settings(_ settings: ExecutionSettings) {
        object { object in
            object.field("timeoutMilliseconds", settings.timeout.map(WholeMilliseconds.count))
            object.field("concurrency", settings.concurrency)
            object.field("rateLimit", settings.rateLimit?.description)
            object.field("retries", settings.retries)
            object.field("maxWaitMilliseconds", settings.maxWait.map(WholeMilliseconds.count))
            switch settings.signingSecrets {
            case .directory(let path): object.field("signingSecretsDirectory", path)
            case .command(let arguments):
                object.field("signingSecretsCommand") { $0.array(arguments) { $0.string($1) } }
            case nil: break
            }
        }
    }

    fileprivate mutating func live(_ live: LiveCoverage) {
        object { object in
            object.field("asked", live.asked)
            object.field("unread", live.unread)
            object.field("refused", live.refused)
        }
    }

    fileprivate mutating func requirement(_ requirement: ConsentRequirement) {
        object { object in
            switch requirement.kind {
            case .deletes: object.field("kind", "deletes")
            case .deletesOfEverything: object.field("kind", "deletesOfEverything")
            case .changes(let limit):
                object.field("kind", "changes")
                object.field("limit") { output in
                    output.object { limitObject in
                        switch limit {
                        case .count(let count): limitObject.field("count", count)
                        case .percent(let percent): limitObject.field("percent", percent)
                        }
                    }
                }
            }
            object.field("number", requirement.number)
            object.field("given", requirement.isGiven)
        }
    }

    fileprivate mutating func diagnostic(_ diagnostic: Diagnostic) {
        object { object in
            object.field("code", diagnostic.code)
            object.field("severity", diagnostic.severity.rawValue)
            object.field("summary", diagnostic.summary.english)
            object.field("detail", diagnostic.detail?.english)
            object.field("hint", diagnostic.hint?.english)
            object.field("location", diagnostic.location) { $0.location($1) }
            object.field("project", diagnostic.project?.rawValue)
        }
    }

    mutating func location(_ location: SourceLocation) {
        object { object in
            object.field("file", location.file)
            object.field("line", location.line)
            object.field("column", location.column)
            object.field("length", location.length)
        }
    }
}

/// Times as the file holds them.
enum WholeMilliseconds {
    /// The longest time that a file may hold: a year, as with options.
    static let limit = 365 * 86_400_000

    /// Rounded down, and within the limit.
    static func count(_ duration: Duration) -> Int {
        guard duration < .milliseconds(limit) else { return limit }
        let (seconds, attoseconds) = max(duration, .zero).components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
