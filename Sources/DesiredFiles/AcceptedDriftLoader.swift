import Integrations
import Messages
import YAMLText

/// Reads a file of accepted differences, as strictly as the desired-state files and by the same limits.
///
/// Never throws: whatever goes wrong is a diagnostic, and the file is read to its end.
package struct AcceptedDriftLoader: Sendable {
    private let source: any DesiredFileSource
    private let workingDirectory: String
    private let limits: YAMLLimits

    /// - Parameter workingDirectory: absolute; relative paths start here, and paths below it are shown relative to it.
    package init(source: any DesiredFileSource, workingDirectory: String) {
        self.init(source: source, workingDirectory: workingDirectory, limits: .standard)
    }

    init(source: any DesiredFileSource, workingDirectory: String, limits: YAMLLimits) {
        self.source = source
        self.workingDirectory = LexicalPath.normalised(workingDirectory)
        self.limits = limits
    }

    /// - Parameter path: the argument of `--accept`: one file.
    package func load(_ path: String) -> LoadedAcceptance {
        let shown = LexicalPath.shown(path, from: workingDirectory)
        let bytes: [UInt8]
        do throws(DesiredFileError) {
            guard !path.isEmpty, !path.utf8.contains(0) else { throw .notFound }
            bytes = try source.read(LexicalPath.join(workingDirectory, path), limit: limits.maxBytes)
        } catch {
            return LoadedAcceptance(diagnostics: [.acceptanceUnreadable(shown, error, limit: limits.maxBytes)])
        }
        let text = FileText(shown: shown, folder: LexicalPath.folder(of: shown), order: 0, bytes: bytes)
        let (entries, findings) = decode(text)
        return LoadedAcceptance(
            entries: entries,
            diagnostics: ExcerptWriter(limits: limits, format: .acceptedDrift).diagnostics(of: findings, in: [text]))
    }

    private func decode(_ text: FileText) -> ([AcceptedDriftEntry], [Finding]) {
        let tree: YAMLTree
        do throws(YAMLProblem) { tree = try YAMLTree.parse(text.bytes, limits: limits) } catch {
            var findings = Findings(order: text.order)
            findings.report(
                Issue(error),
                at: SourceLocation(
                    file: text.shown, line: error.mark.line, column: error.mark.column, length: error.length))
            return ([], findings.all)
        }
        var reader = NodeReader(tree: tree, file: text)
        if tree.documents.isEmpty {
            reader.report(
                .emptyDocument(Message("The file holds no keys.")),
                at: SourceLocation(file: text.shown, line: 1, column: 1))
        }
        var decoder = AcceptedDriftDecoder()
        for document in tree.documents { decoder.decode(document, in: &reader) }
        return (decoder.entries, reader.findings.all)
    }
}

extension Diagnostic {
    fileprivate static func acceptanceUnreadable(_ shown: String, _ error: DesiredFileError, limit: Int) -> Diagnostic {
        let name = Quoted.text(shown, limit: 1024)
        func diagnostic(_ code: String, _ summary: Message, _ detail: Message, _ hint: Message) -> Diagnostic {
            Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
        }
        return switch error {
        case .notFound, .nameNotUTF8:
            diagnostic(
                "file-not-found", Message("file not found"), Message("\(name) does not exist."),
                Message("Check the path after --accept; --write-accept starts a new file."))
        case .notRegular:
            diagnostic(
                "file-not-regular", Message("not a regular file"),
                Message("\(name) is a folder, a pipe, a socket or a device."),
                Message("Name one file after --accept."))
        case .tooLarge:
            diagnostic(
                "file-too-large", Message("the file is too large"),
                Message("\(name) is larger than \(limit >> 20) MiB."),
                Message("Check that it is the right file."))
        case .unreadable(let reason):
            diagnostic(
                "file-unreadable", Message("the file cannot be read"),
                Message("\(name) cannot be read: \(FileFailure.cleaned(reason))."),
                Message("Check its permissions."))
        }
    }
}
