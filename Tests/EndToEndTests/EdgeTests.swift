import Emulator
import Foundation
import TestSupport
import Testing

@Suite("At the edges: disks, users, pipes, hostile text")
struct EdgeTests {
    @Test("A full disk under standard output is said and ends in 1", arguments: [["plan"], ["validate"], ["schema"]])
    func fullOutput(_ arguments: [String]) async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let command = (["exec", BuiltProgram.jelouctl.path] + arguments).joined(separator: " ") + " > /dev/full"
            let run = try await world.shell(command)
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("no space left on the disk"))
        }
    }

    @Test("A closed pipe is quiet, and does not stop an apply")
    func closedPipe() async throws {
        let ids = (0..<30).map { "p\($0)" }
        try await withWorld(Dictionary(uniqueKeysWithValues: ids.map { ($0, oldURL($0)) })) { world in
            try world.desire(ids.map { ($0, newURL($0)) })
            let run = try await world.shell(
                "{ \(BuiltProgram.jelouctl.path) apply --yes --quiet; echo \"exit $?\" >&2; } | true")
            #expect(run.errors == "exit 0\n")
            #expect(await world.writes().count == ids.count)
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("A JSON document that cannot be written ends in 1 and says where")
    func jsonOutNotWritten() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.jelouctl("plan", "--json-out", "/dev/full")
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("/dev/full"))
            let nowhere = try await world.jelouctl("plan", "--json-out", "missing/folder/plan.json")
            #expect(nowhere.exitCode == 1)
        }
    }

    @Test("A state that cannot grow stops the apply before the first call, and leaves no half file")
    func fileSizeLimit() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.jelouctl("apply", "--yes", under: ["prlimit", "--fsize=64"])
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("state") || run.output.contains("state"))
            #expect(await world.emulator.requests().isEmpty)
            #expect(!world.folder.exists(".jelouctl/state.json"))
            #expect(try world.folder.files().allSatisfy { !$0.contains("tmp") })
        }
    }

    @Test("A folder that another user may not write refuses the apply before the first call")
    func otherUser() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.jelouctl(
                "apply", "--yes", under: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
            #expect(run.exitCode == 1, "\(run.errors)")
            #expect(run.errors.contains("ermission"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("A state that may not be read is an error, not an absent state")
    func unreadableState() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            let run = try await world.jelouctl(
                "plan", under: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
            #expect(run.exitCode == 1)
            #expect(run.errors.contains("state"))
        }
    }

    @Test(
        "A damaged, newer or foreign state is refused with the remedy",
        arguments: [
            "", "{", "[]", "{}", "null", "{\"formatVersion\":2}", "{\"formatVersion\":\"9.0\",\"x\":1}", "\u{0}",
        ])
    func damagedState(_ content: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            try world.folder.write(content, to: ".jelouctl/state.json")
            for command in ["plan", "apply"] {
                let run = try await world.jelouctl(command, "--format", "json")
                #expect(run.exitCode == 1)
                #expect(run.errors.contains("state.json"))
                let diagnostics = try #require(try world.json(run.output)["diagnostics"] as? [[String: Any]])
                #expect(diagnostics.first?["code"] is String)
            }
            #expect(await world.emulator.requests().isEmpty)
            #expect(try world.folder.read(".jelouctl/state.json") == content)
        }
    }

    @Test("A truncated state is never read as a smaller one")
    func truncatedState() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            let whole = try world.folder.read(".jelouctl/state.json")
            for share in 1..<8 {
                try world.folder.write(String(whole.prefix(whole.count * share / 8)), to: ".jelouctl/state.json")
                #expect(try await world.jelouctl("plan").exitCode == 1)
            }
        }
    }

    @Test("Control characters of files and answers never reach the terminal raw")
    func controlCharacters() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire(
                "projects:\n  a: { name: \"Ven\\e[31mtas\\u202E\", webhookUrl: \(newURL("a")) }\n")
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:*:status=400,body=hostile"))
            for command in [["plan", "--show-requests"], ["apply", "--yes"], ["plan", "--format", "json"]] {
                let run = try await BuiltProgram.jelouctl.run(
                    command, in: world.folder, environment: world.environment)
                for stream in [run.output, run.errors] {
                    #expect(!stream.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" })
                }
            }
        }
    }

    @Test(
        "Files that are missing, folders, pipes and devices are errors with a fix",
        arguments: [
            "missing.yaml", "/dev/null", "/dev/zero", "empty-folder", "pipe",
        ])
    func oddFiles(_ path: String) async throws {
        try await withWorld { world in
            let made = try await world.shell("mkdir empty-folder && mkfifo pipe")
            #expect(made.exitCode == 0)
            let run = try await world.jelouctl("validate", "-f", path)
            #expect(run.exitCode == 65)
            #expect(run.errors.contains("error:"))
        }
    }

    @Test("Without files, the way to begin is named")
    func noFiles() async throws {
        try await withWorld { world in
            let run = try await world.jelouctl("plan")
            #expect(run.exitCode == 65)
            #expect(run.errors.contains("jelouctl init"))
        }
    }
}
