/// What one request asks of the store.
enum Operation: Sendable {
    case get
    case create(IntegrationFields)
    case update(IntegrationFields)
    case delete
}

/// How faithfully the store carries an operation out.
enum Treatment: Sendable {
    case faithful
    /// Nothing is done, and what is stored is answered.
    case ignored
    /// Nothing is done, and what would have been stored is answered.
    case pretended
    /// The values from before the last change are answered.
    case stale
    /// A URL that nobody sent is stored and answered.
    case normalised
}

/// What came of an operation.
enum OperationResult: Sendable {
    case found(StoredIntegration)
    case created(StoredIntegration)
    case updated(StoredIntegration)
    case deleted
    case absent
    case alreadyThere
}

/// What the store decides when a request arrives.
struct Admission: Sendable {
    /// The fault that befalls the request; one without effect stands for none.
    var fault: Fault
    /// Flat or enveloped, never mixed.
    var shape: AnswerShape
}

/// The emulator's whole memory: integrations, rules with their counts, and what it was asked.
actor IntegrationStore {
    private let options: EmulatorOptions
    private let record: RecordFile?
    private var projects: [ProjectKey: StoredIntegration] = [:]
    /// The version before the last change, for stale answers.
    private var previous: [ProjectKey: StoredIntegration] = [:]
    private var script = FaultScript()
    private var log: RequestLog
    private var generator: SeededGenerator
    private var behaviour: Behaviour
    private var mixedTurns = 0

    /// Opens the record, if there is to be one, and takes the seed in.
    init(_ options: EmulatorOptions) throws {
        self.options = options
        record = try options.recordPath.map(RecordFile.init(path:))
        log = RequestLog(limit: options.keptRequests)
        generator = SeededGenerator(seed: options.randomSeed)
        behaviour = options.behaviour
        let start = Self.start(options, drawing: &generator)
        projects = start.projects
        script = start.script
    }

    /// Goes back to how everything was at the start; the record file alone stays as it is.
    func reset() {
        log.removeAll()
        previous = [:]
        generator = SeededGenerator(seed: options.randomSeed)
        behaviour = options.behaviour
        mixedTurns = 0
        let start = Self.start(options, drawing: &generator)
        projects = start.projects
        script = start.script
    }

    private static func start(
        _ options: EmulatorOptions, drawing generator: inout SeededGenerator
    ) -> (projects: [ProjectKey: StoredIntegration], script: FaultScript) {
        var projects: [ProjectKey: StoredIntegration] = [:]
        let time = options.now()
        // In order, so that the same seed gives each project the same id.
        for (project, fields) in options.projects.sorted(by: { $0.key < $1.key }) {
            projects[ProjectKey(project)] = Self.make(project, fields, at: time, drawing: &generator)
        }
        return (projects, FaultScript(options.faults))
    }

    private static func make(
        _ project: String, _ fields: IntegrationFields, at time: ServerTime, drawing generator: inout SeededGenerator
    ) -> StoredIntegration {
        StoredIntegration(
            id: "int_" + generator.hexadecimal(words: 1),
            projectID: project,
            webhookURL: fields.webhookURL ?? "",
            authType: fields.authType ?? .noAuth,
            authorization: fields.authorization,
            signingSecret: "whsec_" + generator.hexadecimal(words: 4),
            createdAt: time,
            updatedAt: time)
    }
}

// MARK: What the API does

extension IntegrationStore {
    /// Takes a request down, then decides its fault and the shape of its answer.
    func admit(_ request: RecordedRequest) throws -> Admission {
        let numbered = log.append(request)
        try record?.append(numbered)
        guard let project = request.project else { return Admission(fault: Fault(), shape: .enveloped) }
        var fault = script.next(method: request.method, project: project, drawing: &generator) ?? chanceFault()
        fault.latency += behaviour.latency
        return Admission(fault: fault, shape: nextShape())
    }

