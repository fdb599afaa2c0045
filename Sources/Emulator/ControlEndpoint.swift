import NIOCore

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The paths below `/__emulator/`, by which tests look in and reach in while the server runs.
///
/// They need no credential and show every secret, so to anyone but this machine they do not exist.
struct ControlEndpoint {
    let store: IntegrationStore

    func answer(_ method: String, _ segments: [String], body: [UInt8], from peer: SocketAddress?) async -> Answer {
        guard let address = peer?.ipAddress, isLoopback(host: address) else { return .noRoute }
        do {
            return try await perform(method, segments, Data(body))
        } catch let error as FaultNotationError {
            return Self.refused(error.description)
        } catch {
            return Self.refused("the body is not the JSON that is wanted here")
        }
    }

    private func perform(_ method: String, _ segments: [String], _ body: Data) async throws -> Answer {
        switch (method, segments.first, segments.count) {
        case ("GET", "state", 1):
            return .json(await store.state)
        case ("GET", "requests", 1):
            return .json(.array(await store.requests.map(\.json)))
        case ("DELETE", "requests", 1):
            await store.clearRequests()
        case ("POST", "faults", 1):
            await store.add(try Self.rules(in: body))
        case ("DELETE", "faults", 1):
            await store.clearFaults()
        case ("PUT", "options", 1):
            try await store.change(try JSONDecoder().decode(BehaviourChange.self, from: body))
        case ("PUT", "projects", 2):
            return try await put(segments[1], body)
        case ("DELETE", "projects", 2):
            await store.remove(segments[1])
        case ("POST", "reset", 1):
            await store.reset()
        default:
            return .noRoute
        }
        return Self.done
    }

    private func put(_ project: String, _ body: Data) async throws -> Answer {
        let reader = try JSONDecoder().decode(FieldsReader.self, from: body)
        if let problem = reader.problems.first {
            return Self.refused("\(problem.field) \(problem.reason)")
        }
        if await store.integration(project) == nil, reader.fields.webhookURL == nil {
            return Self.refused("webhookUrl is required")
        }
        await store.put(project, reader.fields)
        return Self.done
    }

    private static let done = Answer.json(.object([("done", .bool(true))]))

    /// One rule, or an array of them.
    private static func rules(in body: Data) throws -> [FaultRule] {
        if body.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "[") {
            return try JSONDecoder().decode([FaultRule].self, from: body)
        }
        return [try JSONDecoder().decode(FaultRule.self, from: body)]
    }

    private static func refused(_ reason: String) -> Answer {
        .json(.object([("refused", .string(reason))]), status: 400)
    }
}
