import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Commands that are printed to be run")
struct FollowUpCommandTests {
    /// The command behind these words, to the end of its line.
    private func command(_ label: String, in text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(label) }.map { line in
            line.dropFirst(label.count).trimmingCharacters(in: CharacterSet(charactersIn: " `"))
        }
    }

    /// Runs a printed line as it stands there, in a shell whose `jelouctl` is the built program.
    private func follow(_ line: String, also words: String = "", in world: World) async throws -> BuiltProgram.Run {
        let program = BuiltProgram.jelouctl.path
        return try await world.shell("jelouctl() { '\(program)' \"$@\"; }; \(line) \(words)")
    }

    private static let sink = "settings:\n  signingSecrets:\n    directory: secrets\n"

    @Test("the command after a failed create is followed to a good end")
    func failedCreate() async throws {
        try await withWorld(["otra": oldURL("otra")]) { world in
            try world.folder.write(
                "version: 1\n\(Self.sink)projects:\n  nueva:\n    webhookUrl: \(newURL("nueva"))\n"
                    + "  otra:\n    webhookUrl: \(newURL("otra"))\n", to: "it's teams/a.yaml")
            await world.emulator.addFault(try FaultRule(parsing: "POST:*:1:status=500"))
            let words = ["-f", "it's teams", "--state", "s2.json", "--retries", "0", "--audit-log", "audit.jsonl"]
            let failed = try await world.jelouctl(["apply", "--yes", "--refresh"] + words)
            #expect(failed.exitCode == 3, "\(failed.text)")
            let line = try #require(command("To go on from here:", in: failed.output))
            #expect(line.contains("--refresh") && line.contains(#"-f 'it'\''s teams'"#), "\(line)")
            #expect(line.contains("--audit-log audit.jsonl") && line.contains("--retries 0"), "\(line)")
            let followed = try await follow(line, also: "--yes", in: world)
            #expect(followed.exitCode == 0, "\(followed.text)")
            #expect(followed.output.contains("Apply: 1 succeeded, 0 failed"), "\(followed.text)")
            #expect(await world.writes().sorted() == ["PATCH otra", "POST nueva", "POST nueva"])
            #expect(world.folder.exists("secrets"))
            let again = try await follow(line, also: "--dry-run", in: world)
            #expect(again.output.contains("0 to create, 0 to update"), "\(again.text)")
            #expect(!world.folder.exists(".jelouctl/state.json"))
        }
    }

    @Test("a change of what the API does not know is advised to be created, and the printed command does it")
    func absent() async throws {
        try await withWorld(["otra": oldURL("otra")]) { world in
            try world.desire(
                "\(Self.sink)projects:\n  nueva:\n    webhookUrl: \(newURL("nueva"))\n"
                    + "  otra:\n    webhookUrl: \(newURL("otra"))\n")
            let failed = try await world.jelouctl("apply", "--yes")
            #expect(failed.exitCode == 3, "\(failed.text)")
            #expect(failed.output.contains("[absent]"))
            #expect(failed.output.contains("`jelouctl apply --refresh` creates it, with a new signing secret"))
            let line = try #require(command("To go on from here:", in: failed.output))
            let followed = try await follow(line, also: "--yes", in: world)
            #expect(followed.exitCode == 0, "\(followed.text)")
            #expect(await world.writes().last == "POST nueva")
        }
    }

    @Test("the next command of a plan in Markdown applies that plan: the same files, state, API and projects")
    func plan() async throws {
        try await withWorld(["a": oldURL("a"), "otra": oldURL("otra")]) { world in
            try world.folder.write(
                "version: 1\nprojects:\n  a:\n    webhookUrl: \(newURL("a"))\n"
                    + "  otra:\n    webhookUrl: \(newURL("otra"))\n", to: "teams/a.yaml")
            let words = ["-f", "teams", "--state", "s2.json", "--project", "ot*", "--format", "markdown"]
            let plan = try await world.jelouctl(["plan"] + words)
            let line = try #require(command("Next:", in: plan.output))
            // The API comes from a variable, and stands in the command, which is run without it.
            let bare = World(
                folder: world.folder, emulator: world.emulator, environment: ["JELOU_API_KEY": World.apiKey])
            let followed = try await follow(line, also: "--yes", in: bare)
            #expect(followed.exitCode == 0, "\(line)\n\(followed.text)")
            #expect(await world.writes() == ["PATCH otra"])
            #expect(world.folder.exists("s2.json") && !world.folder.exists(".jelouctl/state.json"))

            let dry = try await world.jelouctl(["apply", "--dry-run", "--skip-blocked"] + words)
            #expect(command("Next:", in: dry.output) == nil, "there is nothing to do any more")
            let saved = try await world.jelouctl(
                "plan", "-f", "teams", "--state", "s2.json", "--out", "my plan.json", "--format", "markdown")
            let apply = try #require(command("Next:", in: saved.output))
            let dryLine = try await follow(apply, also: "--dry-run --format markdown", in: bare)
            #expect(command("Next:", in: dryLine.output)?.hasPrefix("jelouctl apply 'my plan.json'") == true)
            let applied = try await follow(apply, also: "--yes", in: bare)
            #expect(applied.exitCode == 0, "\(apply)\n\(applied.text)")
            #expect(await world.writes() == ["PATCH otra", "PATCH a"])
        }
    }

    @Test("what is shortened names the command that shows all of it")
    func shortened() async throws {
        try await withAppliedWorld((1...60).map { "project-\($0)" }) { world in
            try world.desire((1...60).map { ("project-\($0)", nextURL("project-\($0)")) })
            try FileManager.default.moveItem(
                atPath: world.folder.path("jelou.yaml"), toPath: world.folder.path("upd.yaml"))
            let run = try await world.jelouctl(
                "plan", "-f", "upd.yaml", "--format", "markdown", "--max-bytes", "2000")
            let note = try #require(run.output.split(separator: "For all of it run `").last)
            let line = String(note.prefix { $0 != "`" })
            let all = try await follow(line, in: world)
            #expect(all.exitCode == 0 && all.output.contains("project-60"), "\(line)\n\(all.text)")
            let drift = try await world.jelouctl(
                "drift", "-f", "upd.yaml", "--format", "markdown", "--project", "project-1")
            #expect(drift.output.contains("`jelouctl plan -f upd.yaml --base-url"), "\(drift.output)")
        }
    }

    @Test("a long path is not cut")
    func longPath() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            let folder = (1...6).map { String(repeating: "x\($0)", count: 100) }.joined(separator: "/")
            try world.folder.write(
                "version: 1\nprojects:\n  a:\n    webhookUrl: \(newURL("a"))\n", to: folder + "/jelou.yaml")
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:status=400"))
            let failed = try await world.jelouctl("apply", "--yes", "-C", folder, "--markdown-out", "out.md")
            for text in [failed.output, try world.folder.read(folder + "/out.md")] {
                let line = try #require(command("To go on from here:", in: text))
                #expect(line.contains(folder))
            }
            let line = try #require(command("To go on from here:", in: failed.output))
            #expect(try await follow(line, also: "--yes", in: world).exitCode == 0)
        }
    }
}
