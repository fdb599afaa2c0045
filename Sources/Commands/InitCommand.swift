import ArgumentParser
import DesiredFiles
import Integrations
import Messages
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a starter file.
struct InitCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented starter file, its schema, and lines for .gitignore.",
        discussion: """
            Examples:
              jelouctl init
              jelouctl init -C ventas/

            Writes jelou.yaml and jelou.schema.json and adds to .gitignore. Refuses to overwrite. No network.
            """)

    @Option(
        name: [.customShort("C"), .long], help: ArgumentHelp("Work in this folder.", valueName: "folder"),
        completion: .directory)
    var chdir: String?

    @OptionGroup(title: "Output") var output: OutputOptions

    static let desiredFile = "jelou.yaml"
    static let schemaFile = "jelou.schema.json"
    static let ignoredPaths = ["secrets/", ".jelouctl/*.lock", ".jelouctl/.*.tmp-*"]

    func run(in context: CommandContext) async throws -> ExitStatus {
        if let chdir {
            do { try context.changeDirectory(chdir) } catch {
                throw CommandFailure(
                    .failure, code: "chdir", summary: Message("the working folder cannot be entered"),
                    detail: Message("\(PlainText.cleaned(chdir)): \((error as? Errno) ?? .ioError)"),
                    hint: Message("Check the path that follows -C."))
            }
        }
        // Both are looked at before either is written, so that a refusal leaves nothing behind.
        for file in [Self.desiredFile, Self.schemaFile] where NewFile(path: file).exists {
            throw CommandFailure(
                .refused, code: "file-exists", summary: Message("a file is there already"),
                detail: Message("\(file) exists, and init never overwrites."),
                hint: Message("Move it away, or work in another folder."))
        }
        do {
            try NewFile(path: Self.desiredFile).create(StarterFile.text(language: context.language.value))
            try NewFile(path: Self.schemaFile).create(DesiredStateSchema.jsonSchema)
            try IgnoreFile(path: ".gitignore").add(Self.ignoredPaths)
        } catch {
            throw CommandFailure(
                .failure, code: "output-not-written", summary: Message("the starter files could not be written"),
                detail: ((error as? Errno) ?? .ioError).message.asSentence,
                hint: Message("Check that the folder may be written and has room."))
        }
        context.output.writeLine(
            context.text(
                Message(
                    """
                    Wrote jelou.yaml, jelou.schema.json and lines in .gitignore.
                    Next: put your project's id and webhook into jelou.yaml, set JELOU_API_KEY, and run `jelouctl plan`.
                    """)))
        return .success
    }
}

/// A file that must not be there yet.
private struct NewFile {
    let path: String

    /// Whether anything is at the path, a dangling link included.
    var exists: Bool {
        do {
            try FileDescriptor.open(FilePath(path), .readOnly, options: [.noFollow, .closeOnExec, .nonBlocking]).close()
            return true
        } catch Errno.noSuchFileOrDirectory {
            return false
        } catch {
            return true
        }
    }

    func create(_ text: String) throws {
        let descriptor = try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        do {
            try descriptor.closeAfter { _ = try descriptor.writeAll(Array(text.utf8)) }
        } catch {
            // Half a file would be refused as "there already" the next time.
            _ = unsafe unlink(path)
            throw error
        }
    }
}

/// The list of what git leaves alone.
private struct IgnoreFile {
    let path: String
    private static let sizeLimit = 1 << 20

    /// Adds the lines that are missing, at the end.
    func add(_ lines: [String]) throws {
        let descriptor = try FileDescriptor.open(
            FilePath(path), .readWrite, options: [.create, .append, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        try descriptor.closeAfter {
            var bytes = [UInt8](repeating: 0, count: Self.sizeLimit)
            let count = try unsafe bytes.withUnsafeMutableBytes { buffer in unsafe try descriptor.read(into: buffer) }
            let present = String(decoding: bytes[..<count], as: UTF8.self)
            let missing = lines.filter { !present.split(separator: "\n").contains(Substring($0)) }
            guard !missing.isEmpty else { return }
            let gap = present.isEmpty || present.hasSuffix("\n") ? "" : "\n"
            _ = try descriptor.writeAll(Array((gap + missing.joined(separator: "\n") + "\n").utf8))
        }
    }
}
