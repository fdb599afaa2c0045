import Foundation
import TestSupport
import Testing

@Suite("Claim 3: what could not be read is never said to agree, and never a success")
struct UnreadPlanTests {
    private static let page = RawAnswer.answer(404, "<html><h1>Not Found</h1></html>")

    /// Answers that prove nothing, and the exit code of a run in which there is nothing else to say.
    static let answers: [(name: String, answer: RawAnswer, exitCode: Int32)] = [
        ("a page's 404", page, 1), ("500", .answer(500, APIAnswer.error), 1),
        ("a lost connection", .sendAndClose(""), 1), ("401", .answer(401, APIAnswer.error), 6),
        ("403", .answer(403, APIAnswer.error), 6),
    ]

    @Test(
        "Nobody says that live values agree where none could be read", arguments: answers,
        [["plan"], ["plan", "--detailed-exitcode"], ["apply", "--dry-run"], ["apply", "--yes"]])
    func nothingRead(_ row: (name: String, answer: RawAnswer, exitCode: Int32), _ command: [String]) async throws {
        try await withAnsweringWorld(["a", "b", "c"]) { world in
            world.answers.change { answers in for id in ["a", "b", "c"] { answers[id] = row.answer } }
            let run = try await world.jelouctl(
                command + ["--refresh", "--markdown-out", "told.md", "--json-out", "told.json"])
            #expect(run.exitCode == row.exitCode, "\(run.text)")
            #expect(run.output.contains("live values could not be read: 3 of 3"), "\(run.text)")
            #expect(run.output.contains("no live values could be read, so they were not compared"), "\(run.text)")
            let markdown = try world.folder.read("told.md")
            for text in [run.text, markdown] {
                #expect(!text.contains("agree") && !text.contains("live values read"), "\(text)")
            }
            let meaning = row.exitCode == 1 ? "something could not be read" : "the key was refused"
            #expect(markdown.contains("Exit code \(row.exitCode): \(meaning)."), "\(markdown)")
            #expect(world.writes.isEmpty)
        }
    }

    @Test("The document says of how many the live values are known")
    func document() async throws {
        try await withAnsweringWorld(["a", "b", "c"]) { world in
            world.answers.change { $0["b"] = Self.page }
            let run = try await world.jelouctl(["plan", "--refresh", "--format", "json"])
            #expect(run.exitCode == 1, "\(run.text)")
            let document = try world.json(run.output)
            #expect(document["refreshed"] as? Bool == false, "not all of it")
            #expect(document["live"] as? [String: Int] == ["asked": 3, "read": 2])
            let text = try await world.jelouctl(["plan", "--refresh"])
            #expect(text.output.contains("live values read: 2 of 3"), "\(text.text)")
            #expect(text.output.contains("the live values of 1 of 3 projects could not be read"), "\(text.text)")

            world.answers.change { $0["b"] = APIAnswer.whole("b") }
            let whole = try await world.jelouctl(["plan", "--refresh", "--format", "json"])
            #expect(whole.exitCode == 0, "\(whole.text)")
            #expect(try world.json(whole.output)["refreshed"] as? Bool == true)
            let plain = try world.json(try await world.jelouctl(["plan", "--format", "json"]).output)
            #expect(plain["refreshed"] as? Bool == false && plain["live"] == nil)
        }
    }

    @Test("apply does what can be done, and ends with 1 or 6 for what could not be read", arguments: answers)
    func rest(_ row: (name: String, answer: RawAnswer, exitCode: Int32)) async throws {
        try await withAnsweringWorld(["a", "b"], hasOwnKeys: true) { world in
            try world.desire("a", "b", moving: "b")
            world.answers.change { $0["a"] = row.answer }
            let plan = try await world.jelouctl(["plan", "--refresh", "--detailed-exitcode"])
            #expect(plan.exitCode == 2, "changes go before what could not be read: \(plan.text)")
            let run = try await world.jelouctl(["apply", "--refresh", "--yes"])
            #expect(world.writes == ["PATCH b"], "\(run.text)")
            #expect(run.output.contains("Apply: 1 succeeded, 0 failed"), "\(run.text)")
            #expect(run.exitCode == row.exitCode, "\(run.text)")
            #expect(run.errors.contains("The live values of 1 of 2 projects could not be read"), "\(run.text)")
        }
    }

