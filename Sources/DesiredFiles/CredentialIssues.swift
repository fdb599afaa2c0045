import Integrations

// What is said about credentials and references to them. None of it quotes a value.

extension Issue {
    static let referenceHint =
        "Write where it is to be found: { env: NAME }, { file: path } or { command: [program, argument] }."

    static func literalCredential(_ subject: String) -> Issue {
        Issue(
            "credential-literal", "a credential in the file",
            detail: """
                \(subject.capitalisedFirst) holds a text. A credential in a file is read by everybody who can read the \
                repository, and stays in its history.
                """,
            hint: "\(referenceHint) If the text was a real credential, replace it: it has been seen.")
    }

    private static func reference(_ detail: String, hint: String = referenceHint) -> Issue {
        Issue("credential-reference", "unusable reference to a credential", detail: detail, hint: hint)
    }

    static var emptyReference: Issue { reference("The reference is empty.") }

    static func unknownReference(_ name: String) -> Issue {
        // Only a slip is quoted: anything else under a credential could be the credential.
        let nearest = Suggestion.nearest(to: name, in: CredentialKey.names)
        let quoted = nearest == nil ? "This" : Quoted.text(name)
        return reference(
            "\(quoted) is none of the forms of a reference: env, file, command.",
            hint: nearest.map { "Did you mean \"\($0)\"?" } ?? referenceHint)
    }

    static func severalReferences(_ keys: [CredentialKey]) -> Issue {
        reference(
            "The reference says \(Quoted.list(keys.map(\.name), "and")), but a credential is found in one place.",
            hint: "Keep one of them.")
    }

    static var emptyVariableName: Issue {
        reference("The name of the variable is empty.", hint: "Write the name of a variable: { env: JELOU_API_KEY }.")
    }

    static var badVariableName: Issue {
        reference(
            "The name of a variable has only letters A to Z, digits and _, and does not start with a digit.",
            hint: """
                Write the name of the variable, not its value: { env: JELOU_API_KEY }. \
                If it was a real credential, replace it: it has been seen.
                """)
    }

    static func variableStartsWithDigit(_ project: String) -> Issue {
        reference(
            "For the project \(Quoted.text(project)) the name of the variable would start with a digit.",
            hint: "Put a word before ${project}: { env: \"JELOU_API_KEY_${project}\" }.")
    }

    static var homePath: Issue {
        reference(
            "The path starts with ~, which only a shell knows.",
            hint: "Write the path in full, or relative to the folder of this file.")
    }

    static var emptyCommand: Issue {
        reference(
            "The command names no program.",
            hint: "Write a list, first the program: [\"pass\", \"show\", \"jelou/token\"].")
    }

    static func unusableText(_ name: String) -> Issue {
        reference("The \(name) is empty or holds a NUL.")
    }

    static func placeholder(_ misuse: ProjectPlaceholder.Misuse) -> Issue {
        switch misuse {
        case .notHere:
            reference(
                "${project} stands for the project in \"defaults\" only.",
                hint: "Write the name out here, or move the reference to \"defaults\".")
        case .tooLong:
            reference(
                "A reference with ${project} in it has at most \(ProjectPlaceholder.maximumLength) bytes.",
                hint: "Shorten it, for example by a program of your own that takes the project as its argument.")
        case .unknown:
            reference(
                "Of the placeholders ${…} only ${project} is known.",
                hint: "Write ${project}, which stands for the id in upper case, or no ${.")
        }
    }

    static func sharedVariable(_ reference: String, other project: String, at place: String) -> Issue {
        Issue(
            "shared-credential", severity: .warning, "two projects share a credential by their names",
            detail: """
                ${project} gives \(reference) for this project and for \(Quoted.text(project)) (\(place)) alike.
                """,
            hint: "If they have credentials of their own, write the reference out in one of the two.")
    }
}
