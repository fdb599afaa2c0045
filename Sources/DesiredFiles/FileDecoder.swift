import Integrations
import Messages
import YAMLText

/// What one file says.
struct DecodedFile: Sendable {
    var order: Int
    var projects: [DesiredProject] = []
    /// The references that `${project}` was filled in, with the index of the project that has it.
    var filled: [(reference: SecretReference, project: Int)] = []
    /// Projects with errors in them: their ids are taken all the same.
    var unreadable: [(id: ProjectID, place: SourceLocation)] = []
    var settings: [DecodedSettings] = []
    var findings: [Finding] = []
}

/// Reads one file by itself: text in, values out, so that many files could be read at once.
struct FileDecoder: Sendable {
    let limits: YAMLLimits

    func decode(_ file: FileText) -> DecodedFile {
        var decoded = DecodedFile(order: file.order)
        let tree: YAMLTree
        do throws(YAMLProblem) { tree = try YAMLTree.parse(file.bytes, limits: limits) } catch {
            var findings = Findings(order: file.order)
            findings.report(
                Issue(error),
                at: SourceLocation(
                    file: file.shown, line: error.mark.line, column: error.mark.column, length: error.length))
            decoded.findings = findings.all
            return decoded
        }
        var reader = NodeReader(tree: tree, file: file)
        if tree.documents.isEmpty {
            reader.report(
                .emptyDocument(Message("The file holds no keys.")),
                at: SourceLocation(file: file.shown, line: 1, column: 1))
        }
        for document in tree.documents {
            DocumentDecoder().decode(document, into: &decoded, in: &reader)
        }
        decoded.findings = reader.findings.all
        return decoded
    }
}

extension Issue {
    static func emptyDocument(_ detail: Message) -> Issue {
        Issue(
            "empty-document", Message("nothing in the document"), detail: detail,
            hint: Message(
                """
                Write at least version: 1, or remove the file (or the --- that opens an empty document).
                """))
    }

    /// Why a text is not YAML.
    ///
    /// Nothing is quoted from the text but single characters: a name after `*` may be a password that starts with a star.
    init(_ problem: YAMLProblem) {
        let (code, summary) = Self.words(problem.code)
        let (message, hint) = Self.namelessWords(problem.code) ?? (problem.message, problem.hint)
        self.init(
            "yaml-" + code, summary, detail: Self.cleaned(message).asSentence,
            hint: Self.cleaned(hint ?? Message("Put the value in quotes, or look at the line before.")))
    }

    private static func cleaned(_ message: Message) -> Message { message.mappingValues { PlainText.cleaned($0) } }

    private static func namelessWords(_ code: YAMLProblem.Code) -> (message: Message, hint: Message?)? {
        switch code {
        case .undefinedAlias:
            (
                Message("the alias has no anchor before it"),
                Message(
                    """
                    Mark the value that is meant with an anchor (&name) earlier in the same document; a text that \
                    starts with * must be in quotes.
                    """)
            )
        case .recursiveAlias:
            (
                Message("the alias stands inside the value that it names"),
                Message("A value cannot contain itself: write it out.")
            )
        default: nil
        }
    }

    private static func words(_ code: YAMLProblem.Code) -> (code: String, summary: Message) {
        switch code {
        case .syntax: ("syntax", Message("this is not YAML"))
        case .invalidUTF8: ("invalid-utf8", Message("the text is not UTF-8"))
        case .controlCharacter: ("control-character", Message("forbidden character"))
        case .tab: ("tab", Message("a tab where only spaces may indent"))
        case .tooLarge: ("too-large", Message("the text is too large"))
        case .tooDeep: ("too-deep", Message("nested too deeply"))
        case .tooManyNodes: ("too-many-nodes", Message("too many keys and values"))
        case .tooManyDocuments: ("too-many-documents", Message("too many documents"))
        case .tooManyAnchors: ("too-many-anchors", Message("too many anchors"))
        case .tooManyTags: ("too-many-tags", Message("too many tags"))
        case .scalarTooLong: ("value-too-long", Message("a value is too long"))
        case .keyTooLong: ("key-too-long", Message("a key is too long"))
        case .tagTooLong: ("tag-too-long", Message("a tag is too long"))
        case .aliasExpansion: ("alias-expansion", Message("aliases multiply too far"))
        case .undefinedAlias: ("undefined-alias", Message("an alias without an anchor"))
        case .recursiveAlias: ("recursive-alias", Message("an alias inside itself"))
        }
    }
}
