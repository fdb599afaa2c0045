import ArgumentParser
import DesiredFiles
import Integrations
import Messages
import Presentation

/// Checks the files.
struct ValidateCommand: FindingsCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check the desired-state files. No network.",
        discussion: """
            Examples:
              jelouctl validate
              jelouctl validate -f jelou/ --format json
              cat jelou.yaml | jelouctl validate -f -

            Reports every error of every file in one pass, with its place and its fix. Exit code 65 if there is one.
            """)

    @OptionGroup(title: "Files") var files: FileOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    @Flag(name: .customLong("require-credentials"), help: "Fail if a credential cannot be looked up.")
    var requireCredentials = false

    @Flag(name: .customLong("run-commands"), help: "Run {command: …} references.")
    var runCommands = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        let loaded = try DesiredInput.load(files, output, context)
        var diagnostics = loaded.diagnostics
        if !loaded.hasErrors {
            let findings = await CredentialLookup(context, runsCommands: runCommands).findings(
                for: loaded.desired, key: nil, severity: requireCredentials ? .error : .warning)
            diagnostics += findings.problems
        }
        let style = output.style(on: context.errors, context)
        context.errors.write(DiagnosticText(style: style).render(diagnostics))
        let result = ValidationResult(
            projectCount: loaded.desired.projects.count, filesName: context.text(loaded.displayName),
            diagnostics: diagnostics
        )
        output.annotate(diagnostics.map(CIFinding.init), context)
        output.writeFindings({ CIReport(result, files: loaded.files, paths: context.ciPaths) }, context)
        output.write(
            text: { ValidateText(style: output.style(on: context.output, context)).render(result) },
            json: { ValidateJSON().encode(result) }, context)
        if loaded.hasErrors { return .invalidFiles }
        return diagnostics.contains { $0.severity == .error } ? .failure : .success
    }
}
