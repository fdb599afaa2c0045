// ContractTests: one suite for any implementation of the external-support API, over a real socket.

import Integrations

/// Where another implementation goes in.
let implementation: any ContractImplementation = EmulatorImplementation()

/// An implementation of the API that the suite can be held against.
protocol ContractImplementation: Sendable {
    /// Runs `body` beside an instance of its own, and stops that instance whatever comes of it.
    func withTarget(_ combination: Combination, _ body: (any ContractTarget) async throws -> Void) async throws
}

/// One running instance, as the suite sees it: from the network, and from behind.
protocol ContractTarget: Sendable {
    /// Scheme, host and port.
    var origin: String { get }
    /// The path below which the operations are, such as `/platform`.
    var prefix: String { get }

    /// Creates or changes an integration behind the API's back.
    func put(_ values: IntegrationValues, for project: String) async throws

    /// What is stored for a project now; nil if it has no integration.
    func inspect(_ project: String) async throws -> IntegrationFacts?

    /// What the API was asked since it started, in the order of arrival.
    func received() async throws -> [ReceivedRequest]

    /// Which of the two shapes the last answer had, had nothing gone wrong with it.
    ///
    /// Never mixed.
    func shapeOfLastAnswer() async throws -> Shape

    /// Misbehaves from now on, in the emulator's notation: `cut-after`, `status=503,body=html`.
    func suffer(_ fault: String) async throws

    /// Ends all misbehaviour.
    func recover() async throws
}

extension ContractTarget {
    /// Without a slash at its end.
    var baseURL: String { origin + prefix }
}

/// The two renderings of a success in the documentation, and both in turn.
enum Shape: String, Sendable, CaseIterable {
    case flat
    case enveloped
    case mixed
}

/// What the writable fields of an integration are.
struct IntegrationValues: Sendable, Equatable {
    var webhookURL: String = "https://panel.example.com/old"
    var authType: AuthType = .bearer
    var authorization: String? = "old-token"
}

/// All that an implementation stores of an integration, what the API never shows included.
struct IntegrationFacts: Sendable, Equatable {
    var id: String
    var values: IntegrationValues
    var signingSecret: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
}

/// One request as it arrived.
struct ReceivedRequest: Sendable {
    var method: String
    /// As it stood in the request line, with its query.
    var rawPath: String
    /// Names in lower case.
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    func values(of name: String) -> [String] {
        headers.filter { $0.name == name }.map(\.value)
    }
}
