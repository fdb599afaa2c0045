import DesiredFiles
import Execution
import Integrations
import Messages
import StateStorage
import SystemPackage

/// All that an import knows, and refuses, before it asks anybody.
struct ImportPreparation {
    let list: ImportList
    /// How each project authenticates.
    let accesses: [ProjectID: APIAccess]
    let key: ImportedFileKey?
    let baseURL: APIBaseURL
    let statePath: String
    let settings: SettingsResolver
    let target: ImportTarget
    /// What an import that ended early left at ``target``.
    let leftBehind: [UInt8]?
    let context: CommandContext
    private let command: ImportCommand
    /// The files that are there, without the one to be written.
    private let others: LoadedFiles

    init(_ command: ImportCommand, _ context: CommandContext) throws(CommandFailure) {
        self.command = command
        self.context = context
        try command.files.enterFolder(context)
        try Self.checkArguments(command)
        target = ImportTarget(path: command.out)
        others = Self.load(command, content: nil, context)
        context.language.take(fromFiles: others.settings.language)
        settings = SettingsResolver(files: others.settings, context: context)
        statePath = try settings.statePath(command.state)
        let needed = LocalStateStore(path: statePath).sideFiles + others.files
        try command.output.checkTarget(isNoneOf: needed + [command.out] + [command.from].compactMap(\.self))
        try Self.checkOut(target, isNoneOf: needed + [command.from].compactMap(\.self))
        guard !others.hasErrors else { throw CommandFailure(.invalidFiles, others.diagnostics) }
        baseURL = try settings.baseURL(command.connection.baseURL)
        list = try ImportList.read(command.ids, from: command.from, context)
        key = try command.apiKeyEnv.map { text throws(CommandFailure) in try Self.key(text) }
        accesses = try Self.accesses(of: list.ids, key)
        try Self.refuseDesired(list.ids, others)
        try Self.refuseHiding(others, command, context)
        switch target.present() {
        case .nothing: leftBehind = nil
        case .imported(let bytes): leftBehind = bytes
        case .other: throw Self.fileExists(command.out)
        }
    }

    // MARK: the files

    /// What the files say with the imported one among them.
    func filesTogether(with content: [UInt8]) -> LoadedFiles {
        Self.load(command, content: content, context)
    }

    /// What the imported file says by itself.
    func file(of content: [UInt8]) -> LoadedFiles {
        let source = Self.source(command, content: content, context)
        return DesiredFileLoader(source: source, workingDirectory: context.workingDirectory())
            .load([command.out]) { [] }
    }

    var shownTarget: String { Self.source(command, content: nil, context).shown }

    /// Where the schema lies, as seen from the file; nil if `init` or somebody else has not put one there.
    var schemaPath: String? {
        let path = ImportedFile.schemaPath(from: shownTarget)
        let folder = FilePath(target.path).removingLastComponent().string
        let status = try? FileSystemSource().status(of: (folder.isEmpty ? "." : folder) + "/" + path)
        return status == nil ? nil : path
    }

    /// Variables that another project's credential is in, or would be in once its line is no comment any more: those that
    /// the files name, and the files that the state remembers; and those of the projects that the state alone knows.
    func takenVariables(_ recorded: RecordedState?) -> Set<String> {
        let projects = (recorded?.projects ?? []).filter { accesses[$0.id] == nil }
        var taken = Set(projects.map { ImportedFile.variable(for: $0.id) })
        for case .environment(let name) in projects.flatMap(\.references) { taken.insert(name) }
        let source = Self.source(command, content: nil, context)
        let folder = context.workingDirectory()
        for file in Set(others.files + projects.compactMap(\.sourceFile))
        where file != "-" && !source.isFile(file, workingDirectory: folder) {
            guard let bytes = try? FileSystemSource().read(file, limit: 64 << 20) else { continue }
            taken.formUnion(ImportedFile.variables(in: bytes))
        }
        return taken
    }

    /// The command that plans from the same files, state and API.
    func planCommand(isInSet: Bool) -> ShellCommand {
        var files = command.files
        if !isInSet {
            if files.file.isEmpty { files.file = others.files }
            files.file.append(command.out)
        }
        var plan = ShellCommand("jelouctl", "plan")
        plan.add(files)
        plan.add(command.state)
        plan.add(trustOf: command.connection)
        return plan
    }

    private static func source(
        _ command: ImportCommand, content: [UInt8]?, _ context: CommandContext
    ) -> ImportedFileSource {
        ImportedFileSource(command.out, workingDirectory: context.workingDirectory(), content: content)
    }

