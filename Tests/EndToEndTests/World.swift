import Emulator
import Foundation
import Subprocess
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

    func jelouctl(_ arguments: [String]) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.run(arguments, in: folder, environment: environment)
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

    /// Newline-delimited JSON: an object a line.
    func jsonLines(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { try json(String($0)) }
    }

    /// Runs a line of shell in the folder of the world, with its environment.
    func shell(_ line: String) async throws -> BuiltProgram.Run {
        try await BuiltProgram.shell.run(["-c", line], in: folder, environment: environment)
    }

    /// Runs a command while another body looks on; the body can send it signals.
    func jelouctl(
        _ arguments: [String], also extra: [String: String] = [:],
        whileRunning body: (BuiltProgram.Running) async throws -> Void
    ) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.run(
            arguments, in: folder, environment: environment.merging(extra) { _, extra in extra }, whileRunning: body)
    }

    /// Holds the state's lock by an apply that waits for an answer, does something, and ends that apply with `kill -9`.
    func whileLocked(_ body: () async throws -> Void) async throws {
        await emulator.clearRequests()
        await emulator.addFault(try FaultRule(parsing: "*:*:1:latency=600s"))
        let holder = try await jelouctl(["apply", "--yes"]) { running in
            try await waitUntil { await !emulator.requests().isEmpty }
            do {
                try await body()
            } catch {
                try running.send(.kill)
                throw error
            }
            try running.send(.kill)
        }
        #expect(holder.exitCode == nil)
        await emulator.clearFaults()
    }
}

/// Looks again and again until something is so; gives up after a minute, far beyond what anything here takes.
func waitUntil(_ condition: () async throws -> Bool) async throws {
    for _ in 0..<6000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it did not come to pass")
}

extension BuiltProgram.Run {
    /// Both streams, for messages of tests that fail.
    var text: String { output + errors }
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

/// The address that the files want after that.
func nextURL(_ id: String) -> String { "https://panel.example.com/v3/\(id)" }

/// A world whose projects were applied once, at ``newURL(_:)``, by this program.
func withAppliedWorld(_ ids: [String] = ["a", "b", "c"], _ body: (World) async throws -> Void) async throws {
    try await withWorld(Dictionary(uniqueKeysWithValues: ids.map { ($0, oldURL($0)) })) { world in
        try world.desire(ids.map { ($0, newURL($0)) })
        let first = try await world.jelouctl("apply", "--yes")
        try #require(first.exitCode == 0, "\(first.text)")
        await world.emulator.clearRequests()
        try await body(world)
    }
}
