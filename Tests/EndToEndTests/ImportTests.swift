import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("Import: live integrations become files and state to which there is nothing to do")
struct ImportTests {
    @Test("What is imported plans to nothing, and only GET was used", arguments: AnswerShape.allCases)
    func roundTrip(_ shape: AnswerShape) async throws {
        try await withWorld(["0123": oldURL("a"), "no": oldURL("b"), "ventas-co": oldURL("c")], shape: shape) { world in
            await world.emulator.put("no", authType: .bearer, authorization: "sent-before-import")
            let run = try await world.jelouctl("import", "no", "0123", "ventas-co", "no")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(run.output.contains("Imported: 3"))
            #expect(run.output.contains("jelouctl plan"))
            #expect(await world.writes().isEmpty)
            #expect(await world.emulator.requests().count == 3, "each is read once")
            await world.emulator.clearRequests()

            let plan = try await world.jelouctl("plan", "--detailed-exitcode")
            #expect(plan.exitCode == 0, "\(plan.text)")
            #expect(plan.output.hasSuffix("Plan: 0 to create, 0 to update, 0 to delete, 3 unchanged.\n"))
            #expect(await world.emulator.requests().isEmpty)
            let apply = try await world.jelouctl("apply", "--yes")
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(await world.writes().isEmpty)
        }
    }

