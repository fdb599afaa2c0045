import Catalogue
import DesiredFiles
import Execution
import Integrations
import Messages
import Planning
import Reports
import StateStorage
import SystemPackage

/// One import, under the state's lease.
///
/// The YAML is written first and the state last. If it ends between the two, the files have projects that the state does
/// not know: a plan would send what is live already, and nothing is lost. The other way round the state would have
/// projects that no file has, which a plan would delete. The same import again takes the file that is there, if it is
/// the one that it would write, and goes on to the state.
struct ImportSession {
    let preparation: ImportPreparation
    let api: LiveAPI
    let store: LocalStateStore
    let writer: LocalStateWriter
    let showsProgress: Bool

    private var context: CommandContext { preparation.context }

    func run() async throws -> ImportReport {
        let stored: StoredState?
        do { stored = try store.load() } catch { throw CommandFailure(error) }
        let recorded = stored?.state
        try refuse(preparation.accesses.keys.compactMap { recorded?[$0].flatMap(obstacle) })
        let isAllRecorded = preparation.list.ids.allSatisfy { recorded?[$0] != nil }
        if preparation.leftBehind != nil, isAllRecorded { throw ImportPreparation.fileExists(preparation.target.path) }

        let lookup = CredentialLookup(context, runsCommands: false)
        let targets = preparation.accesses.sorted { $0.key < $1.key }.map { (project: $0.key, access: $0.value) }
        var harvest = ImportHarvest(
            try await LiveReading(api: api, lookup: lookup, showsProgress: showsProgress).read(targets))
        try refuse(harvest.projects.compactMap { project in recorded?[project.id].flatMap { moved($0, project) } })
        guard !harvest.projects.isEmpty else { return report(harvest, recorded) }

        let content = self.content(harvest.projects, recorded)
        let loaded = preparation.file(of: content)
        let (state, before) = try self.state(recorded, loaded.desired, harvest)
        try check(loaded, against: state)
        try write(content)
        if state.serial != recorded?.serial { try save(state) }
        harvest.recordedBefore = before
        return report(harvest, state, content: content)
    }

    // MARK: what the state says already

    private func refuse(_ diagnostics: [Diagnostic]) throws(CommandFailure) {
        guard !diagnostics.isEmpty else { return }
        throw CommandFailure(
            .refused, diagnostics.sorted { ($0.project?.rawValue ?? "") < ($1.project?.rawValue ?? "") })
    }

    /// Why a project that the state records cannot be imported, whatever is live.
    private func obstacle(_ project: RecordedProject) -> Diagnostic? {
        switch project.status {
        case .deleted:
            return recordedAlready(project.id, Message("It was deleted by an apply that the state remembers."))
        case .unsettled:
            return recordedAlready(project.id, Message("A write to it was left open; the next apply settles it."))
        case .applied(let values):
            if values.credential != nil { return recordedAlready(project.id, Message("Its credential is managed.")) }
        }
        if project.baseURL != preparation.baseURL {
            return recordedAlready(project.id, Message("It was applied to \(project.baseURL)."))
        }
        if project.access != preparation.accesses[project.id] {
            return recordedAlready(
                project.id, Message("Its access is \(PlainText.cleaned(project.access.description))."))
        }
        guard project.name == nil, project.labels.isEmpty else {
            return recordedAlready(project.id, Message("It has a name or labels, which only your files can say."))
        }
        return nil
    }

    /// Why a project that the state records cannot be imported with its live values.
    private func moved(_ project: RecordedProject, _ live: ImportedFile.Project) -> Diagnostic? {
        guard case .applied(let values) = project.status else { return nil }
        let hasSameURL = values.webhookURL.map { $0.utf8.elementsEqual(live.webhookURL.text.utf8) } ?? false
        guard !hasSameURL || values.authType != live.authType else { return nil }
        return recordedAlready(
            project.id, Message("Its live values are not those that were last applied: it has drifted."))
    }

    private func recordedAlready(_ id: ProjectID, _ detail: Message) -> Diagnostic {
        Diagnostic(
            code: "import-recorded", severity: .error,
            summary: Message("the state records the project already, nothing was written"), detail: detail,
            hint: Message(
                """
                Leave it out of the import. `jelouctl state show` tells what is recorded; `state rm` forgets it.
                """),
            project: id)
    }

    // MARK: what it will say

    /// - Returns: the state with the imported projects, and which of them it had already.
    private func state(
        _ recorded: RecordedState?, _ desired: DesiredState, _ harvest: ImportHarvest
    ) throws(CommandFailure) -> (RecordedState, before: [ProjectID]) {
        var state: RecordedState
        if let recorded { state = recorded } else { state = try newState() }
        let run = context.runName()
        var updates: [ProjectID: RecordedProject?] = [:]
        var before: [ProjectID] = []
        for project in desired.projects {
            guard recorded?[project.id] == nil else {
                before.append(project.id)
                continue
            }
            guard case .present(let integration) = project.intent else { continue }
            let values = RecordedIntegration(webhookURL: integration.webhookURL.text, authType: integration.authType)
            // Nothing was applied, so there is no time of it; the run says who recorded it.
            let adopted = RecordedProject(
                id: project.id, status: .applied(values), access: project.access, baseURL: preparation.baseURL,
                sourceFile: project.places.project.file, remote: harvest.remotes[project.id] ?? RemoteIdentity(),
                run: run)
            updates.updateValue(adopted, forKey: project.id)
        }
        guard !updates.isEmpty else { return (state, before) }
        state.merge(updates)
        state.serial += 1
        state.writtenAt = context.now()
        return (state, before)
    }

