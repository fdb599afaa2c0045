/// What a line that is still being typed says about where files and state are.
///
/// It is read with more patience than a finished one: what it does not understand, it passes over.
struct CompletionLine: Equatable {
    private(set) var files: [String] = []
    private(set) var folder: String?
    private(set) var state: String?

    /// - Parameters:
    ///   - words: as the shell's script hands them over; the program's name may be the first.
    ///   - environment: its variables stand in for options that the line does not name.
    init(_ words: [String], environment: [String: String]) {
        let home = environment["HOME"]
        let areQuoted = Self.areQuoted(environment)
        var rest = Self.unsplit(words)[...]
        while let word = rest.popFirst(), word != "--" {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first, Self.names.contains(String(name)) else { continue }
            guard let typed = parts.count > 1 ? String(parts[1]) : rest.popFirst() else { break }
            let value = Self.resolved(areQuoted ? Self.unquoted(typed) : typed, typed: typed, home: home)
            guard !value.isEmpty else { continue }
            switch name {
            case "-f", "--file": files.append(value)
            case "-C", "--chdir": folder = value
            default: state = value
            }
        }
        if files.isEmpty { files = (environment["JELOUCTL_FILE"] ?? "").split(separator: ",").map(String.init) }
        folder = folder ?? Self.given(environment["JELOUCTL_CHDIR"])
        state = state ?? Self.given(environment["JELOUCTL_STATE"])
    }

    private static let names: Set<String> = ["-f", "--file", "-C", "--chdir", "--state"]

    private static func given(_ value: String?) -> String? { value.flatMap { $0.isEmpty ? nil : $0 } }

    /// Joins what bash takes apart: it hands `--file=x` over as `--file`, `=` and `x`.
    private static func unsplit(_ words: [String]) -> [String] {
        var joined: [String] = []
        var index = 0
        while index < words.count {
            if words[index] == "=", joined.last?.hasPrefix("--") == true {
                joined[joined.count - 1] += "=" + (index + 1 < words.count ? words[index + 1] : "")
                index += 2
            } else {
                joined.append(words[index])
                index += 1
            }
        }
        return joined
    }

    /// Whether words come as they were typed, with their quotes and backslashes.
    ///
    /// fish takes these away before version 4; to take them away twice would make another name of `it's`.
    private static func areQuoted(_ environment: [String: String]) -> Bool {
        guard environment["SAP_SHELL"] == "fish", let version = environment["SAP_SHELL_VERSION"] else { return true }
        return Int(version.prefix { $0 != "." }).map { $0 > 3 } ?? true
    }

    /// The word without its quotes and backslashes; nothing else of a shell's is done.
    private static func unquoted(_ word: String) -> String {
        var text = ""
        var quote: Character?
        var isEscaped = false
        for character in word {
            if isEscaped {
                text.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The path with the home folder in the place of a `~/` that stands outside of quotes.
    private static func resolved(_ text: String, typed: String, home: String?) -> String {
        guard text.hasPrefix("~/"), typed.hasPrefix("~/"), let home, !home.isEmpty else { return text }
        return home + text.dropFirst()
    }
}
