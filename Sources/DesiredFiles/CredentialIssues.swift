import Integrations
import Messages

// What is said about credentials and references to them. None of it quotes a value.

extension Issue {
    static let referenceHint = Message(
        """
        Write where it is to be found: { env: NAME }, { file: path } or { command: [program, argument] }.
        """)

    static func literalCredential(_ subject: Message) -> Issue {
        Issue(
            "credential-literal", Message("a credential in the file"),
            detail: Message(joining: [
                Message("\(subject) holds a text").asSentence,
                Message(
                    """
                    A credential in a file is read by everybody who can read the repository, and stays in its history.
                    """),
            ]),
            hint: Message(joining: [
                referenceHint, Message("If the text was a real credential, replace it: it has been seen."),
            ]))
    }

    private static func reference(_ detail: Message, hint: Message = referenceHint) -> Issue {
        Issue("credential-reference", Message("unusable reference to a credential"), detail: detail, hint: hint)
    }

    static var emptyReference: Issue { reference(Message("The reference is empty.")) }

    static func unknownReference(_ name: String) -> Issue {
        // Only a slip is quoted: anything else under a credential could be the credential.
        let nearest = Suggestion.nearest(to: name, in: CredentialKey.names)
        guard let nearest else {
            return reference(Message("This is none of the forms of a reference: env, file, command."))
        }
        return reference(
            Message("\(Quoted.text(name)) is none of the forms of a reference: env, file, command."),
            hint: Suggestion.question(nearest))
    }

    static func severalReferences(_ keys: [CredentialKey]) -> Issue {
        reference(
            Message(
                """
                The reference says \(Quoted.list(keys.map(\.name), .and)), but a credential is found in one place.
                """),
            hint: Message("Keep one of them."))
    }

    static var emptyVariableName: Issue {
        reference(
            Message("The name of the variable is empty."),
            hint: Message("Write the name of a variable: { env: JELOU_API_KEY }."))
    }

    static var badVariableName: Issue {
        reference(
            Message(
                """
                The name of a variable has only letters A to Z, digits and _, and does not start with a digit.
                """),
            hint: Message(
                """
                Write the name of the variable, not its value: { env: JELOU_API_KEY }. \
                If it was a real credential, replace it: it has been seen.
                """))
    }

    static func variableStartsWithDigit(_ project: String) -> Issue {
        reference(
            Message(
                """
                For the project \(Quoted.text(project)) the name of the variable would start with a digit.
                """),
            hint: Message("Put a word before ${project}: { env: \"JELOU_API_KEY_${project}\" }."))
    }

    static var homePath: Issue {
        reference(
            Message("The path starts with ~, which only a shell knows."),
            hint: Message("Write the path in full, or relative to the folder of this file."))
    }

    static var emptyCommand: Issue {
        reference(
            Message("The command names no program."),
            hint: Message("Write a list, first the program: [\"pass\", \"show\", \"jelou/token\"]."))
    }

    static var unusableArgument: Issue { reference(Message("The argument is empty or holds a NUL.")) }

    static var unusablePath: Issue { reference(Message("The path is empty or holds a NUL.")) }

    /// Who pastes `id:secret` pastes a credential, so the text is not quoted.
    static var clientIDWithColon: Issue {
        Issue(
            "client-id-colon", Message("a client id cannot have a colon in it"),
            detail: Message("Id and secret are sent as one pair, which its reader splits at the first colon."),
            hint: Message("Write what stands before the colon; clientSecret is a reference, as { env: NAME }."))
    }

    static func placeholder(_ misuse: ProjectPlaceholder.Misuse) -> Issue {
        switch misuse {
        case .notHere:
            reference(
                Message("${project} stands for the project in \"defaults\" only."),
                hint: Message("Write the name out here, or move the reference to \"defaults\"."))
        case .tooLong:
            reference(
                Message(
                    """
                    A reference with ${project} in it has at most \(ProjectPlaceholder.maximumLength) bytes.
                    """),
                hint: Message(
                    """
                    Shorten it, for example by a program of your own that takes the project as its argument.
                    """))
        case .unknown:
            reference(
                Message("Of the placeholders ${…} only ${project} is known."),
                hint: Message("Write ${project}, which stands for the id in upper case, or no ${."))
        }
    }

    static func sharedVariable(_ reference: String, other project: String, at place: String) -> Issue {
        Issue(
            "shared-credential", severity: .warning, Message("two projects share a credential by their names"),
            detail: Message(
                """
                ${project} gives \(reference) for this project and for \(Quoted.text(project)) (\(place)) alike.
                """),
            hint: Message("If they have credentials of their own, write the reference out in one of the two."))
    }
}
