import Credentials
import DesiredFiles
import Doctor
import Execution
import Integrations
import Messages
import Planning
import Reports
import StateStorage
import Transport

/// What one run of `doctor` looks at.
struct DoctorSession {
    let loaded: LoadedFiles
    private let command: DoctorCommand
    private let context: CommandContext
    private let settings: SettingsResolver
    private let statePath: String

    init(_ command: DoctorCommand, _ context: CommandContext) throws(CommandFailure) {
        self.command = command
        self.context = context
        loaded = try DesiredInput.load(command.files, command.output, context)
        // Files with errors are not half believed: their settings could name another API than was meant.
        settings = SettingsResolver(files: loaded.hasErrors ? Settings() : loaded.settings, context: context)
        statePath = try settings.statePath(command.state)
        try command.output.checkTarget(isNoneOf: LocalStateStore(path: statePath).sideFiles)
    }

    // MARK: - Files

    var filesCheck: DoctorCheck {
        let name = Check.filesValid.rawValue
        let errors = loaded.diagnostics.count { $0.severity == .error }
        let warnings = loaded.diagnostics.count { $0.severity == .warning }
        if errors > 0 {
            return DoctorCheck(
                name: name, subject: loaded.displayName, outcome: .failed,
                finding: errors == 1 ? Message("1 error") : Message("\(errors) errors"),
                remedy: Message("`jelouctl validate` shows each error with its place and its fix."))
        }
        let count = loaded.desired.projects.count
        let text = count == 1 ? Message("1 project, valid") : Message("\(count) projects, valid")
        guard warnings > 0 else {
            return DoctorCheck(name: name, subject: loaded.displayName, outcome: .ok, finding: text)
        }
        return DoctorCheck(
            name: name, subject: loaded.displayName, outcome: .warning,
            finding: warnings == 1 ? Message("\(text), 1 warning") : Message("\(text), \(warnings) warnings"),
            remedy: Message("`jelouctl validate` shows each warning with its place."))
    }

    /// The projects of valid files that the filters let through.
    private var desired: [DesiredProject] {
        guard !loaded.hasErrors else { return [] }
        return loaded.desired.projects.filter { command.filter.filter.admits($0, nil) }
    }

    // MARK: - Secrets, state, API

    func ownChecks() async throws -> [Finding] {
        let state = StateProbe(LocalStateStore(path: statePath)).check()
        let base: Result<APIBaseURL, CommandFailure>
        do { base = .success(try settings.baseURL(command.connection.baseURL)) } catch {
            guard error.status == .refused else { throw error }
            base = .failure(error)
        }
        let users = keyUsers(state.recorded, try? base.get())
        let references = Set(users.flatMap(\.access.references) + desired.compactMap(\.authorization))
        let results = await CredentialLookup(context, runsCommands: command.runCommands).resolve(references)
        let secrets = SecretJudge(results, accesses: users.map(\.access))
        return secrets.findings(areFilesValid: !loaded.hasErrors) + state.findings
            + (try await apiChecks(base, users, secrets, state.recorded))
    }

    private struct KeyUser {
        var access: APIAccess
        var project: ProjectID
    }

    /// One project for each distinct key, the first by its id.
    ///
    /// Without a project in the files those of the state count, as far as they live at the API that is asked: a key goes
    /// nowhere else.
    private func keyUsers(_ recorded: RecordedState?, _ baseURL: APIBaseURL?) -> [KeyUser] {
        var users = desired.map { KeyUser(access: $0.access, project: $0.id) }
        if users.isEmpty {
            let remembered = (recorded?.projects ?? []).filter {
                $0.baseURL == baseURL && command.filter.filter.admits(nil, $0)
            }
            users = remembered.map { KeyUser(access: $0.access, project: $0.id) }
        }
        var seen: Set<APIAccess> = []
        return users.filter { seen.insert($0.access).inserted }
    }

