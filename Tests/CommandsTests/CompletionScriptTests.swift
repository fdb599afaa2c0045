import Testing

@testable import Commands

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Completion scripts")
struct CompletionScriptTests {
    static let files: [(shell: CompletionCommand.Shell, file: String)] = [
        (.bash, "jelouctl.bash"), (.zsh, "_jelouctl"), (.fish, "jelouctl.fish"),
    ]

    @Test("Each is the one that is checked in", arguments: files)
    func script(_ shell: CompletionCommand.Shell, _ file: String) throws {
        let script = try #require(CompletionCommand.script(for: shell))
        expectCheckedIn(script + "\n", "completions/\(file)")
    }

    @Test("Every shell has one")
    func everyShell() {
        #expect(Set(Self.files.map(\.shell)) == Set(CompletionCommand.Shell.allCases))
    }

    @Test(
        "No script offers a command that help does not list", arguments: CompletionCommand.Shell.allCases)
    func hidden(_ shell: CompletionCommand.Shell) throws {
        let script = try #require(CompletionCommand.script(for: shell))
        #expect(script.contains("completion"))
        #expect(!script.contains("manual"))
    }
}

@Suite("A line that is being typed")
struct CompletionLineTests {
    private func line(_ words: String..., environment: [String: String] = [:]) -> CompletionLine {
        CompletionLine(["jelouctl", "plan"] + words, environment: environment)
    }

    @Test("Files, folder and state are read in every way of writing them")
    func options() {
        for line in [
            line("-f", "a.yaml", "-f", "b", "-C", "x", "--state", "s.json", "--project", ""),
            line("--file", "a.yaml", "--file", "b", "--chdir", "x", "--state", "s.json"),
            line("--file=a.yaml", "--file=b", "--chdir=x", "--state=s.json"),
            line("--file", "=", "a.yaml", "--file", "=", "b", "--chdir", "=", "x", "--state", "=", "s.json"),
        ] {
            #expect(line.files == ["a.yaml", "b"])
            #expect(line.folder == "x")
            #expect(line.state == "s.json")
        }
    }

    @Test("Quotes and backslashes are taken away, and ~/ is the home folder")
    func quotes() {
        let line = line(
            "-f", "\"my file.yaml\"", "-C", "~/my\\ folder", "--state", "'a\\b'\"~/\"", environment: ["HOME": "/h"])
        #expect(line.files == ["my file.yaml"])
        #expect(line.folder == "/h/my folder")
        #expect(line.state == "a\\b~/")
    }

    @Test("Words of fish come without their quotes before version 4, and with them from then on")
    func fish() {
        let old = ["SAP_SHELL": "fish", "SAP_SHELL_VERSION": "3.6.0"]
        let three = line("-C", "it's", "-f", "a\\b\"", environment: old)
        #expect(three.folder == "it's")
        #expect(three.files == ["a\\b\""])
        let four = ["SAP_SHELL": "fish", "SAP_SHELL_VERSION": "4.0.2"]
        #expect(line("-C", "it\\'s", environment: four).folder == "it's")
        let home = ["SAP_SHELL": "fish", "SAP_SHELL_VERSION": "3.7", "HOME": "/h"]
        #expect(line("-C", "~/x", environment: home).folder == "/h/x")
    }

    @Test("Variables stand in for what the line does not name")
    func variables() {
        let environment = ["JELOUCTL_FILE": "a.yaml,b", "JELOUCTL_CHDIR": "x", "JELOUCTL_STATE": "s.json"]
        let silent = line(environment: environment)
        #expect(silent.files == ["a.yaml", "b"])
        #expect(silent.folder == "x")
        #expect(silent.state == "s.json")
        let named = line("-f", "c", "-C", "y", "--state", "t.json", environment: environment)
        #expect(named.files == ["c"])
        #expect(named.folder == "y")
        #expect(named.state == "t.json")
    }

    @Test("A line that ends early, and words behind --, say nothing")
    func unfinished() {
        #expect(line("-f") == line())
        #expect(line("--chdir", "=") == line())
        #expect(line("--", "-f", "a.yaml") == line())
        #expect(CompletionLine([], environment: [:]) == line())
    }
}

@Suite("Ids that a shell can be offered")
struct CompletionIDTests {
    @Test("Plain ones are", arguments: ["81237", "ventas-co", "A.b_c-9"])
    func plain(_ id: String) {
        #expect(CompletionProjects.isPlain(id))
    }

    @Test(
        "What a shell could act on is not",
        arguments: [
            "$(touch x)", "`touch x`", "a b", "a\nb", "a\tb", "a'b", "a\"b", "a\\b", "a:b", "a;b", "a|b", "a&b", "a>b",
            "*", "a?", "[a]", "{a,b}", "~", "a=b", "#a", "!a", "-a", "--yes", "a/b", "ñandú", "a%b",
        ])
    func hostile(_ id: String) {
        #expect(!CompletionProjects.isPlain(id))
    }
}

/// Compares a text with a file that is checked in, by its path from the project's root.
///
/// `RECORD_SNAPSHOTS=1` writes the file anew, and fails, so that a recording run can never pass for a green one.
func expectCheckedIn(
    _ text: String, _ path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let file = checkedInFolder(path)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        do {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(path): read it, then run again without it", sourceLocation: sourceLocation)
        } catch {
            Issue.record("could not record \(path): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    let bytes = (try? Data(contentsOf: file)) ?? Data()
    #expect(
        bytes == Data(text.utf8), "\(path) is stale: RECORD_SNAPSHOTS=1 writes it anew", sourceLocation: sourceLocation)
}

/// A path from the project's root.
func checkedInFolder(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: path)
}
