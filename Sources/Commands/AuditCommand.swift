import ArgumentParser
import AuditLog
import Integrations
import Messages
import Presentation
import Reports

/// Looks after audit logs.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the log that apply --audit-log writes.",
        subcommands: [AuditVerifyCommand.self])
}

/// Checks that each entry of an audit log is bound to the one before it.
struct AuditVerifyCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that no entry of an audit log was changed, removed or moved.",
        discussion: """
            Exit code 0 if the chain holds, 1 if not. A chain cannot show that entries are missing at its end: keep \
            the head that a run or this command printed, and pass it with --expect-head.
            """)
    static let fullName = "audit verify"

    @Argument(help: "The audit log.", completion: .file())
    var file: String

    @Option(
        name: .customLong("expect-head"),
        help: ArgumentHelp("The hash that the last entry must have.", valueName: "sha256:…"))
    var expectHead: DigestArgument?

    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in context: CommandContext) async throws -> ExitStatus {
        let verification: AuditVerification
        do { verification = try AuditVerifier.verify(path: file) } catch {
            throw CommandFailure(.failure, [error.diagnostic])
        }
        try output.checkTarget(isNoneOf: [file])
        if verification.problem == nil, let expectHead, expectHead.text != verification.head {
            throw CommandFailure(.failure, [otherHead(verification)])
        }
        if let problem = verification.problem {
            let style = output.style(on: context.errors, context)
            context.errors.write(DiagnosticText(style: style).render([problem.diagnostic(path: file)]))
        }
        output.write(
            text: { AuditText(style: output.style(on: context.output, context)).render(verification, path: file) },
            json: { AuditJSON().encode(verification, path: file) }, context)
        return verification.problem == nil ? .success : .failure
    }

    private func otherHead(_ verification: AuditVerification) -> Diagnostic {
        Diagnostic(
            code: "audit-log-head", severity: .error,
            summary: Message("the audit log has another head than the expected one"),
            detail: verification.head.map { Message("Its entries hold together, and the last one has the hash \($0).") }
                ?? Message("It holds no entry."),
            hint: Message(
                """
                Entries were appended since, or the log was cut at its end: look for the expected hash in it.
                """))
    }
}
