import Integrations
import YAMLText

/// Orders the findings and gives each the line that it is about.
///
/// Runs after everything else and does nothing without findings, so that good files pay nothing for it.
struct ExcerptWriter {
    let limits: YAMLLimits
    var format = CredentialMask.Format.desiredState

    func diagnostics(of findings: [Finding], in texts: [FileText]) -> [Diagnostic] {
        let sorted = findings.enumerated().sorted { Self.key($0.element, $0.offset) < Self.key($1.element, $1.offset) }
            .map(\.element)
        var diagnostics: [Diagnostic] = []
        diagnostics.reserveCapacity(sorted.count)
        var start = sorted.startIndex
        while start < sorted.endIndex {
            let order = sorted[start].order
            let end = sorted[start...].firstIndex { $0.order != order } ?? sorted.endIndex
            let own = sorted[start..<end].map(\.diagnostic)
            let text = texts.first { $0.order == order }
            diagnostics += text.map { withExcerpts(own, from: $0) } ?? own
            start = end
        }
        return diagnostics
    }

    private static func key(_ finding: Finding, _ offset: Int) -> (Int, Int, Int, Int) {
        let location = finding.diagnostic.location
        return (finding.order, location?.line ?? 0, location?.column ?? 0, offset)
    }

    /// - Parameter diagnostics: of one file, sorted by line.
    private func withExcerpts(_ diagnostics: [Diagnostic], from text: FileText) -> [Diagnostic] {
        var lines = SourceLines(text.bytes)
        let wanted = diagnostics.compactMap { $0.location?.line }
        let mask = CredentialMask(of: text, lines: lines, wanted: wanted, format, limits: limits)
        return diagnostics.map { diagnostic in
            guard let location = diagnostic.location,
                let window = lines.window(
                    line: location.line, from: SourceExcerpt.firstColumn(forColumn: location.column),
                    count: SourceExcerpt.windowLength)
            else { return diagnostic }
            let hidden = mask.columns(ofLine: location.line, from: window.first)
            let excerpt = SourceExcerpt(window, column: location.column, length: location.length, hiding: hidden)
            var diagnostic = diagnostic
            diagnostic.sourceLine = excerpt.text
            let caretColumn = SourceExcerpt.caretColumn(ofColumn: location.column)
            if caretColumn != location.column { diagnostic.sourceLineColumn = caretColumn }
            diagnostic.location?.length = excerpt.length
            return diagnostic
        }
    }
}
