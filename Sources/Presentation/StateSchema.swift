/// The schema of the documents of `state list`, `show`, `history`, `rm`, `restore` and `unlock`.
enum StateSchema {
    static let document = SchemaDocument(
        title: "Recorded state of jelouctl",
        description: "What the state commands write; which keys are there depends on the command. If it failed, "
            + "formatVersion, command and diagnostics alone.",
        properties: [
            .formatVersion, .key("command", .words(commands, "The command that wrote the document.")),
            .optionalKey("state", head),
            .optionalKey(
                "projects",
                .list(
                    .any(
                        [
                            .reference(.recordedProject, "state list, state show: what is recorded."),
                            .text("state rm, state restore: an id."),
                        ], "One of them."),
                    "state list, show: the projects. state rm: the ids that were forgotten. state restore: the ids of "
                        + "those whose outcome is open now.")),
            .optionalKey("snapshots", .list(snapshot, "state history: the newest first.")),
            .optionalKey(
                "holder", .text("state unlock: whose lock it was or is; null if nobody held it.").orNull),
            .diagnostics,
        ])

    private static let commands = [
        SchemaWord("state list", "Every recorded project."), SchemaWord("state show", "One recorded project."),
        SchemaWord("state history", "The snapshots that are kept."), SchemaWord("state rm", "Projects were forgotten."),
        SchemaWord("state restore", "A former snapshot was put in place."),
        SchemaWord("state unlock", "The lock was looked at, or broken."),
    ]

    private static let head = SchemaNode.object(
        [
            .key("lineage", .text("Names the history of the state; null without a state.").orNull),
            .key("serial", .integer("Counts the snapshots of the lineage; null without a state.", from: 0).orNull),
            .key("writtenAt", .time("When the snapshot was written; null without a state.").orNull),
        ], "state list, show, rm, restore: which state it is.")

    private static let snapshot = SchemaNode.object(
        [
            .key("serial", .integer("Of the snapshot; null if it cannot be read.", from: 0).orNull),
            .key("writtenAt", .time("When it was written; null if it cannot be read.").orNull),
            .key("projects", .count("How many projects it holds.")),
            .key("current", .flag("Whether it is the one in place.")),
            .key("problem", .text("Why it cannot be read; null if it can.").orNull),
        ], "A snapshot.")

    static let project = SchemaNode.object(
        [
            .project, .name,
            .key(
                "status",
                .words(
                    [
                        SchemaWord("applied", "The values are what was last applied."),
                        SchemaWord("deleted", "jelouctl deleted it, and the files still say state: absent."),
                        SchemaWord("unsettled", "The last write may or may not have happened."),
                    ], "What is known of it.")),
            .optionalKey("write", .words(SchemaWords.writes, "Of an unsettled project: what was tried.")),
            .key("webhookUrl", .text("Null if it is not managed or not known.").orNull),
            .key("authType", .text("Null if it is not managed or not known.").orNull),
            .key("authorization", .reference(.credential, "Null if it is not managed or not known.").orNull),
            .key("access", .reference(.access, "How the API is reached for it.")),
            .key("baseUrl", .text("The address of the API that it was applied to.")),
            .key("labels", .reference(.labels, "As the files had them.")),
            .key("protect", .flag("Whether it must not be deleted.")),
            .key("sourceFile", .text("The file that it was last read from; null if none is known.").orNull),
            .key("appliedAt", .time("When it was last applied; null if it never was.").orNull),
            .key("run", .text("The run that last applied it; null if none did.").orNull),
        ], "A project as the state remembers it.")
}
