import Emulator
import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test(
        "Help begins with examples, on standard output, for every command",
        arguments: [
            "init", "validate", "plan", "apply", "schema",
        ])
    func help(_ command: String) async throws {
        try await withWorld { world in
            let run = try await world.jelouctl(command, "--help")
            #expect(run.exitCode == 0)
            #expect(run.output.contains("Examples:\n") && run.output.contains("  jelouctl \(command)"))
            #expect(run.errors.isEmpty)
        }
    }

    @Test("The version is one line")
    func version() async throws {
        try await withWorld { world in
            let run = try await world.jelouctl("--version")
            #expect(run.exitCode == 0)
            #expect(run.output.split(separator: "\n").count == 1)
        }
    }

    @Test("init writes files that validate, and refuses to overwrite")
    func initialise() async throws {
        try await withWorld { world in
            let first = try await world.jelouctl("init")
            #expect(first.exitCode == 0, "\(first.errors)")
            #expect(try world.folder.files() == [".gitignore", "jelou.schema.json", "jelou.yaml"])
            #expect(try world.folder.read("jelou.yaml").contains("$schema=./jelou.schema.json"))
            #expect(try await world.jelouctl("validate").exitCode == 0)
            let schema = try await world.jelouctl("schema")
            #expect(try world.folder.read("jelou.schema.json") == schema.output)
            let before = try world.folder.read("jelou.yaml")
            let second = try await world.jelouctl("init")
            #expect(second.exitCode == 4)
            #expect(second.errors.contains("jelou.yaml"))
            #expect(try world.folder.read("jelou.yaml") == before)
        }
    }

    @Test("A flag goes before a variable, a variable before the files")
    func precedence() async throws {
        try await withWorld { world in
            try world.desire("settings: { state: from-file.json }\nprojects:\n  a: { webhookUrl: \(newURL("a")) }\n")
            try world.folder.write("", to: "from-file.json")
            try world.folder.write("", to: "from-variable.json")
            try world.folder.write("", to: "from-flag.json")
            #expect(try await world.jelouctl("plan").errors.contains("from-file.json"))
            let variable = ["JELOUCTL_STATE": "from-variable.json"]
            #expect(try await world.jelouctl("plan", also: variable).errors.contains("from-variable.json"))
            let flag = try await world.jelouctl("plan", "--state", "from-flag.json", also: variable)
            #expect(flag.errors.contains("from-flag.json"))
        }
    }

    @Test("A variable that is wrong is wrong usage, and named")
    func wrongVariable() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let number = try await world.jelouctl("plan", also: ["JELOUCTL_CONCURRENCY": "many"])
            #expect(number.exitCode == 64)
            #expect(number.errors.contains("JELOUCTL_CONCURRENCY"))
            let toggle = try await world.jelouctl("plan", also: ["JELOUCTL_SHOW_UNCHANGED": "maybe"])
            #expect(toggle.exitCode == 64)
            #expect(toggle.errors.contains("JELOUCTL_SHOW_UNCHANGED"))
        }
    }

    @Test("A plan is the same bytes twice, on a terminal of any environment")
    func byteStable() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire([("b", newURL("b")), ("a", newURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire([("a", oldURL("a")), ("c", newURL("c"))])
            for format in ["text", "json"] {
                let first = try await world.jelouctl("plan", "--format", format)
                let second = try await world.jelouctl(
                    "plan", "--format", format, also: ["LANG": "es_CO.UTF-8", "TZ": "America/Bogota", "TERM": "xterm"])
                #expect(first.output == second.output)
            }
        }
    }

    @Test("Colour is decided per stream: a flag, NO_COLOR, a pipe")
    func color() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let escape = "\u{1B}["
            #expect(try await !world.jelouctl("plan").output.contains(escape))
            #expect(try await world.jelouctl("plan", "--color", "always").output.contains(escape))
            #expect(
                try await world.jelouctl("plan", "--color", "always", also: ["NO_COLOR": "1"]).output.contains(escape))
        }
    }

    @Test("JSON on standard output and JSON in a file are the same document")
    func jsonOut() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let plan = try await world.jelouctl("plan", "--format", "json", "--json-out", "plan.json")
            #expect(try world.folder.read("plan.json") == plan.output)
            let document = try world.json(plan.output)
            #expect(document["formatVersion"] as? String == "1.0")
            #expect(document["command"] as? String == "plan")
            let apply = try await world.jelouctl("apply", "--yes", "--json-out", "apply.json")
            #expect(apply.exitCode == 0)
            #expect(try world.json(world.folder.read("apply.json"))["command"] as? String == "apply")
        }
    }

    @Test("--dry-run is plan")
    func dryRun() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let plan = try await world.jelouctl("plan")
            let dryRun = try await world.jelouctl("apply", "--dry-run")
            #expect(dryRun.exitCode == 0)
            #expect(dryRun.output == plan.output)
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("--skip-blocked carries out the rest and ends in 3")
    func skipBlocked() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            try world.desire(
                """
                settings: { guards: { allowedWebhookHosts: ["*.example.com"] } }
                projects:
                  a: { webhookUrl: \(newURL("a")) }
                  b: { webhookUrl: https://elsewhere.example.net/b }

                """)
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 4)
            #expect(await world.emulator.requests().isEmpty)
            let run = try await world.jelouctl("apply", "--yes", "--skip-blocked")
            #expect(run.exitCode == 3)
            #expect(await world.writes() == ["PATCH a"])
        }
    }

    @Test("Filters narrow both sides; deletes are counted after them")
    func filters() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c")]) { world in
            try world.desire(["a", "b", "c"].map { ($0, newURL($0)) })
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            try world.desire([("a", newURL("a"))])
            let run = try await world.jelouctl("apply", "--yes", "--project", "b", "--allow-deletes", "1")
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(await world.emulator.projectIDs() == ["a", "c"])
        }
    }

    @Test("--require-state and --require-credentials fail with 1")
    func requirements() async throws {
        try await withWorld { world in
            try world.desire(
                "projects:\n  a: { webhookUrl: \(newURL("a")), authType: bearer, authorization: { env: NOWHERE } }\n")
            #expect(try await world.jelouctl("plan", "--require-state").exitCode == 1)
            let warned = try await world.jelouctl("plan")
            #expect(warned.exitCode == 0)
            #expect(warned.output.contains("NOWHERE"))
            let required = try await world.jelouctl("plan", "--require-credentials")
            #expect(required.exitCode == 1)
            #expect(required.errors.contains("jelou.yaml:3:"))
            #expect(try await world.jelouctl("validate", "--require-credentials").exitCode == 1)
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 1)
        }
    }

    @Test("apply honours --require-credentials too, for the projects that the filters let through")
    func requiredCredentials() async throws {
        try await withWorld(["a": oldURL("a"), "b": oldURL("b")]) { world in
            let credential = "authType: bearer, authorization: { env: SOMEWHERE }"
            try world.desire(
                "projects:\n  a: { webhookUrl: \(newURL("a")), \(credential) }\n  b: { webhookUrl: \(newURL("b")) }\n")
            let first = try await world.jelouctl("apply", "--yes", also: ["SOMEWHERE": "token-0123456789"])
            #expect(first.exitCode == 0, "\(first.text)")
            await world.emulator.clearRequests()
            let unchecked = try await world.jelouctl("apply", "--yes")
            #expect(unchecked.exitCode == 0 && unchecked.output.contains("SOMEWHERE"), "\(unchecked.text)")
            let required = try await world.jelouctl("apply", "--yes", "--require-credentials")
            #expect(required.exitCode == 1 && required.errors.contains("[secret-unset]"), "\(required.text)")
            let other = try await world.jelouctl("apply", "--yes", "--require-credentials", "--project", "b")
            #expect(other.exitCode == 0 && !other.text.contains("SOMEWHERE"), "\(other.text)")
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("The examples are valid", arguments: ["quickstart", "multi-file"])
    func examples(_ name: String) async throws {
        try await withWorld { world in
            let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
            let run = try await world.jelouctl("validate", "-C", "/\(root)/examples/\(name)")
            #expect(run.exitCode == 0, "\(run.errors)")
        }
    }
}