    @Test("A second import of the same is refused, and changes nothing")
    func again() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            #expect(try await world.jelouctl("import", "a").exitCode == 0)
            let before = try await world.everything()
            await world.emulator.clearRequests()
            let same = try await world.jelouctl("import", "a")
            #expect(same.exitCode == 4)
            #expect(same.errors.contains("[import-in-files]") || same.errors.contains("[file-exists]"))
            let elsewhere = try await world.jelouctl("import", "a", "--out", "more.yaml")
            #expect(elsewhere.exitCode == 4)
            #expect(elsewhere.errors.contains("jelou.yaml:7"))
            #expect(await world.emulator.requests().isEmpty, "nobody is asked")
            let other = try await world.jelouctl("import", "b")
            #expect(other.exitCode == 4)
            #expect(other.errors.contains("[file-exists]"))
            #expect(try await world.everything() == before)
        }
    }

    @Test("An import that ended between its two writes goes on when it is run again")
    func halfDone() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            #expect(try await world.jelouctl("import", "a", "--state", "first/state.json").exitCode == 0)
            #expect(world.folder.exists("jelou.yaml"))
            // The file is there, and the usual state does not know the project: as after a crash.
            let run = try await world.jelouctl("import", "a")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)

            // Live has moved meanwhile: the file that is there is another one.
            await world.emulator.put("a", webhookURL: newURL("a"))
            let moved = try await world.jelouctl("import", "a", "--state", "third/state.json")
            #expect(moved.exitCode == 4)
            #expect(moved.errors.contains("[file-exists]"))
            #expect(!world.folder.exists("third/state.json"))
        }
    }

    @Test("A lost file can be had back: what the state records with the same values is no obstacle")
    func lostFile() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            #expect(try await world.jelouctl("import", "a").exitCode == 0)
            let first = try world.folder.read("jelou.yaml")
            try FileManager.default.removeItem(atPath: world.folder.path("jelou.yaml"))
            let run = try await world.jelouctl("import", "a", "b", "--format", "json")
            #expect(run.exitCode == 0, "\(run.text)")
            let document = try world.json(run.output)
            #expect(document["imported"] as? [String] == ["a", "b"])
            #expect(document["recordedBefore"] as? [String] == ["a"])
            #expect((document["state"] as? [String: Any])?["serial"] as? Int == 2)
            #expect(try world.folder.read("jelou.yaml").hasPrefix(first))
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)

            await world.emulator.put("a", webhookURL: newURL("a"))
            try FileManager.default.removeItem(atPath: world.folder.path("jelou.yaml"))
            let drifted = try await world.jelouctl("import", "a")
            #expect(drifted.exitCode == 4)
            #expect(drifted.errors.contains("[import-recorded]"))
            #expect(!world.folder.exists("jelou.yaml"))
        }
    }

    @Test("A project that apply manages is refused before anybody is asked")
    func managed() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire("projects:\n  a: { name: Ventas, webhookUrl: \(newURL("a")) }\n")
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try FileManager.default.removeItem(atPath: world.folder.path("jelou.yaml"))
            await world.emulator.clearRequests()
            let run = try await world.jelouctl("import", "a", "b")
            #expect(run.exitCode == 4)
            #expect(run.errors.contains("[import-recorded]"))
            #expect(await world.emulator.requests().isEmpty)
            #expect(!world.folder.exists("jelou.yaml"), "nothing is written unless all can be")
        }
    }

    /// A fault, the exit status when another project could be read, and what is told.
    static let faults: [(fault: String, status: Int32, kind: String)] = [
        ("status=401", 6, "keyRefused"), ("status=403", 6, "keyRefused"), ("status=500", 1, "unread"),
        ("status=404", 0, "absent"), ("status=404,body=html", 1, "unread"), ("status=404,body=gateway", 1, "unread"),
        ("foreign-body=html", 1, "unread"), ("truncate", 1, "unread"), ("empty-body", 1, "unread"),
        ("broken-json", 1, "unread"), ("failed-envelope", 1, "unread"), ("status=301", 1, "unread"),
        ("missing-fields=webhookUrl", 1, "unusable"),
    ]

    @Test("What cannot be read is told, and the rest is imported all the same", arguments: faults)
    func unread(_ row: (fault: String, status: Int32, kind: String)) async throws {
        try await withWorld(["good": oldURL("good"), "worse": oldURL("worse")]) { world in
            await world.emulator.addFault(try FaultRule(parsing: "*:worse:*:\(row.fault)"))
            let run = try await world.jelouctl("import", "good", "worse", "--retries", "1", "--format", "json")
            #expect(run.exitCode == row.status, "\(run.text)")
            let document = try world.json(run.output)
            #expect(document["imported"] as? [String] == ["good"])
            let skipped = try #require(document["skipped"] as? [[String: Any]])
            #expect(skipped.map { $0["project"] as? String } == ["worse"])
            #expect(skipped.map { $0["kind"] as? String } == [row.kind])
            let reason = try #require(skipped.first?["reason"] as? String)
            #expect(!reason.isEmpty)
            #expect(document["file"] as? String == "jelou.yaml")
            #expect(await world.writes().isEmpty)
            #expect(try !world.folder.read("jelou.yaml").contains("worse"))
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("Nothing is written where nothing could be read", arguments: faults)
    func nothing(_ row: (fault: String, status: Int32, kind: String)) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            await world.emulator.addFault(try FaultRule(parsing: "*:*:*:\(row.fault)"))
            let run = try await world.jelouctl("import", "a", "--retries", "0")
            #expect(run.exitCode == (row.status == 0 ? 1 : row.status), "\(run.text)")
            #expect(run.output.contains("nothing was written"))
            #expect(!world.folder.exists("jelou.yaml"))
            #expect(!world.folder.exists(".jelouctl/state.json"))
            #expect(run.errors.contains("[all-absent]") == (row.kind == "absent"))
        }
    }

    @Test(
        "A live address that no file may hold is reported, and not shown",
        arguments: ["http://panel.example.com/x", "https://user:hunter2@panel.example.com/", "https://10.0.0.1/x", ""])
    func unusable(_ url: String) async throws {
        try await withWorld(["good": oldURL("good"), "odd": url]) { world in
            let run = try await world.jelouctl("import", "odd", "good")
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.output.contains("odd"))
            #expect(!run.text.contains("hunter2"))
            #expect(try await !world.everything().contains("hunter2"))
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("Neither the files nor the outputs hold a credential")
    func secrets() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            let secret = "the-webhook-credential-1234"
            for id in ["a", "b"] { await world.emulator.put(id, authType: .basic, authorization: secret) }
            let signing = try #require(await world.emulator.integration("a")?.signingSecret)
            await world.emulator.addFault(try FaultRule(parsing: "*:b:*:status=401"))
            let run = try await world.jelouctl("import", "a", "b", "--log-level", "trace", "--json-out", "out.json")
            #expect(run.exitCode == 6, "\(run.text)")
            let written = try await world.everything() + run.text
            #expect(written.contains("# authorization: { env: JELOU_WEBHOOK_TOKEN_A }"))
            for text in [secret, signing, World.apiKey] {
                #expect(!written.contains(text))
                #expect(!written.contains(Data(text.utf8).base64EncodedString()))
            }
        }
    }
}

