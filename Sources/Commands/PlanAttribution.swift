import DesiredFiles
import GitHistory
import Integrations
import Messages
import Planning
import SystemPackage

/// Compares the files with what they said at an earlier commit, and says of each change of a plan where it comes from.
struct PlanAttribution {
    let since: String
    let failsOnUnexplained: Bool
    private let paths: [String]
    private let state: StateOptions
    private let connection: ConnectionOptions

    private static let longestName = 1024

    /// - Returns: nil if nobody asked.
    init?(
        _ options: AttributionOptions, files: FileOptions, state: StateOptions, connection: ConnectionOptions,
        isRollback: Bool
    ) throws(CommandFailure) {
        guard let since = options.since else {
            guard options.failOnUnexplained else { return nil }
            throw Self.usage(
                "since-missing", Message("--fail-on-unexplained has nothing to compare with"),
                hint: Message("Name a branch, tag or commit too: --since origin/main."))
        }
        let isUsable =
            !since.isEmpty && !since.hasPrefix("-") && since.utf8.count <= Self.longestName
            && !since.unicodeScalars.contains { $0.isControlCharacter || $0 == " " }
        guard isUsable else {
            throw Self.usage(
                "since", Message("--since names no commit"),
                detail: Message("It is \"\(PlainText.cleaned(since))\", and a commit's name is never so."),
                hint: Message(
                    "Write a branch, tag or commit: --since origin/main. In CI, check that its variable is set."))
        }
        if isRollback {
            throw Self.usage(
                "since-rollback", Message("--since and --rollback-to do not go together"),
                detail: Message("What a rollback changes comes from a former state and not from the files."),
                hint: Message("Leave one of them out."))
        }
        if files.file.contains("-") {
            throw Self.usage(
                "since-standard-input", Message("standard input has no history to compare with"),
                detail: Message("With --since every file must be one of the Git repository."),
                hint: Message("Name files with -f, or leave --since out."))
        }
        self.since = since
        failsOnUnexplained = options.failOnUnexplained
        paths = files.file
        self.state = state
        self.connection = connection
    }

    private static func usage(
        _ code: String, _ summary: Message, detail: Message? = nil, hint: Message
    ) -> CommandFailure {
        CommandFailure(.usage, code: code, summary: summary, detail: detail, hint: hint)
    }

    /// The plan with the origin of each change, and with an error if it has changes that must not be there.
    func attributed(
        _ plan: Plan, of loaded: LoadedFiles, _ context: CommandContext
    ) async throws(CommandFailure) -> Plan {
        let folder = context.workingDirectory()
        var plan = plan
        do throws(GitProblem) {
            let repository = try await GitRepository(around: folder, environment: context.environment)
            let base = try await repository.mergeBase(with: since)
            var past = try await repository.files(of: base)
            for shown in loaded.files {
                try repository.requireInside(Self.absolute(shown, folder), shown: shown, files: past)
            }
            let before = try await Version.past(&past, base, paths, repository, folder)
            let after = try Version.today(loaded, folder)
            let finder = AttributionFinder(
                from: before.fileSet, to: after.fileSet, Self.changes(before.texts, after.texts),
                movedSetting: movedSetting(before.loaded, loaded))
            plan.attribution = finder.attribution(of: plan, since: since, mergeBase: base)
        } catch {
            throw CommandFailure(.failure, [error.diagnostic])
        }
        if failsOnUnexplained, let diagnostic = Self.unexplained(plan) { plan.diagnostics.append(diagnostic) }
        return plan
    }

    /// Whether the plan must not go on.
    func refuses(_ plan: Plan) -> Bool {
        failsOnUnexplained && (plan.attribution?.counts(of: plan).unexplained ?? 0) > 0
    }

