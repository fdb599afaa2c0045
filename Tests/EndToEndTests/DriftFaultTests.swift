import Foundation
import TestSupport
import Testing

@Suite("Claim 3: what each answer proves to drift, and to a plan that is refreshed")
struct DriftFaultTests {
    @Test("drift gives each answer its status and its exit code", arguments: DriftAnswer.all)
    func conclusion(_ row: DriftAnswer) async throws {
        try await withAnsweringWorld(["a", "b"]) { world in
            world.answers.change { $0["a"] = row.answer("a") }
            let run = try await world.jelouctl(["drift", "--format", "json"] + row.arguments)
            let found = try world.statuses(run)
            #expect(found["a"] == row.status, "\(run.text)")
            #expect(run.exitCode == row.exitCode, "\(run.text)")
            // Where time is short, the other one may not come through either.
            if row.arguments.isEmpty {
                #expect(found["b"] == "in_sync", "what follows is not mistaken for the rest of what went wrong")
                let projects = world.server.requests.map(\.project).sorted()
                #expect(projects == ["a", "b"], "one GET each, and no redirect is followed")
            }
            #expect(world.writes.isEmpty)
            #expect(!run.text.contains(World.apiKey))
        }
    }

    /// Every answer that comes, each given for a project of its own, by the project's id.
    ///
    /// Each has a key of its own, since a key that is refused twice is not tried again.
    private static let fleet: [(id: String, row: DriftAnswer)] = DriftAnswer.all.filter(\.arguments.isEmpty)
        .enumerated().map { ("p\(100 + $0.offset)", $0.element) }

    /// A world in which all of them were imported when they were well, and now answer as their rows say.
    private func withFleet(_ body: (AnsweringWorld) async throws -> Void) async throws {
        try await withAnsweringWorld(Self.fleet.map(\.id), hasOwnKeys: true) { world in
            for (id, row) in Self.fleet { world.answers.change { $0[id] = row.answer(id) } }
            try await body(world)
        }
    }

    private func desire(_ ids: [String], in world: AnsweringWorld, _ block: (String) -> String) throws {
        try world.folder.write(
            """
            version: 1
            settings:
              signingSecrets: { directory: ./kept }
            defaults:
              apiKey: { env: "KEY_${project}" }
            projects:
            \(ids.map { "  \($0): { \(block($0)) }" }.joined(separator: "\n"))

            """, to: "jelou.yaml")
    }

    private func ids(_ matches: (DriftAnswer.Conclusion) -> Bool) -> [String] {
        Self.fleet.filter { matches($0.row.conclusion) }.map(\.id)
    }

    /// The changes of a plan by their project.
    private func changes(_ run: BuiltProgram.Run, _ world: AnsweringWorld) throws -> [String: [String: Any]] {
        let changes = try #require(try world.json(run.output)["changes"] as? [[String: Any]], "\(run.errors)")
        return Dictionary(changes.compactMap { change in (change["project"] as? String).map { ($0, change) } }) {
            first, _ in first
        }
    }

    @Test("What is wanted is created only where its absence is proven")
    func wanted() async throws {
        try await withFleet { world in
            try desire(Self.fleet.map(\.id), in: world) { "webhookUrl: \(oldURL($0)), authType: no_auth" }
            let plan = try await world.jelouctl(["plan", "--refresh", "--format", "json"])
            #expect(plan.exitCode == 1, "some could not be read: \(plan.errors)")
            let changes = try changes(plan, world)
            let absent = ids { $0 == .absent }
            let drifted = ids { $0 == .present("drifted") }
            #expect(changes.filter { $0.value["action"] as? String == "create" }.keys.sorted() == absent)
            #expect(changes.filter { $0.value["action"] as? String == "update" }.keys.sorted() == drifted)
            #expect(!changes.contains { $0.value["action"] as? String == "delete" })
            #expect(world.writes.isEmpty)

            let apply = try await world.jelouctl(["apply", "--refresh", "--yes"])
            let sent = drifted.map { "PATCH \($0)" } + absent.map { "POST \($0)" }
            #expect(world.writes.sorted() == sent.sorted(), "\(apply.text)")
        }
    }

