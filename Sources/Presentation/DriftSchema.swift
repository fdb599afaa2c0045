import Planning

/// The schema of the document of `drift`.
enum DriftSchema {
    static let document = SchemaDocument(
        title: "Drift report of jelouctl",
        description: "What drift writes: each project on its three sides, the files, what was last applied, and live.",
        properties: SchemaProperty.head("drift") + [
            .key("state", .reference(.state, "The state that holds what was last applied.")),
            .baseURL,
            .key(
                "summary",
                .object(
                    SchemaWords.driftStatuses.map { .key($0.word, .count($0.meaning)) },
                    "How many projects have each status.")),
            .key("accepted", .count("How many of the differences are accepted (--accept).")),
            .key("projects", .list(project, "Every managed project, those in sync too.")),
            .diagnostics,
        ])

    private static let project = SchemaNode.object(
        [
            .project, .name, .key("status", .words(SchemaWords.driftStatuses, "How the three sides stand.")),
            .key("fields", .list(field, "The fields that differ on any side.")),
            .key("since", .time("The live updatedAt: the last change by anybody. Null if it is not known.").orNull),
            .key(
                "accepted",
                .any([accepted], "The entry of the --accept file that lets it be; null if there is none.").orNull),
            .key(
                "pendingReason",
                .words(
                    SchemaWords.reasons,
                    "Why apply would do something even if the live side were as it was left; null if it would not."
                ).orNull),
            .key("unknownReason", .text("Why the live side is not known; null if it is.").orNull),
            .key("recreated", .flag("Whether there is an integration although jelouctl deleted it.")),
            .key("appliedAt", .time("When it was last applied; null if it never was.").orNull),
            .key("run", .text("The run that last applied it; null if none did.").orNull), .source, .formerFile,
        ], "One project.")

    private static let accepted = SchemaNode.object(
        [
            .key("reason", .text("As the entry says it.")),
            .key("expires", .time("The last instant at which it is accepted.")),
        ], "The entry.")

    private static let field = SchemaNode.object(
        [
            .key("field", .words(SchemaWords.driftFields, "Its name, as in the files.")),
            .key("desired", .reference(.value, "In the files.")),
            .key("lastApplied", .reference(.value, "As jelouctl left it.")),
            .key("live", .reference(.value, "At Jelou.")),
            .key(
                "moved",
                .list(
                    .words(
                        [
                            SchemaWord("files", "The files moved away from what was last applied."),
                            SchemaWord("live", "The live side moved away from what was last applied."),
                        ], "A side."), "The sides that moved; none where nothing was recorded to move from.")),
        ], "A field that differs on any side.")
}
