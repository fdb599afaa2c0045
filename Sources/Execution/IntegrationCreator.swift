import IntegrationAPI
import Integrations
import Messages
import Planning

/// Creates integrations, and hands each signing secret to the sink before anything else is done with the answer.
struct IntegrationCreator: Sendable {
    let writer: any IntegrationWriter
    let sink: (any SigningSecretSinking)?

    /// Why the secrets of these projects could not be stored, asked before the first call.
    func problems(of projects: [ProjectID]) async -> [ProjectID: SinkProblem] {
        guard !projects.isEmpty else { return [:] }
        guard let sink else {
            return Dictionary(projects.map { ($0, Self.noSink) }) { first, _ in first }
        }
        return await sink.prepare(projects)
    }

    /// Reserves the place for the secret of a project right before it is created.
    func reserve(_ project: ProjectID) async -> SinkProblem? {
        guard let sink else { return Self.noSink }
        guard case .failure(let problem) = await sink.reserve(project) else { return nil }
        return problem
    }

    func release(_ project: ProjectID) async {
        await sink?.release(project)
    }

    /// Sends the request, for which the place was reserved.
    ///
    /// When it returns, the secret is in the sink, or lost: the answer is the only one that has it, and nothing keeps it.
    func create(_ project: ProjectID, _ body: CreateBody, as credentials: APICredentials) async -> WriteAnswer {
        let answer = await writer.create(project, body, as: credentials)
        var loss: Message?
        switch answer.outcome {
        case .success(let created): loss = await store(created.signingSecret, for: project)
        case .failure: await release(project)
        }
        return WriteAnswer(
            result: answer.outcome.map(\.observed), httpStatus: answer.httpStatus, requestID: answer.requestID,
            secretLoss: loss)
    }

    /// - Returns: why the secret is lost; nil if it is stored.
    private func store(_ secret: Secret?, for project: ProjectID) async -> Message? {
        guard let sink else { return Self.noSink.summary }
        guard let secret, !secret.isEmpty else {
            await sink.release(project)
            return Message("the answer did not hold it")
        }
        // In a task of its own: whoever ends the run must not end this.
        let storing = Task { await sink.store(secret, for: project) }
        guard case .failure(let problem) = await storing.value else { return nil }
        return problem.summary
    }

    private static let noSink = SinkProblem(Message("no place for signing secrets is set"))
}

extension CreateBody {
    /// What is sent for a creation; nil if a credential that belongs to it was not found.
    init?(_ creation: IntegrationCreation, _ secrets: ResolvedSecrets) {
        var authorization: Secret?
        if let planned = creation.authorization {
            guard let secret = secrets[planned.reference] else { return nil }
            authorization = secret
        }
        self.init(webhookURL: creation.webhookURL.text, authType: creation.authType, authorization: authorization)
    }
}