    @Test("What is to go is deleted only where it is proven to be there")
    func unwanted() async throws {
        try await withFleet { world in
            try desire(Self.fleet.map(\.id), in: world) { _ in "state: absent" }
            let plan = try await world.jelouctl(["plan", "--refresh", "--format", "json"])
            let changes = try changes(plan, world)
            let blocked = ids { [.unknown, .refused].contains($0) }
            #expect(changes.filter { $0.value["blockedBy"] as? String == "liveUnknown" }.keys.sorted() == blocked)
            let present = ids { if case .present = $0 { true } else { false } }
            let deletes = changes.filter {
                $0.value["action"] as? String == "delete" && $0.value["blockedBy"] is NSNull
            }
            #expect(deletes.keys.sorted() == present)

            let refused = try await world.jelouctl(["apply", "--refresh", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.text)")
            #expect(world.writes.isEmpty)
            let options = ["--skip-blocked", "--skip-stale"]
            let apply = try await world.jelouctl(["apply", "--refresh", "--yes"] + options)
            let sent = Set(world.writes)
            #expect(sent == Set(present.map { "DELETE \($0)" }), "\(apply.text)")
        }
    }

    @Test("A delete of what has an authType that nobody knows is carried out like any other")
    func unwantedWithUnknownAuthType() async throws {
        let row = try #require(DriftAnswer.all.first { $0.name == DriftAnswer.unknownAuthType })
        try await withAnsweringWorld(["a"]) { world in
            world.answers.change { $0["a"] = row.answer("a") }
            try world.folder.write("version: 1\nprojects: { a: { state: absent } }\n", to: "jelou.yaml")
            let run = try await world.jelouctl(["apply", "--refresh", "--yes"])
            #expect(world.writes == ["DELETE a"], "\(run.text)")
        }
    }

    @Test("What merely left the files is not deleted without proof, however loudly that is asked for")
    func vanished() async throws {
        try await withFleet { world in
            let staying = ids { $0 == .present("in_sync") }
            let proven = ids { if case .present = $0 { $0 != .present("in_sync") } else { false } }
            let unproven = ids { [.unknown, .refused].contains($0) }
            try desire(staying, in: world) { "webhookUrl: \(oldURL($0)), authType: no_auth" }
            for count in [Self.fleet.count - staying.count, unproven.count, proven.count] {
                let run = try await world.jelouctl(
                    ["apply", "--refresh", "--yes", "--allow-deletes", String(count)])
                #expect(run.exitCode == 4, "\(run.text)")
            }
            #expect(world.writes.isEmpty)
            let options = ["--allow-deletes", String(proven.count), "--skip-blocked", "--skip-stale"]
            let run = try await world.jelouctl(["apply", "--refresh", "--yes"] + options)
            #expect(!world.writes.isEmpty, "\(run.text)")
            #expect(Set(world.writes).isSubset(of: proven.map { "DELETE \($0)" }), "\(run.text)")
        }
    }

    @Test("Nothing is created and nothing deleted where no answer comes in time", arguments: [true, false])
    func silence(_ isWanted: Bool) async throws {
        try await withAnsweringWorld(["a"]) { world in
            world.answers.change { $0["a"] = .silence }
            let block = isWanted ? "webhookUrl: \(oldURL("a")), authType: no_auth" : "state: absent"
            try world.folder.write(
                "version: 1\nsettings: { signingSecrets: { directory: ./kept } }\nprojects: { a: { \(block) } }\n",
                to: "jelou.yaml")
            let run = try await world.jelouctl(["apply", "--refresh", "--yes", "--timeout", "200ms"])
            #expect(run.exitCode == (isWanted ? 1 : 4), "\(run.text)")
            #expect(run.text.contains("[live-unknown]"), "\(run.text)")
            #expect(world.writes.isEmpty)
        }
    }
}

extension DriftAnswer {
    fileprivate var arguments: [String] { timeout.map { ["--timeout", $0] } ?? [] }
}

extension AnsweringWorld {
    /// The projects of a document of drift by their status.
    fileprivate func statuses(_ run: BuiltProgram.Run) throws -> [String: String] {
        let projects = try #require(try json(run.output)["projects"] as? [[String: Any]], "\(run.errors)")
        let pairs = projects.compactMap { project in
            (project["project"] as? String).flatMap { id in (project["status"] as? String).map { (id, $0) } }
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
