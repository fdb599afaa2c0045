import Emulator
import Integrations

/// The emulator as an implementation of the API; it takes the combination's credential and no other.
struct EmulatorImplementation: ContractImplementation {
    func withTarget(
        _ combination: Combination, _ body: (any ContractTarget) async throws -> Void
    ) async throws {
        var options = EmulatorOptions()
        options.behaviour.shape = combination.shape.ofEmulator
        options.accepted = [AcceptedCredential(combination.login.ofEmulator)]
        try await withEmulator(options) { emulator in
            try await body(EmulatorTarget(emulator: emulator, combination: combination))
        }
    }
}

/// One running emulator.
private struct EmulatorTarget: ContractTarget {
    let emulator: RunningEmulator
    let combination: Combination

    var origin: String { emulator.address }
    var prefix: String { "/\(combination.basePath.rawValue)" }

    func put(_ values: IntegrationValues, for project: String) async {
        await emulator.put(
            project, webhookURL: values.webhookURL,
            authType: StoredIntegration.AuthType(rawValue: values.authType.rawValue),
            authorization: values.authorization)
    }

    func inspect(_ project: String) async throws -> IntegrationFacts? {
        guard let stored = await emulator.integration(project) else { return nil }
        guard let authType = AuthType(rawValue: stored.authType.rawValue) else { throw UnknownWord() }
        return IntegrationFacts(
            id: stored.id,
            values: IntegrationValues(
                webhookURL: stored.webhookURL, authType: authType, authorization: stored.authorization),
            signingSecret: stored.signingSecret, createdAt: Timestamp(stored.createdAt),
            updatedAt: Timestamp(stored.updatedAt))
    }

    func received() async -> [ReceivedRequest] {
        await emulator.requests().map { request in
            ReceivedRequest(
                method: request.method, rawPath: request.rawPath,
                headers: request.headers.map { ($0.name.lowercased(), $0.value) }, body: request.body)
        }
    }

    /// In its mixed mode the emulator answers the first request flat, the second one enveloped, and so on.
    func shapeOfLastAnswer() async -> Shape {
        guard combination.shape == .mixed else { return combination.shape }
        return await emulator.requests().count.isMultiple(of: 2) ? .enveloped : .flat
    }

    func suffer(_ fault: String) async throws {
        await emulator.addFault(try FaultRule(parsing: "*:*:*:\(fault)"))
    }

    func recover() async {
        await emulator.clearFaults()
    }

    private struct UnknownWord: Error {}
}

extension Timestamp {
    fileprivate init(_ time: ServerTime) {
        self.init(millisecondsSinceEpoch: time.millisecondsSince1970)
    }
}

extension Shape {
    fileprivate var ofEmulator: AnswerShape {
        switch self {
        case .flat: .flat
        case .enveloped: .enveloped
        case .mixed: .mixed
        }
    }
}

extension Login {
    fileprivate var ofEmulator: PresentedCredential {
        switch self {
        case .apiKey: .apiKey(Self.key)
        case .basic: .basic(Self.pair)
        }
    }
}
