import Foundation
import NIOCore
import Testing

@testable import Emulator

@Suite("Starting and stopping")
struct LifecycleTests {
    @Test("It listens on a free port of this machine")
    func address() async throws {
        try await withEmulator { first in
            try await withEmulator { second in
                #expect(first.address.hasPrefix("http://127.0.0.1:"))
                #expect(first.address != second.address)
                #expect(first.baseURL() == first.address + "/platform")
                #expect(first.baseURL(.jelouapi) == first.address + "/jelouapi")
            }
        }
    }

    @Test("It is gone afterwards, and the result is handed on")
    func stops() async throws {
        let marker = UUID().uuidString
        let options = marked(marker)
        let client = try await withEmulator(options) { emulator in
            let client = try RawClient(emulator)
            #expect(await isServing(marker, at: client))
            return client
        }
        #expect(await !isServing(marker, at: client))
    }

    @Test("It stops when the body fails")
    func stopsOnFailure() async throws {
        struct Failure: Error {}
        let marker = UUID().uuidString
        let options = marked(marker)
        var client: RawClient?
        await #expect(throws: Failure.self) {
            try await withEmulator(options) { emulator in
                client = try RawClient(emulator)
                throw Failure()
            }
        }
        let left = try #require(client)
        #expect(await !isServing(marker, at: left))
    }

    private func marked(_ marker: String) -> EmulatorOptions {
        frozenOptions { $0.projects[marker] = IntegrationFields(webhookURL: "https://marker.example.com") }
    }

    /// Whether the emulator with the project `marker` is the one that answers.
    ///
    /// A port that was let go may be another test's by now, so that an answer alone says nothing; and what is asked is a
    /// control request, because those are not among the requests that the other test counts.
    private func isServing(_ marker: String, at client: RawClient) async -> Bool {
        let answer = try? await client.send("GET", "/__emulator/state", headers: [])
        return answer?.json?["projects"]?[marker] != nil
    }

    @Test("It stops though a client keeps its connection open")
    func stopsWithOpenConnection() async throws {
        let answer = try await withThrowingTaskGroup(of: RawAnswer.self) { group in
            try await withEmulator(frozenOptions()) { emulator in
                let client = try RawClient(emulator)
                let request = "GET /platform/v1/external-support/81237 HTTP/1.1\r\nHost: x\r\nx-api-key: k\r\n\r\n"
                group.addTask { try await client.exchange(request) }
                try await wait(until: { await emulator.requests().count == 1 })
            }
            return try await group.next()
        }
        #expect(answer != nil)
    }

    @Test("A port that is taken is an error")
    func portTaken() async throws {
        try await withEmulator { emulator in
            var options = EmulatorOptions()
            options.port = try RawClient(emulator).port
            let taken = options
            let error = await #expect(throws: EmulatorError.self) { try await withEmulator(taken) { _ in } }
            #expect(error?.description.contains("port \(taken.port)") == true)
        }
    }

    @Test(
        "An address that others can reach needs to be meant",
        arguments: [
            "0.0.0.0", "::", "192.168.1.1", "example.com", "127.0.0.1.example.com", "localhost.example.com", "",
        ])
    func remoteHost(host: String) async {
        var options = EmulatorOptions()
        options.host = host
        let remote = options
        await #expect(throws: EmulatorError.remoteHost(host)) { try await withEmulator(remote) { _ in } }
    }

    @Test("An address that others can reach is taken once it is meant")
    func allowRemote() async throws {
        var options = frozenOptions()
        options.host = "0.0.0.0"
        options.allowRemote = true
        try await withEmulator(options) { emulator in
            #expect(emulator.address.hasPrefix("http://0.0.0.0:"))
            let client = try RawClient(emulator)
            #expect(try await client.send("GET", project: "81237").status == 200)
        }
    }

    @Test(
        "Loopback is what the address says, not what a name may resolve to",
        arguments: [
            ("127.0.0.1", true), ("127.8.9.10", true), ("localhost", true), ("LOCALHOST", true), ("::1", true),
            ("::ffff:127.0.0.1", true), ("::ffff:10.0.0.1", false), ("10.0.0.1", false), ("127.0.0", false),
            ("127.0.0.256", false), ("127.0.0.+1", false), ("2001:db8::1", false),
        ])
    func loopback(host: String, expected: Bool) {
        #expect(isLoopback(host: host) == expected)
    }

    @Test("To other machines the control endpoint does not exist")
    func controlFromElsewhere() async throws {
        let endpoint = ControlEndpoint(store: try IntegrationStore(frozenOptions()))
        let elsewhere = try SocketAddress(ipAddress: "192.0.2.7", port: 4711)
        let here = try SocketAddress(ipAddress: "127.0.0.1", port: 4711)
        #expect(await endpoint.answer("GET", ["state"], body: [], from: elsewhere).status == 404)
        #expect(await endpoint.answer("GET", ["state"], body: [], from: nil).status == 404)
        #expect(await endpoint.answer("GET", ["state"], body: [], from: here).status == 200)
    }

    @Test("Faults and rates that can never come true are refused before it starts")
    func impossibleOptions() async {
        let wrongRate = frozenOptions { $0.behaviour.errorRate = 1.5 }
        await #expect(throws: FaultNotationError.self) { try await withEmulator(wrongRate) { _ in } }
        let wrongRule = frozenOptions { $0.faults = [FaultRule(methods: ["PUT"], fault: .status(500))] }
        await #expect(throws: FaultNotationError.self) { try await withEmulator(wrongRule) { _ in } }
    }
}

