import Integrations

/// What several documents, or several places of one, have in common.
enum SchemaDefinition: String, CaseIterable, Sendable {
    case state
    case change
    case result
    case applyState
    case applySummary
    case stopReason
    case resultClass
    case recordedProject
    case value
    case credential
    case access
    case reference
    case labels
    case unknown
    case diagnostic
    case source

    var path: String { "#/$defs/\(rawValue)" }

    var reference: SchemaText { ["$ref": .string(path)] }

    var node: SchemaNode {
        switch self {
        case .state: Self.stateNode
        case .change: PlanSchema.change
        case .result: ApplySchema.result
        case .applyState: ApplySchema.state
        case .applySummary: ApplySchema.summary
        case .stopReason: .words(SchemaWords.stopReasons, "Why no further call was made.")
        case .resultClass: .words(SchemaWords.resultClasses, "A stable word for how a change or an attempt ended.")
        case .recordedProject: StateSchema.project
        case .value: Self.valueNode
        case .credential: Self.credentialNode
        case .access: Self.accessNode
        case .reference: Self.referenceNode
        case .labels: .map(.text("The label's value."), "Labels by name.", examples: [["team": "ventas"]])
        case .unknown: Self.unknownNode
        case .diagnostic: Self.diagnosticNode
        case .source: Self.sourceNode
        }
    }

    private static let stateNode = SchemaNode.object(
        [
            .key("lineage", .text("Names the history of the state; null without a state.").orNull),
            .key("serial", .integer("Counts the snapshots of the lineage; null without a state.", from: 0).orNull),
        ], "Which recorded state it is about.")

    private static let valueNode = SchemaNode.any(
        [
            .null("There is none."), .text("A URL, an auth type, a name: as it is in the files."),
            .flag("Of protect."), .reference(.unknown, "Not known, and why."),
            .reference(.credential, "Of authorization."), .reference(.access, "Of access."),
            .reference(.labels, "Of labels."),
        ], "A value on one side: a text, a boolean, labels, a credential, {\"unknown\": why}, or null for none.",
        examples: ["https://panel.example.com/jelou", ["unknown": "no recorded state"]])

    private static let unknownNode = SchemaNode.object(
        [
            .key(
                "unknown",
                .text(
                    "Why it is not known, or that it is not managed. For people.",
                    examples: ["no recorded state", "not managed"]))
        ], "A value that is not known.")

    private static let credentialNode = SchemaNode.object(
        [
            .key(
                "fingerprint",
                .text(
                    "Tells whether two credentials of one project and field are equal, without saying what they are: an "
                        + "HMAC by the key of the state. Null where it is not known; unknown then says why.",
                    examples: ["hmac-sha256:7f83b1657ff1fc53b92dc18148a1d65d"]
                ).orNull),
            .optionalKey("unknown", .text("Why there is no fingerprint; left out where there is one.")),
            .key("reference", .reference(.reference, "Where the credential is found.")),
        ], "A credential: where it is found and whether it is the same as another, never what it is.")

    private static let referenceNode = SchemaNode.object(
        [
            .optionalKey("env", .text("The environment variable.", examples: ["JELOU_API_KEY"])),
            .optionalKey("file", .text("The path of the file.", examples: ["secrets/token"])),
            .optionalKey(
                "command",
                .list(
                    .text("The program."),
                    "The program alone: people write secrets into arguments, so these are left out.")),
        ], "Where a credential is found: exactly one of the keys is there.")

    private static let accessNode = SchemaNode.object(
        [
            .optionalKey("apiKey", .reference(.reference, "Where the API key is found.")),
            .optionalKey(
                "basicAuth",
                .object(
                    [
                        .key(
                            "clientId",
                            .any(
                                [.text("The id itself."), .reference(.reference, "Where it is found.")],
                                "The client id, which is no secret.")),
                        .key("clientSecret", .reference(.reference, "Where the client secret is found.")),
                    ], "Client id and secret instead of a key.")),
        ], "How jelouctl authenticates itself at the Jelou API for a project: exactly one of the keys is there.")

    private static let diagnosticNode = SchemaNode.object(
        [
            .key(
                "code",
                .text(
                    "A stable word for what it is, in kebab-case. Branch on it, not on the sentences.",
                    examples: ["unknown-key", "state-locked"])),
            .key("severity", .words(SchemaWords.severities, "How bad it is.")),
            .key("summary", .text("What is wrong, short, without data of users. English in every language setting.")),
            .key("detail", .text("The particulars in full sentences; null if there are none.").orNull),
            .key("hint", .text("What to do about it; null if there is nothing to say.").orNull),
            .key("source", .reference(.source, "The place in the files; null if there is none.").orNull),
            .key("project", .text("The id of the project that it is about; null if it is about none.").orNull),
        ], "One thing that a person should know.")

    private static let sourceNode = SchemaNode.object(
        [
            .key("file", .text("The file as it was named or found.", examples: ["jelou.yaml"])),
            .key("line", .integer("From 1.", from: 1)),
            .key("column", .integer("From 1, in Unicode scalars.", from: 1)),
        ], "A place in a file.")
}

extension SchemaProperty {
    /// What every document begins with.
    static func head(_ command: String) -> [SchemaProperty] {
        [formatVersion, .key("command", .constant(command, "The command that wrote the document."))]
    }

    static let formatVersion = SchemaProperty.key(
        "formatVersion",
        .text(
            "Version of the format. A minor version only adds keys and words; a major one may change what is there.",
            pattern: #"^1\."#, examples: [.string(JSONDocument.formatVersion)]))

    /// What every document ends with.
    static let diagnostics = SchemaProperty.key(
        "diagnostics",
        .list(
            .reference(.diagnostic, "One of them."),
            "Errors, warnings and notes. A command that failed says here why."))

    static let baseURL = SchemaProperty.key(
        "baseUrl",
        .text(
            "The address of the Jelou API; null if the command failed before it was known.",
            examples: ["https://gateway.jelou.ai/platform"]
        ).orNull)

    static let project = SchemaProperty.key("project", .text("The project's id.", examples: ["ventas-co"]))

    static let name = SchemaProperty.key(
        "name", .text("The project's name in the files; null if it has none.").orNull)

    static let source = SchemaProperty.key(
        "source", .reference(.source, "Where the files speak of it; null if the project left the files.").orNull)

    static let formerFile = SchemaProperty.optionalKey(
        "formerFile", .text("Of a project that left the files: the file that it was last read from."))
}
