import Integrations
import Messages
import Presentation
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension OutputOptions {
    /// Writes a result: to standard output in the format that was chosen, and JSON and Markdown to the files that were named.
    ///
    /// It never throws: what could not be written is remembered by the writer, and ends in the exit status unless something
    /// worse is to be told.
    ///
    /// - Parameter markdown: nil of a command that has none, which was refused before.
    func write(
        text: () -> String, json: () -> [UInt8], markdown: ((MarkdownStyle) -> String)? = nil,
        _ context: CommandContext
    ) {
        switch format {
        case .text: context.output.write(text())
        case .json: context.output.write(json: json())
        case .markdown: if let markdown { context.output.write(markdown(markdownStyle(context))) }
        // By `writeFindings`, which the commands that have these formats call.
        case .sarif, .junit, .codeQuality: break
        }
        writeFile(json, context)
        if let markdown { writeSummary(markdown, context) }
        if markdownOut != nil, let markdown { writeMarkdownFile(markdown(markdownStyle(context)), context) }
    }

    /// The document of a command that failed before it had a result.
    func writeJSON(_ document: [UInt8], replacingFile: Bool, _ context: CommandContext) {
        if format == .json { context.output.write(json: document) }
        if replacingFile { writeFile({ document }, context) }
    }

    private func writeFile(_ json: () -> [UInt8], _ context: CommandContext) {
        guard let jsonOut else { return }
        do { try ResultFile(path: jsonOut).write(json()) } catch {
            context.output.noteFailure(of: Message(verbatim: PlainText.cleaned(jsonOut)), error.message)
        }
    }

    /// Refuses to replace a file that the command reads or keeps by a document about it.
    func checkTarget(isNoneOf paths: [String]) throws(CommandFailure) {
        if let jsonOut { try ResultFile(path: jsonOut).check(isNoneOf: paths, flag: "--json-out") }
        guard let markdownOut else { return }
        let others = jsonOut.map { [NamedFile("--json-out", $0)] } ?? []
        try ResultFile(path: markdownOut).check(isNoneOf: paths, nor: others, flag: "--markdown-out")
    }
}

/// A file with the flag that named it.
struct NamedFile {
    var flag: String
    var path: String

    init(_ flag: String, _ path: String) {
        self.flag = flag
        self.path = path
    }
}

/// A file that a flag named for a result.
struct ResultFile {
    let path: String

    /// Whether both paths lead to one file that exists.
    func isSameFile(as other: String) -> Bool {
        guard let mine = Self.identity(path), let theirs = Self.identity(other) else { return false }
        return mine == theirs
    }

    /// Refuses to write over a file that is needed, and to write two results into one file.
    ///
    /// By name too: a file that does not exist yet may be needed all the same.
    func check(isNoneOf paths: [String], nor others: [NamedFile] = [], flag: String) throws(CommandFailure) {
        if let other = others.first(where: { isSamePath(as: $0.path) || isSameFile(as: $0.path) }) {
            throw CommandFailure(
                .usage, code: CommandFailure.outputIsInput,
                summary: Message("the output would replace a file that is needed"),
                detail: path == other.path
                    ? Message("\(flag) and \(other.flag) both name \(PlainText.cleaned(path)).")
                    : Message(
                        """
                        \(flag) \(PlainText.cleaned(path)) and \(other.flag) \(PlainText.cleaned(other.path)) are one file.
                        """),
                hint: Message("Name another file."))
        }
        guard let needed = paths.first(where: { isSamePath(as: $0) || isSameFile(as: $0) }) else { return }
        throw CommandFailure(
            .usage, code: CommandFailure.outputIsInput,
            summary: Message("the output would replace a file that is needed"),
            detail: Message("\(flag) \(PlainText.cleaned(path)) is \(PlainText.cleaned(needed))."),
            hint: Message("Name another file."))
    }

    private func isSamePath(as other: String) -> Bool {
        FilePath(path).lexicallyNormalized() == FilePath(other).lexicallyNormalized()
    }

    private static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return [UInt64(status.st_dev), UInt64(status.st_ino)]
    }

    /// Replaces the file's content.
    ///
    /// A pipe or `/dev/…` can be named too, so it is written in place.
    func write(_ bytes: [UInt8]) throws(Errno) {
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try descriptor.closeAfter { _ = try descriptor.writeAll(bytes) }
        } catch {
            throw (error as? Errno) ?? .ioError
        }
    }
}
