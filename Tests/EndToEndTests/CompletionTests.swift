import Emulator
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Completion, as a shell asks for it", .enabled(if: InstalledProgram.bash.isWanted, "bash is not installed"))
struct CompletionTests {
    /// Loads the script as bash does, and lets it complete the last of the words that follow.
    private static let driver = """
        source "$COMPLETIONS"
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        COMP_LINE="$*"
        COMP_POINT=${#COMP_LINE}
        COMPREPLY=()
        _jelouctl "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        for word in "${COMPREPLY[@]}"; do printf '%s\\n' "$word"; done
        """

    /// What bash would offer for the last word; what stands on standard error is a failure.
    private func offers(
        _ words: String..., in folder: TemporaryFolder, environment: [String: String] = [:]
    ) async throws -> [String] {
        try folder.write(Self.driver, to: ".driver.bash")
        let run = try await BuiltProgram.shell.run(
            ["-c", "exec bash --norc .driver.bash \"$@\"", "sh", BuiltProgram.jelouctl.path] + words, in: folder,
            environment: environment.merging(["COMPLETIONS": projectRoot + "/completions/jelouctl.bash"]) { $1 })
        #expect(run.errors.isEmpty, "\(run.errors)")
        #expect(run.exitCode == 0)
        return run.output.split(separator: "\n").map(String.init)
    }

    private func desired(_ ids: [String]) -> String {
        "version: 1\nprojects:\n"
            + ids.map { "  \($0): { webhookUrl: \"https://panel.example.com/x\" }\n" }.joined()
    }

    @Test("Commands, options and values are offered")
    func words() async throws {
        try await withTemporaryFolder { folder in
            let all = try await offers("", in: folder)
            #expect(all.contains("completion"))
            #expect(!all.contains("manual"))
            #expect(try await offers("pl", in: folder) == ["plan"])
            #expect(try await offers("state", "", in: folder).contains("unlock"))
            #expect(try await offers("completion", "", in: folder) == ["bash", "zsh", "fish"])
            #expect(try await offers("plan", "--format", "js", in: folder) == ["json"])
            #expect(try await offers("apply", "--allow-d", in: folder) == ["--allow-deletes"])
        }
    }

    @Test("Files by their ending, folders for -C")
    func paths() async throws {
        try await withTemporaryFolder { folder in
            for name in ["jelou.yaml", "other.yml", "notes.txt", "sub/x.yaml"] { try folder.write("", to: name) }
            #expect(try await offers("plan", "-f", "", in: folder).sorted() == ["jelou.yaml", "other.yml", "sub"])
            #expect(try await offers("plan", "-C", "", in: folder) == ["sub"])
        }
    }