@Suite("Import: the list of projects, the keys, and the file")
struct ImportArgumentTests {
    static let list = """
        \u{FEFF}# all of Colombia
        ventas-co

          0123\t\r
        # one more
        ventas-co
        """

    @Test(
        "A list comes from a file or from standard input", arguments: [["--from", "ids.txt"], ["-"], ["--from", "-"]])
    func lists(_ arguments: [String]) async throws {
        try await withWorld(["0123": oldURL("a"), "ventas-co": oldURL("b"), "more": oldURL("c")]) { world in
            try world.folder.write(Self.list, to: "ids.txt")
            let run = try await BuiltProgram.jelouctl.run(
                ["import", "more"] + arguments, in: world.folder, environment: world.environment,
                input: arguments.contains("-") ? Self.list : nil)
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(run.output.contains("Imported: 3"))
            #expect(run.errors.contains("\(arguments.contains("-") ? "-" : "ids.txt"):6:1: warning: "))
            #expect(await world.emulator.requests().count == 3)
        }
    }

    @Test("All that is wrong with a list is told at once, by line")
    func badList() async throws {
        try await withWorld { world in
            let bytes =
                Array("ok\n..\na\u{1B}[31mb\n\(String(repeating: "x", count: 1025))\n".utf8) + [0xFF, 0xFE, 0x0A]
            try Data(bytes).write(to: URL(fileURLWithPath: world.folder.path("ids.txt")))
            let run = try await world.jelouctl("import", "--from", "ids.txt")
            #expect(run.exitCode == 65)
            for line in 2...5 { #expect(run.errors.contains("ids.txt:\(line):1: error: "), "\(run.errors)") }
            #expect(!run.errors.contains("\u{1B}"))
            #expect(await world.emulator.requests().isEmpty)
            #expect(try world.folder.files() == ["ids.txt"])
        }
    }

    static let wrong: [(arguments: [String], status: Int32)] = [
        ([], 64), ([".."], 64), (["a", "", ".."], 64), (["--from", "missing"], 65), (["--from", "empty"], 65),
        (["--from", "folder"], 65), (["a", "--out", ""], 64), (["a", "--out", "-"], 64),
        (["a", "--out", ".jelouctl/state.json"], 64), (["--from", "ids", "--out", "ids"], 64),
        (["a", "--out", "mine.txt"], 4), (["a", "--out", "missing/jelou.yaml"], 1), (["a", "-f", "-"], 64),
        (["a", "-f", "missing.yaml"], 65), (["a", "--api-key-env", "sk-live"], 64),
        (["0123", "--api-key-env", "${project}"], 64), (["a", "--json-out", "jelou.yaml"], 64),
        (["a", "--state", "https://state.example.com/x"], 64),
    ]

    @Test("Every refusal has its exit status, and writes nothing", arguments: wrong, ["text", "json"])
    func refusals(_ row: (arguments: [String], status: Int32), _ format: String) async throws {
        try await withWorld(["a": oldURL("a"), "0123": oldURL("b")]) { world in
            try world.folder.write("# nothing\n", to: "empty")
            try world.folder.write("a\n", to: "ids")
            try world.folder.write("mine\n", to: "mine.txt")
            try world.folder.write("x", to: "folder/x")
            let run = try await BuiltProgram.jelouctl.run(
                ["import"] + row.arguments + ["--format", format], in: world.folder, environment: world.environment)
            #expect(run.exitCode == row.status, "\(run.text)")
            #expect(!run.errors.isEmpty)
            let left = try world.folder.files().filter { !$0.hasPrefix(".jelouctl/") }
            #expect(left.sorted() == ["empty", "folder/x", "ids", "mine.txt"])
            #expect(try world.folder.read("mine.txt") == "mine\n")
            #expect(!world.folder.exists(".jelouctl/state.json"))
            guard format == "json" else { return }
            #expect(try world.json(run.output)["command"] as? String == "import")
        }
    }

    @Test("Keys of their own are named once, under defaults")
    func keys() async throws {
        try await withWorld(["ventas-co": oldURL("a"), "soporte": oldURL("b")]) { world in
            let keys = ["JELOU_API_KEY": "", "KEY_VENTAS_CO": World.apiKey]
            let run = try await world.jelouctl(
                "import", "ventas-co", "soporte", "--api-key-env", "KEY_${project}", also: keys)
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.output.contains("KEY_SOPORTE is not set"))
            #expect(try world.folder.read("jelou.yaml").contains("apiKey: { env: \"KEY_${project}\" }"))
            #expect(try await world.jelouctl("plan", "--detailed-exitcode", also: keys).exitCode == 0)
        }
    }