    /// The first state of a lineage: its name and its key are drawn, nobody chooses them.
    private func newState() throws(CommandFailure) -> RecordedState {
        guard let key = FingerprintKey(bytes: context.randomBytes(FingerprintKey.byteCount)) else {
            throw CommandFailure(.failure, code: "randomness", summary: Message("the system gave no random bytes"))
        }
        return RecordedState(lineage: UUIDText.random(context.randomBytes(16)), serial: 0, key: key)
    }

    /// What is promised is looked at before anything is written: to the file and the state there is nothing to do.
    private func check(_ loaded: LoadedFiles, against state: RecordedState) throws(CommandFailure) {
        let ids = Set(loaded.desired.projects.map(\.id))
        let own = RecordedState(
            lineage: state.lineage, serial: state.serial, key: state.key,
            projects: state.projects.filter { ids.contains($0.id) })
        let plan = Planner(baseURL: preparation.baseURL).plan(desired: loaded.desired, recorded: own)
        guard loaded.hasErrors || !plan.changes.isEmpty else { return }
        throw CommandFailure(
            .failure,
            [
                Diagnostic(
                    code: "import-not-clean", severity: .error,
                    summary: Message("the import would not plan to nothing, nothing was written"),
                    detail: Message("This is a fault of jelouctl."),
                    hint: Message("Report it, with the messages below."))
            ] + loaded.diagnostics)
    }

    // MARK: writing

    /// What the file is to say; if an earlier run left the very same, in its language and perhaps before there was a
    /// schema, then what that says.
    private func content(_ projects: [ImportedFile.Project], _ recorded: RecordedState?) -> [UInt8] {
        let taken = preparation.takenVariables(recorded)
        func content(_ language: Language, schemaPath: String?) -> [UInt8] {
            let text = ImportedFile.render(
                projects, key: preparation.key, schemaPath: schemaPath, taken: taken,
                words: { $0.text(in: language) })
            return Array(text.utf8)
        }
        let schemaPath = preparation.schemaPath
        if let present = preparation.leftBehind {
            for language in Language.allCases {
                for path in [nil, ImportedFile.schemaPath(from: preparation.shownTarget)]
                where content(language, schemaPath: path) == present {
                    return present
                }
            }
        }
        return content(context.language.value, schemaPath: schemaPath)
    }

    private func write(_ content: [UInt8]) throws(CommandFailure) {
        if let present = preparation.leftBehind {
            guard present == content else { throw ImportPreparation.fileExists(preparation.target.path) }
            return
        }
        do { try writer.confirmLease() } catch { throw CommandFailure(error) }
        do { try preparation.target.create(content) } catch Errno.fileExists {
            throw ImportPreparation.fileExists(preparation.target.path)
        } catch {
            throw CommandFailure(
                .failure, code: "output-not-written", summary: Message("the YAML could not be written"),
                detail: Message("\(PlainText.cleaned(preparation.target.path, limit: 1024)): \(error)."),
                hint: Message(
                    """
                    Check that the folder exists, may be written and has room; then run the same import again.
                    """))
        }
    }

    private func save(_ state: RecordedState) throws(CommandFailure) {
        do { try writer.save(state) } catch {
            var failure = CommandFailure(error)
            failure.diagnostics.append(
                Diagnostic(
                    code: "import-half-done", severity: .note,
                    summary: Message("the YAML is written, the state is not"),
                    detail: Message(
                        """
                        Nothing is lost: \(PlainText.cleaned(preparation.target.path, limit: 1024)) is whole.
                        """),
                    hint: Message("Mend the cause, and run the same import again.")))
            throw failure
        }
    }

    // MARK: telling

    private func report(
        _ harvest: ImportHarvest, _ state: RecordedState?, content: [UInt8]? = nil
    ) -> ImportReport {
        var report = ImportReport(
            imported: harvest.projects.map(\.id), recordedBefore: harvest.recordedBefore, skipped: harvest.skipped,
            statePath: preparation.statePath, lineage: state?.lineage, serial: state?.serial,
            baseURL: preparation.baseURL, diagnostics: preparation.list.warnings + harvest.diagnostics)
        guard let content else { return report }
        let shown = preparation.shownTarget
        report.file = shown
        let together = preparation.filesTogether(with: content)
        let isInSet = together.files.contains(shown)
        report.nextCommand = preparation.planCommand(isInSet: isInSet)
        if !isInSet {
            report.diagnostics.append(
                Diagnostic(
                    code: "import-not-in-set", severity: .warning,
                    summary: Message("a plan from the usual files does not read the new file"),
                    detail: Message(
                        """
                        Without it the imported projects seem to have left the files, and would be deleted.
                        """),
                    hint: Message("Name it with -f beside the others, or move what it holds into them.")))
        }
        return report
    }
}
