import Emulator
import Foundation
import TestSupport
import Testing

/// A scratch folder, an API on a real socket, and the built program between them.
struct World {
    let folder: TemporaryFolder
    let emulator: RunningEmulator
    /// What the program sees beside `PATH` and `HOME`.
    var environment: [String: String]

    static let apiKey = "key-for-tests-0123456789"

    /// Runs the built program; the base URL and an API key are in its environment.
    func jelouctl(
        _ arguments: String..., input: String? = nil, under prefix: [String] = [], also extra: [String: String] = [:]
    ) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.run(
            arguments, in: folder, environment: environment.merging(extra) { _, extra in extra }, input: input,
            under: prefix)
    }

    /// Writes `jelou.yaml`: `version: 1`, then this.
    func desire(_ yaml: String) throws {
        try folder.write("version: 1\n" + yaml, to: "jelou.yaml")
    }

    /// Writes `jelou.yaml` with projects that have nothing but a webhook.
    func desire(_ webhooks: [(id: String, url: String)]) throws {
        let projects = webhooks.map { "  \"\($0.id)\":\n    webhookUrl: \($0.url)\n" }.joined()
        try desire(webhooks.isEmpty ? "projects: {}\n" : "projects:\n" + projects)
    }

    /// What the program asked for that changes something, as `PATCH 81237`.
    func writes() async -> [String] {
        await emulator.requests().filter { $0.method != "GET" }.map { "\($0.method) \($0.project ?? "")" }
    }

    func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}

/// Makes a world in which these projects have integrations, and takes it down after the body.
func withWorld(
    _ projects: [String: String] = [:], shape: AnswerShape = .flat, _ body: (World) async throws -> Void
) async throws {
    var options = EmulatorOptions()
    options.behaviour.shape = shape
    try await withTemporaryFolder { folder in
        try await withEmulator(options) { emulator in
            for (id, url) in projects { await emulator.put(id, webhookURL: url) }
            let environment = ["JELOUCTL_BASE_URL": emulator.baseURL(), "JELOU_API_KEY": World.apiKey]
            try await body(World(folder: folder, emulator: emulator, environment: environment))
        }
    }
}

/// The old address of a project, as the API has it before a test.
func oldURL(_ id: String) -> String { "https://old.example.com/\(id)" }

/// The address that the files want.
func newURL(_ id: String) -> String { "https://panel.example.com/v2/\(id)" }
