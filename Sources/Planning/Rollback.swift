package import Integrations
package import Messages

/// Takes the live side back to what a former snapshot of the state held as applied.
///
/// Webhook addresses and auth types return to what they were; credentials come from where the snapshot found them, and
/// are what is there now. What is only remembered (name, labels, protection, access) stays as it is today. Nothing is
/// deleted and nothing created: whatever that would take is left as it is, and ``excluded`` says why.
package struct Rollback: Sendable {
    /// What is to hold again, for the projects that it concerns.
    package private(set) var desired = DesiredState()
    /// Projects that are left as they are, sorted by project.
    package private(set) var excluded: [Exclusion] = []
    private let recorded: RecordedState
    private let snapshotSerial: Int
    private let credentials: [ProjectID: RecordedCredential]

    /// A project that is left as it is, and why.
    package struct Exclusion: Hashable, Sendable {
        package var project: ProjectID
        package var reason: Reason

        package enum Reason: Hashable, Sendable {
            /// It is recorded today, and the snapshot did not hold it as applied.
            case notManagedThen
            /// It was applied then, and has been deleted or dropped from the state since.
            case gone
            /// The snapshot holds no address that could be sent; the text says what is wrong with it.
            case unusableAddress(Message)
        }
    }

    /// - Parameters:
    ///   - snapshot: a former snapshot of the same lineage.
    ///   - recorded: the state as it is today.
    package init(to snapshot: RecordedState, from recorded: RecordedState) {
        self.recorded = recorded
        snapshotSerial = snapshot.serial
        var projects: [DesiredProject] = []
        var credentials: [ProjectID: RecordedCredential] = [:]
        for former in snapshot.projects {
            guard case .applied(let values) = former.status else { continue }
            guard let present = recorded[former.id], !present.isTombstone else {
                excluded.append(Exclusion(project: former.id, reason: .gone))
                continue
            }
            do throws(Unusable) {
                let project = try Self.desired(present, values)
                projects.append(project)
                if project.wantsAuthorization { credentials[former.id] = values.credential }
            } catch {
                excluded.append(Exclusion(project: former.id, reason: .unusableAddress(error.why)))
            }
        }
        for present in recorded.projects where !present.isTombstone {
            if case .applied? = snapshot[present.id]?.status { continue }
            excluded.append(Exclusion(project: present.id, reason: .notManagedThen))
        }
        excluded.sort { $0.project < $1.project }
        desired = DesiredState(projects: projects)
        self.credentials = credentials
    }

    /// Whether the rollback has a say in what becomes of the project.
    package func isConcerned(_ id: ProjectID) -> Bool {
        desired.project(id) != nil
    }

    /// - Parameters:
    ///   - filter: narrows it to some of the projects that it concerns.
    ///   - credentials: what looking up each `authorization` of ``desired`` showed.
    /// - Returns: a plan that no guard has looked at yet.
    package func plan(
        baseURL: APIBaseURL, filter: ProjectFilter = ProjectFilter(),
        credentials: [ProjectID: CredentialFinding] = [:]
    ) -> Plan {
        // A project that is recorded and not desired would be planned as an implicit delete, so the rest is not shown.
        var concerned = recorded
        concerned.merge(
            Dictionary(
                recorded.projects.filter { !isConcerned($0.id) }.map { ($0.id, nil) }, uniquingKeysWith: { $1 }))
        var plan = Planner(baseURL: baseURL, filter: filter).plan(
            desired: desired, recorded: concerned, credentials: credentials)
        plan.managedCount = recorded.projects.count { !$0.isTombstone }
        for index in plan.changes.indices {
            let present = recorded[plan.changes[index].project]
            if case .update = plan.changes[index].action { plan.changes[index].reason = .rollback }
            plan.changes[index].source = nil
            plan.changes[index].formerFile = nil
            plan.changes[index].memory?.sourceFile = present?.sourceFile
        }
        for index in plan.unchanged.indices { plan.unchanged[index].source = nil }
        return plan
    }

    private struct Unusable: Error {
        var why: Message
    }

    private static func desired(
        _ present: RecordedProject, _ values: RecordedIntegration
    ) throws(Unusable) -> DesiredProject {
        guard let text = values.webhookURL else { throw Unusable(why: Message("no address was recorded")) }
        let url: WebhookURL
        do { url = try WebhookURL(text) } catch { throw Unusable(why: error.message) }
        let hasCredential = values.authType != nil && values.authType != .noAuth
        let integration = DesiredIntegration(
            webhookURL: url, authType: values.authType,
            authorization: hasCredential ? values.credential?.reference : nil)
        // No file speaks of it: the place is never shown, because the plan's changes lose theirs.
        let place = SourceLocation(file: present.sourceFile ?? "", line: 1, column: 1)
        return DesiredProject(
            id: present.id, name: present.name, labels: present.labels, protect: present.protect,
            access: present.access, intent: .present(integration), places: DesiredProject.Places(project: place))
    }
}

