import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Output for CI systems")
struct CIOutputTests {
    private static let formats = ["text", "json", "sarif", "junit", "code-quality"]

    private static let hostileName = "%0A::error::x]]>&<\"' ñ,:.yaml"

    private static let broken = """
        version: 1
        projects:
          "a":
            webhookUrl: http://panel.example.com/::error::]]>&<b>"
            authType: barer
          "%0A::add-mask::]]>":
            webhookUrl: https://10.0.0.1/
        """

    /// A world in which a drifted, b is missing, c cannot be read and d is in sync.
    private func withDrift(_ body: (World) async throws -> Void) async throws {
        try await withAppliedWorld(["a", "b", "c", "d"]) { world in
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a?x=]]>&y=%0A::error::")
            await world.emulator.remove("b")
            await world.emulator.addFault(try FaultRule(parsing: "GET:c:*:status=500"))
            try await body(world)
        }
    }

    private func list(_ text: String) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    private func sarifRun(_ world: World, _ text: String) throws -> [String: Any] {
        try #require((try world.json(text)["runs"] as? [[String: Any]])?.first)
    }

    // MARK: one result, whatever the format

    @Test("the exit code is the same in every format")
    func exitCodes() async throws {
        try await withDrift { world in
            try world.folder.write(Self.broken, to: "broken.yaml")
            for format in Self.formats {
                let option = ["--format", format]
                #expect(try await world.jelouctl(["validate"] + option).exitCode == 0, "\(format)")
                #expect(
                    try await world.jelouctl(["validate", "-f", "broken.yaml"] + option).exitCode == 65, "\(format)")
                #expect(try await world.jelouctl(["validate", "-f", "none.yaml"] + option).exitCode == 65, "\(format)")
                #expect(try await world.jelouctl(["validate", "-C", "none"] + option).exitCode == 1, "\(format)")
                let drift = ["drift", "--retries", "0"] + option
                #expect(try await world.jelouctl(drift).exitCode == 2, "\(format)")
                #expect(try await world.jelouctl(drift + ["--project", "c"]).exitCode == 1, "\(format)")
                #expect(try await world.jelouctl(drift + ["--project", "d"]).exitCode == 0, "\(format)")
                #expect(try await world.jelouctl(drift + ["--project", "nobody"]).exitCode == 64, "\(format)")
                #expect(try await world.jelouctl(drift + ["-f", "broken.yaml"]).exitCode == 65, "\(format)")
            }
        }
    }

    @Test("commands that look for no findings refuse the formats that list them", arguments: ["sarif", "code-quality"])
    func refused(_ format: String) async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            for command in [["plan"], ["apply", "--yes"], ["state", "list"], ["doctor"]] {
                let run = try await world.jelouctl(command + ["--format", format])
                #expect(run.exitCode == 64, "\(command)")
                #expect(run.output.isEmpty)
                #expect(run.errors.contains("validate and drift have it"))
            }
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("the JSON document can be written beside any of them")
    func besides() async throws {
        try await withDrift { world in
            for format in Self.formats {
                let run = try await world.jelouctl(
                    "drift", "--retries", "0", "--format", format, "--json-out", "drift-\(format).json")
                #expect(run.exitCode == 2)
                #expect(!run.output.isEmpty)
                let document = try world.json(try world.folder.read("drift-\(format).json"))
                #expect(document["command"] as? String == "drift")
            }
        }
    }

    // MARK: the formats

    /// Runs that find much, nothing, and that fail before they can look.
    private static let runs: [[String]] = [
        ["validate"], ["validate", "-f", "broken.yaml"], ["validate", "-f", hostileName],
        ["validate", "-f", "none.yaml"], ["validate", "-C", "none"], ["validate", "--require-credentials"],
        ["drift", "--retries", "0"], ["drift", "--project", "d"], ["drift", "--project", "nobody"],
        ["drift", "-f", "broken.yaml"], ["drift", "--state", "damaged.json"],
    ]

    private func withRuns(
        _ format: String, _ body: (World, [String], BuiltProgram.Run) async throws -> Void
    )
        async throws
    {
        try await withDrift { world in
            try world.folder.write(Self.broken, to: "broken.yaml")
            try world.folder.write(Self.broken, to: Self.hostileName)
            try world.folder.write("{", to: "damaged.json")
            for arguments in Self.runs {
                try await body(world, arguments, try await world.jelouctl(arguments + ["--format", format]))
            }
        }
    }

    @Test("SARIF holds to the schema that OASIS publishes", .enabled(if: PublishedSchemas.isAtHand))
    func sarif() async throws {
        try await withRuns("sarif") { world, arguments, run in
            let problems = try await PublishedSchemas.sarifProblems(run.output, in: world.folder)
            #expect(problems.isEmpty, "\(arguments): \(problems)")
            let log = try sarifRun(world, run.output)
            let invocation = (log["invocations"] as? [[String: Any]])?.first
            let results = try #require(log["results"] as? [[String: Any]])
            let notices = invocation?["toolExecutionNotifications"] as? [[String: Any]] ?? []
            if ![0, 2].contains(run.exitCode) { #expect(!results.isEmpty || !notices.isEmpty, "\(arguments)") }
            #expect(
                (invocation?["executionSuccessful"] as? Bool) == (run.errors.isEmpty || !results.isEmpty),
                "\(arguments)")
        }
        try await withTemporaryFolder { folder in
            let wrong = #"{"version": "2.1.0", "runs": [{}]}"#
            let problems = try await PublishedSchemas.sarifProblems(wrong, in: folder)
            #expect(problems.contains("'tool' is a required property"), "it can fail")
        }
    }

    @Test("JUnit holds to the schema of the Jenkins plug-in", .enabled(if: PublishedSchemas.isAtHand))
    func junit() async throws {
        try await withRuns("junit") { world, arguments, run in
            let problems = try await PublishedSchemas.junitProblems(run.output, in: world.folder)
            #expect(problems.isEmpty, "\(arguments): \(problems)")
            let isBad = run.output.contains("<failure ") || run.output.contains("<error ")
            #expect(isBad == (run.exitCode != 0), "\(arguments)")
        }
        try await withTemporaryFolder { folder in
            let wrong = "<testsuites><testcase/></testsuites>"
            let problems = try await PublishedSchemas.junitProblems(wrong, in: folder)
            #expect(problems.contains("testcase"), "it can fail")
        }
    }

    /// GitLab's own schema (`app/validators/json_schemas/codeclimate.json` of its sources) asks for description,
    /// fingerprint, severity and location with these types; its documentation asks for the words and for what is unique.
    @Test("code quality has GitLab's fields, whatever was found")
    func codeQuality() async throws {
        try await withRuns("code-quality") { _, arguments, run in
            let issues = try list(run.output)
            #expect(issues.isEmpty == (run.exitCode == 0), "\(arguments)")
            for issue in issues {
                #expect(["description", "check_name", "fingerprint"].allSatisfy { issue[$0] is String })
                let severity = try #require(issue["severity"] as? String)
                #expect(["info", "minor", "major", "critical", "blocker"].contains(severity))
                let location = try #require(issue["location"] as? [String: Any])
                #expect((location["path"] as? String)?.isEmpty == false)
                #expect((location["lines"] as? [String: Any])?["begin"] is Int)
            }
            #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count, "\(arguments)")
        }
    }

    @Test("two runs over the same are the same bytes", arguments: ["sarif", "junit", "code-quality"])
    func deterministic(_ format: String) async throws {
        try await withDrift { world in
            let drift = ["drift", "--retries", "0", "--format", format]
            let first = try await world.jelouctl(drift)
            #expect(try await world.jelouctl(drift).output == first.output)
        }
    }

    @Test("accepted drift is suppressed in SARIF, skipped in JUnit, and no issue of code quality")
    func accepted() async throws {
        try await withAppliedWorld { world in
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            _ = try await world.jelouctl("drift", "--write-accept", "known.yaml")
            let known = try world.folder.read("known.yaml").replacing("TODO: say why", with: "panel ]]> & migration")
            try world.folder.write(known, to: "known.yaml")
            let accept = ["drift", "--accept", "known.yaml", "--format"]
            let sarif = try await world.jelouctl(accept + ["sarif"])
            #expect(sarif.exitCode == 0)
            let results = try #require(try sarifRun(world, sarif.output)["results"] as? [[String: Any]])
            let suppressions = results.first?["suppressions"] as? [[String: Any]]
            #expect((suppressions?.first?["justification"] as? String)?.hasSuffix(": panel ]]> & migration") == true)
            let junit = try await world.jelouctl(accept + ["junit"])
            #expect(junit.output.contains("<skipped ") && !junit.output.contains("<failure "))
            #expect(try list(try await world.jelouctl(accept + ["code-quality"]).output).isEmpty)
        }
    }
}
