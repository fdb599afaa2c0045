package import Integrations
import Messages
import Planning
package import Reports

/// What the end of a run refers to.
package struct ApplyContext: Hashable, Sendable {
    package var statePath: String
    /// The command that goes on from here; nil after a saved plan, which does not tell how it was made.
    package var rerunCommand: ShellCommand?

    package init(statePath: String, rerunCommand: ShellCommand? = ShellCommand("jelouctl", "apply")) {
        self.statePath = statePath
        self.rerunCommand = rerunCommand
    }
}

/// How a run ended, for people.
///
/// What succeeded, failed, was skipped or is unknown, by name; what became of the state; and the command that goes on from
/// here.
package struct ApplyText: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// The last line is the one that begins with `Apply:`.
    ///
    /// What failed, was skipped or is unknown is always named in full.
    package func render(_ report: ApplyReport, context: ApplyContext) -> String {
        var sections = ChangeResult.Outcome.inOrderOfText.map { outcome in
            section(outcome, report.results.filter { $0.outcome == outcome })
        }
        sections.append(ending(report, context))
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func section(_ outcome: ChangeResult.Outcome, _ results: [ChangeResult]) -> [String] {
        guard !results.isEmpty else { return [] }
        switch outcome {
        case .succeeded: return [style.text(Message("Succeeded:"))] + succeeded(results)
        case .failed:
            return [style.paint(style.text(Message("Failed:")), .error)]
                + groups(results).flatMap { rows($0, "x", .error) }
        case .skipped: return [style.paint(style.text(Message("Skipped:")), .warning)] + groups(results).flatMap(names)
        case .unknown:
            return [style.paint(style.text(Message("Unknown, it may or may not have happened:")), .error)]
                + groups(results).flatMap { rows($0, "?", .error) }
        }
    }

    // MARK: what succeeded

    private func succeeded(_ results: [ChangeResult]) -> [String] {
        let words = Dictionary(grouping: results) { style.text(ResultWording.participle($0)) }
        let width = words.keys.map(\.count).max() ?? 0
        var lines: [String] = []
        for (word, results) in words.sorted(by: { $0.key < $1.key }) {
            let start = "  " + style.paint(word.padded(to: width), .success) + "  "
            let indent = String(repeating: " ", count: width + 4)
            let names = results.map { ShownValue.project($0.change.project) }
            for (index, line) in names.wrappedList(columns: style.width - indent.count).enumerated() {
                lines.append((index == 0 ? start : indent) + line)
            }
        }
        let remarkable = results.filter { ResultAdvice.advice(for: $0) != nil }
        return lines + groups(remarkable).flatMap { rows($0, "!", .warning) }
    }

    // MARK: what did not

    /// Results that ended alike share one explanation.
    private struct Group {
        var explanation: String
        var advice: String?
        var results: [ChangeResult]
    }

    /// In the order of their first projects.
    private func groups(_ results: [ChangeResult]) -> [Group] {
        struct Key: Hashable {
            var explanation: String
            var advice: String?
        }
        var places: [Key: Int] = [:]
        var groups: [Group] = []
        for result in results {
            let text = "\(style.text(ResultWording.explanation(of: result))) [\(result.resultClass.rawValue)]"
            let key = Key(explanation: text, advice: ResultAdvice.advice(for: result).map(style.text))
            if let place = places[key] {
                groups[place].results.append(result)
            } else {
                places[key] = groups.count
                groups.append(Group(explanation: text, advice: key.advice, results: [result]))
            }
        }
        return groups
    }

    private func rows(_ group: Group, _ sigil: String, _ tone: Tone) -> [String] {
        let rows = group.results.map { result in
            PlanRow(
                sigil: sigil, tone: tone, project: ShownValue.project(result.change.project),
                name: ShownValue.name(result.change.name),
                remark: Message(joining: ResultWording.facts(of: result), separator: ", "),
                place: result.change.source.map { .line(ShownValue.place($0)) }, fields: [],
                needsName: PlanRow.needsName(result.change))
        }
        return rows.flatMap(RowLayout(rows, style).lines) + explained(group)
    }

    private func names(_ group: Group) -> [String] {
        let names = group.results.map { ShownValue.project($0.change.project) }
        return names.wrappedList(columns: style.width - 4).map { "    " + $0 } + explained(group)
    }

    private func explained(_ group: Group) -> [String] {
        ["      " + group.explanation]
            + (group.advice.map { ["      " + style.paint(style.text(Message("next:")), .strong) + " " + $0] } ?? [])
    }

    // MARK: the end

    private func ending(_ report: ApplyReport, _ context: ApplyContext) -> [String] {
        var lines: [String] = []
        if let stop = report.stop { lines.append(style.paint(style.text(ResultWording.stopped(stop)), .warning)) }
        let problems = DiagnosticText(style: style).render(report.diagnostics).dropLast()
        if !problems.isEmpty { lines.append(String(problems)) }
        lines += state(report, context)
        let summary = report.summary
        if summary.failed + summary.skipped + summary.unknown > 0 {
            lines.append(
                context.rerunCommand.map {
                    style.text(Message("To go on from here:")) + " " + style.paint($0.description, .strong)
                } ?? style.text(ResultAdvice.afterSavedPlan))
        }
        return lines + [style.paint(style.text(ResultWording.total(summary)), .strong)]
    }

    private func state(_ report: ApplyReport, _ context: ApplyContext) -> [String] {
        let path = ShownValue.path(context.statePath)
        let run = PlainText.cleaned(report.run, limit: 100)
        switch report.state {
        case .saved(_, let serial): return [style.text(Message("State saved: \(path) serial \(serial), run \(run)."))]
        case .unchanged(_, let serial):
            return [style.text(Message("State unchanged: \(path) serial \(serial), run \(run)."))]
        case .noState: return [style.text(Message("No state: there was none, and nothing to remember."))]
        case .journaled(_, let serial, let diagnostic):
            let line = Message(
                "State: \(path) serial \(serial) and the journal beside it, which the next apply takes over, run \(run)."
            )
            let problem = diagnostic.map { DiagnosticText(style: style).render([$0]).dropLast() }
            return [style.paint(style.text(line), .warning)] + (problem.map { [String($0)] } ?? [])
        case .notSaved(let diagnostic):
            let problem = DiagnosticText(style: style).render([diagnostic]).dropLast()
            return [
                style.paint(
                    style.text(Message("State NOT saved: \(path) does not hold the results above, run \(run).")), .error
                ),
                String(problem),
            ]
        }
    }
}

extension ChangeResult.Outcome {
    /// The order in which a run is told.
    fileprivate static let inOrderOfText: [Self] = [.succeeded, .failed, .skipped, .unknown]
}