    @Test("Project ids are those of the files that the line names")
    func projects() async throws {
        try await withTemporaryFolder { folder in
            try folder.write(desired(["ventas-co", "ventas-mx", "\"81237\""]), to: "jelou.yaml")
            try folder.write(desired(["other"]), to: "sub/jelou/a.yaml")
            #expect(try await offers("plan", "--project", "ve", in: folder) == ["ventas-co", "ventas-mx"])
            #expect(try await offers("apply", "--yes", "--exclude", "8", in: folder) == ["81237"])
            #expect(try await offers("plan", "-C", "sub", "--project", "", in: folder) == ["other"])
            #expect(try await offers("plan", "-f", "sub/jelou", "--project", "", in: folder) == ["other"])
            let environment = ["JELOUCTL_FILE": "sub/jelou/a.yaml", "JELOUCTL_EVENTZ": "warned about elsewhere"]
            #expect(
                try await offers("drift", "--project", "", in: folder, environment: environment) == ["other"])
        }
    }

    @Test("Ids of the state are offered too, and to state commands those alone")
    func recorded() async throws {
        try await withAppliedWorld(["a1", "b2"]) { world in
            try world.desire([("c3", newURL("c3"))])
            #expect(try await offers("plan", "--project", "", in: world.folder) == ["a1", "b2", "c3"])
            #expect(try await offers("state", "show", "", in: world.folder) == ["a1", "b2"])
            #expect(try await offers("state", "rm", "a1", "b", in: world.folder) == ["b2"])
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("An id that a shell could act on is neither offered nor acted on")
    func hostile() async throws {
        try await withTemporaryFolder { folder in
            let ids = [
                "'$(touch pwned)'", "'`touch pwned`'", "\"a b\"", "\"it's\"", "'say \"x\"'", "'a:b'", "'a;touch pwned'",
                "'-x'", "'*'", "\"plain\"",
            ]
            try folder.write(desired(ids), to: "jelou.yaml")
            #expect(try await offers("plan", "--project", "", in: folder) == ["plain"])
            #expect(!folder.exists("pwned"))
            // A guard of this test: the ids are valid ones, so it is the completion that leaves them out.
            let run = try await BuiltProgram.jelouctl.run(["validate"], in: folder)
            #expect(run.output.hasPrefix("\(ids.count) projects"))
        }
    }

    @Test(
        "Files that cannot be read offer nothing, and say nothing",
        arguments: ["projects: [\n", "version: 1\nprojects:\n  a: { *x }\n", "\u{0}", "- a\n- b\n", ""])
    func broken(_ text: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.write(text, to: "jelou.yaml")
            try folder.write("{ broken", to: ".jelouctl/state.json")
            #expect(try await offers("plan", "--project", "", in: folder) == [])
            #expect(try await offers("state", "show", "", in: folder) == [])
            #expect(try await offers("plan", "-f", "missing.yaml", "--project", "", in: folder) == [])
            #expect(try await offers("plan", "-f", "-", "--project", "", in: folder) == [])
        }
    }

    @Test("No command of a file is run")
    func commands() async throws {
        try await withTemporaryFolder { folder in
            try folder.write(
                """
                version: 1
                projects:
                  a:
                    webhookUrl: https://panel.example.com/x
                    authType: bearer
                    authorization: { command: ["touch", "pwned"] }

                """, to: "jelou.yaml")
            #expect(try await offers("plan", "--run-commands", "--project", "", in: folder) == ["a"])
            #expect(!folder.exists("pwned"))
        }
    }

    @Test("A file that is too large to be read between two keys is passed over")
    func large() async throws {
        try await withTemporaryFolder { folder in
            let filling = String(repeating: "# \(String(repeating: "x", count: 1000))\n", count: 9000)
            try folder.write(desired(["a"]) + filling, to: "jelou.yaml")
            #expect(try await offers("plan", "--project", "", in: folder) == [])
        }
    }

    @Test("A question that no script asks is answered with nothing", arguments: [[], ["nonsense"], ["plan", "--"]])
    func nonsense(_ words: [String]) async throws {
        try await withTemporaryFolder { folder in
            let run = try await BuiltProgram.jelouctl.run(["---completion"] + words, in: folder)
            #expect(run.exitCode == 0)
            #expect(run.output.isEmpty)
            #expect(run.errors.isEmpty)
        }
    }

    @Test("A manual page is printed by the words of its command")
    func manual() async throws {
        try await withTemporaryFolder { folder in
            let page = try await BuiltProgram.jelouctl.run(["manual", "state", "list"], in: folder)
            #expect(page.exitCode == 0)
            #expect(page.output.contains(".TH JELOUCTL\\-STATE\\-LIST 1"))
            #expect(try await BuiltProgram.jelouctl.run(["manual"], in: folder).output.contains(".TH JELOUCTL 1"))
            let unknown = try await BuiltProgram.jelouctl.run(["manual", "nonsense"], in: folder)
            #expect(unknown.exitCode == 64)
            #expect(unknown.output.isEmpty)
        }
    }

    @Test("The argument parser's own option prints the same scripts", arguments: ["bash", "zsh", "fish"])
    func ownOption(_ shell: String) async throws {
        try await withTemporaryFolder { folder in
            let ours = try await BuiltProgram.jelouctl.run(["completion", shell], in: folder)
            let own = try await BuiltProgram.jelouctl.run(["--generate-completion-script", shell], in: folder)
            #expect(ours.exitCode == 0)
            #expect(own.exitCode == 0)
            #expect(ours.output == own.output)
        }
    }
}

@Suite("Scripts and pages, as the programs that read them see them")
struct CheckedInTextTests {
    @Test("zsh reads its script", .enabled(if: InstalledProgram.zsh.isWanted, "zsh is not installed"))
    func zsh() async throws {
        try await check("zsh -n", "completions/_jelouctl")
    }

    @Test("fish reads its script", .enabled(if: InstalledProgram.fish.isWanted, "fish is not installed"))
    func fish() async throws {
        try await check("fish -n", "completions/jelouctl.fish")
    }

    @Test("mandoc has nothing to say about any page", .enabled(if: InstalledProgram.mandoc.isThere))
    func pages() async throws {
        try await check("mandoc -T lint", "man/*.1")
    }

    private func check(_ command: String, _ files: String) async throws {
        try await withTemporaryFolder { folder in
            let run = try await BuiltProgram.shell.run(
                ["-c", "cd \"$1\" && \(command) \(files)", "sh", projectRoot], in: folder)
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(run.text.isEmpty)
        }
    }
}

/// The folder of the project.
let projectRoot = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
