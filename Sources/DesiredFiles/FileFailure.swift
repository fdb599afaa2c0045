import Integrations
import Messages

/// A file that gives no text.
struct FileFailure: Error, Sendable {
    enum Reason: Hashable, Sendable {
        case noDefault
        case standardInput
        case folderWithoutYAML
        case tooLarge(Int)
        case source(DesiredFileError, limit: Int)
    }

    private let path: String
    private let reason: Reason

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    static let noDefault = FileFailure("", .noDefault)
    static let standardInput = FileFailure("-", .standardInput)

    func finding(order: Int) -> Finding {
        let words = words
        return Finding(
            order: order,
            diagnostic: Diagnostic(
                code: words.code, severity: .error, summary: words.summary, detail: words.detail, hint: words.hint))
    }

    private var words: Issue {
        let name = Quoted.text(path, limit: 1024)
        return switch reason {
        case .noDefault:
            Issue(
                "no-desired-files", Message("no desired-state files"),
                detail: Message("There is neither a file \"jelou.yaml\" nor a folder \"jelou\" here."),
                hint: Message("Run jelouctl init to write a starter file, or name files with -f."))
        case .standardInput:
            Issue(
                "file-unreadable", Message("standard input cannot be read"),
                detail: Message("Reading it ended with an error."),
                hint: Message("Pipe the YAML in, or name a file with -f."))
        case .folderWithoutYAML:
            Issue(
                "folder-without-yaml", Message("no YAML files in the folder"),
                detail: Message("\(name) holds no file *.yaml or *.yml; hidden ones do not count."),
                hint: Message("Name another folder or a file with -f."))
        case .tooLarge(let limit): Self.tooLarge(name, limit: limit)
        case .source(let error, let limit): Self.issue(error, name: name, limit: limit)
        }
    }

    private static func issue(_ error: DesiredFileError, name: String, limit: Int) -> Issue {
        switch error {
        case .notFound:
            Issue(
                "file-not-found", Message("file not found"), detail: Message("\(name) does not exist."),
                hint: Message("Check the path; relative paths start at the working directory (after -C)."))
        case .nameNotUTF8:
            Issue(
                "file-name-not-utf8", Message("a name is not UTF-8"),
                detail: Message("\(name) stands for a file or folder whose name is not UTF-8, so it cannot be read."),
                hint: Message("Rename it, or move it out of the folder."))
        case .notRegular:
            Issue(
                "file-not-regular", Message("not a regular file"),
                detail: Message("\(name) is neither a file nor a folder, but a pipe, a socket or a device."),
                hint: Message("To read from a pipe, send it to standard input and write -f -."))
        case .tooLarge: tooLarge(name, limit: limit)
        case .unreadable(let reason):
            Issue(
                "file-unreadable", Message("the file cannot be read"), detail: Message("\(name): \(cleaned(reason))."),
                hint: Message("Check its permissions."))
        }
    }

    /// What the system said may hold anything.
    static func cleaned(_ reason: Message) -> Message { reason.mappingValues { PlainText.cleaned($0) } }

    private static func tooLarge(_ name: String, limit: Int) -> Issue {
        Issue(
            "file-too-large", Message("the file is too large"),
            detail: name == "\"-\""
                ? Message("Standard input is larger than \(limit >> 20) MiB.")
                : Message("\(name) is larger than \(limit >> 20) MiB."),
            hint: Message("Split it: a folder of files is one desired state."))
    }
}
