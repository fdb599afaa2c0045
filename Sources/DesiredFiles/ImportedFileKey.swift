package import Integrations
package import Messages

/// The variable that holds a project's API key: a name, in which `${project}` stands for the project as it does in
/// `defaults`.
package struct ImportedFileKey: Hashable, Sendable {
    package let text: String

    /// Why a text cannot name the variables.
    package enum Problem: Error, Hashable, Sendable {
        case notAName
        case unknownPlaceholder
        case tooLong
    }

    package init(_ text: String) throws(Problem) {
        guard text.utf8.count <= ProjectPlaceholder.maximumLength else { throw .tooLong }
        guard ProjectPlaceholder.misuse(in: text, allowed: true) == nil else { throw .unknownPlaceholder }
        guard EnvironmentName.isValid(ProjectPlaceholder.filled(text, with: "X")) else { throw .notAName }
        self.text = text
    }

    /// How that project authenticates at the API; nil if the name would start with a digit.
    package func access(for id: ProjectID) -> APIAccess? {
        let name = ProjectPlaceholder.filled(text, with: ProjectPlaceholder.variable(for: id))
        return EnvironmentName.isValid(name) ? .apiKey(.environment(name)) : nil
    }
}

extension ImportedFileKey.Problem: MessageConvertible {
    package var message: Message {
        switch self {
        case .notAName:
            Message(
                """
                the name of a variable consists of letters, digits and _, and does not start with a digit
                """)
        case .unknownPlaceholder: Message("of the placeholders ${…} only ${project} is known")
        case .tooLong: Message("it is longer than \(ProjectPlaceholder.maximumLength) bytes")
        }
    }
}
