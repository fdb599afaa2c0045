import Integrations
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
            failures, .error, "could not be imported")
        lines += section(absent, .quiet, "without an integration, so nothing to import")
        lines += recordedBefore(report)
        lines.append(summary(report, failed: failures.count, absent: absent.count))
        if report.file != nil { lines += next(report, hasFailures: !failures.isEmpty) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func section(_ rows: [ImportReport.Skipped], _ tone: Tone, _ title: String) -> [String] {
        guard !rows.isEmpty else { return [] }
        let width = min(rows.map { ShownValue.project($0.project).displayWidth }.max() ?? 0, 24)
        let shown = rows.map { row in
            let id = ShownValue.project(row.project).padded(to: width)
            return row.kind == .absent
                ? "  \(ShownValue.project(row.project))" : "  \(id)  \(ShownValue.text(row.reason))"
        }
        return [style.paint("\(counted(rows.count, "project")) \(title):", tone)] + shown + [""]
    }

    private func recordedBefore(_ report: ImportReport) -> [String] {
        guard !report.recordedBefore.isEmpty else { return [] }
        let title =
            "\(counted(report.recordedBefore.count, "project")) that the state records with these values already:"
        return [style.paint(title, .quiet)] + report.recordedBefore.map { "  \(ShownValue.project($0))" } + [""]
    }

    private func next(_ report: ImportReport, hasFailures: Bool) -> [String] {
        guard let command = report.nextCommand else { return [] }
        var lines = ["Next: \(PlainText.cleaned(command, limit: 4096)) shows that there is nothing to do."]
        if hasFailures {
            lines.append("The rest: name those projects again with another --out, once the causes are mended.")
        }
        return lines
    }

    private func summary(_ report: ImportReport, failed: Int, absent: Int) -> String {
        var parts: [String] = []
        if failed > 0 { parts.append("\(failed) not imported") }
        if absent > 0 { parts.append("\(absent) absent") }
        let rest = parts.isEmpty ? "" : ", " + parts.joined(separator: ", ")
        guard let file = report.file else { return "Nothing was imported, nothing was written\(rest)." }
        let serial = report.serial.map { " serial \($0)" } ?? ""
        return style.paint("Imported: \(report.imported.count)", .success)
            + "\(rest). Written: \(ShownValue.path(file)), state \(ShownValue.path(report.statePath))\(serial)."
    }
}
