/// The schema of the document of `doctor`.
enum DoctorSchema {
    static let document = SchemaDocument(
        title: "Findings of jelouctl doctor", description: "What doctor writes: a finding for each check.",
        properties: SchemaProperty.head("doctor") + [
            .key(
                "summary",
                .object(
                    SchemaWords.checkOutcomes.map { .key($0.word, .count("Checks with this outcome. \($0.meaning)")) },
                    "How many checks have each outcome.")),
            .key("checks", .list(check, "In the order in which they are shown.")),
            .diagnostics,
        ])

    private static let check = SchemaNode.object(
        [
            .key(
                "name",
                .text(
                    "A stable word for what was looked at; docs/commands.md lists them. New ones may come.",
                    examples: ["files-valid", "api-reachable", "webhook-tcp"])),
            .key("subject", .text("A key's reference, or a webhook; null where there is but one thing.").orNull),
            .key("outcome", .words(SchemaWords.checkOutcomes, "How it stands.")),
            .key("finding", .text("What was found, in one clause, for people.")),
            .key("remedy", .text("What to do about it; null where nothing is to be done.").orNull),
        ], "One check.")
}
