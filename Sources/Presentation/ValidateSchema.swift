/// The schema of the document of `validate`.
enum ValidateSchema {
    static let document = SchemaDocument(
        title: "Check of desired-state files by jelouctl", description: "What validate writes.",
        properties: SchemaProperty.head("validate") + [
            .key("valid", .flag("Whether plan and apply would take the files.")),
            .key(
                "summary",
                .object(
                    [
                        .key("projects", .count("Projects in the files; 0 if they could not be read.")),
                        .key("errors", .count("Diagnostics of severity error.")),
                        .key("warnings", .count("Diagnostics of severity warning.")),
                    ], "Numbers.")),
            .diagnostics,
        ])
}
