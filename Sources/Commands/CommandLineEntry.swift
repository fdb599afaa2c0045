import ArgumentParser
import Integrations
import Messages
import Presentation
import StateStorage

/// Parses a command line, runs its command, and says how it ended.
///
/// The only place where an exit status is decided upon.
package enum CommandLineEntry {
    package static func run(_ arguments: [String], in context: CommandContext) async -> ExitStatus {
        if let status = CompletionRequest.answer(arguments, in: context) { return status }
        let request = LanguageRequest(arguments, context.environment)
        // Said here already, because what comes before a command, or instead of one, is for people too.
        context.language.ask(for: request.language)
        let status = await dispatch(request.arguments, context)
        // What could not be written is an error of its own, unless something worse is to be told.
        guard let failure = context.output.failure else { return status }
        context.say(Message("error: the output could not be written: \(failure) [output-not-written]"))
        return status == .success || status == .differences ? .failure : status
    }

    private static func dispatch(_ arguments: [String], _ context: CommandContext) async -> ExitStatus {
        let expanded: VariableArguments
        do {
            expanded = try VariableArguments(
                arguments: arguments, environment: context.environment, root: JelouctlCommand.self)
        } catch {
            context.say(Message("error: \(error.variable) \(error.reason) [variable]"))
            return .usage
        }
        for variable in expanded.unknown {
            context.say(
                Message(
                    """
                    warning: \(PlainText.cleaned(variable)) is the variable of no option, and is ignored [variable]
                    """))
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
        context.language.ask(for: command.output.lang)
        do {
            try command.checkFormat()
            try command.checkMarkdown()
            try command.checkSummary(context)
            return try await command.run(in: context)
        } catch let failure as CommandFailure {
            return report(failure, of: command, context)
        } catch let error as StateStorageError {
            return report(CommandFailure(error), of: command, context)
        } catch {
            let failure = CommandFailure(
                .failure, code: "unexpected", summary: Message("the command ended early"),
                detail: Message(verbatim: PlainText.cleaned(String(describing: error))),
                hint: Message("Run it again with --log-level debug, and report it if it stays."))
            return report(failure, of: command, context)
        }
    }

    /// Help and version are results; everything else is wrong usage.
    private static func parsingEnded(
        with error: any Error, _ variables: [String], _ context: CommandContext
    ) -> ExitStatus {
        let message = JelouctlCommand.fullMessage(for: error)
        let language = context.language.value
        guard JelouctlCommand.exitCode(for: error) != .success else {
            // In English the parser's own text, which is the same.
            let help = language == .english ? nil : HelpRequest(message)
            let columns = context.environment["COLUMNS"].flatMap(Int.init) ?? context.output.width
            context.output.writeLine(help?.text(HelpWords(language), width: columns) ?? message)
            return .success
        }
        context.errors.writeLine(UsageErrorText(message).text(in: language))
        if !variables.isEmpty {
            context.say(Message("The environment gave: \(variables.joined(separator: ", "))"))
        }
        return .usage
    }

    private static func report(
        _ failure: CommandFailure, of command: any ContextCommand, _ context: CommandContext
    ) -> ExitStatus {
        let style = command.output.style(on: context.errors, context)
        context.errors.write(DiagnosticText(style: style).render(failure.diagnostics))
        command.output.annotate(failure.diagnostics.map(CIFinding.init), context)
        let name = type(of: command).fullName
        if command is any FindingsCommand {
            command.output.writeFindings(
                { CIReport(failed: name, failure.diagnostics, paths: context.ciPaths) }, context)
        }
        let document = FailureJSON.encode(command: name, diagnostics: failure.diagnostics)
        command.output.writeJSON(document, replacingFile: !failure.sparesTheOutputFile, context)
        command.output.writeMarkdown(failure, of: name, context)
        return failure.status
    }
}

extension OutputOptions {
    func style(on writer: CheckedWriter, _ context: CommandContext) -> TextStyle {
        TextStyle(
            usesColor: usesColor(on: writer, environment: context.environment), width: writer.width,
            language: context.language.value)
    }
}
