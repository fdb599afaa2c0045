import Catalogue
import Messages

/// Asks whoever sits at the terminal.
struct Prompt {
    let context: CommandContext

    /// The answer without spaces around it; nil at the end of input.
    func ask(_ question: Message) -> String? {
        context.errors.write(question.text(in: context.language.ofPrompts(context.environment)))
        let answer = context.input.readLine()?.trimmingPrefix(while: \.isWhitespace)
        return answer.map { String(String($0.reversed().drop(while: \.isWhitespace)).reversed()) }
    }

    /// The whole word, as the question says it in either language: a slip of one key is no consent.
    func agrees(to question: Message) -> Bool {
        guard let answer = ask(question) else { return false }
        return ["yes", "sí", "si"].contains(answer.lowercased())
    }
}