// MARK: what people should know before

extension Rollback {
    /// - Parameter credentials: what looking up each `authorization` of ``desired`` showed.
    package func diagnostics(credentials findings: [ProjectID: CredentialFinding]) -> [Diagnostic] {
        let lost = desired.projects.compactMap { project in
            credentials[project.id].flatMap { lostCredential($0, findings[project.id], project.id) }
        }
        return lost + excluded.compactMap(warning) + [leftAlone].compactMap(\.self)
    }

    private func lostCredential(
        _ former: RecordedCredential, _ finding: CredentialFinding?, _ id: ProjectID
    ) -> Diagnostic? {
        guard case .fingerprint(let fingerprint) = finding, fingerprint != former.fingerprint else { return nil }
        let reference = PlainText.cleaned(former.reference.description, limit: 200)
        return Diagnostic(
            code: "rollback-credential-unknown", severity: .warning,
            summary: Message("a former credential is not known any more"),
            detail: Message(
                """
                The credential of serial \(snapshotSerial) is not known any more; what \(reference) holds now is \
                used.
                """),
            hint: Message(
                """
                If the former credential is to return, put it back there first, then roll back again.
                """), project: id)
    }

    private func warning(_ exclusion: Exclusion) -> Diagnostic? {
        switch exclusion.reason {
        case .notManagedThen: nil
        case .gone:
            Diagnostic(
                code: "rollback-gone", severity: .warning, summary: Message("a project of the snapshot is gone"),
                detail: Message(
                    """
                    It was applied at serial \(snapshotSerial) and is not recorded as applied any more, so no \
                    update can bring it back. It is left as it is.
                    """),
                hint: Message(
                    """
                    Put its block into the files and run `jelouctl plan --refresh` to create it anew.
                    """),
                project: exclusion.project)
        case .unusableAddress(let why):
            Diagnostic(
                code: "rollback-address", severity: .warning,
                summary: Message("a former webhook address cannot be used"),
                detail: Message(
                    """
                    The webhook address of serial \(snapshotSerial) cannot be sent: \(why). The project is left as \
                    it is.
                    """),
                hint: Message("Write the address that it should have into the files, and apply them."),
                project: exclusion.project)
        }
    }

    /// One note for all of them, however many there are.
    private var leftAlone: Diagnostic? {
        let projects = excluded.filter { $0.reason == .notManagedThen }.map(\.project.rawValue)
        guard !projects.isEmpty else { return nil }
        let named = projects.prefix(10).map { PlainText.cleaned($0, limit: 100) }.joined(separator: ", ")
        let rest = projects.count > 10 ? Message(" and \(projects.count - 10) more") : Message(verbatim: "")
        return Diagnostic(
            code: "rollback-not-managed-then", severity: .note, summary: Message("some projects are left as they are"),
            detail: projects.count == 1
                ? Message(
                    """
                    1 project of today was not recorded as applied at serial \(snapshotSerial): \(named).
                    """)
                : Message(
                    """
                    \(projects.count) projects of today were not recorded as applied at serial \(snapshotSerial): \
                    \(named)\(rest).
                    """))
    }
}

extension DesiredProject {
    fileprivate var wantsAuthorization: Bool {
        if case .present(let integration) = intent { integration.authorization != nil } else { false }
    }
}

extension DesiredState {
    /// The project of that id.
    ///
    /// O(log n).
    fileprivate func project(_ id: ProjectID) -> DesiredProject? {
        var (low, high) = (0, projects.count)
        while low < high {
            let middle = (low + high) / 2
            if projects[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < projects.count && projects[low].id == id ? projects[low] : nil
    }
}
