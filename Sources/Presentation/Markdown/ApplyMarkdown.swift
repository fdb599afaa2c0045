import Integrations
import Messages
package import Planning
package import Reports

/// How a run ended as Markdown: what is unknown and what failed first, what succeeded folded.
package struct ApplyMarkdown: Sendable {
    private let style: MarkdownStyle

    package init(style: MarkdownStyle = MarkdownStyle()) {
        self.style = style
    }

    /// - Parameters:
    ///   - plan: what was carried out.
    ///   - endsUnread: whether the exit code says nothing but that live values could not be read.
    package func render(
        _ report: ApplyReport, plan: Plan, context: ApplyContext, exitCode: Int32, endsUnread: Bool = false
    ) -> String {
        var document = MarkdownDocument(
            command: "apply", title: style.prose(ResultWording.total(report.summary)))
        let meaning = ExitMeaning.sentence(exitCode, of: "apply", isUnread: endsUnread)
        document.parts = [alert(report), ending(report, plan, context, meaning)].compactMap(\.self)
        document.parts += DiagnosticMarkdown(style: style).parts(stateProblems(report) + report.diagnostics)
        document.parts += [
            part(Message("Unknown, it may or may not have happened"), .unknown, report),
            part(Message("Failed"), .failed, report), part(Message("Skipped"), .skipped, report),
            remarkable(report), succeeded(report),
        ].compactMap(\.self)
        document.parts += DiagnosticMarkdown(style: style).parts(plan.diagnostics, errorRank: .held)
        return document.render(style)
    }

    // MARK: what goes first

    private func alert(_ report: ApplyReport) -> MarkdownDocument.Part? {
        let summary = report.summary
        var lines: [String] = []
        if let stop = report.stop { lines.append("**\(style.prose(ResultWording.stopped(stop)))**") }
        if summary.unknown > 0 {
            lines.append(
                style.prose(Message("\(summary.unknown) unknown: each may or may not have happened; see below.")))
        }
        if case .notSaved = report.state {
            lines.append("**\(style.prose(Message("The state does not hold these results.")))**")
        }
        if lines.isEmpty, summary.failed + summary.skipped > 0 {
            lines.append(style.prose(Message("Not everything was done.")))
        }
        guard !lines.isEmpty else { return nil }
        return .alert(summary.failed + summary.unknown > 0 || report.stop != nil ? "CAUTION" : "WARNING", lines)
    }

    private func ending(
        _ report: ApplyReport, _ plan: Plan, _ context: ApplyContext, _ meaning: Message
    ) -> MarkdownDocument.Part {
        let summary = report.summary
        var lines = [state(report, context)]
        if summary.failed + summary.skipped + summary.unknown > 0 {
            if let command = context.rerunCommand {
                lines += style.prose(toRun: command) { Message("To go on from here: \($0)") }.map { [$0] } ?? []
            } else {
                lines.append(style.prose(ResultAdvice.afterSavedPlan))
            }
        }
        lines.append(style.prose(naming: plan.digest) { Message("Digest of the plan: \($0)") })
        lines.append(style.prose(meaning))
        return MarkdownDocument.Part(
            pieces: [MarkdownDocument.Piece(.init(.essential, lines.joined(separator: "\n\n") + "\n"))])
    }

    private func state(_ report: ApplyReport, _ context: ApplyContext) -> String {
        let path = PlainText.cleaned(context.statePath, limit: 300)
        let run = PlainText.cleaned(report.run, limit: 100)
        return style.prose(naming: path) { path in
            switch report.state {
            case .saved(_, let serial): Message("State saved: \(path) serial \(serial), run \(run).")
            case .unchanged(_, let serial): Message("State unchanged: \(path) serial \(serial), run \(run).")
            case .noState: Message("No state: there was none, and nothing to remember.")
            case .journaled(_, let serial, _):
                Message("State: \(path) serial \(serial) and the journal beside it, which the next apply takes over.")
            case .notSaved: Message("State NOT saved: \(path) does not hold the results above, run \(run).")
            }
        }
    }

    private func stateProblems(_ report: ApplyReport) -> [Diagnostic] {
        switch report.state {
        case .notSaved(let problem), .journaled(_, _, let problem?): [problem]
        case .saved, .unchanged, .noState, .journaled(_, _, nil): []
        }
    }

    // MARK: results

    private func part(
        _ title: Message, _ outcome: ChangeResult.Outcome, _ report: ApplyReport
    ) -> MarkdownDocument.Part? {
        let results = report.results.filter { $0.outcome == outcome }
        guard !results.isEmpty else { return nil }
        let name = style.textStyle.text(title)
        return MarkdownDocument.Part(
            opening: "#### \(MarkdownText.prose(name)) (\(results.count))\n\n", name: name,
            isVital: outcome != .skipped,
            pieces: pieces(results, outcome == .skipped ? (.held, .heldInFull) : (.vital, .vitalInFull)))
    }

    /// What succeeded, and is to be looked at all the same.
    private func remarkable(_ report: ApplyReport) -> MarkdownDocument.Part? {
        let results = report.results.filter { $0.outcome == .succeeded && ResultAdvice.advice(for: $0) != nil }
        guard !results.isEmpty else { return nil }
        let name = style.textStyle.text(Message("Succeeded, and to be looked at"))
        return MarkdownDocument.Part(
            opening: "#### \(MarkdownText.prose(name)) (\(results.count))\n\n", name: name,
            pieces: pieces(results, (.held, .heldInFull)))
    }

    /// Each with its class; the explanation and the advice once for those that ended alike, behind the first of them.
    private func pieces(
        _ results: [ChangeResult], _ ranks: (short: MarkdownDocument.Rank, full: MarkdownDocument.Rank)
    ) -> [MarkdownDocument.Piece] {
        var order: [String] = []
        var groups: [String: [ChangeResult]] = [:]
        for result in results {
            let key = explanation(result)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(result)
        }
        return order.flatMap { key in
            let group = groups[key] ?? []
            let first = group.first.map { ShownValue.project($0.change.project) } ?? ""
            let same = "  - \(style.prose(naming: first) { Message("as \($0)") })\n"
            return group.enumerated().map { index, result in
                let line = FieldMarkdown.line(row(result), style)
                return MarkdownDocument.Piece(
                    .init(ranks.short, shortLine(result)), .init(ranks.full, line + (index == 0 ? key : same)))
            }
        }
    }

    private func shortLine(_ result: ChangeResult) -> String {
        let project = MarkdownText.code(ShownValue.project(result.change.project))
        return "- \(project) · \(MarkdownText.code("[\(result.resultClass.rawValue)]"))\n"
    }

    private func row(_ result: ChangeResult) -> PlanRow {
        PlanRow(
            sigil: "", tone: .quiet, project: ShownValue.project(result.change.project),
            name: ShownValue.name(result.change.name),
            remark: Message(
                joining: [
                    Message(joining: ResultWording.facts(of: result), separator: ", "),
                    Message(verbatim: "[\(result.resultClass.rawValue)]"),
                ]),
            place: result.change.source.map { .line(ShownValue.place($0)) }, fields: [])
    }

    private func explanation(_ result: ChangeResult) -> String {
        let text = "  - \(style.prose(ResultWording.explanation(of: result)))\n"
        let advice = ResultAdvice.advice(for: result).map {
            "  - **\(style.prose(Message("Next:")))** \(style.prose($0))\n"
        }
        return text + (advice ?? "")
    }

    /// By name, folded; deletes first.
    private func succeeded(_ report: ApplyReport) -> MarkdownDocument.Part? {
        let results = report.results.filter { $0.outcome == .succeeded }
        guard !results.isEmpty else { return nil }
        let sorted =
            results.filter { $0.change.action.word == "delete" } + results.filter { $0.change.action.word != "delete" }
        return .folded(
            style.textStyle.text(Message("Succeeded")), count: results.count, rank: .line,
            sorted.map { result in
                let project = MarkdownText.code(ShownValue.project(result.change.project))
                return "- \(style.prose(ResultWording.participle(result))) \(project)\n"
            })
    }
}