    private static func unexplained(_ plan: Plan) -> Diagnostic? {
        guard let attribution = plan.attribution else { return nil }
        let count = attribution.counts(of: plan).unexplained
        guard count > 0 else { return nil }
        return Diagnostic(
            code: "unexplained-changes", severity: .error,
            summary: Message("there are changes that no touched line explains"),
            detail: count == 1
                ? Message(
                    """
                    1 of \(plan.changes.count) changes does not come from lines touched since \
                    \(PlainText.cleaned(attribution.since)), and --fail-on-unexplained asks for none (exit 4).
                    """)
                : Message(
                    """
                    \(count) of \(plan.changes.count) changes do not come from lines touched since \
                    \(PlainText.cleaned(attribution.since)), and --fail-on-unexplained asks for none (exit 4).
                    """),
            hint: Message(
                "Look at each: apply what was merged before, settle drift, or mend the indentation; then plan again."))
    }

    /// Another API or another state is another plan for every project.
    private func movedSetting(_ before: LoadedFiles?, _ after: LoadedFiles) -> TouchedPlace? {
        guard let before else { return nil }
        var places: [(SourceLocation?, SourceLocation?)] = []
        if connection.baseURL == nil, before.settings.baseURL != after.settings.baseURL {
            places.append((after.baseURLPlace, before.baseURLPlace))
        }
        if state.state == nil, before.settings.state != after.settings.state {
            places.append((after.statePlace, before.statePlace))
        }
        guard let (today, former) = places.first else { return nil }
        return today.map { TouchedPlace(.settings, $0) } ?? former.map { TouchedPlace(.settings, $0, isFormer: true) }
    }

    // MARK: the files that changed

    private static func changes(_ before: [String: [UInt8]], _ after: [String: [UInt8]]) -> [FileChange] {
        var changes: [FileChange] = []
        for (file, text) in before where after[file] != text {
            guard let today = after[file] else { continue }
            changes.append(FileChange(before: file, after: file, lines: LineChanges(from: text, to: today)))
        }
        let gone = before.filter { after[$0.key] == nil }
        let new = after.filter { before[$0.key] == nil }
        return changes + RenamedFiles(gone: gone, new: new).changes()
    }

    /// Without `..`, as the reader of the files takes it: what it leads through may not have been there at the commit.
    static func absolute(_ path: String, _ folder: String) -> String {
        FilePath(folder).pushing(FilePath(path)).lexicallyNormalized().string
    }
}

/// One version of the files: their texts, and what they say.
private struct Version {
    var texts: [String: [UInt8]] = [:]
    var loaded: LoadedFiles?
    var blocks: [ProjectBlock] = []

    var fileSet: FileSetVersion {
        FileSetVersion(desired: loaded.flatMap { $0.hasErrors ? nil : $0.desired }, blocks: blocks)
    }

    /// What the arguments of `-f` meant at a commit; nothing where nothing was there yet.
    static func past(
        _ files: inout PastFiles, _ commit: String, _ paths: [String], _ repository: GitRepository, _ folder: String
    ) async throws(GitProblem) -> Version {
        var version = Version()
        let past = files
        let there = paths.filter { past.exists(PlanAttribution.absolute($0, folder)) }
        let found = DesiredFileLoader(source: files, workingDirectory: folder).discover(there)
        guard paths.isEmpty || !there.isEmpty, !found.isEmpty else {
            version.loaded = LoadedFiles()
            return version
        }
        try await repository.fill(&files, found.map(\.absolute), of: commit)
        version.loaded = DesiredFileLoader(source: files, workingDirectory: folder).load(there, standardInput: { [] })
        for (shown, absolute) in found { version.texts[shown] = try? files.read(absolute, limit: .max) }
        version.findBlocks()
        return version
    }

    static func today(_ loaded: LoadedFiles, _ folder: String) throws(GitProblem) -> Version {
        var version = Version(loaded: loaded)
        for shown in loaded.files {
            let path = PlanAttribution.absolute(shown, folder)
            version.texts[shown] = try? FileSystemSource().read(path, limit: .max)
        }
        version.findBlocks()
        return version
    }

    private mutating func findBlocks() {
        blocks = texts.keys.sorted().flatMap { ProjectOutline.blocks(of: texts[$0] ?? [], file: $0) ?? [] }
    }
}
