import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Claim 3: absence is believed only of an API that has shown something")
struct DoubtfulAbsenceTests {
    private static let unread: [RawAnswer] = [
        .answer(401, APIAnswer.error), .answer(404, #"{"message":"no Route matched with those values"}"#),
        .answer(500, APIAnswer.error),
    ]

    // MARK: refresh

    @Test("refresh forgets nobody while one answer is unknown and none is there", arguments: [0, 1, 2])
    func refresh(_ unread: Int) async throws {
        try await withAnsweringWorld(["a", "b", "c"]) { world in
            let state = try world.folder.read(".jelouctl/state.json")
            world.answers.change { answers in
                (answers["a"], answers["b"]) = (nil, nil)
                answers["c"] = Self.unread[unread]
            }
            let run = try await world.jelouctl(["refresh", "--yes"])
            #expect(run.exitCode == 4, "\(run.text)")
            #expect(run.errors.contains("[all-absent]"), "\(run.text)")
            #expect(run.errors.contains("none of the projects was proven to be there"), "\(run.text)")
            #expect(try world.folder.read(".jelouctl/state.json") == state)

            world.answers.change { $0["c"] = APIAnswer.whole("c") }
            let proven = try await world.jelouctl(["refresh", "--yes"])
            #expect(proven.exitCode == 0 && proven.output.contains("2 to change"), "\(proven.text)")
        }
    }

    @Test("refresh does not let go of a single project on its word alone")
    func refreshOfOne() async throws {
        try await withAnsweringWorld(["a", "b"]) { world in
            world.answers.change { $0["a"] = nil }
            let run = try await world.jelouctl(["refresh", "--yes", "--project", "a"])
            #expect(run.exitCode == 4 && run.errors.contains("state rm"), "\(run.text)")
            // Beside one that is there it is a fact.
            let proven = try await world.jelouctl(["refresh", "--yes"]).exitCode
            #expect(proven == 0)
        }
    }

    // MARK: creating

    @Test("Nothing is created while one answer is unknown and none is there", arguments: [0, 1, 2])
    func create(_ unread: Int) async throws {
        try await withAnsweringWorld(["a"]) { world in
            try world.desire(["k", "n1", "n2"])
            world.answers.change { $0 = ["k": Self.unread[unread]] }
            for command in [["plan"], ["apply", "--yes"], ["apply", "--yes", "--allow-creates", "3"]] {
                let run = try await world.jelouctl(command + ["--refresh", "--state", "new.json"])
                #expect(run.exitCode == 4 && run.text.contains("[all-absent]"), "\(run.text)")
                #expect(run.text.contains("--allow-creates 2"), "\(run.text)")
            }
            #expect(world.writes.isEmpty)
        }
    }

    @Test("A run of one new project creates it once somebody owns the number", arguments: [true, false])
    func createOne(_ isFiltered: Bool) async throws {
        try await withAnsweringWorld(["a"]) { world in
            try world.desire(isFiltered ? ["a", "n1"] : ["n1"])
            let selection = isFiltered ? ["--project", "n1"] : ["--state", "new.json"]
            let refused = try await world.jelouctl(["apply", "--refresh", "--yes"] + selection)
            #expect(refused.exitCode == 4 && refused.text.contains("--allow-creates 1"), "\(refused.text)")
            #expect(world.writes.isEmpty)
            let run = try await world.jelouctl(["apply", "--refresh", "--yes", "--allow-creates", "1"] + selection)
            #expect(world.writes == ["POST n1"], "\(run.text)")
        }
    }

    @Test("Beside an integration that is there a new one needs nobody's word")
    func createBeside() async throws {
        try await withAnsweringWorld(["a"]) { world in
            try world.desire(["a", "n1"])
            let run = try await world.jelouctl(["apply", "--refresh", "--yes"])
            #expect(world.writes == ["POST n1"], "\(run.text)")
        }
    }

    @Test("A create that is answered by the API's own 404 is advised on as an unknown project")
    func createOfUnknown() async throws {
        try await withWorld(["a": newURL("a")]) { world in
            try world.folder.write(
                "version: 1\nsettings: { signingSecrets: { directory: ./kept } }\nprojects:\n"
                    + ["a", "n"].map { "  \($0): { webhookUrl: \(newURL($0)) }\n" }.joined(), to: "jelou.yaml")
            await world.emulator.addFault(try FaultRule(parsing: "POST:n:*:status=404"))
            let run = try await world.jelouctl("apply", "--refresh", "--yes")
            #expect(run.exitCode == 3, "\(run.text)")
            #expect(run.output.contains("Check project id, key and base URL"), "\(run.text)")
            #expect(!run.output.contains("Correct the values"), "\(run.text)")
        }
    }

    // MARK: forgetting

    /// What the files say of three projects that were applied, and how many would be forgotten.
    static let forgets: [(yaml: String, count: Int)] = [
        ("projects: { a: { state: absent } }", 3), ("projects: {}", 3),
        ("projects: { a: { state: absent }, b: { state: absent }, c: { state: absent } }", 3),
    ]

    @Test("The state does not let go of projects that nobody else knows, on one doubtful word", arguments: forgets)
    func forget(_ row: (yaml: String, count: Int)) async throws {
        try await withAnsweringWorld(["a", "b", "c"]) { world in
            try world.folder.write("version: 1\n\(row.yaml)\n", to: "jelou.yaml")
            world.answers.change { $0 = [:] }
            let state = try world.folder.read(".jelouctl/state.json")
            for command in [["plan"], ["apply", "--yes"], ["apply", "--yes", "--skip-blocked"]] {
                let run = try await world.jelouctl(command + ["--refresh"])
                #expect(run.exitCode == 4, "\(command): \(run.text)")
                #expect(run.text.contains("[all-absent]"), "\(run.text)")
                #expect(run.text.contains("--allow-deletes \(row.count)"), "\(run.text)")
            }
            #expect(try world.folder.read(".jelouctl/state.json") == state)
            let run = try await world.jelouctl(["apply", "--refresh", "--yes", "--allow-deletes", "\(row.count)"])
            #expect(run.exitCode == 0 && run.output.contains("\(row.count) to forget"), "\(run.text)")
            #expect(world.writes.isEmpty)
        }
    }

    @Test("Protection is not lost on a doubtful word")
    func protected() async throws {
        try await withAnsweringWorld(["a", "b"]) { world in
            let blocks = ["a", "b"].map { "  \($0): { webhookUrl: \(oldURL($0)), authType: no_auth, protect: true }\n" }
            try world.folder.write("version: 1\nprojects:\n" + blocks.joined(), to: "jelou.yaml")
            let applied = try await world.jelouctl(["apply", "--yes"]).exitCode
            #expect(applied == 0)
            try world.folder.write("version: 1\nprojects: {}\n", to: "jelou.yaml")
            world.answers.change { $0 = ["a": Self.unread[0]] }
            let run = try await world.jelouctl(["apply", "--refresh", "--yes", "--skip-blocked"])
            #expect(run.exitCode == 4 && run.text.contains("[all-absent]"), "\(run.text)")
            #expect(try world.folder.read(".jelouctl/state.json").contains("\"b\""))
        }
    }

    @Test("Beside an integration that is there a forget needs nobody's word")
    func forgetBeside() async throws {
        try await withAnsweringWorld(["a", "b"]) { world in
            try world.desire(["a"])
            world.answers.change { $0["b"] = nil }
            let run = try await world.jelouctl(["apply", "--refresh", "--yes"])
            #expect(run.exitCode == 0 && run.output.contains("1 to forget"), "\(run.text)")
        }
    }
}

extension AnsweringWorld {
    /// Writes files that want these as they were imported, with a place for signing secrets.
    fileprivate func desire(_ ids: [String]) throws {
        let blocks = ids.map { "  \($0): { webhookUrl: \(oldURL($0)), authType: no_auth }\n" }
        try folder.write(
            "version: 1\nsettings: { signingSecrets: { directory: ./kept } }\nprojects:\n" + blocks.joined(),
            to: "jelou.yaml")
    }
}
