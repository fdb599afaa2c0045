import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Hostile surroundings: closed streams, odd arguments, files in the wrong place")
struct HostileSurroundingsTests {
    @Test("Closed standard streams get nothing into the state or its lock", arguments: [">&-", "2>&-", "<&- >&- 2>&-"])
    func closedStreams(_ redirection: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.shell(
                "( exec \(BuiltProgram.jelouctl.path) apply --yes \(redirection) ); echo \"exit $?\"")
            #expect(run.output == (redirection.contains(">&- ") || redirection == ">&-" ? "exit 1\n" : run.output))
            #expect(await world.writes() == ["PATCH a"])
            #expect(try world.folder.read(".jelouctl/state.json.lock").isEmpty)
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("A password in a base URL is not repeated, and the reason is")
    func passwordInBaseURL() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let address = "https://user:p3ssw0rd@evil.example.com/x"
            for extra in [[:], ["JELOUCTL_BASE_URL": address]] {
                let arguments = extra.isEmpty ? ["plan", "--base-url", address] : ["plan"]
                let run = try await BuiltProgram.jelouctl.run(
                    arguments, in: world.folder, environment: world.environment.merging(extra) { _, extra in extra })
                #expect(run.exitCode == 64)
                #expect(!(run.output + run.errors).contains("p3ssw0rd"))
                #expect(run.errors.contains("user name or password"))
            }
        }
    }

    @Test("Control characters of arguments and variables do not reach the terminal")
    func controlCharacters() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let argument = try await world.jelouctl("plan", "\u{1B}]0;title\u{7}")
            let variable = try await world.jelouctl("plan", also: ["JELOUCTL_CONCURRENCY": "\u{1B}[31m"])
            for run in [argument, variable] {
                #expect(run.exitCode == 64)
                #expect(!run.errors.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" })
            }
        }
    }

    @Test("A JSON file that cannot be written leaves one document on standard output, and the worse exit code")
    func failingJSONOut() async throws {
        try await withWorld { world in
            try world.desire([("gone", newURL("gone"))])
            let plan = try await world.jelouctl("plan", "--format", "json", "--json-out", "no/folder/plan.json")
            #expect(plan.exitCode == 1)
            #expect(try world.json(plan.output)["command"] as? String == "plan")
            let apply = try await world.jelouctl("apply", "--yes", "--format", "json", "--json-out", "no/folder/x.json")
            #expect(apply.exitCode == 3)
            #expect(try world.json(apply.output)["command"] as? String == "apply")
            #expect(apply.errors.contains("no/folder/x.json"))
        }
    }

    @Test(
        "A JSON file never replaces the state, its lock or the files",
        arguments: [
            "jelou.yaml", ".jelouctl/state.json", ".jelouctl/../.jelouctl/state.json.lock",
        ])
    func jsonOutOverInput(_ path: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            let before = try world.folder.read(path)
            for command in [["plan"], ["apply", "--yes"]] {
                let run = try await BuiltProgram.jelouctl.run(
                    command + ["--json-out", path], in: world.folder, environment: world.environment)
                #expect(run.exitCode == 64)
            }
            #expect(try world.folder.read(path) == before)
        }
    }

    @Test("A state whose serial has no successor is refused like any damaged one")
    func lastSerial() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            let state = try world.folder.read(".jelouctl/state.json")
            try world.folder.write(
                state.replacing("\"serial\":1,", with: "\"serial\":\(Int.max),"), to: ".jelouctl/state.json")
            for command in [["plan"], ["apply", "--yes"]] {
                let run = try await BuiltProgram.jelouctl.run(
                    command, in: world.folder, environment: world.environment)
                #expect(run.exitCode == 1)
                #expect(run.errors.contains("state-corrupt"))
            }
        }
    }

    @Test("A first run in which nothing succeeded leaves no recorded state behind")
    func nothingSucceeded() async throws {
        try await withWorld { world in
            try world.desire([("gone", newURL("gone"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 3)
            #expect(try await world.jelouctl("plan").output.hasPrefix("No recorded state"))
            #expect(try await world.jelouctl("plan", "--require-state").exitCode == 1)
            await world.emulator.put("gone", webhookURL: oldURL("gone"))
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(try await world.jelouctl("plan", "--require-state", "--detailed-exitcode").exitCode == 0)
        }
    }
}
