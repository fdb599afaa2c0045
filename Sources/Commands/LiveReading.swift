import Credentials
import Execution
import Integrations
import Messages
import Planning
import Synchronization

/// Reads live values, for commands that change nothing there: they are handed nothing that could.
struct LiveReading: Sendable {
    let api: LiveAPI
    let lookup: CredentialLookup
    let showsProgress: Bool

    typealias Target = Refresher<ContinuousClock>.Target
    typealias Reading = Refresher<ContinuousClock>.Reading

    /// What the API says of each; a project whose key cannot be found is unknown, and says so.
    func read(_ targets: [(project: ProjectID, access: APIAccess)]) async throws -> Reading {
        let results = await lookup.resolve(accesses: targets.map(\.access))
        let secrets = ResolvedSecrets(results.compactMapValues { try? $0.get() })
        var missing = Reading()
        var readable: [Target] = []
        for target in targets {
            if secrets.credentials(for: target.access) != nil {
                readable.append(Target(project: target.project, access: target.access))
            } else {
                missing.observed[target.project] = .unknown(Self.reason(target.access, results))
                missing.causes[target.project] = .keyOutOfReach
            }
        }
        guard !readable.isEmpty else { return missing }
        let progress = ReadProgress(total: readable.count, context: api.context, isShown: showsProgress)
        var reading = try await api.withTransport { transport in
            await api.refresher(transport).read(readable, secrets: secrets) { progress.show($0) }
        }
        progress.end()
        for target in readable where reading.observed[target.project] == nil {
            reading.observed[target.project] = .unknown(Message("not read"))
        }
        reading.observed.merge(missing.observed) { read, _ in read }
        reading.causes.merge(missing.causes) { read, _ in read }
        return reading
    }

    private static func reason(
        _ access: APIAccess, _ results: [SecretReference: Result<Secret, SecretProblem>]
    ) -> Message {
        for reference in access.references {
            if case .failure(let problem) = results[reference] {
                return Message("its key is out of reach: \(problem.summary)")
            }
        }
        return Message("its key is out of reach")
    }
}

/// How far reading has come: one line that is redrawn on a terminal, a line every ten seconds elsewhere.
final class ReadProgress: Sendable {
    private let total: Int
    private let context: CommandContext
    private let isShown: Bool
    private let draws: Bool
    private let state: Mutex<State>

    private struct State {
        var lastShown: Int64
        var isDrawn = false
    }

    init(total: Int, context: CommandContext, isShown: Bool) {
        self.total = total
        self.context = context
        self.isShown = isShown
        draws = context.errors.isTerminal && context.environment["TERM"] != "dumb"
        state = Mutex(State(lastShown: context.now().millisecondsSinceEpoch))
    }

    func show(_ count: Int) {
        guard isShown else { return }
        let now = context.now().millisecondsSinceEpoch
        state.withLock { state in
            guard now - state.lastShown >= (draws ? 100 : 10_000) else { return }
            state.lastShown = now
            state.isDrawn = true
            if draws {
                context.errors.write("\r" + context.text(Message("Reading \(count) of \(total)")) + "\u{1B}[K")
            } else {
                context.say(Message("Read \(count) of \(total)."))
            }
        }
    }

    func end() {
        let isDrawn = state.withLock { $0.isDrawn }
        if isShown, draws, isDrawn { context.errors.write("\r\u{1B}[K") }
    }
}
