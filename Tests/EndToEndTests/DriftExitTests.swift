import Emulator
import Foundation
import TestSupport
import Testing

@Suite("drift's seven statuses and its exit codes, end to end")
struct DriftExitTests {
    /// Each project is named by the status that it is to have.
    static let all = ["conflict", "drifted", "in_sync", "missing", "pending", "touched", "unknown"]

    /// Moves each side so that every project has the status that it is named by.
    private func bringAbout(_ projects: [String], in world: World) async throws {
        try world.desire(projects.map { ($0, ["conflict", "pending"].contains($0) ? nextURL($0) : newURL($0)) })
        for project in projects {
            switch project {
            case "conflict", "drifted":
                await world.emulator.put(project, webhookURL: "https://elsewhere.example.com/\(project)")
            case "touched": await world.emulator.put(project, authorization: "another-one-0123456789")
            case "missing": await world.emulator.remove(project)
            case "unknown": try await world.fail(project, "status=503,body=html")
            case "refused": try await world.fail(project, "status=401")
            case "forbidden": try await world.fail(project, "status=403,body=html")
            default: break
            }
        }
    }

    @Test("Each of the seven is reached, counted, and told in every output")
    func sevenStatuses() async throws {
        try await withAppliedWorld(Self.all) { world in
            try await bringAbout(Self.all, in: world)
            let run = try await world.jelouctl(
                "drift", "--retries", "0", "--format", "json", "--metrics-file", "found.prom", "--markdown-out",
                "found.md")
            #expect(run.exitCode == 2, "\(run.text)")
            let document = try world.json(run.output)
            let projects = try #require(document["projects"] as? [[String: Any]])
            #expect(projects.map { $0["project"] as? String } == Self.all, "sorted by id")
            #expect(projects.map { $0["status"] as? String } == Self.all)
            let summary = try #require(document["summary"] as? [String: Int])
            let metrics = try world.folder.read("found.prom")
            for status in Self.all {
                #expect(summary[status] == 1)
                #expect(metrics.contains("jelouctl_drift_projects{status=\"\(status)\"} 1\n"))
            }
            #expect(metrics.contains("jelouctl_drift_run_success 0\n"), "one could not be read")
            let text = try await world.jelouctl("drift", "--retries", "0", "--show-in-sync")
            #expect(text.exitCode == 2)
            let last =
                "Drift: 1 drifted, 1 conflict, 1 missing, 1 touched, 1 pending, 1 unknown, 1 in sync.\n"
            #expect(text.output.hasSuffix(last), "\(text.output)")
            let table = try world.folder.read("found.md")
            for status in Self.all { #expect(table.contains(status.replacing("_", with: " "))) }
            #expect(await world.writes().isEmpty)
        }
    }

    /// Projects by what happens to them, and the exit code that this makes together.
    static let mixtures: [(projects: [String], exitCode: Int32)] = [
        (["in_sync"], 0), (["in_sync", "pending"], 0),
        (["unknown"], 1), (["pending", "unknown"], 1),
        (["refused"], 6), (["forbidden"], 6), (["forbidden", "in_sync", "pending", "refused"], 6),
        (["refused", "unknown"], 1), (["forbidden", "pending", "refused", "unknown"], 1),
        (["drifted"], 2), (["conflict"], 2), (["missing"], 2), (["touched"], 2),
        (["drifted", "unknown"], 2), (["in_sync", "missing", "refused"], 2), (["touched", "unknown"], 2),
        (["conflict", "pending", "refused", "unknown"], 2),
    ]

    @Test("2 goes before 6, 6 before 1, and 1 before 0, in each format", arguments: mixtures)
    func precedence(_ mixture: (projects: [String], exitCode: Int32)) async throws {
        try await withAppliedWorld(mixture.projects) { world in
            try await bringAbout(mixture.projects, in: world)
            for format in ["text", "json", "markdown"] {
                let run = try await world.jelouctl("drift", "--retries", "0", "--format", format)
                #expect(run.exitCode == mixture.exitCode, "\(format): \(run.text)")
            }
        }
    }

    @Test(
        "What is accepted makes no 2, and hides no 6 and no 1",
        arguments: [("in_sync", 0), ("refused", 6), ("unknown", 1)] as [(String, Int32)])
    func acceptedBeside(_ other: String, _ exitCode: Int32) async throws {
        try await withAppliedWorld(["drifted", other]) { world in
            try await bringAbout(["drifted", other], in: world)
            try world.accept("drifted", "drifted", expires: "2999-01-01")
            #expect(try await world.jelouctl("drift", "--retries", "0", "--accept", "known.yaml").exitCode == exitCode)
            try world.accept("drifted", "drifted", expires: "2020-01-01")
            let expired = try await world.jelouctl("drift", "--retries", "0", "--accept", "known.yaml")
            #expect(expired.exitCode == 2)
            #expect(expired.text.contains("[accept-expired]"))
        }
    }

    /// Arguments that are refused before anybody is asked, and the exit code.
    static let refused: [(arguments: [String], exitCode: Int32)] = [
        (["--project", "nobody"], 64), (["--label", "team=nobody"], 64), (["--shard", "3/2"], 64),
        (["--project"], 64), (["--nonsense"], 64), (["--metrics-file", "jelou.yaml"], 64),
        (["--write-accept", "jelou.yaml"], 64), (["-f", "bad.yaml"], 65), (["--accept", "bad.yaml"], 65),
        (["--accept", "notes.txt"], 65), (["-f", "elsewhere.yaml", "--state", "none.json"], 4),
        (["--state", "notes.txt"], 1), (["-f", "missing.yaml"], 65),
    ]

    @Test("Wrong words, files, hosts and states end drift before a key is sent", arguments: refused)
    func refusals(_ row: (arguments: [String], exitCode: Int32)) async throws {
        try await withAppliedWorld { world in
            try world.folder.write("version: 1\nprojects: { a: { webhookUrl: nonsense } }\n", to: "bad.yaml")
            try world.folder.write("mine\n", to: "notes.txt")
            try world.folder.write(
                "version: 1\nsettings: { api: { baseUrl: https://api.example.com/x } }\n"
                    + "projects: { a: { webhookUrl: \(newURL("a")) } }\n", to: "elsewhere.yaml")
            var bare = world
            if row.exitCode == 4 { bare.environment["JELOUCTL_BASE_URL"] = nil }
            let run = try await bare.jelouctl(["drift"] + row.arguments)
            #expect(run.exitCode == row.exitCode, "\(run.text)")
            #expect(!run.errors.isEmpty)
            #expect(await world.emulator.requests().isEmpty)
            #expect(try world.folder.read("jelou.yaml").contains(newURL("a")))
        }
    }

    /// Surroundings in which nobody answers, and what is said of that.
    static let silences: [(environment: [String: String], words: String)] = [
        (["JELOU_API_KEY": ""], "JELOU_API_KEY"),
        (["JELOUCTL_BASE_URL": "http://127.0.0.1:1/platform"], "refused"),
        (["JELOUCTL_BASE_URL": "https://127.0.0.1:1/platform"], "refused"),
    ]

    @Test("Without a key, or without a server, all are unknown: 1", arguments: silences)
    func nobodyAnswers(_ row: (environment: [String: String], words: String)) async throws {
        try await withAppliedWorld { world in
            var other = world
            other.environment.merge(row.environment) { _, new in new }
            let run = try await other.jelouctl("drift", "--retries", "0")
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.output.contains("3 unknown, 0 in sync.") && run.text.contains(row.words), "\(run.text)")
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("A certificate that does not hold is no answer, whatever is behind it: 1")
    func certificate() async throws {
        try await withTestCertificate(.untrusted) { certificates in
            try await withRawHTTPServer(
                tls: try certificates.server(.untrusted), answer: { _ in APIAnswer.own(404) },
                { server in
                    try await withAppliedWorld { world in
                        let base = "https://127.0.0.1:\(server.port)/platform"
                        let run = try await world.jelouctl("drift", "--retries", "0", "--base-url", base)
                        #expect(run.exitCode == 1, "\(run.text)")
                        #expect(run.output.contains("3 unknown, 0 in sync."))
                        #expect(server.requests.isEmpty, "no key was sent")
                    }
                })
        }
    }

    @Test("drift takes no lock: it works while an apply holds the lease, and what needs the lease gets 5")
    func locked() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try await world.whileLocked {
                let refresh = try await world.jelouctl("refresh", "--yes")
                #expect(refresh.exitCode == 5, "the lease is held: \(refresh.text)")
                let before = try world.folder.read(".jelouctl/state.json")
                let run = try await world.jelouctl("drift", "--format", "json")
                #expect(run.exitCode == 0, "\(run.text)")
                let summary = try #require(try world.json(run.output)["summary"] as? [String: Int])
                #expect(summary["in_sync"] == 2)
                await world.emulator.put("b", webhookURL: "https://elsewhere.example.com/b")
                #expect(try await world.jelouctl("drift").exitCode == 2)
                #expect(try world.folder.read(".jelouctl/state.json") == before)
            }
        }
    }

