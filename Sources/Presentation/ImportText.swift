import Integrations
import Messages
package import Reports

/// How an import ended, for people.
///
/// The diagnostics are rendered apart, by ``DiagnosticText``.
package struct ImportText: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// What was written, what was not and why, and what to do next.
    package func render(_ report: ImportReport) -> String {
        let failures = report.skipped.filter { $0.kind != .absent }
        let absent = report.skipped.filter { $0.kind == .absent }
        var lines = section(
            failures, .error
        ) { Message("\(Counted.projects($0)) could not be imported:") }
        lines += section(absent, .quiet) {
            Message("\(Counted.projects($0)) without an integration, so nothing to import:")
        }
        lines += recordedBefore(report)
        lines.append(summary(report, failed: failures.count, absent: absent.count))
        if report.file != nil { lines += next(report, hasFailures: !failures.isEmpty) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ rows: [ImportReport.Skipped], _ tone: Tone, _ title: (Int) -> Message) -> [String] {
        guard !rows.isEmpty else { return [] }
        let width = min(rows.map { ShownValue.project($0.project).displayWidth }.max() ?? 0, 24)
        let shown = rows.map { row in
            let id = ShownValue.project(row.project).padded(to: width)
            return row.kind == .absent
                ? "  \(ShownValue.project(row.project))" : "  \(id)  \(ShownValue.text(style.text(row.reason)))"
        }
        return [style.paint(style.text(title(rows.count)), tone)] + shown + [""]
    }

    private func recordedBefore(_ report: ImportReport) -> [String] {
        guard !report.recordedBefore.isEmpty else { return [] }
        let title = Message(
            "\(Counted.projects(report.recordedBefore.count)) that the state records with these values already:")
        return [style.paint(style.text(title), .quiet)] + report.recordedBefore.map { "  \(ShownValue.project($0))" }
            + [""]
    }

    private func next(_ report: ImportReport, hasFailures: Bool) -> [String] {
        guard let command = report.nextCommand else { return [] }
        let next = Message("Next: \(command) shows nothing to do for what was imported.")
        var lines = [style.text(next)]
        if hasFailures {
            let rest = Message("The rest: name those projects again with another --out, once the causes are mended.")
            lines.append(style.text(rest))
        }
        return lines
    }

    private func summary(_ report: ImportReport, failed: Int, absent: Int) -> String {
        var parts: [Message] = []
        if failed > 0 { parts.append(Message(", \(failed) not imported")) }
        if absent > 0 { parts.append(Message(", \(absent) absent")) }
        let rest = Message(joining: parts, separator: "")
        guard let file = report.file else {
            return style.text(Message("Nothing was imported, nothing was written\(rest)."))
        }
        let state = StateWording.origin(
            path: ShownValue.path(report.statePath), serial: report.serial, writtenAt: nil)
        return style.paint(style.text(Message("Imported: \(report.imported.count)")), .success)
            + style.text(Message("\(rest). Written: \(ShownValue.path(file)), \(state)."))
    }
}
