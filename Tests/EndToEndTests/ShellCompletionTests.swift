import Emulator
import TestSupport
import Testing

@Suite("Tab, in a shell at a terminal")
struct ShellCompletionTests {
    @Test("bash knows the words", .enabled(if: CompletingShell.bash.isWanted, "bash 4 or python3 is not installed"))
    func bash() async throws {
        try await words(.bash)
    }

    @Test("zsh knows the words", .enabled(if: CompletingShell.zsh.isWanted, "zsh or python3 is not installed"))
    func zsh() async throws {
        try await words(.zsh)
    }

    @Test("fish knows the words", .enabled(if: CompletingShell.fish.isWanted, "fish or python3 is not installed"))
    func fish() async throws {
        try await words(.fish)
    }

    /// Commands, options and values of options.
    private func words(_ shell: CompletingShell) async throws {
        try await withTemporaryFolder { folder in
            let commands = try await shell.offers("jelouctl ", in: folder)
            #expect(commands.contains("plan") && commands.contains("completion"))
            #expect(!commands.contains("manual"))
            #expect(try await shell.complete("jelouctl pl", in: folder).line == "jelouctl plan ")
            #expect(try await shell.offers("jelouctl state ", in: folder).contains("unlock"))
            #expect(
                try await shell.offers("jelouctl plan --allow-", in: folder)
                    == ["--allow-changes", "--allow-creates", "--allow-deletes"])
            let option = try await shell.complete("jelouctl apply --allow-d", in: folder)
            #expect(option.line == "jelouctl apply --allow-deletes ")
            let formats = ["code-quality", "json", "junit", "markdown", "sarif", "text"]
            #expect(try await shell.offers("jelouctl plan --format ", in: folder) == formats)
            let format = try await shell.complete("jelouctl plan -q --format js", in: folder)
            #expect(format.line == "jelouctl plan -q --format json ")
            #expect(format.errors.isEmpty)
            #expect(try await shell.offers("jelouctl completion ", in: folder) == ["bash", "fish", "zsh"])
        }
    }

    private func desired(_ ids: [String]) -> String {
        "version: 1\nprojects:\n"
            + ids.map { "  \($0): { webhookUrl: \"https://panel.example.com/x\" }\n" }.joined()
    }

    @Test("Project ids are those of the files that the line names", arguments: CompletingShell.wanted)
    func projects(_ shell: CompletingShell) async throws {
        try await withTemporaryFolder { folder in
            try folder.write(desired(["ventas-co", "ventas-mx", "\"81237\""]), to: "jelou.yaml")
            try folder.write(desired(["other"]), to: "sub/jelou/a.yaml")
            func offers(_ rest: String) async throws -> [String] {
                try await shell.offers("jelouctl " + rest, in: folder)
            }
            #expect(try await offers("plan --project ") == ["81237", "ventas-co", "ventas-mx"])
            #expect(try await offers("plan --project ventas-") == ["ventas-co", "ventas-mx"])
            let whole = try await shell.complete("jelouctl apply --yes --exclude ventas-m", in: folder)
            #expect(whole.line == "jelouctl apply --yes --exclude ventas-mx ")
            #expect(try await offers("plan -C sub --project ") == ["other"])
            #expect(try await offers("plan --chdir=sub --project ") == ["other"])
            #expect(try await offers("drift -f sub/jelou --project ") == ["other"])
            #expect(try await offers("plan -C sub -f jelou/a.yaml --project ot") == ["other"])
            let environment = ["JELOUCTL_FILE": "sub/jelou/a.yaml"]
            #expect(
                try await shell.offers("jelouctl plan --project ", in: folder, environment: environment) == ["other"])
        }
    }

    @Test(
        "Files and folders may have any name", arguments: CompletingShell.wanted,
        [
            "my folder", "it's", "a\\b", "say \"x\"", "$(touch pwned)", "`touch pwned`", "(touch pwned)", "$HOME",
            "a=b", "*",
        ])
    func names(_ shell: CompletingShell, _ name: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.write(desired(["inside"]), to: name + "/jelou.yaml")
            let quoted =
                "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
            #expect(try await shell.offers("jelouctl plan -C \(quoted) --project ", in: folder) == ["inside"])
            #expect(
                try await shell.offers("jelouctl plan -f \(quoted)/jelou.yaml --project ", in: folder) == ["inside"])
            #expect(try folder.files() == [name + "/jelou.yaml"])
        }
    }

    @Test("An id that a shell could act on is neither offered nor acted on", arguments: CompletingShell.wanted)
    func hostile(_ shell: CompletingShell) async throws {
        try await withTemporaryFolder { folder in
            let ids = [
                "'$(touch pwned)'", "'`touch pwned`'", "'(touch pwned)'", "'p$(touch pwned)'", "\"a b\"", "\"it's\"",
                "'say \"x\"'", "'a:b'", "'a;touch pwned'", "'a|touch pwned'", "'-x'", "'--yes'", "'*'", "'~'",
                "'{a,b}'",
                "'p\\x'", "'$HOME'", "'!!'", "'#x'", "'=ls'", "'${(e):-$(touch pwned)}'", "\"plain\"",
            ]
            try folder.write(desired(ids), to: "jelou.yaml")
            let tried = try await shell.complete("jelouctl plan --project ", in: folder)
            #expect(tried.offers == ["plain"])
            #expect(tried.line == "jelouctl plan --project plain ")
            #expect(tried.errors.isEmpty)
            #expect(try await shell.offers("jelouctl plan --project p", in: folder) == ["plain"])
            #expect(try folder.files() == ["jelou.yaml"])
            // A guard of this test: the ids are valid ones, so it is the completion that leaves them out.
            let run = try await BuiltProgram.jelouctl.run(["validate"], in: folder)
            #expect(run.output.hasPrefix("\(ids.count) projects"))
        }
    }

    @Test("Ids with control characters do not reach the terminal", arguments: CompletingShell.wanted)
    func controlCharacters(_ shell: CompletingShell) async throws {
        try await withTemporaryFolder { folder in
            let ids = [
                "\"a\\nb\"", "\"a\\tb\"", "\"a\\e[31m\"", "\"a\\rb\"", "\"a\\x7f\"", "\"a\\u202e\"", "\"\\0\"", "apt",
            ]
            try folder.write(desired(ids), to: "jelou.yaml")
            let tried = try await shell.complete("jelouctl plan --project a", in: folder)
            #expect(tried.offers == ["apt"])
            #expect(tried.line == "jelouctl plan --project apt ")
            #expect(tried.errors.isEmpty)
        }
    }

    @Test(
        "What was typed is not run", arguments: CompletingShell.wanted,
        [
            "--project '$(touch pwned)", "--project \"$(touch pwned)", "--project `touch pwned`",
            "--project $(touch pwned)",
            "-f $(touch pwned) --project ", "-C `touch pwned` --project ", "-C \"$(touch pwned)\" --project ",
            "--project $(touch pwned) --format ",
        ])
    func typed(_ shell: CompletingShell, _ rest: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.write(desired(["plain"]), to: "jelou.yaml")
            let tried = try await shell.complete("jelouctl plan " + rest, in: folder)
            #expect(tried.errors.isEmpty)
            #expect(try folder.files() == ["jelou.yaml"])
        }
    }

    @Test(
        "Files that cannot be read offer nothing, and say nothing", arguments: CompletingShell.wanted,
        [
            "projects: [\n", "version: 1\nprojects:\n  a: { *x }\n", "\u{0}", "- a\n- b\n", "",
            "\u{1B}[31m: $(touch pwned",
        ])
    func broken(_ shell: CompletingShell, _ text: String) async throws {
        try await withTemporaryFolder { folder in
            try folder.write(text, to: "jelou.yaml")
            try folder.write("{ broken", to: ".jelouctl/state.json")
            for line in [
                "jelouctl plan --project ", "jelouctl state show ", "jelouctl plan -f missing.yaml --project ",
                "jelouctl plan -C missing --project x",
            ] {
                let tried = try await shell.complete(line, in: folder)
                #expect(tried.offers.isEmpty)
                #expect(tried.errors.isEmpty)
                #expect(tried.line == line)
            }
            #expect(try folder.files() == [".jelouctl/state.json", "jelou.yaml"])
        }
    }

    @Test(
        "Ids of the state are offered too; the API is not asked, and no command is run",
        arguments: CompletingShell.wanted)
    func recorded(_ shell: CompletingShell) async throws {
        try await withAppliedWorld(["a1", "b2"]) { world in
            let before = try world.folder.files()
            try world.desire(
                """
                projects:
                  c3:
                    webhookUrl: https://panel.example.com/x
                    authType: bearer
                    authorization: { command: ["touch", "pwned"] }

                """)
            for environment in [world.environment, [:]] {
                func offers(_ rest: String) async throws -> [String] {
                    try await shell.offers("jelouctl " + rest, in: world.folder, environment: environment)
                }
                #expect(try await offers("apply --refresh --run-commands --project ") == ["a1", "b2", "c3"])
                #expect(try await offers("state show ") == ["a1", "b2"])
                #expect(try await offers("state rm a1 b") == ["b2"])
            }
            #expect(await world.emulator.requests().isEmpty)
            #expect(try world.folder.files() == before)
        }
    }
}
