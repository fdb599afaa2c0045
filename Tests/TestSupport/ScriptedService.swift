package import IntegrationAPI
package import Integrations

/// The API in memory: it answers as a test scripts it, and remembers what it was asked.
package struct ScriptedService: IntegrationReader, IntegrationWriter {
    package enum Operation: Hashable, Sendable {
        case read
        case update
        case delete
        case create
    }

    /// What the service was asked: the receiving end, so credentials are open here.
    package struct Call: Hashable, Sendable {
        package var project: ProjectID
        package var operation: Operation
        package var webhookURL: String?
        package var authType: String?
        package var authorization: String?
        /// The API key, or client id and secret with a colon between.
        package var credentials: String
    }

    package struct Integration: Hashable, Sendable {
        package var webhookURL: String
        package var authType: String
        package var authorization: String?

        package init(webhookURL: String, authType: String = "no_auth", authorization: String? = nil) {
            self.webhookURL = webhookURL
            self.authType = authType
            self.authorization = authorization
        }
    }

    private struct Slot: Hashable {
        var project: ProjectID
        var operation: Operation
    }

    private struct State {
        var live: [ProjectID: Integration]
        var scripts: [Slot: [ScriptedAnswer]] = [:]
        var calls: [Call] = []
        var running = 0
        var peak = 0
        var released: Set<ProjectID> = []
    }

    private let state: Watched<State>
    private let onCall: @Sendable (Call) -> Void

    /// - Parameter onCall: runs when a call has arrived, before anything is done for it.
    package init(_ live: [ProjectID: Integration] = [:], onCall: @escaping @Sendable (Call) -> Void = { _ in }) {
        state = Watched(State(live: live))
        self.onCall = onCall
    }

    // MARK: what a test says

    /// The first calls of that kind for that project are answered so, in this order.
    package func script(_ project: ProjectID, _ operation: Operation, _ answers: ScriptedAnswer...) {
        state.change { $0.scripts[Slot(project: project, operation: operation)] = answers }
    }

    /// Lets the held calls of these projects go on, those that are still to come too.
    package func release(_ projects: ProjectID...) {
        state.change { $0.released.formUnion(projects) }
    }

    // MARK: what a test asks

    package subscript(project: ProjectID) -> Integration? { state.value.live[project] }

    package var calls: [Call] { state.value.calls }

    package func calls(_ project: ProjectID) -> [Operation] { calls.filter { $0.project == project }.map(\.operation) }

    /// The most calls that ran at the same time.
    package var peakConcurrency: Int { state.value.peak }

    /// Returns once so many calls have arrived.
    package func waitForCalls(_ count: Int) async {
        await state.wait { $0.calls.count >= count }
    }

    // MARK: the API

    package func read(_ project: ProjectID, as credentials: APICredentials) async -> CallResult<ObservedIntegration> {
        await perform(Call(project, .read, credentials)) { $0 }
    }

    package func update(
        _ project: ProjectID, _ body: UpdateBody, as credentials: APICredentials
    ) async -> CallResult<ObservedIntegration> {
        let authorization = body.authorization?.reveal(for: .request)
        var call = Call(project, .update, credentials)
        (call.webhookURL, call.authType) = (body.webhookURL, body.authType?.rawValue)
        call.authorization = authorization
        return await perform(call) { present in
            Integration(
                webhookURL: body.webhookURL ?? present.webhookURL,
                authType: body.authType?.rawValue ?? present.authType,
                authorization: authorization ?? present.authorization)
        }
    }

    package func delete(_ project: ProjectID, as credentials: APICredentials) async -> CallResult<DeleteConfirmation> {
        let result = await perform(Call(project, .delete, credentials)) { _ in nil }
        return CallResult(
            outcome: result.outcome.map { _ in DeleteConfirmation() }, httpStatus: result.httpStatus,
            requestID: result.requestID)
    }

    /// The signing secret that the answer shows; an answer without fields is without it too.
    package static func signingSecret(of project: ProjectID) -> String { "signing-secret-of-\(project)" }

    /// Where there is an integration already, the answer is 409.
    package func create(
        _ project: ProjectID, _ body: CreateBody, as credentials: APICredentials
    ) async -> CallResult<CreatedIntegration> {
        var call = Call(project, .create, credentials)
        (call.webhookURL, call.authType) = (body.webhookURL, body.authType?.rawValue)
        call.authorization = body.authorization?.reveal(for: .request)
        let result = await performCreation(call)
        return CallResult(
            outcome: result.outcome.map { observed in
                let isShown = observed.webhookURL != .unreported
                return CreatedIntegration(
                    observed: observed, signingSecret: isShown ? Secret(Self.signingSecret(of: project)) : nil)
            }, httpStatus: result.httpStatus, requestID: result.requestID)
    }

    private func performCreation(_ call: Call) async -> CallResult<ObservedIntegration> {
        let new = Integration(
            webhookURL: call.webhookURL ?? "", authType: call.authType ?? "no_auth", authorization: call.authorization)
        return await perform(call) { answer, live in
            if case .fail(let failure) = answer { return Self.result(failure) }
            guard live == nil else {
                return Self.result(CallFailure(reason: .rejected, httpStatus: 409, mayHaveHappened: false))
            }
            // What says yes and keeps what was has nothing to keep.
            live = answer == .keepOld ? nil : new
            var shown: Integration? = new
            let result = Self.answer(answer, to: call, { $0 }, &shown)
            if live != nil { live = shown }
            return result
        }
    }

    // MARK: one call

    private func perform(
        _ call: Call, _ effect: (Integration) -> Integration?
    ) async -> CallResult<ObservedIntegration> {
        await perform(call) { Self.answer($0, to: call, effect, &$1) }
    }

    private func perform(
        _ call: Call, _ carryOut: (ScriptedAnswer, inout Integration?) -> CallResult<ObservedIntegration>
    ) async -> CallResult<ObservedIntegration> {
        let answer = begin(call)
        defer { state.change { $0.running -= 1 } }
        if answer == .hold {
            await state.wait { $0.released.contains(call.project) }
            if Task.isCancelled {
                return Self.result(CallFailure(reason: .cancelled, mayHaveHappened: call.operation != .read))
            }
        }
        // So that calls which may overlap do.
        for _ in 0..<8 { await Task.yield() }
        return state.change { carryOut(answer, &$0.live[call.project]) }
    }

    private func begin(_ call: Call) -> ScriptedAnswer {
        let answer = state.change { state in
            state.running += 1
            state.peak = max(state.peak, state.running)
            state.calls.append(call)
            let slot = Slot(project: call.project, operation: call.operation)
            guard let next = state.scripts[slot]?.first else { return ScriptedAnswer.obey }
            state.scripts[slot]?.removeFirst()
            return next
        }
        onCall(call)
        return answer
    }

    private static func answer(
        _ answer: ScriptedAnswer, to call: Call, _ effect: (Integration) -> Integration?, _ live: inout Integration?
    ) -> CallResult<ObservedIntegration> {
        if case .fail(let failure) = answer { return result(failure) }
        guard let present = live else {
            return result(
                CallFailure(
                    reason: .absent, httpStatus: 404, message: "Integration not found", requestID: "request-404",
                    mayHaveHappened: false))
        }
        switch answer {
        case .obey, .hold, .obeyWithoutFields: live = effect(present)
        case .obeyAndFail(let failure):
            live = effect(present)
            return result(failure)
        case .store(let webhookURL):
            live = effect(present)
            live?.webhookURL = webhookURL
        case .keepOld, .fail: break
        }
        let hasFields = answer != .obeyWithoutFields
        let shown = live ?? present
        let observed = ObservedIntegration(
            webhookURL: hasFields ? .known(shown.webhookURL) : .unreported,
            authType: hasFields ? .known(shown.authType) : .unreported,
            remote: RemoteIdentity(id: "remote-\(call.project)"))
        return CallResult(outcome: .success(observed), httpStatus: 200, requestID: "request-200")
    }

    private static func result(_ failure: CallFailure) -> CallResult<ObservedIntegration> {
        CallResult(outcome: .failure(failure), httpStatus: failure.httpStatus, requestID: failure.requestID)
    }
}

extension ScriptedService.Call {
    fileprivate init(_ project: ProjectID, _ operation: ScriptedService.Operation, _ credentials: APICredentials) {
        self.project = project
        self.operation = operation
        switch credentials {
        case .apiKey(let key): self.credentials = key.reveal(for: .request)
        case .basic(let clientID, let secret): self.credentials = "\(clientID):\(secret.reveal(for: .request))"
        }
    }
}
