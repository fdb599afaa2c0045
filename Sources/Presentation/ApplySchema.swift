/// The schema of the document of `apply`.
enum ApplySchema {
    static let document = SchemaDocument(
        title: "Run of jelouctl apply", description: "What apply writes: what became of each change.",
        properties: SchemaProperty.head("apply") + [
            .key(
                "run",
                .text(
                    "Names the run, as in the state, the events and the audit log; null if nothing was begun.",
                    examples: ["20261118T091200Z-1f2e3d4c"]
                ).orNull),
            .key("state", .reference(.applyState, "The state after the run.")),
            .key("planDigest", .text("The digest of what was carried out; null if nothing was.").orNull),
            .key("summary", .reference(.applySummary, "How many changes ended how.")),
            .key("results", .list(.reference(.result, "One of them."), "One for each change of the plan.")),
            .key("stopped", .reference(.stopReason, "Why no further call was made; null if all were.").orNull),
            .diagnostics,
        ])

    static let state = SchemaNode.object(
        [
            .key("lineage", .text("Names the history of the state; null where there is none.").orNull),
            .key("serial", .integer("Of the snapshot in place; null where it is not known for sure.", from: 0).orNull),
            .key("outcome", .words(SchemaWords.stateOutcomes, "What became of the state.")),
        ], "The state after a run.")

    static let summary = SchemaNode.object(
        [
            .key("succeeded", .count("Changes that are done.")),
            .key("failed", .count("Changes that certainly did not happen.")),
            .key("skipped", .count("Changes that were not tried.")),
            .key("unknown", .count("Changes that may have happened.")),
        ], "Changes counted by outcome.")

    static let resultProperties: [SchemaProperty] = [
        .project, .name, .key("action", .words(SchemaWords.actions, "What was to be done.")),
        .key("outcome", .words(SchemaWords.outcomes, "What became of it.")),
        .key("class", .reference(.resultClass, "How it ended, in a stable word.")),
        .key(
            "httpStatus",
            .integer("Of the last answer; null if there was none.", from: 100, examples: [200, 429]).orNull),
        .key("attempts", .count("Writing calls that were made; 0 if none was.")),
        .key("message", .text("What happened, and what that means; null if there is nothing to say.").orNull),
        .optionalKey("detail", .text("The words of the server, or of the network, alone; left out if there are none.")),
        .optionalKey("requestId", .text("By which the other side can find the request; left out if it told none.")),
        .key("advice", .text("What to do about it; null if nothing is to be done.").orNull), .source,
    ]

    static let result = SchemaNode.object(resultProperties, "What became of one change.")
}
