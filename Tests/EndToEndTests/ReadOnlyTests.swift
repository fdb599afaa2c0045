import TestSupport
import Testing

/// A command that may only read: what it answers, how often it asks, and what it writes here.
struct ReadOnlyRow: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var input: String?
    var exitCode: Int32 = 0
    /// How many GETs it sends.
    var reads = 0
    /// The files that its flags name.
    var writes: [String] = []
    /// Whether it announces a new state.
    var savesState = false

    var testDescription: String { arguments.joined(separator: " ") }

    private static let planned = [
        ReadOnlyRow(arguments: ["validate"]),
        ReadOnlyRow(arguments: ["plan"]),
        ReadOnlyRow(arguments: ["plan", "--out", "saved.json"], writes: ["saved.json"]),
        ReadOnlyRow(arguments: ["plan", "--preflight"], exitCode: 1),
        ReadOnlyRow(arguments: ["plan", "--refresh"], reads: 4),
        ReadOnlyRow(arguments: ["plan", "--refresh", "--show-requests"], reads: 4),
        ReadOnlyRow(arguments: ["plan", "--refresh", "--out", "saved.json"], reads: 4, writes: ["saved.json"]),
        ReadOnlyRow(arguments: ["plan", "--refresh", "--preflight"], exitCode: 1, reads: 4),
        ReadOnlyRow(arguments: ["apply", "--dry-run"]),
        ReadOnlyRow(arguments: ["apply", "--dry-run", "--yes"]),
        ReadOnlyRow(arguments: ["apply", "--dry-run", "--refresh"], reads: 4),
        ReadOnlyRow(arguments: ["apply", "--dry-run", "--refresh", "--yes"], reads: 4),
    ]

    private static let looked = [
        ReadOnlyRow(arguments: ["drift"], exitCode: 2, reads: 4),
        ReadOnlyRow(arguments: ["drift", "--accept", "accepted.yaml"], reads: 4),
        ReadOnlyRow(arguments: ["drift", "--write-accept", "new.yaml"], exitCode: 2, reads: 4, writes: ["new.yaml"]),
        ReadOnlyRow(arguments: ["drift", "--metrics-file", "new.prom"], exitCode: 2, reads: 4, writes: ["new.prom"]),
        ReadOnlyRow(
            arguments: ["drift", "--json-out", "new.json", "--markdown-out", "new.md"], exitCode: 2, reads: 4,
            writes: ["new.json", "new.md"]),
        ReadOnlyRow(arguments: ["doctor"], exitCode: 1, reads: 1),
        ReadOnlyRow(arguments: ["doctor", "--skip-webhooks"], reads: 1),
        ReadOnlyRow(arguments: ["doctor", "--webhooks"], exitCode: 1),
    ]

    private static let adopting = [
        ReadOnlyRow(
            arguments: ["import", "d", "e", "--out", "new.yaml"], reads: 2, writes: ["new.yaml"], savesState: true),
        ReadOnlyRow(
            arguments: ["import", "--from", "ids.txt", "--out", "new.yaml"], reads: 2, writes: ["new.yaml"],
            savesState: true),
        ReadOnlyRow(
            arguments: ["import", "-", "--out", "new.yaml"], input: "d\ne\n", reads: 2, writes: ["new.yaml"],
            savesState: true),
        ReadOnlyRow(
            arguments: ["import", "--from", "-", "--out", "new.yaml"], input: "d\n", reads: 1, writes: ["new.yaml"],
            savesState: true),
        ReadOnlyRow(arguments: ["refresh"], exitCode: 4, reads: 3),
        ReadOnlyRow(arguments: ["refresh", "--yes"], reads: 3, savesState: true),
    ]

    static let all = planned + looked + adopting
}

@Suite("Claim 1: what plans and looks cannot write")
struct ReadOnlyTests {
    /// A world in which an apply would update a, delete b and create fresh, c has moved live, and d and e could be imported.
    ///
    /// Each request that is no GET is an issue, at the moment when it arrives.
    private func withWorldToChange(_ body: (AnsweringWorld) async throws -> Void) async throws {
        let onWrite: @Sendable (ArrivedRequest) -> Void = { request in
            Issue.record("\(request.method) \(request.project) arrived, and this command may only read")
        }
        try await withAnsweringWorld(["a", "b", "c"], onWrite: onWrite) { world in
            let moved = APIAnswer.flat("c", ["webhookUrl": "https://elsewhere.example.com/c"])
            world.answers.change { answers in
                answers["c"] = .answer(200, moved)
                for id in ["d", "e"] { answers[id] = APIAnswer.whole(id) }
            }
            // Names that lead nowhere: doctor and --preflight look them up.
            try world.folder.write(
                """
                version: 1
                settings:
                  signingSecrets: { directory: ./kept }
                projects:
                  a: { webhookUrl: https://webhook.invalid/a }
                  b: { state: absent }
                  c: { webhookUrl: \(oldURL("c")), authType: no_auth }
                  fresh: { webhookUrl: https://webhook.invalid/fresh }

                """, to: "jelou.yaml")
            try world.folder.write("d\ne\n", to: "ids.txt")
            let accepted = [("c", "drifted"), ("fresh", "missing")].map { project, status in
                "  - { project: \(project), status: \(status), reason: known, expires: 2999-01-01 }\n"
            }
            try world.folder.write("version: 1\naccept:\n" + accepted.joined(), to: "accepted.yaml")
            try await body(world)
        }
    }

    @Test("Nothing but GET arrives, and no file is written that was not named", arguments: ReadOnlyRow.all)
    func command(_ row: ReadOnlyRow) async throws {
        try await withWorldToChange { world in
            let before = try world.contents()
            let run = try await world.jelouctl(row.arguments, input: row.input)
            #expect(run.exitCode == row.exitCode, "\(run.text)")
            #expect(world.server.requests.map(\.method) == Array(repeating: "GET", count: row.reads))
            #expect(world.server.requests.allSatisfy { $0.body.isEmpty })
            let after = try world.contents()
            let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
            let state = changed.filter { $0.hasPrefix(".jelouctl/") }
            #expect(changed.subtracting(state).sorted() == row.writes)
            #expect(state.isEmpty != row.savesState, "\(state.sorted())")
        }
    }

    @Test("This server would notice: an apply is an issue for each verb that writes")
    func wouldNotice() async throws {
        try await withKnownIssue {
            try await withWorldToChange { world in
                let run = try await world.jelouctl(["apply", "--refresh", "--yes", "--concurrency", "1"])
                #expect(Set(world.writes) == ["PATCH a", "DELETE b", "PATCH c", "POST fresh"], "\(run.text)")
            }
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("arrived, and this command may only read") }
        }
    }
}
