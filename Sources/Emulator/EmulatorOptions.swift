/// Everything that decides how an emulator behaves, before it starts.
package struct EmulatorOptions: Sendable {
    /// Where it listens; anything but this machine needs ``allowRemote``.
    package var host: String = "127.0.0.1"
    /// The port; 0 takes a free one.
    package var port: Int = 0
    package var allowRemote: Bool = false
    /// The credentials it takes; none means that any well-formed one will do.
    package var accepted: [AcceptedCredential] = []
    package var projects: [String: IntegrationFields] = [:]
    package var behaviour: Behaviour = Behaviour()
    package var faults: [FaultRule] = []
    /// Seeds chance, ids and signing secrets: the same seed and the same requests give the same answers.
    package var randomSeed: UInt64 = 1
    /// A file that gets a JSON line for each request, **with the keys and credentials that were sent**.
    package var recordPath: String?
    /// How many of the last requests are kept in memory.
    package var keptRequests: Int = 100_000
    /// Says in its log, on standard error, what it answers.
    package var isVerbose: Bool = false
    package var now: @Sendable () -> ServerTime = { .now }

    package init() {}
}

/// The two ways in which the documentation shows one and the same answer.
package enum AnswerShape: String, Sendable, CaseIterable, Decodable {
    /// The integration itself, as in the OpenAPI block.
    case flat
    /// `message`, `statusMessage`, `status` and `data`, as in the prose; `id` and `authType` are not in `data`.
    case enveloped
    /// Both in turn, the flat one first.
    case mixed
}

/// What can be changed while the emulator runs.
package struct Behaviour: Sendable, Equatable {
    package var shape: AnswerShape
    /// How long every request waits before it has an effect.
    package var latency: Duration
    /// The share of requests, from 0 to 1, that fail with one of ``errorStatuses``; what the rules hit is not counted.
    package var errorRate: Double
    package var errorStatuses: [Int]

    package init(
        shape: AnswerShape = .enveloped, latency: Duration = .zero, errorRate: Double = 0, errorStatuses: [Int] = [500]
    ) {
        self.shape = shape
        self.latency = latency
        self.errorRate = errorRate
        self.errorStatuses = errorStatuses
    }

    /// Refuses what can never come true.
    package func check() throws(FaultNotationError) {
        guard (0...1).contains(errorRate) else { throw FaultNotationError("an error rate goes from 0 to 1") }
        guard !errorStatuses.isEmpty, errorStatuses.allSatisfy((400...599).contains) else {
            throw FaultNotationError("error statuses go from 400 to 599")
        }
    }

    var json: JSONValue {
        .object([
            ("shape", .string(shape.rawValue)),
            ("latency", .string(latency.notation)),
            ("errorRate", .decimal(errorRate)),
            ("errorStatuses", .array(errorStatuses.map(JSONValue.integer))),
        ])
    }
}

/// The members of ``Behaviour`` that a control request changes.
struct BehaviourChange: Decodable {
    var shape: AnswerShape?
    var latency: String?
    var errorRate: Double?
    var errorStatuses: [Int]?

    func applied(to behaviour: Behaviour) throws -> Behaviour {
        var changed = behaviour
        changed.shape = shape ?? behaviour.shape
        changed.latency = try latency.map { try Duration(notation: $0) } ?? behaviour.latency
        changed.errorRate = errorRate ?? behaviour.errorRate
        changed.errorStatuses = errorStatuses ?? behaviour.errorStatuses
        try changed.check()
        return changed
    }
}
