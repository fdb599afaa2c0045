import Credentials
import Execution
import Integrations
import Messages
import Planning

/// Looks credentials up, each reference once, and says where in the files one stands that is out of reach.
struct CredentialLookup {
    let resolver: any SecretResolving
    private static let parallel = 8

    init(_ context: CommandContext, runsCommands: Bool) {
        resolver = SecretResolver(
            environment: context.environment, workingDirectory: context.workingDirectory(), runsCommands: runsCommands)
    }

    init(resolver: any SecretResolving) {
        self.resolver = resolver
    }

    func resolve(_ references: Set<SecretReference>) async -> [SecretReference: Result<Secret, SecretProblem>] {
        await resolveAll(references, with: resolver, concurrency: Self.parallel)
    }

    /// What the accesses refer to, each as what it is for: a client id that none can be counts as not found.
    func resolve(accesses: [APIAccess]) async -> [SecretReference: Result<Secret, SecretProblem>] {
        var results = await resolve(Set(accesses.flatMap(\.references)))
        for reference in accesses.clientIDReferences {
            results[reference] = results[reference]?.flatMap { $0.clientID() }
        }
        return results
    }

    /// What looking up the projects' `authorization` showed.
    struct Findings {
        var byProject: [ProjectID: CredentialFinding] = [:]
        var secrets: [SecretReference: Secret] = [:]
        /// One for each reference out of reach, at its first place in the files.
        var problems: [Diagnostic] = []
    }

    /// - Parameter key: of the recorded state; nil without one.
    func findings(
        for desired: DesiredState, key: FingerprintKey?, severity: Diagnostic.Severity
    ) async -> Findings {
        let references = desired.projects.compactMap(\.authorization)
        let results = await resolve(Set(references))
        var findings = Findings()
        findings.secrets = results.compactMapValues { try? $0.get() }
        var uses: [SecretReference: [DesiredProject]] = [:]
        for project in desired.projects {
            guard let reference = project.authorization, let result = results[reference] else { continue }
            switch result {
            case .success(let secret):
                findings.byProject[project.id] =
                    key.map { .fingerprint($0.fingerprint(of: secret, project: project.id, field: .authorization)) }
                    ?? .noKey
            case .failure(let problem):
                findings.byProject[project.id] = .notChecked(problem.summary)
                uses[reference, default: []].append(project)
            }
        }
        findings.problems = results.compactMap { reference, result in
            guard case .failure(let problem) = result, let projects = uses[reference] else { return nil }
            return Self.diagnostic(problem, reference, projects, severity)
        }.sorted { ($0.location, $0.detail?.english ?? "") < ($1.location, $1.detail?.english ?? "") }
        return findings
    }

    private static func diagnostic(
        _ problem: SecretProblem, _ reference: SecretReference, _ projects: [DesiredProject],
        _ severity: Diagnostic.Severity
    ) -> Diagnostic {
        let others = projects.count > 1 ? Message(" Used by \(projects.count) projects.") : Message(verbatim: "")
        let cause =
            severity == .error
            ? Message(verbatim: "")
            : Message(" It is not checked: unchanged if it was found there last time, else changed.")
        return Diagnostic(
            code: problem.code, severity: severity, summary: Message("a credential is out of reach"),
            detail: Message("\(problem.summary).\(cause)\(others)"), hint: problem.hint,
            location: projects.first?.places.authorization ?? projects.first?.places.project,
            project: projects.count == 1 ? projects.first?.id : nil)
    }
}

extension Collection<APIAccess> {
    /// The references of client ids, where these are not written out.
    var clientIDReferences: Set<SecretReference> {
        Set(compactMap { access in if case .basic(.reference(let reference), _) = access { reference } else { nil } })
    }
}

extension DesiredProject {
    /// The reference of the managed credential.
    var authorization: SecretReference? {
        guard case .present(let integration) = intent else { return nil }
        return integration.authorization
    }
}

/// Nil comes first.
private func < (left: (SourceLocation?, String), right: (SourceLocation?, String)) -> Bool {
    switch (left.0, right.0) {
    case (nil, nil): left.1 < right.1
    case (nil, _): true
    case (_, nil): false
    case (let first?, let second?): first == second ? left.1 < right.1 : first < second
    }
}