    @Test("If every answer says absent, base URL and key are named as the cause, and nothing is created unasked")
    func allAbsent() async throws {
        try await withAppliedWorld { world in
            try world.folder.write(
                "version: 1\nsettings: { signingSecrets: { directory: ./kept } }\n"
                    + world.folder.read("jelou.yaml").replacing("version: 1\n", with: ""), to: "jelou.yaml")
            for id in ["a", "b", "c"] { await world.emulator.remove(id) }
            let drift = try await world.jelouctl("drift", "--format", "json")
            #expect(drift.exitCode == 2, "\(drift.text)")
            let document = try world.json(drift.output)
            #expect((document["summary"] as? [String: Int])?["missing"] == 3)
            let doubt = try #require(
                (document["diagnostics"] as? [[String: Any]])?.first { $0["code"] as? String == "all-absent" })
            #expect((doubt["detail"] as? String)?.contains("The base URL or the key is the likely cause") == true)

            let plan = try await world.jelouctl("plan", "--refresh", "--out", "saved.json")
            #expect(plan.exitCode == 4, "\(plan.text)")
            #expect(plan.text.contains("The base URL or the key is the likely cause"))
            #expect(!world.folder.exists("saved.json"))
            for more in [[], ["--allow-creates", "2"], ["--skip-blocked"], ["--allow-deletes", "3"]] {
                let run = try await world.jelouctl(["apply", "--refresh", "--yes"] + more)
                #expect(run.exitCode == 4, "\(more): \(run.text)")
            }
            #expect(await world.writes().isEmpty)
            let run = try await world.jelouctl("apply", "--refresh", "--yes", "--allow-creates", "3")
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(await world.writes().sorted() == ["POST a", "POST b", "POST c"])
        }
    }

    @Test(
        "An answer that is no proof takes no doubt from the rest; an integration that is there does",
        arguments: [("status=404,body=gateway", 1), ("status=401", 1), ("status=500", 1), ("", 0)])
    func almostAllAbsent(_ fault: String, _ unread: Int) async throws {
        try await withAppliedWorld { world in
            for id in ["a", "b"] { await world.emulator.remove(id) }
            if !fault.isEmpty { try await world.fail("c", fault) }
            let run = try await world.jelouctl("drift", "--retries", "0", "--format", "json")
            #expect(run.exitCode == 2, "\(run.text)")
            let document = try world.json(run.output)
            #expect(run.output.contains("all-absent") == (unread == 1))
            let summary = try #require(document["summary"] as? [String: Int])
            #expect(summary["missing"] == 2 && summary["unknown"] == unread)
        }
    }
}

extension World {
    /// From now on every GET for a project fails so.
    fileprivate func fail(_ project: String, _ fault: String) async throws {
        await emulator.addFault(try FaultRule(parsing: "GET:\(project):*:\(fault)"))
    }

    /// Writes `known.yaml`, which accepts a status of a project.
    fileprivate func accept(_ project: String, _ status: String, expires: String) throws {
        try folder.write(
            "version: 1\naccept:\n  - { project: \(project), status: \(status), reason: known, expires: \(expires) }\n",
            to: "known.yaml")
    }
}
