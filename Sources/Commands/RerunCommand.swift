import Integrations
import Planning

extension ApplyCommand {
    /// The command that goes on from here: the same files, state and filters.
    ///
    /// A word for deletes is not carried over, because their number has changed, and neither is a saved plan: it is used up.
    var rerunCommand: String {
        var words = ["jelouctl", plan == nil ? "apply" : "plan"]
        if let folder = files.chdir { words += ["-C", folder] }
        words += files.file.flatMap { ["-f", $0] }
        if let path = state.state { words += ["--state", path] }
        // Without it the command would go to the API that the files name, or to the real one.
        if let address = try? connection.baseURL?.result.get() { words += ["--base-url", address.text] }
        if guards.rebase { words.append("--rebase") }
        if let path = connection.caFile { words += ["--ca-file", path] }
        words += filter.project.flatMap { ["--project", $0] } + filter.exclude.flatMap { ["--exclude", $0] }
        words += filter.label.flatMap { ["--label", "\($0.key)=\($0.value)"] }
        if let shard = filter.shard { words += ["--shard", shard.shard.description] }
        return words.map(Self.quoted).joined(separator: " ")
    }

    /// A word as a POSIX shell reads it.
    private static func quoted(_ word: String) -> String {
        let word = PlainText.cleaned(word, limit: 1024)
        let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:@%+,".contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