    @Test("Uncommenting a credential is the one thing that the next plan sends")
    func uncommented() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            await world.emulator.put("a", authType: .bearer, authorization: "before")
            #expect(try await world.jelouctl("import", "a").exitCode == 0)
            let text = try world.folder.read("jelou.yaml").replacing("    # authorization", with: "    authorization")
            try world.folder.write(text, to: "jelou.yaml")
            let token = ["JELOU_WEBHOOK_TOKEN_A": "after-the-import"]
            #expect(try await world.jelouctl("plan", "--detailed-exitcode", also: token).exitCode == 2)
            #expect(try await world.jelouctl("apply", "--yes", also: token).exitCode == 0)
            #expect(await world.writes() == ["PATCH a"])
            #expect(await world.emulator.integration("a")?.authorization == "after-the-import")
        }
    }

    @Test("A file beside others is told of, and one that would hide them is refused")
    func sets() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.folder.write(
                "version: 1\nsettings: { state: own/state.json }\nprojects:\n  x: { webhookUrl: \(newURL("x")) }\n",
                to: "jelou/base.yaml")
            let hiding = try await world.jelouctl("import", "a")
            #expect(hiding.exitCode == 4)
            #expect(hiding.errors.contains("[import-hides-files]"))
            let inside = try await world.jelouctl("import", "a", "--out", "jelou/imported.yaml")
            #expect(inside.exitCode == 0, "\(inside.text)")
            #expect(world.folder.exists("own/state.json"), "the settings of the other files count")
            #expect(try world.folder.read("jelou/imported.yaml").hasPrefix("# Written by jelouctl import"))
            #expect(!inside.errors.contains("[import-not-in-set]"))

            let outside = try await world.jelouctl("import", "b", "--out", "more.yaml")
            #expect(outside.exitCode == 0, "\(outside.text)")
            #expect(outside.errors.contains("[import-not-in-set]"))
            #expect(outside.output.contains("-f more.yaml"))
            let desired = try await world.jelouctl("import", "x", "--out", "x.yaml")
            #expect(desired.exitCode == 4)
            #expect(desired.errors.contains("jelou/base.yaml:4"))
        }
    }

    @Test("A locked state is left alone")
    func locked() async throws {
        try await withAppliedWorld(["a"]) { world in
            await world.emulator.put("b", webhookURL: oldURL("b"))
            try world.desire([("a", nextURL("a"))])
            try await world.whileLocked {
                let run = try await world.jelouctl("import", "b", "--out", "b.yaml")
                #expect(run.exitCode == 5)
                #expect(!world.folder.exists("b.yaml"))
            }
        }
    }
}

extension World {
    /// The content of all files, the state among them.
    fileprivate func everything() async throws -> String {
        try folder.files().filter { !$0.hasSuffix(".lock") }.sorted().map { try $0 + "\n" + folder.read($0) }.joined(
            separator: "\n")
    }
}
