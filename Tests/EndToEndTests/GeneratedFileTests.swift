import Emulator
import TestSupport
import Testing

@Suite("Files that jelouctl writes for people to go on with")
struct GeneratedFileTests {
    @Test("init writes its comments in the language that is asked for, and the same keys")
    func starter() async throws {
        try await withWorld { world in
            #expect(try await world.jelouctl("init", "--lang", "es").exitCode == 0)
            let spanish = try world.folder.read("jelou.yaml")
            #expect(spanish.contains("# Lo que Jelou debe llamar en cada proyecto."))
            #expect(spanish.contains("\nprojects:\n"))
            #expect(try await world.jelouctl("validate").exitCode == 0)
        }
        try await withWorld { world in
            let run = try await world.jelouctl("init", also: ["JELOUCTL_LANG": "es"])
            #expect(run.exitCode == 0)
            #expect(try world.folder.read("jelou.yaml").contains("# Lo que Jelou"))
        }
    }

    @Test("import writes its comments in that language, and knows its file again in any")
    func imported() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            await world.emulator.put("a", authType: .bearer, authorization: "before")
            let first = try await world.jelouctl("import", "a", "--lang", "es", "--state", "first/state.json")
            #expect(first.exitCode == 0, "\(first.text)")
            let written = try world.folder.read("jelou.yaml")
            #expect(written.hasPrefix("# Escrito por jelouctl import:"))
            #expect(written.contains("{ env: JELOU_WEBHOOK_TOKEN_A }  # sin el primer #"))
            // The file is there, and the usual state does not know the project: as after a crash.
            let second = try await world.jelouctl("import", "a")
            #expect(second.exitCode == 0, "\(second.text)")
            #expect(try world.folder.read("jelou.yaml") == written)
            #expect(try await world.jelouctl("plan", "--detailed-exitcode").exitCode == 0)
        }
    }

    @Test("import speaks the language of the other files")
    func languageOfFiles() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.folder.write("version: 1\nsettings: { language: es }\nprojects: {}\n", to: "jelou/base.yaml")
            #expect(try await world.jelouctl("import", "a", "--out", "jelou/more.yaml").exitCode == 0)
            #expect(try world.folder.read("jelou/more.yaml").hasPrefix("# Escrito por jelouctl import:"))
        }
    }

    @Test("drift --write-accept writes its comments in that language, and is refused until there are reasons")
    func accepted() async throws {
        try await withAppliedWorld { world in
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            let started = try await world.jelouctl("drift", "--write-accept", "known.yaml", "--lang", "es")
            #expect(started.exitCode == 2)
            let text = try world.folder.read("known.yaml")
            #expect(text.hasPrefix("# Diferencias conocidas"))
            #expect(text.contains("reason: \"TODO: indique el motivo\""))
            let refused = try await world.jelouctl("drift", "--accept", "known.yaml")
            #expect(refused.exitCode == 65)
            #expect(refused.errors.contains("[accept-reason]"))
            try world.folder.write(
                text.replacing("TODO: indique el motivo", with: "migración del panel"), to: "known.yaml")
            #expect(try await world.jelouctl("drift", "--accept", "known.yaml").exitCode == 0)
        }
    }

    @Test("Two imports never propose one variable for two projects")
    func variables() async throws {
        try await withWorld(["c-1": oldURL("a"), "c_1": oldURL("b"), "c.1": oldURL("c")]) { world in
            for id in ["c-1", "c_1", "c.1"] {
                await world.emulator.put(id, authType: .bearer, authorization: "before")
            }
            #expect(try await world.jelouctl("import", "c-1").exitCode == 0)
            #expect(try await world.jelouctl("import", "c_1", "--out", "m.yaml").exitCode == 0)
            // The files that are read here name neither of the two: the state remembers where they stand.
            try world.folder.write("version: 1\nprojects: {}\n", to: "other.yaml")
            #expect(try await world.jelouctl("import", "c.1", "--out", "n.yaml", "-f", "other.yaml").exitCode == 0)
            #expect(try world.folder.read("jelou.yaml").contains("# authorization: { env: JELOU_WEBHOOK_TOKEN_C_1 }"))
            #expect(try world.folder.read("m.yaml").contains("# authorization: { env: JELOU_WEBHOOK_TOKEN_C_1_2 }"))
            #expect(try world.folder.read("n.yaml").contains("# authorization: { env: JELOU_WEBHOOK_TOKEN_C_1_3 }"))
        }
    }

    @Test("import names the schema only where there is one, and its own file again after one came")
    func schema() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            #expect(try await world.jelouctl("import", "a", "--state", "first/state.json").exitCode == 0)
            #expect(try world.folder.read("jelou.yaml").hasPrefix("# Written by jelouctl import"))
            try world.folder.write("{}", to: "jelou.schema.json")
            #expect(try await world.jelouctl("import", "a").exitCode == 0, "the same file, half done")
            try world.folder.write("version: 1\nprojects: {}\n", to: "jelou/base.yaml")
            let run = try await world.jelouctl("import", "b", "--out", "jelou/more.yaml")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(
                try world.folder.read("jelou/more.yaml")
                    .hasPrefix("# yaml-language-server: $schema=../jelou.schema.json\n# Written"))
        }
    }
}

@Suite("A client id with a colon in it")
struct ClientIDTests {
    private func desire(_ world: World, clientID: String) throws {
        try world.desire(
            """
            projects:
              a:
                webhookUrl: \(newURL("a"))
                basicAuth: { clientId: \(clientID), clientSecret: { env: PART } }

            """)
    }

    @Test("is an error of the file, with its place and without its text")
    func literal() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try desire(world, clientID: "\"facturas:hunter2\"")
            let run = try await world.jelouctl("validate")
            #expect(run.exitCode == 65)
            #expect(run.errors.contains("jelou.yaml:5:28: error:") && run.errors.contains("[client-id-colon]"))
            #expect(!run.text.contains("hunter2"))
        }
    }

    @Test("is found when its reference is looked up, and nothing is sent")
    func reference() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try desire(world, clientID: "{ env: CLIENT }")
            let variables = ["CLIENT": "facturas:hunter2", "PART": "secret"]
            let apply = try await world.jelouctl("apply", "--yes", also: variables)
            #expect(apply.exitCode == 1)
            #expect(apply.errors.contains("[secret-client-id-colon]"), "\(apply.text)")
            #expect(!apply.text.contains("network"))
            let drift = try await world.jelouctl("drift", also: variables)
            #expect(drift.exitCode == 1)
            #expect(drift.text.contains("the client id has a colon in it"), "\(drift.text)")
            let doctor = try await world.jelouctl("doctor", "--skip-webhooks", also: variables)
            #expect(doctor.text.contains("the client id has a colon in it"), "\(doctor.text)")
            #expect(!(apply.text + drift.text + doctor.text).contains("hunter2"))
            #expect(await world.emulator.requests().allSatisfy { $0.method == "GET" })
        }
    }
}
