import Planning
import Reports

/// The schema of one line of `apply --events`.
package enum EventSchema {
    /// The schema as a text, with a line break at its end.
    package static var jsonSchema: String { OutputSchema.events.jsonSchema }

    static let document = SchemaDocument(
        title: "One event of jelouctl apply --events",
        description: "Newline-delimited JSON, one event a line. Minor versions only add keys and types.",
        properties: [
            .formatVersion, .key(SchemaDocument.variantKey, .words(types, "What the line tells.")),
            .key("time", .time("RFC 3339, UTC, to the millisecond.")),
            .key(
                "run",
                .text(
                    "Names the run, as in the state and in every other output.",
                    examples: ["20261118T091200Z-1f2e3d4c"])),
        ],
        variants: EventType.allCases.map {
            SchemaDocument.Variant(word: $0.rawValue, description: meaning($0), properties: properties($0))
        })

    private static let types = EventType.allCases.map { SchemaWord($0.rawValue, meaning($0)) }

    private static func meaning(_ type: EventType) -> String {
        switch type {
        case .runStarted: "The first line of a plan that is carried out: what will be done."
        case .runRecovered:
            "An earlier run ended before it could record what it did; this one found out what it could."
        case .sendingStarted: "The requests begin."
        case .attemptFailed: "An attempt did not succeed and is made again, or asked about."
        case .changeFinished: "What became of a change, as in the document of apply."
        case .slowed: "The API asked for less: every call waits, and the pace drops."
        case .canaryPassed: "The first changes are done and hold; the others follow."
        case .stopping: "No further call is made; those that run are waited for."
        case .runFinished: "The last line. A run that is killed has none."
        }
    }

    private static func properties(_ type: EventType) -> [SchemaProperty] {
        switch type {
        case .runStarted:
            [
                .key("changes", .count("Changes of the plan, those that send nothing too.")),
                .key("digest", .text("Of the plan, as plan and apply print it.")),
                .key("state", .reference(.state, "The state that was planned from.")),
            ]
        case .runRecovered:
            [
                .key("recoveredRun", .text("The earlier run.")),
                .key("settled", .count("Writes of which it is known now whether they happened.")),
                .key("open", .list(.text("A project's id."), "Projects of which it is still open.")),
            ]
        case .sendingStarted: [.key("changes", .count("Changes that will be tried."))]
        case .attemptFailed:
            [
                .project, .key("class", .reference(.resultClass, "How the attempt ended.")),
                .key("attempt", .integer("From 1.", from: 1)),
                .key("message", .text("The words of the server or the network; null if there are none.").orNull),
            ]
        case .changeFinished: ApplySchema.resultProperties
        case .slowed: [.key("waitMilliseconds", .count("How long, in milliseconds."))]
        case .canaryPassed: [.key("changes", .count("How many."))]
        case .stopping: [.key("reason", .reference(.stopReason, "Why."))]
        case .runFinished:
            [
                .key("summary", .reference(.applySummary, "How many changes ended how.")),
                .key("state", .reference(.applyState, "The state after the run.")),
                .key("stopped", .reference(.stopReason, "Why no further call was made; null if all were.").orNull),
                .key("exitStatus", .integer("Of the command.", from: 0)),
            ]
        }
    }
}