    private func apiChecks(
        _ base: Result<APIBaseURL, CommandFailure>, _ users: [KeyUser], _ secrets: SecretJudge,
        _ recorded: RecordedState?
    ) async throws -> [Finding] {
        let baseURL: APIBaseURL
        switch base {
        case .success(let url): baseURL = url
        case .failure(let failure):
            let problem = failure.diagnostics.first
            return [
                Finding(
                    .apiBaseURL, nil, .failed,
                    Message(joining: [problem?.summary, problem?.detail].compactMap(\.self), separator: ": "),
                    remedy: problem?.hint)
            ]
        }
        let api = LiveAPI(baseURL, settings, command.connection, settings.rules(command.connection), command.output)
        let targets = users.map { user in
            APIProbe.Target(
                key: PlainText.cleaned(user.access.description, limit: 300), project: user.project,
                credentials: secrets.resolved.credentials(for: user.access),
                isRecorded: recorded?[user.project]?.isApplied(at: baseURL) == true)
        }
        return try await api.withTransport { transport in
            let probe = APIProbe(
                baseURL: baseURL, transport: transport, timeout: api.timeout, now: context.now,
                makeReader: { api.reader($0) })
            return await probe.check(targets)
        }
    }

    // MARK: - Webhooks

    func webhookChecks() async throws -> [Finding] {
        guard !loaded.hasErrors else {
            return [Finding(.webhookDNS, nil, .skipped, Message("not tried: the files are not valid"))]
        }
        let urls = desired.compactMap { project -> WebhookURL? in
            guard case .present(let integration) = project.intent else { return nil }
            return integration.webhookURL
        }
        return try await Self.webhookProbe(command.connection, allowsPrivate: command.allowPrivateWebhooks, context)
            .check(urls: urls)
    }

    static func webhookProbe(
        _ connection: ConnectionOptions, allowsPrivate: Bool, _ context: CommandContext
    ) throws(CommandFailure) -> WebhookProbe {
        do {
            return try WebhookProbe(
                caFile: connection.caFile, allowsPrivate: allowsPrivate,
                userAgent: ProgramVersion.userAgent, now: context.now)
        } catch {
            throw CommandFailure(
                .failure, code: "connection", summary: Message("the connection settings are wrong"),
                detail: Message("\(error)"),
                hint: Message("Mend the file that is named, or leave --ca-file out."))
        }
    }
}

extension RecordedProject {
    fileprivate func isApplied(at baseURL: APIBaseURL) -> Bool {
        guard case .applied = status else { return false }
        return self.baseURL == baseURL
    }
}

/// Tells which credentials were found.
private struct SecretJudge {
    let resolved: ResolvedSecrets
    private let count: Int
    private let problems: [(reference: SecretReference, problem: SecretProblem)]

    /// - Parameter accesses: what goes into a header.
    init(_ results: [SecretReference: Result<Secret, SecretProblem>], accesses: [APIAccess]) {
        let (keys, clientIDs) = (Set(accesses.flatMap(\.references)), accesses.clientIDReferences)
        var secrets: [SecretReference: Secret] = [:]
        var problems: [(reference: SecretReference, problem: SecretProblem)] = []
        for (reference, result) in results {
            var checked = keys.contains(reference) ? result.flatMap { $0.headerSafe() } : result
            if clientIDs.contains(reference) { checked = checked.flatMap { $0.clientID() } }
            switch checked {
            case .success(let secret): secrets[reference] = secret
            case .failure(let problem): problems.append((reference, problem))
            }
        }
        resolved = ResolvedSecrets(secrets)
        count = secrets.count
        self.problems = problems.sorted { $0.reference.description < $1.reference.description }
    }

    func findings(areFilesValid: Bool) -> [Finding] {
        let problems = problems.map { reference, problem in
            let wasNotRun = problem.code == "secret-command-not-run"
            return Finding(
                .secretsResolvable, PlainText.cleaned(reference.description, limit: 300),
                wasNotRun ? .skipped : .failed, problem.summary,
                remedy: problem.hint.asSentence)
        }
        guard problems.isEmpty else { return problems }
        guard areFilesValid || count > 0 else {
            return [Finding(.secretsResolvable, nil, .skipped, Message("not tried: the files are not valid"))]
        }
        return [
            Finding(
                .secretsResolvable, nil, .ok,
                count == 1 ? Message("1 credential found") : Message("\(count) credentials found"))
        ]
    }
}
