import Emulator
import Foundation
import StateStorage
import TestSupport
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A folder with files and state, an API on a real socket, and the built program between them.
struct ChaosWorld {
    let folder: TemporaryFolder
    let emulator: RunningEmulator
    /// What the files want.
    private(set) var fleet: Fleet
    /// The key that the program uses, by which its requests are told from another's.
    var apiKey = "key-one"
    /// What else the program sees.
    var environment: [String: String] = [:]

    /// Where the state is, within the folder.
    var statePath = ".jelouctl/state.json"
    var store: LocalStateStore { LocalStateStore(path: folder.path(statePath)) }

    init(folder: TemporaryFolder, emulator: RunningEmulator, fleet: Fleet) throws {
        self.folder = folder
        self.emulator = emulator
        self.fleet = fleet
        try desire(fleet)
    }

    /// Writes the files.
    mutating func desire(_ fleet: Fleet) throws {
        self.fleet = fleet
        try folder.write(fleet.yaml, to: "jelou.yaml")
    }

    // MARK: the program

    private var variables: [String: String] {
        [
            "JELOUCTL_BASE_URL": emulator.baseURL(), "JELOU_API_KEY": apiKey, "WEBHOOK_TOKEN": fleet.token,
        ].merging(environment) { _, new in new }
    }

    func run(_ arguments: String..., under prefix: [String] = []) async throws -> BuiltProgram.Run {
        try await run(arguments, under: prefix)
    }

    func run(_ arguments: [String], under prefix: [String] = []) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.launch(arguments, in: folder, environment: variables, under: prefix) { _ in }
    }

    func launch(
        _ arguments: [String], under prefix: [String] = [], _ body: (LaunchedProgram) async throws -> Void
    ) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.launch(arguments, in: folder, environment: variables, under: prefix, body)
    }

    /// Runs it with its streams in pipes and a limit on the size of the files that it writes.
    func runPiped(_ arguments: [String], fileSize: Int) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.run(
            arguments, in: folder, environment: variables, under: ["prlimit", "--fsize=\(fileSize)"])
    }

    // MARK: the API

    /// The project that nobody manages, asked about to see how far the API is.
    static let probe = "probe"

    /// Has every request wait so long before it has any effect, and some of them fail.
    func setFaults(_ rules: [FaultRule] = [], latency: Duration = .zero) async {
        await emulator.clearFaults()
        for rule in rules { await emulator.addFault(rule) }
        if latency > .zero { await emulator.addFault(FaultRule(fault: .latency(latency))) }
    }

    /// What arrived, but for our own questions.
    func requests() async -> [RecordedRequest] {
        await emulator.requests().filter { $0.project != Self.probe }
    }

    func writes() async -> [RecordedRequest] {
        await requests().filter { $0.method != "GET" }
    }

    /// Returns once nothing is under way at the API any more, and takes every fault away.
    ///
    /// A process that is killed leaves requests behind that have not had their effect. A question that waits as long as they
    /// do is answered after them; when two in a row find nothing new, nothing is left.
    ///
    /// - Parameter latency: the longest that a request can be waiting.
    func drain(latency: Duration = .zero) async throws {
        await setFaults(latency: latency + .milliseconds(2))
        var seen = try await probed()
        while true {
            let next = try await probed()
            if next.count == seen.count, next.live == seen.live { break }
            seen = next
        }
        await emulator.clearFaults()
    }

    private func probed() async throws -> (count: Int, live: [String: StoredIntegration]) {
        let url = try #require(URL(string: "\(emulator.baseURL())/v1/external-support/\(Self.probe)"))
        var request = URLRequest(url: url)
        request.setValue("probe", forHTTPHeaderField: "x-api-key")
        // A connection that is kept would be waited for when the emulator stops.
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        _ = try await session.data(for: request)
        return (await requests().count, await live())
    }

    func live() async -> [String: StoredIntegration] {
        var live: [String: StoredIntegration] = [:]
        for id in await emulator.projectIDs() { live[id] = await emulator.integration(id) }
        return live
    }

    /// Gives every project the values that a fleet wants, behind the state's back.
    func restore(_ fleet: Fleet) async {
        for (id, wish) in fleet.wishes {
            guard case .present(let url, let hasCredential) = wish else { continue }
            await emulator.put(
                id, webhookURL: url, authType: hasCredential ? .bearer : .noAuth,
                authorization: hasCredential ? fleet.token : nil)
        }
    }

    // MARK: how things stand

    /// What state and API say now; the state is read from disk, without the lease.
    func ledger() async throws -> Ledger {
        Ledger(stored: try store.load(), live: await live())
    }
}

/// Makes a world around an API in which a fleet is as its files want it.
///
/// - Parameter recorded: whether the state knows that: then `apply` has put it there.
func withChaosWorld(
    _ fleet: Fleet, recorded: Bool = true, _ body: (inout ChaosWorld) async throws -> Void
) async throws {
    try await withTemporaryFolder { folder in
        try await withEmulator { emulator in
            var world = try ChaosWorld(folder: folder, emulator: emulator, fleet: fleet)
            await world.restore(fleet)
            if recorded {
                let run = try await world.run("apply", "--yes", "--quiet")
                try #require(run.exitCode == 0, "\(run.errors)")
            }
            await emulator.clearRequests()
            try await body(&world)
        }
    }
}
