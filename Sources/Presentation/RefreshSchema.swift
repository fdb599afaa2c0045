/// The schema of the document of `refresh`.
enum RefreshSchema {
    static let document = SchemaDocument(
        title: "Refresh of jelouctl",
        description: "What refresh writes: what it took from the live side into the state. If it failed, "
            + "formatVersion, command and diagnostics alone.",
        properties: SchemaProperty.head("refresh") + [
            .optionalKey("state", state), .optionalKey("saved", .flag("Whether the changes are in the state now.")),
            .optionalKey("changes", .list(change, "Projects whose recorded values change.")),
            .optionalKey(
                "unread", .list(unread, "Projects whose live values could not be read; they stay as recorded.")),
            .diagnostics,
        ])

    private static let state = SchemaNode.object(
        [
            .key("lineage", .text("Names the history of the state.")),
            .key("serial", .integer("Of the snapshot in place.", from: 0)),
        ], "The state after the command.")

    private static let change = SchemaNode.object(
        [
            .project, .key("before", .reference(.recordedProject, "As it was recorded.")),
            .key(
                "after",
                .reference(.recordedProject, "As it is recorded now; null if the state lets go of it.").orNull),
        ], "A project whose recorded values change.")

    private static let unread = SchemaNode.object(
        [.project, .key("reason", .text("Why it could not be read, for people."))],
        "A project that could not be read.")
}
