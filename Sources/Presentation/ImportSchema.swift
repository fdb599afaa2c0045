/// The schema of the document of `import`.
enum ImportSchema {
    static let document = SchemaDocument(
        title: "Import of jelouctl", description: "What import writes: which live integrations were adopted.",
        properties: SchemaProperty.head("import") + [
            .key("state", .reference(.state, "The state after the command.")), .baseURL,
            .key("file", .text("The YAML file that was written; null if none was.").orNull),
            .key("imported", .list(.text("A project's id."), "The projects that are in file and state now.")),
            .key(
                "recordedBefore",
                .list(.text("A project's id."), "Those of imported that an earlier try had put into the state.")),
            .key("skipped", .list(skipped, "Projects that were asked for and left out.")),
            .diagnostics,
        ])

    private static let skipped = SchemaNode.object(
        [
            .project,
            .key(
                "kind",
                .words(
                    [
                        SchemaWord("absent", "The API proved that there is no integration."),
                        SchemaWord("unread", "It could not be read."),
                        SchemaWord("keyRefused", "401 or 403."),
                        SchemaWord("unusable", "Its live values could not stand in a file."),
                    ], "Why, in a stable word.")),
            .key("reason", .text("Why, for people.")),
        ], "A project that was left out.")
}