    private static func load(
        _ command: ImportCommand, content: [UInt8]?, _ context: CommandContext
    ) -> LoadedFiles {
        let folder = context.workingDirectory()
        let source = source(command, content: content, context)
        let named = command.files.file
        let paths = content == nil ? named.filter { !source.isFile($0, workingDirectory: folder) } : named
        guard named.isEmpty || !paths.isEmpty else { return LoadedFiles() }
        let loaded = DesiredFileLoader(source: source, workingDirectory: folder).load(paths) { [] }
        // A first import needs no files.
        return named.isEmpty && loaded.files.isEmpty ? LoadedFiles() : loaded
    }

    // MARK: refusals

    private static func checkArguments(_ command: ImportCommand) throws(CommandFailure) {
        guard !command.out.isEmpty, command.out != "-" else {
            throw CommandFailure(
                .usage, code: "import-out", summary: Message("the YAML needs a file of its own"),
                detail: Message("--out is \"\(command.out)\"."),
                hint: Message("Name a new file, such as --out jelou/imported.yaml."))
        }
        guard !command.files.file.contains("-") else {
            throw CommandFailure(
                .usage, code: "import-files", summary: Message("import reads no files from standard input"),
                hint: Message("Name the files; standard input is for the list of ids."))
        }
    }

    private static func checkOut(_ target: ImportTarget, isNoneOf needed: [String]) throws(CommandFailure) {
        let file = ResultFile(path: target.path)
        guard let needed = needed.first(where: { $0 == target.path || file.isSameFile(as: $0) }) else { return }
        throw CommandFailure(
            .usage, code: "import-out", summary: Message("the YAML would stand in a file that is needed"),
            detail:
                Message(
                    """
                    --out \(PlainText.cleaned(target.path, limit: 1024)) is \
                    \(PlainText.cleaned(needed, limit: 1024)).
                    """),
            hint: Message("Name a new file."))
    }

    private static func key(_ text: String) throws(CommandFailure) -> ImportedFileKey {
        do { return try ImportedFileKey(text) } catch {
            throw CommandFailure(
                .usage, code: "import-key", summary: Message("this names no variable"),
                detail: Message("--api-key-env: \(error)."),
                hint: Message(
                    """
                    Write a name such as 'JELOU_API_KEY_${project}', in single quotes; never a key itself.
                    """))
        }
    }

    private static func accesses(
        of ids: [ProjectID], _ key: ImportedFileKey?
    ) throws(CommandFailure) -> [ProjectID: APIAccess] {
        guard let key else {
            return Dictionary(ids.map { ($0, .standard) }) { first, _ in first }
        }
        var accesses: [ProjectID: APIAccess] = [:]
        for id in ids { accesses[id] = key.access(for: id) }
        if let first = ids.first(where: { accesses[$0] == nil }) {
            throw CommandFailure(
                .usage, code: "import-key", summary: Message("this names no variable"),
                detail: Message(
                    """
                    --api-key-env: for project \(PlainText.cleaned(first.rawValue, limit: 100)) the name would \
                    start with a digit.
                    """),
                hint: Message("Put a word before ${project}, as in 'JELOU_API_KEY_${project}'."))
        }
        return accesses
    }

    /// A project that the files have already would stand there twice.
    private static func refuseDesired(_ ids: [ProjectID], _ others: LoadedFiles) throws(CommandFailure) {
        let asked = Set(ids)
        let present = others.desired.projects.filter { asked.contains($0.id) }
        guard !present.isEmpty else { return }
        throw CommandFailure(
            .refused,
            present.map { project in
                Diagnostic(
                    code: "import-in-files", severity: .error, summary: Message("the files have the project already"),
                    hint: Message(
                        """
                        Leave it out of the import; `jelouctl plan --refresh` compares its block with what is live.
                        """),
                    location: project.places.project, project: project.id)
            })
    }

    /// A new `jelou.yaml` beside the folder `jelou/` would be read in its place: all projects of the folder would seem to
    /// have left the files.
    private static func refuseHiding(
        _ others: LoadedFiles, _ command: ImportCommand, _ context: CommandContext
    ) throws(CommandFailure) {
        let isDefault = source(command, content: nil, context).shown == InitCommand.desiredFile
        guard isDefault, command.files.file.isEmpty, !others.files.isEmpty else { return }
        throw CommandFailure(
            .refused, code: "import-hides-files", summary: Message("the new file would hide those that are there"),
            detail: Message(
                """
                The desired state is in the folder jelou/, which is not read once there is a jelou.yaml.
                """),
            hint: Message("Write into the folder: --out jelou/imported.yaml."))
    }

    static func fileExists(_ path: String) -> CommandFailure {
        CommandFailure(
            .refused, code: "file-exists", summary: Message("a file is there already, nothing was written"),
            detail: Message("\(PlainText.cleaned(path, limit: 1024)) exists, and import never overwrites."),
            hint: Message("Name another file with --out."))
    }
}

extension RecordedProject {
    /// Where its key and its credential are found.
    fileprivate var references: [SecretReference] {
        guard case .applied(let values) = status, let credential = values.credential else { return access.references }
        return access.references + [credential.reference]
    }
}
