package import Integrations
package import Messages

/// The file that `import` writes: live integrations as a desired state to which there is nothing to do.
///
/// No credential is managed in it, because none can be read back: each has a line that is commented out, with a variable's
/// name of its own. What it holds comes from a server, so every text of it is quoted and read back byte for byte.
package enum ImportedFile {
    /// An integration as the API answered it.
    package struct Project: Hashable, Sendable {
        package var id: ProjectID
        package var webhookURL: WebhookURL
        /// Nil where the answer does not tell it, or tells a word that we do not know: then it is not managed.
        package var authType: AuthType?

        package init(id: ProjectID, webhookURL: WebhookURL, authType: AuthType? = nil) {
            self.id = id
            self.webhookURL = webhookURL
            self.authType = authType
        }
    }

    /// - Parameters:
    ///   - projects: in any order, each id once.
    ///   - key: where the keys of the projects are to be found; nil leaves it to the standard variable.
    ///   - schemaPath: where the schema lies, relative to the file; nil if there is none.
    ///   - taken: variables that hold, or may come to hold, another project's credential.
    ///   - words: what a message says in the language of the comments.
    /// - Returns: the same text for the same projects, whatever their order.
    package static func render(
        _ projects: [Project], key: ImportedFileKey? = nil, schemaPath: String? = nil, taken: Set<String> = [],
        words: (Message) -> String = \.english
    ) -> String {
        var text = (schemaPath.map { schemaComment + $0 + "\n" } ?? "") + heading(words) + "version: 1\n"
        if let key { text += "\ndefaults:\n  apiKey: { env: \(DoubleQuotedScalar.text(for: key.text)) }\n" }
        guard !projects.isEmpty else { return text + "\nprojects: {}\n" }
        text += "\nprojects:\n"
        var taken = taken
        for project in projects.sorted(by: { $0.id < $1.id }) {
            text += block(project, variable: variable(for: project.id, &taken), words)
        }
        return text
    }

    /// Whether a text begins as those do that ``render(_:key:schemaPath:taken:words:)`` gives in one of the languages.
    package static func isOne(_ bytes: [UInt8], inAnyOf languages: [(Message) -> String] = [\.english]) -> Bool {
        var rest = bytes[...]
        if rest.starts(with: schemaComment.utf8), let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            rest = rest[(end + 1)...]
        }
        return languages.contains { rest.starts(with: heading($0).utf8) }
    }

    /// Where a schema in the working directory lies, as seen from a file below it.
    package static func schemaPath(from file: String) -> String {
        let depth = file.utf8.count { $0 == UInt8(ascii: "/") }
        let isBelow = !file.hasPrefix("/") && !file.hasPrefix("../")
        return (isBelow && depth > 0 ? String(repeating: "../", count: depth) : "./") + "jelou.schema.json"
    }

    private static let schemaComment = "# yaml-language-server: $schema="

    private static func heading(_ words: (Message) -> String) -> String {
        YAMLComment.lines(
            words(
                Message(
                    """
                    Written by jelouctl import: these integrations as they were. To `jelouctl plan` there is nothing to do.
                    Credentials cannot be read back, so none is managed yet. To manage one, put it into the variable that its line
                    names (or name another place), and remove the # before authorization: the next plan then sends it.
                    """)))
    }

    private static func block(_ project: Project, variable: String, _ words: (Message) -> String) -> String {
        let key = DoubleQuotedScalar.text(for: project.id.rawValue)
        // A parser looks for the colon of a key on one line, and no further than 1024 characters.
        var text =
            key.unicodeScalars.count <= longestSimpleKey ? "  \(key):\n" : "  ? \(key)\n  :\n"
        text += "    webhookUrl: \(DoubleQuotedScalar.text(for: project.webhookURL.text))\n"
        guard let authType = project.authType else {
            let why = words(Message("the API told none that can be written here, so it is not managed"))
            return text + "    # authType: \(why)\n"
        }
        text += "    authType: \(authType.rawValue)\n"
        guard authType != .noAuth else { return text }
        let how = words(Message("without the first #, the next plan sends it"))
        return text + "    # authorization: { env: \(variable) }  # \(how)\n"
    }

    private static let longestSimpleKey = 1000

    /// The variable's name that a project's credential gets, unless another one has it.
    package static func variable(for id: ProjectID) -> String { prefix + ProjectPlaceholder.variable(for: id) }

    /// The names of the kind that imported files propose, wherever they stand in a file: most stand in comments.
    package static func variables(in bytes: [UInt8]) -> Set<String> {
        let prefix = Array(prefix.utf8)
        var names: Set<String> = []
        var rest = bytes[...]
        while let start = rest.firstIndex(of: prefix[0]) {
            rest = rest[start...]
            guard rest.starts(with: prefix) else {
                rest = rest.dropFirst()
                continue
            }
            let name = rest.prefix { isNameByte($0) }
            names.insert(String(decoding: name, as: UTF8.self))
            rest = rest[name.endIndex...]
        }
        return names
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static let prefix = "JELOU_WEBHOOK_TOKEN_"

    /// A variable's name for the credential of a project, which no other project has.
    private static func variable(for id: ProjectID, _ taken: inout Set<String>) -> String {
        let name = variable(for: id)
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)_\(number)"
            number += 1
        }
        return unique
    }
}
