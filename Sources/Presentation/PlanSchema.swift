/// The schema of the document of `plan`, and of `apply --dry-run`.
enum PlanSchema {
    static let document = SchemaDocument(
        title: "Plan of jelouctl", description: "What plan and apply --dry-run write: what apply would do.",
        properties: SchemaProperty.head("plan") + [
            .key("state", .reference(.state, "The state that was planned from.")),
            .key("refreshed", .flag("Whether the live values of all projects were read (--refresh).")),
            .optionalKey("live", live),
            .baseURL,
            .key(
                "digest",
                .text(
                    "SHA-256 over the sorted changes, not over times, serial and positions; what apply "
                        + "--expect-digest takes. Null if there is no plan.",
                    examples: ["sha256:6004dbbd30fbc298fcbefe61485258d77a4e22d888e1288b5a64d1c7e6fa43ac"]
                ).orNull),
            .key("allowed", .flag("Whether apply would carry out all of it as it stands.")),
            .key("summary", summary),
            .key("requirements", .list(requirement, "Numbers that somebody must own before apply sends anything.")),
            .optionalKey("attribution", attribution),
            .key("changes", .list(.reference(.change, "One of them."), "Sorted by project id, by bytes.")),
            .diagnostics,
        ])

    private static let live = SchemaNode.object(
        [
            .key("asked", .count("Projects whose live values were asked for.")),
            .key("read", .count("Of these, the ones that could be read; live-unknown names the others.")),
        ], "How much of the live side was looked at; left out without --refresh.")

    private static let summary = SchemaNode.object(
        [
            .key("create", .count("Integrations to be made.")),
            .key("update", .count("Integrations to be changed.")),
            .key("delete", .count("Integrations to be deleted.")),
            .key("adopt", .count("Live integrations to be taken into the state.")),
            .key("record", .count("Projects of which only the state's memory changes.")),
            .key("forget", .count("Projects that the state lets go of.")),
            .key("blocked", .count("Changes that a guard forbids, whatever their action.")),
            .key("unchanged", .count("Projects with nothing to do.")),
        ], "How many changes of each kind; a blocked change is counted as blocked alone.")

    private static let requirement = SchemaNode.object(
        [
            .key("kind", .words(SchemaWords.requirements, "What has to be owned.")),
            .key("number", .integer("The number to name.", from: 1)),
            .key("given", .flag("Whether it was named.")),
            .optionalKey(
                "limit",
                .text("Of changes: the limit, as guards.maxChanges says it.", examples: ["10%", "25"])),
        ], "A number that somebody must own.")

    private static let attribution = SchemaNode.object(
        [
            .key("since", .text("The version that the files were compared with, as it was named.")),
            .key("mergeBase", .text("The commit that the comparison is really with.")),
            .key("explained", .count("Changes with a touched line of the project's own block.")),
            .key("indirect", .count("Changes with a touched line that the project shares with others.")),
            .key("unexplained", .count("Changes that no touched line explains.")),
        ], "What a difference between two versions of the files explains; left out where none was asked about.")

    private static let origin = SchemaNode.object(
        [
            .key("result", .words(SchemaWords.originResults, "Whether a line that was touched explains it.")),
            .key("kind", .words(SchemaWords.originKinds, "What the line is part of, or why there is none.")),
            .key("source", .reference(.source, "The line; null if there is none.").orNull),
            .optionalKey(
                "former",
                .flag("True if the source is a place in the version that was compared with; else left out.")),
        ], "Where the change comes from; left out where nothing was compared.")

    static let change = SchemaNode.object(
        [
            .project, .name, .key("action", .words(SchemaWords.actions, "What would be done, also if it is blocked.")),
            .key("fields", .list(field, "The fields whose value changes; none of adopt and forget.")),
            .source, .formerFile,
            .key("reason", .words(SchemaWords.reasons, "Why there is something to do.")),
            .key(
                "blockedBy",
                .words(SchemaWords.blockingGuards, "The guard that forbids it; null if none does.").orNull),
            .key("consent", .words(SchemaWords.consents, "Whether somebody must own it, and did.")),
            .optionalKey("explainedBy", origin),
        ], "What would be done for one project.")

    private static let field = SchemaNode.object(
        [
            .key("field", .words(fields, "Its name, as in the files.")),
            .key("before", .reference(.value, "What it was planned from.")),
            .key("after", .reference(.value, "What it becomes.")),
        ], "A field whose value changes.")

    private static let fields = [
        SchemaWord("webhookUrl", "Sent: where Jelou posts events to."),
        SchemaWord("authType", "Sent: how Jelou authenticates itself at the webhook."),
        SchemaWord(
            "authorization", "Sent: what Jelou shows to the webhook. If only its reference changes, remembered."),
        SchemaWord("name", "Remembered alone."), SchemaWord("labels", "Remembered alone."),
        SchemaWord("protect", "Remembered alone."),
        SchemaWord("access", "Remembered alone: how jelouctl authenticates itself at the API."),
        SchemaWord("baseUrl", "Remembered alone: the address of the API."),
    ]
}
