package import Integrations

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
    ///   - schemaPath: where the schema lies, relative to the file.
    /// - Returns: the same text for the same projects, whatever their order.
    package static func render(
        _ projects: [Project], key: ImportedFileKey? = nil, schemaPath: String = "./jelou.schema.json"
    ) -> String {
        var text = schemaLine(schemaPath) + heading + "version: 1\n"
        if let key { text += "\ndefaults:\n  apiKey: { env: \(DoubleQuotedScalar.text(for: key.text)) }\n" }
        guard !projects.isEmpty else { return text + "\nprojects: {}\n" }
        text += "\nprojects:\n"
        var taken: Set<String> = []
        for project in projects.sorted(by: { $0.id < $1.id }) {
            text += block(project, variable: variable(for: project.id, &taken))
        }
        return text
    }

    /// Whether a text begins as those do that ``render(_:key:schemaPath:)`` gives.
    package static func isOne(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: schemaComment.utf8), let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
            return false
        }
        return bytes[(end + 1)...].starts(with: heading.utf8)
    }

    /// Where a schema in the working directory lies, as seen from a file below it.
    package static func schemaPath(from file: String) -> String {
        let depth = file.utf8.count { $0 == UInt8(ascii: "/") }
        let isBelow = !file.hasPrefix("/") && !file.hasPrefix("../")
        return (isBelow && depth > 0 ? String(repeating: "../", count: depth) : "./") + "jelou.schema.json"
    }

    private static let schemaComment = "# yaml-language-server: $schema="

    private static func schemaLine(_ path: String) -> String { schemaComment + path + "\n" }

    private static let heading = """
        # Written by jelouctl import: these integrations as they were. To `jelouctl plan` there is nothing to do.
        # Credentials cannot be read back, so none is managed yet. To manage one, put it into the variable that its line
        # names (or name another place), and remove the # before authorization: the next plan then sends it.

        """

    private static func block(_ project: Project, variable: String) -> String {
        let key = DoubleQuotedScalar.text(for: project.id.rawValue)
        // A parser looks for the colon of a key on one line, and no further than 1024 characters.
        var text =
            key.unicodeScalars.count <= longestSimpleKey ? "  \(key):\n" : "  ? \(key)\n  :\n"
        text += "    webhookUrl: \(DoubleQuotedScalar.text(for: project.webhookURL.text))\n"
        guard let authType = project.authType else {
            return text + "    # authType: the API told none that can be written here, so it is not managed\n"
        }
        text += "    authType: \(authType.rawValue)\n"
        guard authType != .noAuth else { return text }
        return text + "    # authorization: { env: \(variable) }  # without the first #, the next plan sends it\n"
    }

    private static let longestSimpleKey = 1000

    /// A variable's name for the credential of a project, which no other project of the file has.
    private static func variable(for id: ProjectID, _ taken: inout Set<String>) -> String {
        let name = "JELOU_WEBHOOK_TOKEN_" + ProjectPlaceholder.variable(for: id)
        var unique = name
        var number = 2
        while !taken.insert(unique).inserted {
            unique = "\(name)_\(number)"
            number += 1
        }
        return unique
    }
}
