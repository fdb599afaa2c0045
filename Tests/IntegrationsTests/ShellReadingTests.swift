import Foundation
import Integrations
import TestSupport
import Testing

@Suite("Words as shells read them")
struct ShellReadingTests {
    private static let hostile = [
        "", " ", "a b", "it's", "\"", "$HOME", "$(id)", "`id`", "a\\", "*", "?", "[a]", "{a,b}", "~", "!x", "#x",
        "##[x]",
        "a;b", "a&b", "a|b", "<x", ">x", "(x)", "a=b", "=ls", "-", "-n", "--", "%s", "\\n", "'", "''", "'\\''", "ñ 日本",
        "👩‍👩‍👧",
    ]

    @Test("hostile words are read back by a shell as they were", arguments: ["sh", "bash", "zsh"])
    func quoting(_ shell: String) async throws {
        let words = Self.hostile + (shell == "sh" ? [] : Self.controls)
        try await expectReadBack(words, by: shell)
    }

    /// In `$'…'`, which some shells do not know yet, among them the `sh` of Debian.
    private static let controls = [
        "a\u{1B}[31mb", "a\nb", "\n", "\r\n", "\t1", "\u{202E}x", "\u{7F}0", "\u{200B}", "\u{85}'\\!#", "\u{FEFF}7",
    ]

    private func expectReadBack(_ words: [String], by shell: String) async throws {
        guard
            let path = ["/bin", "/usr/bin", "/usr/local/bin"].map({ "\($0)/\(shell)" }).first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { return }
        try await withTemporaryFolder { folder in
            let shown = words.map { ShellWord($0).description }
            try folder.write(shown.map { "printf '%s\\0' \($0)\n" }.joined(), to: "words.sh")
            let run = try await BuiltProgram.shell.run(["-c", "'\(path)' words.sh >out"], in: folder, environment: [:])
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(
                try folder.read("out").split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(
                    String.init) == words)
        }
    }
}
