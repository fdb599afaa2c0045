import Integrations
import Messages

/// Findings as workflow commands, which GitHub Actions shows at the lines of a pull request.
///
/// GitHub shows ten of each kind for a step, so the most important ones are written and the others counted.
package struct GitHubAnnotations: Sendable {
    private let style: TextStyle
    private let paths: CIPaths

    package init(style: TextStyle = TextStyle(), paths: CIPaths) {
        self.style = style
        self.paths = paths
    }

    /// A line for each finding that is not accepted; errors first.
    package func render(_ findings: [CIFinding]) -> String {
        let open = findings.filter { $0.accepted == nil }
        return [Diagnostic.Severity.error, .warning, .note].map { level in
            lines(open.filter { $0.level == level }.sorted(by: CIFinding.isMoreImportant), level)
        }.joined()
    }

    /// What GitHub shows of one kind for a step.
    private static let limit = 10

    private func lines(_ findings: [CIFinding], _ level: Diagnostic.Severity) -> String {
        let command = Self.command(level)
        guard findings.count > Self.limit else { return findings.map { line($0, command) }.joined() }
        let shown = findings.prefix(Self.limit - 1).map { line($0, command) }.joined()
        let more = Message("\(findings.count - Self.limit + 1) more are in the log of this step.")
        return shown + "::\(command) title=jelouctl::\(Self.data(style.text(more)))\n"
    }

    private static func command(_ level: Diagnostic.Severity) -> String {
        switch level {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }

    private func line(_ finding: CIFinding, _ command: String) -> String {
        var properties: [(String, String)] = []
        // A file outside the repository, or standard input, has no page to show it on.
        if let location = finding.location, location.file != "-" {
            let path = paths.path(location.file)
            if !path.hasPrefix("/") {
                properties = [
                    ("file", path), ("line", String(location.line)), ("col", String(location.column)),
                    ("endColumn", String(location.column + location.length)),
                ]
            }
        }
        let summary = style.text(finding.summary)
        properties.append(("title", "\(summary) [\(finding.code)]"))
        let text = (finding.particulars + [finding.hint].compactMap(\.self)).map { Self.cleaned(style.text($0)) }
        let shown = properties.map { "\($0.0)=\(Self.property($0.1))" }.joined(separator: ",")
        let data = text.isEmpty ? [Self.cleaned(summary)] : text
        return "::\(command) \(shown)::\(data.map(Self.data).joined(separator: "%0A"))\n"
    }

    // MARK: escaping

    private static func cleaned(_ text: String) -> String { PlainText.cleaned(text, limit: 2000) }

    /// As GitHub's own toolkit escapes the text of a command.
    ///
    /// Control characters are gone before, so that no text of others can begin a line.
    private static func data(_ text: String) -> String {
        cleaned(text).replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