    @Test("6 needs every one that could not be read to have been refused")
    func mixed() async throws {
        try await withAnsweringWorld(["a", "b", "c"], hasOwnKeys: true) { world in
            world.answers.change { answers in
                answers["a"] = .answer(401, APIAnswer.error)
                answers["b"] = .answer(500, APIAnswer.error)
            }
            let mixed = try await world.jelouctl(["plan", "--refresh"]).exitCode
            #expect(mixed == 1)
            world.answers.change { $0["b"] = .answer(403, APIAnswer.error) }
            let refused = try await world.jelouctl(["plan", "--refresh"]).exitCode
            #expect(refused == 6)
        }
    }

    @Test("A plan that could not read everything is saved, says so, and can be applied")
    func savedPlan() async throws {
        try await withAnsweringWorld(["a", "b"]) { world in
            try world.desire("a", "b", moving: "b")
            world.answers.change { $0["a"] = Self.page }
            let plan = try await world.jelouctl(["plan", "--refresh", "--out", "saved.json"])
            #expect(plan.exitCode == 1, "\(plan.text)")
            let looked = try await world.jelouctl(["apply", "saved.json", "--dry-run"])
            #expect(looked.output.contains("live values read: 1 of 2") && looked.exitCode == 1, "\(looked.text)")
            let run = try await world.jelouctl(["apply", "saved.json", "--yes"])
            #expect(run.exitCode == 0, "it was carried out as it was approved: \(run.text)")
            #expect(world.writes == ["PATCH b"])
        }
    }

    @Test("A saved plan with nothing to do does not say that live values agree")
    func savedPlanOfNothing() async throws {
        try await withAnsweringWorld(["a", "b"]) { world in
            world.answers.change { $0["a"] = Self.page }
            let planned = try await world.jelouctl(["plan", "--refresh", "--out", "saved.json"]).exitCode
            #expect(planned == 1)
            let run = try await world.jelouctl(["apply", "saved.json", "--yes"])
            #expect(run.exitCode == 1 && !run.text.contains("agree"), "\(run.text)")
        }
    }

    @Test("What can only not be read again before the first write is not said to have moved")
    func unreadAgain() async throws {
        try await withAnsweringWorld(["a", "b"]) { world in
            try world.desire("a", "b", moving: "b")
            let planned = try await world.jelouctl(["plan", "--refresh", "--out", "saved.json"]).exitCode
            #expect(planned == 0)
            world.answers.change { $0["b"] = .answer(500, APIAnswer.error) }
            let run = try await world.jelouctl(["apply", "saved.json", "--yes"])
            #expect(run.exitCode == 4, "\(run.text)")
            #expect(run.errors.contains("the live side could not be read again, nothing was sent"), "\(run.text)")
            #expect(!run.errors.contains("has moved") && run.errors.contains("[plan-stale]"), "\(run.text)")
            world.answers.change { $0["b"] = APIAnswer.whole("b") }
            let applied = try await world.jelouctl(["apply", "saved.json", "--yes"]).exitCode
            #expect(applied == 0, "it is not used up")
        }
    }

    @Test("Without its key a project was not asked about, and that is what is advised on")
    func keyOutOfReach() async throws {
        try await withAnsweringWorld(["a"], hasOwnKeys: true) { world in
            let run = try await world.jelouctl(["drift"], without: "KEY_A")
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.output.contains("Bring the key (apiKey env KEY_A) within reach, then look"), "\(run.text)")
            let plan = try await world.jelouctl(["plan", "--refresh"], without: "KEY_A")
            #expect(plan.exitCode == 1 && !plan.output.contains("agree"), "\(plan.text)")
            #expect(world.server.requests.isEmpty)
        }
    }
}

extension AnsweringWorld {
    /// Writes files that want projects as they were imported, but one of them at another address.
    fileprivate func desire(_ ids: String..., moving moved: String) throws {
        let hasOwnKeys = environment["KEY_\(moved.uppercased())"] != nil
        let keys = hasOwnKeys ? "defaults: { apiKey: { env: \"KEY_${project}\" } }\n" : ""
        let blocks = ids.map { id in
            "  \(id): { webhookUrl: \(id == moved ? newURL(id) : oldURL(id)), authType: no_auth }\n"
        }
        try folder.write("version: 1\n\(keys)projects:\n" + blocks.joined(), to: "jelou.yaml")
    }

    /// Runs the program without one of its variables.
    fileprivate func jelouctl(_ arguments: [String], without variable: String) async throws -> BuiltProgram.Run {
        let bare = AnsweringWorld(
            folder: folder, server: server, answers: answers, environment: environment.filter { $0.key != variable })
        return try await bare.jelouctl(arguments)
    }
}
