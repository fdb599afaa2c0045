import Integrations

/// The JSON Schema (draft 2020-12) of files of accepted differences, for editors.
///
/// It is made from the same keys and words that the decoder reads. What it cannot say (a day that does not exist, an entry
/// that stands twice) only `jelouctl drift --accept` finds.
package enum AcceptedDriftSchema {
    /// The schema as a text, with a line break at its end.
    package static let jsonSchema = document.rendered() + "\n"

    private static var document: JSONText {
        let head: JSONText = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:jelouctl:schema:accept:1",
            "title": "Accepted drift of Jelou webhook integrations",
            "description":
                "What jelouctl drift --accept reads: differences that are known and may stay for a while.",
        ]
        return head.with(
            DesiredStateSchema.mapping(AcceptedDriftKey.self, required: AcceptedDriftKey.allCases, property: property))
    }

    private static func property(_ key: AcceptedDriftKey) -> JSONText {
        switch key {
        case .version: DesiredStateSchema.version
        case .accept:
            [
                "title": "Accepted differences",
                "description": "One entry for each difference that may stay. [] accepts nothing.",
                "type": "array", "items": entry,
            ]
        }
    }

    private static var entry: JSONText {
        DesiredStateSchema.mapping(
            AcceptedDriftEntryKey.self, required: [.project, .status, .reason, .expires], property: property
        ).with([
            "title": "An accepted difference",
            "description": "Silences one status of one project until a day.",
            "if": ["properties": ["status": ["const": "missing"]], "required": ["status"]],
            "then": ["properties": ["live": false]],
        ])
    }

    private static func property(_ key: AcceptedDriftEntryKey) -> JSONText {
        switch key {
        case .project:
            DesiredStateSchema.projectID.with([
                "title": "Project", "description": "The project's id, which is a text whatever it looks like.",
                "type": "string", "examples": ["ventas-co"],
            ])
        case .status:
            [
                "title": "Status",
                "description": "The status that may stay. Another status of the project is reported as ever.",
                "oneOf": .array(AcceptedDriftStatus.allCases.map(word)),
            ]
        case .live:
            DesiredStateSchema.mapping(AcceptedDriftLiveKey.self, property: property).with([
                "title": "Live values",
                "description": """
                The entry holds only as long as the live side has these very values. Left out: whatever they are. \
                Not with status missing, where there are none.
                """,
                "minProperties": 1,
            ])
        case .reason:
            [
                "title": "Reason",
                "description": .string(
                    """
                    Why it may stay, and where that was decided; shown with each report. At most \
                    \(AcceptedDriftValues.longestReason) characters; a reason that begins with TODO is refused.
                    """),
                "type": "string", "maxLength": .integer(AcceptedDriftValues.longestReason),
                "pattern": #"^(?!\s*[tT][oO][dD][oO]([\u0000-/:-@\[-`{-\u007F]|$))[\s\S]*\S"#,
                "examples": ["The vendor tests until the release, ticket 481"],
            ]
        case .expires:
            [
                "title": "Expires",
                "description": """
                The last day, to its end in UTC (2026-12-31), or a time as RFC 3339 writes it \
                (2026-12-31T18:00:00Z). After it the difference is reported again.
                """,
                "type": "string", "pattern": #"^[0-9]{4}-[0-9]{2}-[0-9]{2}([tT].+)?$"#, "examples": ["2026-12-31"],
            ]
        }
    }

    private static func word(_ status: AcceptedDriftStatus) -> JSONText {
        let meaning =
            switch status {
            case .drifted: "The live side is not what was last applied."
            case .conflict: "The live side is not what was last applied, and the files are not either."
            case .missing: "There is no integration, and there should be one."
            case .touched: "The values are equal, but something changed after our last write."
            }
        return ["const": .string(status.rawValue), "description": .string(meaning)]
    }

    private static func property(_ key: AcceptedDriftLiveKey) -> JSONText {
        switch key {
        case .webhookURL:
            [
                "title": "Live webhook URL", "description": "As the report shows it.", "type": "string",
                "examples": ["https://other.example.com/ventas"],
            ]
        case .authType:
            [
                "title": "Live auth type",
                "description": "As the report shows it; also one that jelouctl does not know.", "type": "string",
                "examples": ["bearer"],
            ]
        case .updatedAt:
            [
                "title": "Live time of change",
                "description": """
                When the live side was last changed: "since" of the JSON, as RFC 3339 writes it. A later change \
                ends the acceptance.
                """,
                "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[tT]",
                "examples": ["2026-12-31T18:00:00.123Z"],
            ]
        }
    }
}
