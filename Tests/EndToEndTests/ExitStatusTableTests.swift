import Emulator
import Subprocess
import TestSupport
import Testing

@Suite("Exit codes of saved plans, state, audit and events, the same in both output formats")
struct ExitStatusTableTests {
    /// Commands in a folder where a, b and c were applied, the files have another address for a, `saved.json` is that
    /// plan and `deletes.json` one that lacks consent, `audit` is an audit log, and `notes.txt` is something else.
    static let table: [(arguments: [String], status: Int32)] = [
        (["plan", "--out", "new.json"], 0),
        (["plan", "--out", "new.json", "--detailed-exitcode"], 2),
        (["plan", "--out", "notes.txt"], 1),
        (["plan", "--out", "jelou.yaml"], 64),
        (["plan", "--rollback-to", "1"], 0),
        (["plan", "--rollback-to", "7"], 1),
        (["plan", "--rollback-to", "-1"], 64),
        (["apply", "saved.json", "--yes"], 0),
        (["apply", "saved.json"], 4),
        (["apply", "deletes.json", "--yes"], 4),
        (["apply", "notes.txt", "--yes"], 1),
        (["apply", "saved.json", "deletes.json", "--yes"], 64),
        (["apply", "saved.json", "--yes", "--project", "a"], 64),
        (["apply", "--yes", "--events", "missing/events"], 1),
        (["apply", "--yes", "--audit-log", "notes.txt"], 1),
        (["apply", "--yes", "--lock-timeout", "soon"], 64),
        (["apply", "--yes", "--lease-duration", "1s"], 64),
        (["apply", "--yes", "--max-failures", "0"], 64),
        (["apply", "--yes", "--state-history", "0"], 64),
        (["apply", "--yes", "--max-plan-age", "1y"], 64),
        (["state", "list"], 0),
        (["state", "show", "a"], 0),
        (["state", "show", "nobody"], 1),
        (["state", "show", ""], 64),
        (["state", "history"], 0),
        (["state", "restore", "1"], 4),
        (["state", "restore", "7", "--yes"], 1),
        (["state", "restore", "first", "--yes"], 64),
        (["state", "rm", "a"], 4),
        (["state", "rm", "nobody", "--yes"], 1),
        (["state", "rm", "--yes"], 64),
        (["state", "unlock"], 0),
        (["state", "nonsense"], 64),
        (["audit", "verify", "audit"], 0),
        (["audit", "verify", "notes.txt"], 1),
        (["audit", "verify", "missing"], 1),
        (["audit", "verify"], 64),
        (["schema", "events"], 0),
        (["schema", "nonsense"], 64),
    ]

    private func withTable(_ body: (World) async throws -> Void) async throws {
        try await withAppliedWorld { world in
            try world.folder.write("mine\n", to: "notes.txt")
            try world.desire([("a", newURL("a")), ("b", newURL("b"))])
            #expect(try await world.jelouctl("plan", "--out", "deletes.json").exitCode == 0)
            let other = ["--state", "other.json", "--audit-log", "audit"]
            #expect(try await world.run(["apply", "--yes"] + other).exitCode == 0)
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            await world.emulator.clearRequests()
            try await body(world)
        }
    }

    private func check(_ row: (arguments: [String], status: Int32), _ format: String, _ world: World) async throws {
        let run = try await world.run(row.arguments + ["--format", format])
        #expect(run.exitCode == row.status, "\(row.arguments): \(run.text)")
        if row.status == 64 { #expect(!run.errors.isEmpty, "\(row.arguments)") }
        guard format == "json", row.status != 64, row.arguments[0] != "schema" else { return }
        let document = try world.json(run.output)
        #expect(document["formatVersion"] as? String == "1.0")
        let name = row.arguments.prefix(["state", "audit"].contains(row.arguments[0]) ? 2 : 1)
        #expect(document["command"] as? String == name.joined(separator: " "))
        guard row.status != 0, row.status != 2 else { return }
        let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
        #expect(diagnostics.contains { $0["severity"] as? String == "error" }, "\(row.arguments)")
    }

    @Test("Each that succeeds, as the table says", arguments: table.filter { $0.status == 0 }, ["text", "json"])
    func success(_ row: (arguments: [String], status: Int32), _ format: String) async throws {
        try await withTable { world in try await check(row, format, world) }
    }

    @Test(
        "Each that does not, one after the other, and none of them sends or changes anything",
        arguments: ["text", "json"])
    func failure(_ format: String) async throws {
        try await withTable { world in
            let before = try world.folder.files().map { ($0, try world.folder.read($0)) }
            for row in Self.table where row.status != 0 { try await check(row, format, world) }
            #expect(await world.emulator.requests().isEmpty)
            for (file, content) in before { #expect(try world.folder.read(file) == content, "\(file)") }
        }
    }
}
