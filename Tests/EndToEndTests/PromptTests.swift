import Emulator
import TestSupport
import Testing

@Suite("The prompt of apply, on a terminal")
struct PromptTests {
    /// Runs `apply` on a terminal of its own, and types the answer.
    private func apply(_ world: World, typing answer: String) async throws -> BuiltProgram.Run {
        try await world.shell(
            "printf '%s\\n' '\(answer)' | script --quiet --return --command '\(BuiltProgram.jelouctl.path) apply' /dev/null"
        )
    }

    @Test("\"yes\" goes on", arguments: ["yes", "YES", "sí", "si"])
    func agreed(_ answer: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let run = try await apply(world, typing: answer)
            #expect(run.exitCode == 0, "\(run.output)")
            #expect(await world.writes() == ["PATCH a"])
        }
    }

    @Test("Anything else stops, with nothing sent and exit code 4", arguments: ["", "no", "1", "yess", "y", "s"])
    func declined(_ answer: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let run = try await apply(world, typing: answer)
            #expect(run.exitCode == 4, "\(run.output)")
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test(
        "Deletes ask for their number, and the number alone goes on",
        arguments: [("2", Int32(0)), ("yes", 4), ("1", 4)])
    func deletes(_ answer: String, _ exitCode: Int32) async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c")]) { world in
            try world.desire(["a", "b", "c"].map { ($0, newURL($0)) })
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            await world.emulator.clearRequests()
            try world.desire([("a", newURL("a"))])
            let run = try await apply(world, typing: answer)
            #expect(run.exitCode == exitCode, "\(run.output)")
            #expect(await world.writes().count == (exitCode == 0 ? 2 : 0))
        }
    }
}
