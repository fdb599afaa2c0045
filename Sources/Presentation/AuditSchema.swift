/// The schema of the document of `audit verify`.
enum AuditSchema {
    static let document = SchemaDocument(
        title: "Check of an audit log by jelouctl",
        description: "What audit verify writes. If the log could not be read, formatVersion, command and diagnostics "
            + "alone.",
        properties: SchemaProperty.head("audit verify") + [
            .optionalKey("file", .text("The log as it was named.")),
            .optionalKey("valid", .flag("Whether every entry is as it was written.")),
            .optionalKey("entries", .count("Entries from the start that hold; with a problem those before it.")),
            .optionalKey("head", .text("The hash of the last of them; null if there is none.").orNull),
            .optionalKey(
                "problem",
                .any(
                    [
                        .object(
                            [
                                .key("line", .integer("From 1.", from: 1)),
                                .key("kind", .words(SchemaWords.auditProblems, "What is wrong with the line.")),
                            ], "The first line that does not hold.")
                    ], "What was found, where nothing behind it can be relied on; null if all holds."
                ).orNull),
            .diagnostics,
        ])
}
