import DesiredFiles
import Integrations
import Messages

/// The projects that are to be imported, each once, wherever it was named.
struct ImportList {
    private(set) var warnings: [Diagnostic] = []
    private var seen: [ProjectID: SourceLocation?] = [:]
    private var wrongArguments: [Diagnostic] = []
    private var wrongLines: [Diagnostic] = []
    private var hiddenCount = 0

    /// The largest list that is read, in bytes.
    private static let sizeLimit = 16 << 20
    /// The most problems, and the most warnings, that are told one by one.
    private static let toldCount = 100

    /// Reads the command line and the list that it names.
    ///
    /// - Returns: one project at least; all that is wrong is told at once.
    static func read(
        _ arguments: [String], from file: String?, _ context: CommandContext
    ) throws(CommandFailure) -> ImportList {
        var list = ImportList()
        for argument in arguments where argument != "-" { list.add(argument: argument) }
        if arguments.contains("-") || file == "-" {
            list.add(lines: try standardInput(context), of: "-")
        }
        if let file, file != "-" { list.add(lines: try content(of: file), of: file) }
        try list.check(hasFile: file != nil || arguments.contains("-"))
        return list
    }

    /// Sorted.
    var ids: [ProjectID] { seen.keys.sorted() }

    // MARK: reading

    private static func standardInput(_ context: CommandContext) throws(CommandFailure) -> [UInt8] {
        guard let bytes = try? context.input.readAll() else {
            throw unreadable(
                Message("standard input"), Message("it cannot be read, or is too large"),
                hint: Message("Name a file with --from."))
        }
        guard bytes.count <= sizeLimit else { throw tooLarge(Message("standard input")) }
        return bytes
    }

    private static func content(of file: String) throws(CommandFailure) -> [UInt8] {
        let name = Message(verbatim: PlainText.cleaned(file, limit: 1024))
        do throws(DesiredFileError) {
            return try FileSystemSource().read(file, limit: sizeLimit)
        } catch {
            switch error {
            case .notFound, .nameNotUTF8:
                throw unreadable(
                    name, Message("there is no such file"), hint: Message("Check the path that follows --from, and -C.")
                )
            case .notRegular:
                throw unreadable(
                    name, Message("it is no regular file"), hint: Message("Pipe the list into `jelouctl import -`."))
            case .tooLarge: throw tooLarge(name)
            case .unreadable(let reason):
                throw unreadable(
                    name, reason.mappingValues { PlainText.cleaned($0) }, hint: Message("Check the file's permissions.")
                )
            }
        }
    }

    private static func unreadable(_ name: Message, _ reason: Message, hint: Message) -> CommandFailure {
        CommandFailure(
            .invalidFiles, code: "import-list-unreadable", summary: Message("the list of projects cannot be read"),
            detail: Message("\(name): \(reason)."), hint: hint)
    }

    private static func tooLarge(_ name: Message) -> CommandFailure {
        unreadable(name, Message("it is larger than \(sizeLimit >> 20) MiB"), hint: Message("Split the list."))
    }

    // MARK: ids

    private mutating func add(argument: String) {
        do throws(ProjectID.Problem) {
            let id = try ProjectID(argument)
            if seen[id] == nil { seen.updateValue(nil, forKey: id) }
        } catch {
            let shown = PlainText.cleaned(argument, limit: 100)
            tell(
                Diagnostic(
                    code: "project-id", severity: .error, summary: Message("this is no project id"),
                    detail: Message("\"\(shown)\": \(error)."), hint: Message("Write the id as Jelou shows it.")),
                in: \.wrongArguments)
        }
    }

    private mutating func add(lines bytes: [UInt8], of file: String) {
        // What editors of one system put at the start of a text is no part of the first id.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        var number = 0
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            add(line: line, at: SourceLocation(file: file, line: number, column: 1))
        }
    }

    private mutating func add(line: ArraySlice<UInt8>, at place: SourceLocation) {
        let content = Self.trimmed(line)
        guard let first = content.first, first != UInt8(ascii: "#") else { return }
        guard let text = String(validating: content, as: UTF8.self) else {
            return tell(wrongLine(Message("The line is not UTF-8."), place), in: \.wrongLines)
        }
        do throws(ProjectID.Problem) {
            let id = try ProjectID(text)
            guard let former = seen[id] else {
                seen.updateValue(place, forKey: id)
                return
            }
            let other = former.map { Message("in line \($0.line) of \(PlainText.cleaned($0.file, limit: 1024))") }
            let detail = Message("It is named \(other ?? Message("on the command line")) too, and read once.")
            tell(
                Diagnostic(
                    code: "import-duplicate", severity: .warning, summary: Message("a project is named twice"),
                    detail: detail,
                    hint: Message("Remove one of the two."), location: place, project: id), in: \.warnings)
        } catch {
            tell(wrongLine(error.message.asSentence, place), in: \.wrongLines)
        }
    }

    private func wrongLine(_ detail: Message, _ place: SourceLocation) -> Diagnostic {
        Diagnostic(
            code: "project-id", severity: .error, summary: Message("this is no project id"), detail: detail,
            hint: Message("Write one id a line, as Jelou shows it; # begins a comment."), location: place)
    }

    private mutating func tell(_ diagnostic: Diagnostic, in list: WritableKeyPath<ImportList, [Diagnostic]>) {
        guard self[keyPath: list].count < Self.toldCount else {
            hiddenCount += 1
            return
        }
        self[keyPath: list].append(diagnostic)
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
        var line = line
        while let first = line.first, blanks.contains(first) { line = line.dropFirst() }
        while let last = line.last, blanks.contains(last) { line = line.dropLast() }
        return line
    }

    // MARK: what is wrong

    private mutating func check(hasFile: Bool) throws(CommandFailure) {
        if hiddenCount > 0 {
            warnings.append(
                Diagnostic(
                    code: "import-list", severity: .note, summary: Message("not all is told"),
                    detail: Message("There are \(hiddenCount) more of these.")))
        }
        guard wrongArguments.isEmpty, wrongLines.isEmpty else {
            throw CommandFailure(
                wrongArguments.isEmpty ? .invalidFiles : .usage, wrongArguments + wrongLines + warnings)
        }
        guard seen.isEmpty else { return }
        throw CommandFailure(
            hasFile ? .invalidFiles : .usage, code: "import-nothing", summary: Message("no project is named"),
            detail: hasFile ? Message("The list holds no id.") : nil,
            hint: Message("Name ids, or a file of them with --from; the API cannot list projects."))
    }
}
