import ArgumentParser
import Integrations
import Presentation
import StateStorage

/// Parses a command line, runs its command, and says how it ended.
///
/// The only place where an exit status is decided upon.
package enum CommandLineEntry {
    package static func run(_ arguments: [String], in context: CommandContext) async -> ExitStatus {
        let status = await dispatch(arguments, context)
        // What could not be written is an error of its own, unless something worse is to be told.
        guard let failure = context.output.failure else { return status }
        context.errors.writeLine("error: the output could not be written: \(failure) [output-not-written]")
        return status == .success || status == .differences ? .failure : status
    }

    private static func dispatch(_ arguments: [String], _ context: CommandContext) async -> ExitStatus {
        let expanded: VariableArguments
        do {
            expanded = try VariableArguments(
                arguments: arguments, environment: context.environment, root: JelouctlCommand.self)
        } catch {
            context.errors.writeLine("error: \(error.variable) \(error.reason) [variable]")
            return .usage
        }
        for variable in expanded.unknown {
            context.errors.writeLine(
                "warning: \(PlainText.cleaned(variable)) is the variable of no option, and is ignored [variable]")
        }
        do {
            var command = try JelouctlCommand.parseAsRoot(expanded.arguments)
            guard let ours = command as? any ContextCommand else {
                // Help, version, and the root without a subcommand.
                try command.run()
                return .success
            }
            return await run(ours, context)
        } catch {
            return parsingEnded(with: error, expanded.variables, context)
        }
    }

    private static func run(_ command: any ContextCommand, _ context: CommandContext) async -> ExitStatus {
        do {
            return try await command.run(in: context)
        } catch let failure as CommandFailure {
            return report(failure, of: command, context)
        } catch let error as StateStorageError {
            return report(CommandFailure(error), of: command, context)
        } catch {
            let failure = CommandFailure(
                .failure, code: "unexpected", summary: "the command ended early",
                detail: PlainText.cleaned(String(describing: error)),
                hint: "Run it again with --log-level debug, and report it if it stays.")
            return report(failure, of: command, context)
        }
    }

    /// Help and version are results; everything else is wrong usage.
    private static func parsingEnded(
        with error: any Error, _ variables: [String], _ context: CommandContext
    ) -> ExitStatus {
        // The message repeats what was typed, or what a variable holds.
        let message = JelouctlCommand.fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
            .map { PlainText.cleaned(String($0), limit: 2000) }.joined(separator: "\n")
        guard JelouctlCommand.exitCode(for: error) != .success else {
            context.output.writeLine(message)
            return .success
        }
        context.errors.writeLine(message)
        if !variables.isEmpty {
            context.errors.writeLine("The environment gave: \(variables.joined(separator: ", "))")
        }
        return .usage
    }

    private static func report(
        _ failure: CommandFailure, of command: any ContextCommand, _ context: CommandContext
    ) -> ExitStatus {
        let style = command.output.style(on: context.errors, context)
        context.errors.write(DiagnosticText(style: style).render(failure.diagnostics))
        let name = type(of: command).fullName
        let document = FailureJSON.encode(command: name, diagnostics: failure.diagnostics)
        command.output.writeJSON(document, replacingFile: !failure.sparesTheOutputFile, context)
        return failure.status
    }
}

extension OutputOptions {
    func style(on writer: CheckedWriter, _ context: CommandContext) -> TextStyle {
        TextStyle(usesColor: usesColor(on: writer, environment: context.environment), width: writer.width)
    }
}
