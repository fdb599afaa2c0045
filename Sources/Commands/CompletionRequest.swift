import ArgumentParser

/// A completion script's question: which words may stand where the cursor is.
///
/// Whatever is wrong, nothing but words is printed and the exit status is 0: a message would end up in the middle of the
/// line that somebody is typing.
enum CompletionRequest {
    /// What the machine gives, while a question is answered: the argument parser hands its completions nothing but words.
    @TaskLocal static var context: CommandContext?

    /// The word that the scripts begin their questions with.
    static let mark = "---completion"

    /// Answers on standard output.
    ///
    /// - Returns: nil if this command line is no such question.
    static func answer(_ arguments: [String], in context: CommandContext) -> ExitStatus? {
        guard arguments.first == mark else { return nil }
        let found = $context.withValue(context) { words(for: arguments) }
        // As bytes: a shell takes them as they are.
        if !found.isEmpty { context.output.write(Array((found + "\n").utf8)) }
        return .success
    }

    private static func words(for arguments: [String]) -> String {
        do {
            _ = try JelouctlCommand.parseAsRoot(arguments)
            return ""
        } catch {
            // The parser throws the answer, as it does help and version.
            return JelouctlCommand.exitCode(for: error) == .success ? JelouctlCommand.fullMessage(for: error) : ""
        }
    }
}
