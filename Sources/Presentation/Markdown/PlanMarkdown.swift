import Integrations
import Messages
package import Planning

/// A plan as Markdown, for the comment of a pull request or the summary of a job.
///
/// Totals and risk come first; a line for each change, what cannot be undone before everything else; the fields are folded.
/// The same plan gives the same bytes: no times but those of the state.
package struct PlanMarkdown: Sendable {
    private let style: MarkdownStyle
    private let showUnchanged: Bool
    private let showRequests: Bool

    package init(style: MarkdownStyle = MarkdownStyle(), showUnchanged: Bool = false, showRequests: Bool = false) {
        self.style = style
        self.showUnchanged = showUnchanged
        self.showRequests = showRequests
    }

    package func render(
        _ plan: Plan, context: PlanContext, commands: PlanCommands = PlanCommands(), exitCode: Int32? = nil
    ) -> String {
        var document = MarkdownDocument(
            command: "plan", title: style.prose(PlanWording.total(plan.summary)), completeCommand: commands.complete)
        document.parts = [risk(plan), origin(plan, context)].compactMap(\.self)
        document.parts += DiagnosticMarkdown(style: style).parts(plan.refusals)
        document.parts += changes(plan)
        document.parts += DiagnosticMarkdown(style: style).parts(plan.diagnostics, errorRank: .held)
        document.parts += extras(plan)
        document.parts.append(ending(plan, context, commands, exitCode))
        return document.render(style)
    }

    // MARK: what goes first

    private func risk(_ plan: Plan) -> MarkdownDocument.Part? {
        let summary = plan.summary
        var lines: [String] = []
        if summary.delete > 0 {
            let deletes = style.prose(Message("\(summary.delete) to delete: that cannot be undone."))
            lines.append("**\(deletes)**")
        }
        lines += PlanWording.blocked(plan).map { style.prose($0) }
        lines += plan.requirements.map {
            style.prose(PlanWording.requirement($0, managedCount: plan.managedCount))
        }
        lines += AttributionWording.notes(plan).filter(\.isWarning).map { style.prose($0.message) }
        if !plan.hasRecordedState { lines.append(style.prose(PlanWording.withoutState)) }
        if let refusal = PlanWording.refusal(plan) { lines.append("**\(style.prose(refusal))**") }
        guard !lines.isEmpty else { return nil }
        let kind = summary.delete > 0 || !plan.refusals.isEmpty ? "CAUTION" : "WARNING"
        return .alert(kind, lines)
    }

    private func origin(_ plan: Plan, _ context: PlanContext) -> MarkdownDocument.Part? {
        var lines: [String] = []
        if let nothing = PlanWording.nothingToDo(plan, context) { lines.append(style.prose(nothing)) }
        lines.append(PlanWording.heading(plan, context).map { style.prose($0) }.joined(separator: " · "))
        lines += AttributionWording.notes(plan).filter { !$0.isWarning }.map { style.prose($0.message) }
        return MarkdownDocument.Part(
            pieces: [MarkdownDocument.Piece(.init(.context, lines.joined(separator: "\n\n") + "\n"))])
    }

    // MARK: changes

    private struct Kind {
        var title: Message
        var isVital = false
        var ranks: (short: MarkdownDocument.Rank, line: MarkdownDocument.Rank, fields: MarkdownDocument.Rank)
        var contains: (Change) -> Bool
    }

    private static let vital = (
        short: MarkdownDocument.Rank.vital, line: MarkdownDocument.Rank.vitalInFull,
        fields: MarkdownDocument.Rank.vitalInFull
    )

    private static let held = (
        short: MarkdownDocument.Rank.held, line: MarkdownDocument.Rank.heldInFull,
        fields: MarkdownDocument.Rank.heldFields
    )

    private static let other = (
        short: MarkdownDocument.Rank.line, line: MarkdownDocument.Rank.line, fields: MarkdownDocument.Rank.fields
    )

    private static var kinds: [Kind] {
        func open(_ words: String...) -> (Change) -> Bool {
            { $0.blockedBy == nil && words.contains($0.action.word) }
        }
        return [
            Kind(title: Message("Delete"), isVital: true, ranks: vital, contains: open("delete")),
            Kind(title: Message("Blocked"), isVital: true, ranks: held, contains: { $0.blockedBy != nil }),
            Kind(title: Message("Create"), ranks: other, contains: open("create")),
            Kind(title: Message("Update"), ranks: other, contains: open("update")),
            Kind(title: Message("Adopt"), ranks: other, contains: open("adopt")),
            Kind(title: Message("Record"), ranks: other, contains: open("record")),
            Kind(title: Message("Forget"), ranks: other, contains: open("forget")),
        ]
    }

    private func changes(_ plan: Plan) -> [MarkdownDocument.Part] {
        Self.kinds.compactMap { kind in
            let changes = plan.changes.filter(kind.contains)
            guard !changes.isEmpty else { return nil }
            let name = style.textStyle.text(kind.title)
            return MarkdownDocument.Part(
                opening: "#### \(MarkdownText.prose(name)) (\(changes.count))\n\n", name: name, isVital: kind.isVital,
                pieces: changes.map { piece(row($0, in: plan), kind) })
        }
    }

    /// Says of a change that touched lines do not explain by themselves that they do not.
    private func row(_ change: Change, in plan: Plan) -> PlanRow {
        var row = PlanRow(change, in: plan)
        guard let origin = plan.attribution?.origin(of: change.project), let mark = AttributionWording.mark(origin)
        else { return row }
        row.remark = Message(joining: [row.remark, mark].compactMap(\.self), separator: " · ")
        return row
    }

    private func piece(_ row: PlanRow, _ kind: Kind) -> MarkdownDocument.Piece {
        let line = FieldMarkdown.line(row, style)
        let folded = FieldMarkdown.folded(row.fields, style)
        var forms: [MarkdownDocument.Form] = []
        if kind.isVital { forms.append(.init(kind.ranks.short, FieldMarkdown.shortLine(row))) }
        forms.append(.init(kind.ranks.line, line))
        if !folded.isEmpty { forms.append(.init(kind.ranks.fields, line + folded)) }
        return MarkdownDocument.Piece(forms)
    }

    // MARK: the rest

    private func extras(_ plan: Plan) -> [MarkdownDocument.Part] {
        var parts: [MarkdownDocument.Part] = []
        if showUnchanged, !plan.unchanged.isEmpty {
            parts.append(
                .folded(
                    style.textStyle.text(Message("Unchanged")), count: plan.unchanged.count, rank: .extra,
                    plan.unchanged.map { FieldMarkdown.line(PlanRow($0), style) }))
        }
        let requests = showRequests ? RequestPreview(style: style.textStyle).sections(plan) : []
        if !requests.isEmpty {
            let name = style.textStyle.text(Message("Requests"))
            parts.append(
                .folded(name, count: nil, rank: .extra, requests.map { MarkdownText.fence($0) }))
        }
        return parts
    }

    /// Whatever the plan says, the command did not take it.
    private static let refused: Int32 = 4

    private func ending(
        _ plan: Plan, _ context: PlanContext, _ commands: PlanCommands, _ exitCode: Int32?
    ) -> MarkdownDocument.Part {
        var lines: [String] = []
        if let file = context.savedTo.map(ShownValue.path) {
            let saved = style.prose(naming: file) { Message("Saved to \($0), digest") }
            lines.append("\(saved) \(MarkdownText.code(plan.digest))")
        }
        if plan.isAllowed, !plan.summary.isEmpty, exitCode != Self.refused {
            lines += style.prose(toRun: commands.next) { Message("Next: \($0)") }.map { [$0] } ?? []
        }
        if let exitCode {
            lines.append(style.prose(ExitMeaning.sentence(exitCode, of: "plan", isUnread: !plan.live.isWhole)))
        }
        return MarkdownDocument.Part(
            pieces: [MarkdownDocument.Piece(.init(.essential, lines.joined(separator: "\n\n") + "\n"))])
    }
}
