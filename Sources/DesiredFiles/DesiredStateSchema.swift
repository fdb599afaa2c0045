import Integrations

/// The JSON Schema (draft 2020-12) of desired-state files, for editors.
///
/// The properties of each mapping are made from the same keys that the decoder reads: a key that one of the two does not
/// know does not compile. What a schema cannot say (a project that stands twice, a host that is private) only
/// `jelouctl validate` finds.
package enum DesiredStateSchema {
    /// The schema as a text, with a line break at its end.
    package static let jsonSchema = document.rendered() + "\n"

    private static var document: JSONText {
        let head: JSONText = [
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:jelouctl:schema:desired:1",
            "title": "Desired state of Jelou webhook integrations",
            "description": "What jelouctl reads. One document of a file; a set of files is one desired state.",
        ]
        return head.with(mapping(DocumentKey.self, required: [.version], property: documentProperty))
            .with([
                "patternProperties": [
                    "^x-": [
                        "title": "Ignored",
                        "description":
                            "Ignored by jelouctl: a place for anchors (&name) that other keys refer to (*name).",
                    ]
                ],
                "allOf": [authorizationHasType, defaultAuthorizationHasType],
                "$defs": [
                    "project": project,
                    "authType": authType,
                    "labels": labels,
                    "credential": credential(inDefaults: false),
                    "defaultCredential": credential(inDefaults: true),
                    "basicAuth": basicAuth(inDefaults: false),
                    "defaultBasicAuth": basicAuth(inDefaults: true),
                    "command": command,
                ],
            ])
    }

    /// A project with an authorization has an auth type: its own, or a default other than `no_auth`.
    private static var authorizationHasType: JSONText {
        let authenticates: JSONText = ["authType": ["not": ["const": "no_auth"]]]
        return [
            "if": [
                "properties": ["defaults": ["required": ["authType"], "properties": authenticates]],
                "required": ["defaults"],
            ],
            "else": everyProject(with: "authorization", needs: "authType"),
        ]
    }

    /// A default authorization gives each project one that wants an integration.
    private static var defaultAuthorizationHasType: JSONText {
        [
            "if": [
                "properties": ["defaults": ["required": ["authorization"], "not": ["required": ["authType"]]]],
                "required": ["defaults"],
            ],
            "then": everyProject(with: "webhookUrl", needs: "authType"),
        ]
    }

    private static func everyProject(with key: JSONText, needs other: JSONText) -> JSONText {
        let rule: JSONText = ["if": ["required": [key]], "then": ["required": [other]]]
        return ["properties": ["projects": ["additionalProperties": rule]]]
    }

    /// A mapping of fixed shape.
    static func mapping<Key: KnownKey>(
        _: Key.Type, required: [Key] = [], property: (Key) -> JSONText
    ) -> JSONText {
        var members: [(key: String, value: JSONText)] = [
            ("type", "object"), ("additionalProperties", false),
        ]
        if !required.isEmpty { members.append(("required", .array(required.map { .string($0.name) }))) }
        members.append(("properties", .object(Key.allCases.map { ($0.name, property($0)) })))
        return .object(members)
    }

    static func reference(_ name: String, _ description: String, examples: JSONText? = nil) -> JSONText {
        let plain: JSONText = ["$ref": .string("#/$defs/\(name)"), "description": .string(description)]
        return examples.map { plain.with(["examples": $0]) } ?? plain
    }

    private static func documentProperty(_ key: DocumentKey) -> JSONText {
        switch key {
        case .version: version
        case .settings: settings
        case .defaults:
            mapping(DefaultsKey.self, property: defaultsProperty).with([
                "title": "Defaults",
                "description": """
                What the projects of this document have in common; those of other documents are untouched. A \
                project's own key wins.
                """,
                "allOf": [exclusiveAccess, noAuthAlone],
            ])
        case .projects:
            [
                "title": "Projects",
                "description": """
                The projects by their id as Jelou shows it, a text whatever it looks like (0123, no, 1e5). A project \
                that an earlier apply knew and that stands nowhere any more would be deleted. No project: {}.
                """,
                "type": "object", "propertyNames": projectID,
                "additionalProperties": ["$ref": "#/$defs/project"],
            ]
        }
    }

    static var version: JSONText {
        [
            "title": "Version of the format",
            "description": "Every document has it, so that a later format cannot be misread. This jelouctl reads 1.",
            "type": "integer", "const": 1,
        ]
    }

    static var projectID: JSONText {
        [
            "minLength": 1, "maxLength": .integer(ProjectID.maximumLength), "pattern": #"^[^\u0000-\u001F\u007F]*$"#,
            "not": ["enum": [".", ".."]],
        ]
    }
}
