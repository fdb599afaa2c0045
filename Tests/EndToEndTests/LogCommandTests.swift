import Emulator
import Foundation
import TestSupport
import Testing

@Suite("No name or word of others is obeyed by a CI system that reads the output")
struct LogCommandTests {
    private static let ids = ["::stop-commands::x", "##[set-output name=digest]x", "##vso[task.complete]x"]
    private static let file = "::error::x.yaml"
    private static let folder = "::warning file=a::b"

    /// Files whose every text is a command: right ones, and wrong ones with a comment beside the fault.
    private static func yaml(_ authType: String) -> String {
        "version: 1\nprojects:\n"
            + ids.map { id in
                """
                  "\(id)":
                    name: "::add-mask::##[add-mask]n"
                    labels: { "::l": "##[error]l" }
                    webhookUrl: "https://panel.example.com/\(Data(id.utf8).count)"
                    authType: \(authType) # ##[group]c

                """
            }.joined()
    }

    /// The lines that GitHub Actions or Azure Pipelines would obey.
    private func commands(in text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline).filter { line in
            line.drop(while: \.isWhitespace).hasPrefix("::") || line.contains(/##[a-zA-Z]*\[/)
        }
    }

    /// - Parameter ids: those that have an integration.
    private func withHostileWorld(_ ids: [String], _ body: (World) async throws -> Void) async throws {
        try await withWorld(Dictionary(uniqueKeysWithValues: ids.map { ($0, oldURL("x")) })) { world in
            var world = world
            world.environment.merge(["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": world.folder.path]) { $1 }
            try world.folder.write(Self.yaml("no_auth"), to: Self.file)
            try world.folder.write(Self.yaml("zz"), to: "wrong/" + Self.file)
            try world.folder.write(Self.yaml("zz"), to: Self.folder + "/x.yaml")
            try await body(world)
        }
    }

    @Test("A file or folder that is called like one", arguments: [folder, "wrong/\(file)"])
    func names(_ path: String) async throws {
        try await withHostileWorld([]) { world in
            for format in ["text", "json", "sarif", "junit", "code-quality"] {
                let words = ["validate", "--format", format, "-f"]
                let quiet = try await world.run(words + [path, "--annotations", "never"])
                #expect(quiet.exitCode == 65, "\(quiet.text)")
                #expect(commands(in: quiet.text).isEmpty, "\(format)")
                #expect(quiet.errors.contains("4 |") || quiet.errors.contains("authType: zz # # #[group]c"))
            }
            let folder = try await world.run(["validate", "-C", "wrong", "-f", Self.file])
            #expect(folder.errors.contains("\n: :error::x.yaml:") || folder.errors.hasPrefix(": :error::x.yaml:"))
            let annotated = commands(in: folder.text)
            #expect(annotated.count == Self.ids.count, "\(folder.text)")
            #expect(annotated.allSatisfy { $0.hasPrefix("::error file=wrong/%3A%3Aerror%3A%3Ax.yaml,line=") })
        }
    }

    @Test(
        "Projects that are called like one, in every command that names them", arguments: ["text", "json", "markdown"])
    func projects(_ format: String) async throws {
        try await withHostileWorld(Self.ids) { world in
            let document = format == "markdown" ? "json" : format
            let runs = [
                ["plan", "--show-requests", "--format", format], ["apply", "--yes", "--format", format],
                ["apply", "--yes", "--events", "-"], ["drift", "--show-in-sync", "--format", format],
                ["refresh", "--yes", "--format", document], ["doctor", "--skip-webhooks", "--format", document],
                ["state", "list", "--format", document], ["state", "show", Self.ids[0], "--format", document],
                ["state", "show", Self.ids[1], "--format", document], ["state", "history", "--format", document],
                ["state", "show", "::error::nobody", "--format", document],
                ["plan", "--project", "::error::nobody", "--format", format], ["##[error]::plan"],
                ["plan", "\n::error::x"], ["drift", "--format", "junit"], ["drift", "--format", "sarif"],
                ["state", "rm", Self.ids[0], "--yes", "--format", document],
            ]
            await world.emulator.addFault(
                try FaultRule(
                    decoding: #"{"methods":["PATCH"],"project":"*","times":1,"fault":"status=400,body=echo"}"#))
            for words in runs {
                let isFiles = !["state", "##[error]::plan"].contains(words[0])
                let run = try await world.run(
                    words + (isFiles ? ["-f", Self.file] : []),
                    also: ["JELOUCTL_RETRIES": "0", "JELOUCTL_ANNOTATIONS": "never"])
                #expect(!run.text.isEmpty, "\(words)")
                #expect(commands(in: run.text).isEmpty, "\(words)")
            }
            let listed = try await world.run([
                "plan", "-f", Self.file, "--format", format, "--json-out", "plan.json", "--state", "no.state",
            ])
            #expect(listed.output.contains("stop-commands::x"))
            guard format == "json" else { return }
            #expect(listed.output.contains("#\\u0023[set-output"))
            #expect(
                try world.json(listed.output) as NSDictionary == world.json(world.folder.read("plan.json"))
                    as NSDictionary)
        }
    }
}

extension FaultRule {
    fileprivate init(decoding json: String) throws {
        self = try JSONDecoder().decode(FaultRule.self, from: Data(json.utf8))
    }
}