    /// Carries an operation out.
    func perform(_ operation: Operation, on project: String, as treatment: Treatment = .faithful) -> OperationResult {
        let current = projects[ProjectKey(project)]
        switch operation {
        case .get:
            guard let current else { return .absent }
            switch treatment {
            case .stale: return .found(previous[ProjectKey(project)] ?? current)
            case .normalised: return .found(current.withNormalisedURL())
            case .faithful, .ignored, .pretended: return .found(current)
            }
        case .create(let fields):
            guard current == nil else { return .alreadyThere }
            var made = Self.make(project, fields, at: options.now(), drawing: &generator)
            if treatment == .normalised { made = made.withNormalisedURL() }
            if treatment.hasEffect { store(made) }
            return .created(made)
        case .update(let fields):
            guard let current else { return .absent }
            var changed = current.applying(fields, at: timeAfter(current.updatedAt))
            if treatment == .normalised { changed = changed.withNormalisedURL() }
            if treatment.hasEffect { store(changed) }
            return .updated(treatment == .ignored || treatment == .stale ? current : changed)
        case .delete:
            guard current != nil else { return .absent }
            if treatment.hasEffect { remove(project) }
            return .deleted
        }
    }

    private func store(_ integration: StoredIntegration) {
        let key = ProjectKey(integration.projectID)
        previous[key] = projects[key]
        projects[key] = integration
    }

    /// A later time than `last`, also as it is shown: flat answers show whole seconds.
    private func timeAfter(_ last: ServerTime) -> ServerTime {
        max(options.now(), last.advanced(byMilliseconds: behaviour.shape == .enveloped ? 1 : 1000))
    }

    private func chanceFault() -> Fault {
        guard behaviour.errorRate > 0, Double.random(in: 0..<1, using: &generator) < behaviour.errorRate,
            let status = behaviour.errorStatuses.randomElement(using: &generator)
        else { return Fault() }
        return .status(status)
    }

    private func nextShape() -> AnswerShape {
        guard behaviour.shape == .mixed else { return behaviour.shape }
        mixedTurns += 1
        return mixedTurns % 2 == 1 ? .flat : .enveloped
    }
}

// MARK: What tests and the control endpoint do

extension IntegrationStore {
    func integration(_ project: String) -> StoredIntegration? {
        projects[ProjectKey(project)]
    }

    var projectIDs: [String] {
        projects.keys.map(\.text).sorted()
    }

    /// Changes or creates an integration behind the API's back, as a person in Jelou's panel would.
    func put(_ project: String, _ fields: IntegrationFields) {
        if let current = projects[ProjectKey(project)] {
            store(current.applying(fields, at: timeAfter(current.updatedAt)))
        } else {
            store(Self.make(project, fields, at: options.now(), drawing: &generator))
        }
    }

    func remove(_ project: String) {
        projects[ProjectKey(project)] = nil
        previous[ProjectKey(project)] = nil
    }

    var requests: [RecordedRequest] {
        log.requests
    }

    func clearRequests() {
        log.removeAll()
    }

    func add(_ rules: [FaultRule]) {
        for rule in rules { script.append(rule) }
    }

    func clearFaults() {
        script = FaultScript()
    }

    func change(_ change: BehaviourChange) throws {
        behaviour = try change.applied(to: behaviour)
    }

    func setShape(_ shape: AnswerShape) {
        behaviour.shape = shape
    }

    /// Everything there is to know, secrets included.
    var state: JSONValue {
        let sorted = projects.sorted { $0.key.text < $1.key.text }
        return .object([
            ("projects", .object(sorted.map { ($0.key.text, $0.value.fullJSON) })),
            ("options", behaviour.json),
            ("faults", script.json),
            ("requests", .integer(log.total)),
        ])
    }
}

extension Treatment {
    fileprivate var hasEffect: Bool {
        switch self {
        case .faithful, .stale, .normalised: true
        case .ignored, .pretended: false
        }
    }
}
