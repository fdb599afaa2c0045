import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("Markdown for a comment in a review")
struct MarkdownTests {
    @Test("plan, apply and drift write it to standard output or to a file, and exit as with text")
    func commands() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b"))])
            let flags = ["plan", "--detailed-exitcode", "--allow-deletes", "1"]
            let text = try await world.jelouctl(flags)
            let markdown = try await world.jelouctl(flags + ["--format", "markdown"])
            #expect(markdown.exitCode == text.exitCode && markdown.exitCode == 2)
            #expect(
                markdown.output.hasPrefix("<!-- jelouctl:plan -->\n### Plan: 0 to create, 1 to update, 1 to delete"))
            #expect(markdown.output.contains("- `c` · delete, cannot be undone"))
            #expect(markdown.output.contains("Exit code 2: there are changes."))
            let both = try await world.jelouctl(flags + ["--markdown-out", "plan.md", "--json-out", "plan.json"])
            #expect(both.output == text.output)
            #expect(try world.folder.read("plan.md") == markdown.output)
            #expect(try await world.jelouctl(flags + ["--format", "markdown"]).output == markdown.output)

            let drift = try await world.jelouctl("drift", "--format", "markdown")
            #expect(drift.exitCode == 0, "\(drift.text)")
            #expect(drift.output.hasPrefix("<!-- jelouctl:drift -->\n### Drift: 0 drifted,"))
            #expect(drift.output.contains("#### Pending (2)"))

            let apply = try await world.jelouctl(
                "apply", "--yes", "--allow-deletes", "1", "--format", "markdown", "--markdown-out", "apply.md")
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(apply.output.hasPrefix("<!-- jelouctl:apply -->\n### Apply: 2 succeeded, 0 failed"))
            #expect(apply.errors.contains("Plan: 0 to create, 1 to update"), "the plan goes where people read")
            #expect(try world.folder.read("apply.md") == apply.output)
        }
    }

    @Test("a saved plan tells its digest, and a dry run shows the same plan")
    func saved() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let plan = try await world.jelouctl("plan", "--out", "saved.json", "--markdown-out", "plan.md")
            #expect(plan.exitCode == 0, "\(plan.text)")
            let digest = try #require(try world.json(world.folder.read("saved.json"))["digest"] as? String)
            #expect(
                try world.folder.read("plan.md").contains(
                    "`jelouctl apply saved.json --expect-digest \(digest) --base-url "))
            let dry = try await world.jelouctl("apply", "saved.json", "--dry-run", "--format", "markdown")
            #expect(dry.exitCode == 0)
            #expect(dry.output.hasPrefix("<!-- jelouctl:plan -->\n### Plan: 0 to create, 1 to update"))
        }
    }

    @Test("what fails before there is a result says so, with the marker, and leaves no old file that looks well")
    func failure() async throws {
        try await withAppliedWorld { world in
            let old = "an older success\n"
            for (command, code) in [("plan", 65), ("apply", 65), ("drift", 65)] {
                try world.desire(
                    "projects:\n  a:\n    webhookUrl: http://x.example.com\n    nme: \"@team </details>\"\n")
                try world.folder.write(old, to: "out.md")
                let run = try await world.jelouctl(command, "--format", "markdown", "--markdown-out", "out.md")
                #expect(run.exitCode == Int32(code), "\(run.text)")
                #expect(run.output.hasPrefix("<!-- jelouctl:\(command) -->\n### \(command): no result\n"))
                #expect(run.output.contains("`jelou.yaml:4:"))
                #expect(run.output.contains("**error**") && run.output.contains("Exit code 65"))
                #expect(try world.folder.read("out.md") == run.output)
                let text = try await world.jelouctl(command, "--markdown-out", "out.md")
                #expect(text.exitCode == run.exitCode && text.output.isEmpty)
                #expect(try world.folder.read("out.md") == run.output)
            }
            try world.desire([("a", nextURL("a"))])
            let refused = try await world.jelouctl("apply", "--yes", "--markdown-out", "out.md")
            #expect(refused.exitCode == 4)
            #expect(try world.folder.read("out.md").contains("Exit code 4: refused, nothing was sent."))
        }
    }

    @Test("a failed apply names what failed, and the state that it left")
    func failedApply() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", nextURL("b")), ("c", newURL("c"))])
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:a:1:status=400"))
            let run = try await world.jelouctl("apply", "--yes", "--format", "markdown")
            #expect(run.exitCode == 3, "\(run.text)")
            #expect(run.output.contains("### Apply: 1 succeeded, 1 failed, 0 skipped, 0 unknown."))
            #expect(run.output.contains("#### Failed (1)") && run.output.contains("- `a` ·"))
            #expect(run.output.contains("State saved: `.jelouctl/state.json` serial"))
            #expect(run.output.contains("To go on from here: `jelouctl apply"))
        }
    }

    @Test("a file that the command needs is not written over")
    func targets() async throws {
        try await withAppliedWorld { world in
            let yaml = try world.folder.read("jelou.yaml")
            let state = try world.folder.read(".jelouctl/state.json")
            for target in ["jelou.yaml", ".jelouctl/state.json"] {
                for command in ["plan", "apply", "drift"] {
                    let run = try await world.jelouctl(command, "--markdown-out", target)
                    #expect(run.exitCode == 64, "\(run.text)")
                    #expect(run.errors.contains("[output-is-input]"))
                }
            }
            #expect(try world.folder.read("jelou.yaml") == yaml)
            #expect(try world.folder.read(".jelouctl/state.json") == state)
            for flags in [["--json-out", "x", "--markdown-out", "./x"], ["--out", "x", "--markdown-out", "x"]] {
                #expect(try await world.jelouctl(["plan"] + flags).exitCode == 64)
            }
        }
    }

    @Test("--max-bytes holds, and is refused where it makes no sense")
    func limit() async throws {
        try await withAppliedWorld((1...60).map { "project-\($0)" }) { world in
            try world.desire((1...60).map { ("project-\($0)", nextURL("project-\($0)")) })
            let run = try await world.jelouctl("plan", "--format", "markdown", "--max-bytes", "2000")
            #expect(run.exitCode == 0)
            #expect(run.output.utf8.count <= 2000)
            #expect(run.output.contains("Shortened to fit into 2000 bytes."))
            for number in ["0", "1999", "1048577", "x"] {
                #expect(try await world.jelouctl("plan", "--max-bytes", number).exitCode == 64)
            }
        }
    }

    @Test("commands without it refuse it")
    func otherCommands() async throws {
        try await withAppliedWorld { world in
            let format = try await world.jelouctl("validate", "--format", "markdown")
            #expect(format.exitCode == 64 && format.errors.contains("[format-not-available]"))
            let file = try await world.jelouctl("state", "list", "--markdown-out", "x.md")
            #expect(file.exitCode == 64 && file.errors.contains("[format-not-available]"))
        }
    }

    @Test("a file that cannot be written ends in the exit code")
    func unwritable() async throws {
        try await withAppliedWorld { world in
            let run = try await world.jelouctl("plan", "--markdown-out", "no/such/folder.md")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("[output-not-written]"))
        }
    }
}
