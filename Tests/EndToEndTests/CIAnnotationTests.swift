import Emulator
import TestSupport
import Testing

@Suite("Annotations and step summaries of GitHub Actions")
struct CIAnnotationTests {
    private func commands(_ run: BuiltProgram.Run) -> [Substring] {
        run.errors.split(separator: "\n").filter { $0.hasPrefix("::") }
    }

    private func github(_ world: World, _ more: [String: String] = [:]) -> [String: String] {
        ["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": world.folder.path].merging(more) { _, more in more }
    }

    private static let broken = """
        version: 1
        projects:
          "a":
            webhookUrl: https://panel.example.com/a
            authType: "ba%0Arer::error::x"
        """

    // MARK: annotations

    @Test("errors of files are annotated from the root of the checkout, also in a folder below it")
    func files() async throws {
        try await withWorld { world in
            try world.folder.write(Self.broken, to: "infra/jelou.yaml")
            let run = try await world.jelouctl("validate", "-C", "infra", also: github(world))
            #expect(run.exitCode == 65)
            let written = commands(run)
            #expect(written.count == 1, "\(run.errors)")
            #expect(written.first?.hasPrefix("::error file=infra/jelou.yaml,line=5,col=15,") == true, "\(run.errors)")
            #expect(written.first?.contains("%250A") == true)
            #expect(!run.output.contains("::"))
        }
    }

    @Test("only where GitHub listens, unless a flag or a variable says otherwise")
    func wanted() async throws {
        try await withWorld { world in
            try world.folder.write(Self.broken, to: "jelou.yaml")
            func count(_ arguments: [String], _ environment: [String: String]) async throws -> Int {
                var other = world
                other.environment.merge(environment) { _, new in new }
                return commands(try await other.jelouctl(["validate"] + arguments)).count
            }
            #expect(try await count([], [:]) == 0)
            #expect(try await count([], ["GITHUB_ACTIONS": "TRUE"]) == 0)
            #expect(try await count([], ["GITHUB_ACTIONS": "true"]) == 1)
            #expect(try await count(["--annotations", "never"], ["GITHUB_ACTIONS": "true"]) == 0)
            #expect(try await count([], ["GITHUB_ACTIONS": "true", "JELOUCTL_ANNOTATIONS": "never"]) == 0)
            #expect(try await count(["--annotations", "always"], [:]) == 1)
        }
    }

    @Test("a command that fails early is annotated too, and JSON stays alone on standard output")
    func early() async throws {
        try await withWorld { world in
            try world.folder.write(Self.broken, to: "jelou.yaml")
            for command in ["plan", "apply", "drift", "refresh"] {
                let run = try await world.jelouctl(command, "--format", "json", also: github(world))
                #expect(run.exitCode == 65)
                #expect(commands(run).count == 1, "\(command)")
                #expect(try world.json(run.output)["command"] as? String == command)
            }
        }
    }

    @Test("blocked changes and drift are annotated at the project")
    func projects() async throws {
        try await withAppliedWorld { world in
            try world.desire(
                """
                settings: { guards: { forbiddenAuthTypes: [no_auth] } }
                projects:
                  "a": { webhookUrl: \(newURL("a")) }
                  "b": { webhookUrl: \(newURL("b")), authType: no_auth }
                  "c": { webhookUrl: \(newURL("c")) }

                """)
            let plan = try await world.jelouctl("plan", also: github(world))
            #expect(
                commands(plan).contains { $0.contains("file=jelou.yaml,line=5,") && $0.contains("[change-blocked]") })
            await world.emulator.put("a", webhookURL: "https://elsewhere.example.com/a")
            let drift = try await world.jelouctl("drift", also: github(world))
            #expect(drift.exitCode == 2)
            #expect(
                commands(drift).contains { $0.contains("file=jelou.yaml,line=4,") && $0.contains("[drift-drifted]") })
        }
    }

    // MARK: the summary

    @Test("plan, apply and drift append their Markdown to the step summary")
    func summary() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try world.folder.write("before\n", to: "summary.md")
            let environment = github(world, ["GITHUB_STEP_SUMMARY": world.folder.path("summary.md")])
            for command in [["plan"], ["drift"], ["apply", "--yes"]] {
                let run = try await BuiltProgram.jelouctl.run(
                    command + ["--github-summary"], in: world.folder,
                    environment: world.environment.merging(environment) { _, new in new })
                #expect(run.exitCode == 0, "\(run.text)")
            }
            let text = try world.folder.read("summary.md")
            #expect(text.hasPrefix("before\n"))
            for command in ["plan", "drift", "apply"] { #expect(text.contains("<!-- jelouctl:\(command) -->")) }
        }
    }

    @Test("without a summary to write to the flag is refused before anything is sent")
    func summaryRefused() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("apply", "--yes", "--github-summary").exitCode == 64)
            let missing = ["GITHUB_STEP_SUMMARY": world.folder.path("none/summary.md")]
            #expect(try await world.jelouctl("apply", "--yes", "--github-summary", also: missing).exitCode == 1)
            let named = ["GITHUB_STEP_SUMMARY": world.folder.path("summary.md")]
            #expect(try await world.jelouctl("validate", "--github-summary", also: named).exitCode == 64)
            #expect(await world.emulator.requests().isEmpty)
            #expect(!world.folder.exists(".jelouctl/state.json"))
        }
    }

    @Test("a summary that is full is a warning, and changes no exit code; none grows beyond what GitHub shows")
    func summaryFull() async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let limit = 1 << 20
            let environment = ["GITHUB_STEP_SUMMARY": world.folder.path("summary.md")]
            try world.folder.write(String(repeating: "x", count: limit - 1500), to: "summary.md")
            let full = try await world.jelouctl("apply", "--yes", "--github-summary", also: environment)
            #expect(full.exitCode == 0, "\(full.text)")
            #expect(full.errors.contains("[step-summary]"))
            #expect(try world.folder.read("summary.md").utf8.count == limit - 1500)
            let many = (0..<200).map { (id: "project-\($0)", url: newURL("p\($0)")) }
            try world.desire(many)
            try world.folder.write(String(repeating: "x", count: limit - 6000), to: "summary.md")
            let cut = try await world.jelouctl("plan", "--github-summary", also: environment)
            #expect(cut.exitCode == 0)
            let size = try world.folder.read("summary.md").utf8.count
            #expect(size > limit - 6000 && size <= limit)
        }
    }
}
