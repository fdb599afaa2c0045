/// Asks whoever sits at the terminal.
struct Prompt {
    let context: CommandContext

    /// The answer without spaces around it; nil at the end of input.
    func ask(_ question: String) -> String? {
        context.errors.write(question)
        let answer = context.input.readLine()?.trimmingPrefix(while: \.isWhitespace)
        return answer.map { String(String($0.reversed().drop(while: \.isWhitespace)).reversed()) }
    }

    func agrees(to question: String) -> Bool {
        guard let answer = ask(question) else { return false }
        return ["yes", "y", "sí", "si", "s"].contains(answer.lowercased())
    }
}
