import Integrations
package import Messages

/// Why a reference did not lead to a credential.
///
/// Holds the reference's own words, never a part of a credential or of what a command printed.
package struct SecretProblem: Error, Hashable, Sendable {
    /// Stable, in kebab-case, such as `secret-unset`: scripts and the documentation refer to it.
    package let code: String
    package let summary: Message
    /// What to do about it.
    package let hint: Message

    package init(code: String, summary: Message, hint: Message) {
        self.code = code
        self.summary = summary
        self.hint = hint
    }
}

extension SecretProblem: CustomStringConvertible {
    package var description: String { "\(summary.english) [\(code)]; \(hint.english)" }
}

extension SecretProblem {
    static func unset(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-unset", summary: Message("\(reference.plain) is not set"),
            hint: Message("set the variable; one that is not set is never taken for an empty credential"))
    }

    static func empty(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-empty", summary: Message("\(reference.plain) is empty"),
            hint: Message("put the credential there, or take the reference out of the file"))
    }

    static func unreadable(_ reference: SecretReference, because reason: Message) -> SecretProblem {
        SecretProblem(
            code: "secret-file-unreadable",
            summary: Message("\(reference.plain) cannot be read: \(reason)"),
            hint: Message("check the path and its permissions; `~` and variables are not expanded in it"))
    }

    static func notRegular(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-file-unreadable", summary: Message("\(reference.plain) is not a regular file"),
            hint: Message("name a regular file; for what a program prints write {command: […]}"))
    }

    static func notText(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-not-text", summary: Message("\(reference.plain) is not plain UTF-8 text"),
            hint: Message(
                """
                save it as UTF-8 without a byte-order mark; encode binary credentials, for example in Base64
                """))
    }

    static func tooLarge(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-too-large",
            summary: Message("\(reference.plain) is larger than \(SecretText.maximumByteCount / 1024) KiB"),
            hint: Message("a credential stands there alone, without anything around it"))
    }

    static func controlCharacter(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-has-control-character",
            summary: Message("\(reference.plain) has a line break or another control character in it"),
            hint: Message("a credential is one line of text; look for a line break that was pasted along"))
    }

    static let notHeaderSafe = SecretProblem(
        code: "secret-not-header-safe",
        summary: Message("the API key has characters that no HTTP header can carry unchanged"),
        hint: Message("an API key is printable ASCII without a space at its start or end"))

    static let clientIDWithColon = SecretProblem(
        code: "secret-client-id-colon",
        summary: Message("the client id has a colon in it, which no client id can have"),
        hint: Message("look at what the reference of clientId holds: the id alone, without the secret behind it"))

    static func commandNotRun(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-command-not-run", summary: Message("\(reference.plain) was not run"),
            hint: Message(
                """
                --run-commands allows it; files may come from people who should not run programs here
                """))
    }

    static func commandFailed(_ reference: SecretReference, _ what: Message) -> SecretProblem {
        SecretProblem(
            code: "secret-command-failed", summary: Message("\(reference.plain) \(what)"),
            hint: Message(
                """
                run it by hand: what it prints is not shown here, because credentials may stand in it
                """))
    }

    static func commandTimedOut(_ reference: SecretReference, after limit: Duration) -> SecretProblem {
        SecretProblem(
            code: "secret-command-timed-out",
            summary: Message("\(reference.plain) was still running after \(limit), and was ended"),
            hint: Message("a command cannot ask anything: it has no standard input and no terminal"))
    }

    static func commandInterrupted(_ reference: SecretReference) -> SecretProblem {
        SecretProblem(
            code: "secret-command-interrupted", summary: Message("\(reference.plain) was ended, because jelouctl was"),
            hint: Message("start jelouctl again"))
    }
}

extension SecretReference {
    /// The reference in words that are safe on a terminal.
    fileprivate var plain: String { PlainText.cleaned(description, limit: 200) }
}