@Suite("Files it reads and writes")
struct FileTests {
    private func withScratchFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appending(path: "emulator-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    @Test("The record has a line for each request, secrets and all, for its owner alone")
    func record() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending(path: "record.jsonl")
            let options = frozenOptions { options in
                options.recordPath = file.path
                options.faults = [FaultRule(times: 1, fault: Fault(.cutBeforeEffect))]
            }
            try await withEmulator(options) { emulator in
                let client = try RawClient(emulator)
                _ = try await client.send("PATCH", project: "81237", #"{"authorization":"a\nb"}"#)
                let basic = ["Authorization: Basic aWQ6c2VjcmV0"]
                _ = try await client.send("GET", "/jelouapi/v1/external-support/x?y", headers: basic)
                _ = try await client.send("GET", "/elsewhere", headers: [])
            }
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .map { JSONDocument(parsing: Array($0.utf8)) }
            #expect(lines.count == 3)
            #expect(lines[0]?["body"]?.string == #"{"authorization":"a\nb"}"#)
            #expect(lines[0]?["apiKey"]?.string == "key")
            #expect(lines[0]?["time"]?.string == "2026-01-15T10:30:00.000Z")
            #expect(lines[1]?["basic"]?.string == "id:secret")
            #expect(lines[1]?["path"]?.string == "/jelouapi/v1/external-support/x?y")
            #expect(lines[1]?["headers"]?[0]?["name"]?.string == "Host")
            #expect(lines[2]?["auth"]?.string == "none")
            #expect(lines[2]?["project"] == .null)
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test("A record that cannot be opened keeps it from starting")
    func recordFails() async throws {
        try await withScratchFolder { folder in
            let options = frozenOptions { $0.recordPath = folder.appending(path: "no/such/folder").path }
            await #expect(throws: NamedFileError.self) { try await withEmulator(options) { _ in } }
        }
    }

    @Test("A seed says which integrations there are")
    func seed() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending(path: "seed.json")
            let text = """
                {"projects": {"81237": {"webhookUrl": "https://a.example.com", "authType": "bearer", "authorization": "t"},
                  "日本": {"webhookUrl": "https://b.example.com"}}}
                """
            try Data(text.utf8).write(to: file)
            let projects = try readSeedFile(file.path)
            try await withEmulator(frozenOptions { $0.projects = projects }) { emulator in
                #expect(await emulator.projectIDs() == ["81237", "日本"])
                #expect(await emulator.integration("81237")?.authorization == "t")
                #expect(await emulator.integration("日本")?.authType == .noAuth)
            }
        }
    }

    @Test(
        "A seed that is wrong is refused with its place",
        arguments: [
            ("{", "JSON"), ("{}", "projects"), (#"{"projects":{"p":{}}}"#, "project p: webhookUrl is missing"),
            (#"{"projects":{"p":{"webhookUrl":"http://x"}}}"#, "project p: webhookUrl must be"),
            (#"{"projects":{"p":{"webhookUrl":"https://x.example.com","authTyp":"x"}}}"#, "project p: authTyp"),
            (#"{"projects":[]}"#, "projects"),
        ])
    func wrongSeed(text: String, reason: String) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending(path: "seed.json")
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: NamedFileError.self) { try readSeedFile(file.path) }
            #expect(error?.description.contains(reason) == true)
        }
    }

    @Test("Faults are read from a file")
    func faults() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending(path: "faults.json")
            try Data(#"["PATCH:*:2:status=500", {"fault": "cut-after"}]"#.utf8).write(to: file)
            #expect(try readFaultFile(file.path).count == 2)
            try Data(#"["PATCH:*:2:nonsense"]"#.utf8).write(to: file)
            let error = #expect(throws: NamedFileError.self) { try readFaultFile(file.path) }
            #expect(error?.reason.contains("nonsense") == true)
            #expect(throws: NamedFileError.self) { try readFaultFile(folder.appending(path: "none").path) }
        }
    }

    @Test("As many requests are kept in memory as it says, the last ones")
    func keptRequests() async throws {
        try await withEmulator(frozenOptions { $0.keptRequests = 3 }) { emulator in
            let client = try RawClient(emulator)
            for number in 0..<10 { _ = try await client.send("GET", project: "\(number)") }
            #expect(await emulator.requests().map(\.number) == [8, 9, 10])
        }
    }
}
