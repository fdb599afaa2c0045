import Integrations

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
                "no-desired-files", "no desired-state files",
                detail: "There is neither a file \"jelou.yaml\" nor a folder \"jelou\" here.",
                hint: "Run jelouctl init to write a starter file, or name files with -f.")
        case .standardInput:
            Issue(
                "file-unreadable", "standard input cannot be read", detail: "Reading it ended with an error.",
                hint: "Pipe the YAML in, or name a file with -f.")
        case .folderWithoutYAML:
            Issue(
                "folder-without-yaml", "no YAML files in the folder",
                detail: "\(name) holds no file *.yaml or *.yml; hidden ones do not count.",
                hint: "Name another folder or a file with -f.")
        case .tooLarge(let limit): Self.tooLarge(name, limit: limit)
        case .source(let error, let limit): Self.issue(error, name: name, limit: limit)
        }
    }

    private static func issue(_ error: DesiredFileError, name: String, limit: Int) -> Issue {
        switch error {
        case .notFound:
            Issue(
                "file-not-found", "file not found", detail: "\(name) does not exist.",
                hint: "Check the path; relative paths start at the working directory (after -C).")
        case .notRegular:
            Issue(
                "file-not-regular", "not a regular file",
                detail: "\(name) is neither a file nor a folder, but a pipe, a socket or a device.",
                hint: "To read from a pipe, send it to standard input and write -f -.")
        case .tooLarge: tooLarge(name, limit: limit)
        case .unreadable(let reason):
            Issue(
                "file-unreadable", "the file cannot be read", detail: "\(name): \(PlainText.cleaned(reason)).",
                hint: "Check its permissions.")
        }
    }

    private static func tooLarge(_ name: String, limit: Int) -> Issue {
        Issue(
            "file-too-large", "the file is too large",
            detail: "\(name == "\"-\"" ? "Standard input" : name) is larger than \(limit >> 20) MiB.",
            hint: "Split it: a folder of files is one desired state.")
    }
}
