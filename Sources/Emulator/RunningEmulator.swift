/// An emulator that is listening, as a test holds it.
package struct RunningEmulator: Sendable {
    /// Scheme, address and port, without a slash at the end.
    package let address: String
    private let store: IntegrationStore

    init(address: String, store: IntegrationStore) {
        self.address = address
        self.store = store
    }

    package func baseURL(_ basePath: BasePath = .platform) -> String {
        "\(address)/\(basePath.rawValue)"
    }

    /// What is stored for a project now, credential and signing secret included.
    package func integration(_ project: String) async -> StoredIntegration? {
        await store.integration(project)
    }

    /// The ids of all projects that have an integration, sorted.
    package func projectIDs() async -> [String] {
        await store.projectIDs
    }

    /// Creates or changes an integration behind the API's back; `updatedAt` moves.
    ///
    /// Fields left nil stay as they are.
    package func put(
        _ project: String, webhookURL: String? = nil, authType: StoredIntegration.AuthType? = nil,
        authorization: String? = nil
    ) async {
        let fields = IntegrationFields(webhookURL: webhookURL, authType: authType, authorization: authorization)
        await store.put(project, fields)
    }

    /// Deletes an integration behind the API's back.
    package func remove(_ project: String) async {
        await store.remove(project)
    }

    /// What the API was asked, in the order of arrival; control requests are not among it.
    package func requests() async -> [RecordedRequest] {
        await store.requests
    }

    package func clearRequests() async {
        await store.clearRequests()
    }

    /// Adds a rule behind those that are in force.
    package func addFault(_ rule: FaultRule) async {
        await store.add([rule])
    }

    package func clearFaults() async {
        await store.clearFaults()
    }

    package func setShape(_ shape: AnswerShape) async {
        await store.setShape(shape)
    }
}

/// Runs `body` beside an emulator on a free port of this machine, and stops the emulator whatever comes of it.
///
/// Requests that are still waiting when `body` ends are cut and have no effect.
package func withEmulator<R>(
    _ options: EmulatorOptions = EmulatorOptions(), _ body: (RunningEmulator) async throws -> R
) async throws -> R {
    let server = try EmulatorServer(options)
    let (addresses, listening) = AsyncStream.makeStream(of: String.self)
    let (end, stop) = AsyncStream.makeStream(of: Never.self)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
            defer { listening.finish() }
            try await server.run(stoppingOn: [], atTheEndOf: end) { listening.yield($0) }
        }
        var iterator = addresses.makeAsyncIterator()
        guard let address = await iterator.next() else {
            group.cancelAll()
            try await group.waitForAll()
            throw CancellationError()
        }
        // How the server ends is nobody's concern.
        do {
            let result = try await body(RunningEmulator(address: address, store: server.store))
            stop.finish()
            while await group.nextResult() != nil {}
            return result
        } catch {
            stop.finish()
            while await group.nextResult() != nil {}
            throw error
        }
    }
}
