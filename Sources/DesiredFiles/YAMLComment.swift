/// Comments of a YAML file that we write.
enum YAMLComment {
    /// Each line of a text as a comment of its own.
    static func lines(_ text: String) -> String {
        text.split(separator: "\n").map { "# \($0)\n" }.joined()
    }
}
