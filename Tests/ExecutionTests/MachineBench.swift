import IntegrationAPI
import Integrations
import Planning
import Reports

@testable import Execution

/// An apply machine, the time, and the words to ask and to answer it in.
struct MachineBench {
    var machine: ApplyMachine
    var now = Duration.zero
    /// So many intents were asked for.
    private(set) var issued = 0
    /// Whether intents are durable as soon as they are wanted.
    var isDiskFast = true

    /// What a change is of, in short.
    enum Kind: Hashable, CaseIterable {
        case update
        case updateWithCredential
        case delete
    }

    /// Without random waits, and with few retries, unless a test asks for them.
    static let rules = ApplyRules(retries: 2, maxFailures: 1000, backoff: .zero)

    init(_ items: [WorkItem], rules: ApplyRules = Self.rules, seed: UInt64 = 1) {
        machine = ApplyMachine(items: items, rules: rules, seed: seed)
    }

    /// One change.
    init(_ kind: Kind, rules: ApplyRules = Self.rules, seed: UInt64 = 1) throws {
        self.init([try Self.item("p0", kind)], rules: rules, seed: seed)
    }

    static func item(_ id: String, _ kind: Kind = .update, access: APIAccess = .standard) throws -> WorkItem {
        let workKind: WorkItem.Kind =
            switch kind {
            case .update: .update(UpdateExpectation(try Sample.integrationUpdate()))
            case .updateWithCredential:
                .update(UpdateExpectation(try Sample.integrationUpdate(credential: Sample.token)))
            case .delete: .delete
            }
        return WorkItem(project: try ProjectID(id), kind: workKind, access: access)
    }

    static func items(_ count: Int, access: APIAccess = .standard) throws -> [WorkItem] {
        try (0..<count).map { try item("p\($0)", access: access) }
    }

    // MARK: asking

    mutating func next() -> ApplyMachine.Directive {
        let directive = machine.next(at: now)
        guard machine.stop == nil, issueIntents(), isDiskFast else { return directive }
        machine.intentsAreDurable(issued)
        if case .park = directive { return next() }
        return directive
    }

    /// Begins the intents that are wanted by now.
    ///
    /// - Returns: whether there were any.
    mutating func issueIntents() -> Bool {
        let wanted = machine.intentsWanted(beyond: issued)
        defer { issued = wanted }
        return wanted > issued
    }

    /// The next call, after as much waiting as the machine wants; nil when nothing is left to start, or nothing before
    /// something has been answered.
    mutating func call() -> ApplyMachine.Call? {
        while true {
            switch next() {
            case .perform(let call): return call
            case .wait(let until), .park(until: .some(let until)): now = max(now, until)
            case .finished, .park(until: nil): return nil
            }
        }
    }

    var verdicts: [Verdict?] { machine.progress.map(\.verdict) }

    func ending(_ index: Int = 0) -> Ending? {
        machine.progress[index].verdict.map { Ending(outcome: $0.outcome, resultClass: $0.resultClass) }
    }

    // MARK: answering

    mutating func fail(_ failure: CallFailure) { fail(0, failure) }

    mutating func fail(_ index: Int, _ failure: CallFailure) {
        machine.handle(WriteAnswer(result: .failure(failure), httpStatus: failure.httpStatus), to: index, at: now)
    }

    /// The API says yes, and shows the URL of that letter.
    mutating func succeed(_ index: Int = 0, showing letter: String = "B") {
        machine.handle(WriteAnswer(result: .success(Self.observed(letter)), httpStatus: 200), to: index, at: now)
    }

    mutating func settle(_ index: Int = 0, showing letter: String?) {
        machine.handleSettling(.success(Self.observed(letter)), of: index, at: now)
    }

    mutating func settle(_ index: Int = 0, failing failure: CallFailure) {
        machine.handleSettling(.failure(failure), of: index, at: now)
    }

    mutating func verify(_ index: Int = 0, showing letter: String?) {
        machine.handleVerification(.success(Self.observed(letter)), of: index, at: now)
    }

    mutating func verify(_ index: Int = 0, failing failure: CallFailure) {
        machine.handleVerification(.failure(failure), of: index, at: now)
    }

    static func observed(_ letter: String?) -> ObservedIntegration {
        ObservedIntegration(
            webhookURL: letter.map { .known(Sample.url($0)) } ?? .unreported, authType: .unreported)
    }
}

/// How a change ended, without its texts.
struct Ending: Hashable {
    var outcome: ChangeResult.Outcome
    var resultClass: ResultClass

    static func failed(_ resultClass: ResultClass) -> Ending { Ending(outcome: .failed, resultClass: resultClass) }
    static func unknown(_ resultClass: ResultClass) -> Ending { Ending(outcome: .unknown, resultClass: resultClass) }
    static func skipped(_ resultClass: ResultClass) -> Ending { Ending(outcome: .skipped, resultClass: resultClass) }
    static func succeeded(_ resultClass: ResultClass) -> Ending {
        Ending(outcome: .succeeded, resultClass: resultClass)
    }
}
