import Integrations
import Messages
import Planning
package import Reports

/// A drift report as Markdown: each project that is not in sync with its three sides, and what to do.
///
/// Times are those of the API and the state, so that the same findings give the same bytes on another day.
package struct DriftMarkdown: Sendable {
    private let style: MarkdownStyle
    private let showInSync: Bool

    package init(style: MarkdownStyle = MarkdownStyle(), showInSync: Bool = false) {
        self.style = style
        self.showInSync = showInSync
    }

    package func render(
        _ report: DriftReport, context: DriftContext, commands: DriftCommands = DriftCommands(), exitCode: Int32
    ) -> String {
        var document = MarkdownDocument(
            command: "drift", title: style.prose(DriftWording.total(report.summary)),
            completeCommand: commands.complete)
        document.parts = [alert(report), origin(report, context)].compactMap(\.self)
        document.parts += DiagnosticMarkdown(style: style).parts(report.diagnostics, errorRank: .held)
        let open = report.rows.filter { $0.accepted == nil }
        document.parts += Self.order.compactMap { status in
            part(status, open.filter { $0.finding.status == status }, commands)
        }
        document.parts += [accepted(report), inSync(report), ending(exitCode)].compactMap(\.self)
        return document.render(style)
    }

    /// What needs somebody first goes first.
    private static let order: [DriftStatus] = [.missing, .conflict, .drifted, .touched, .unknown, .pending]

    // MARK: what goes first

    private func alert(_ report: DriftReport) -> MarkdownDocument.Part? {
        let count = report.rows.count { $0.accepted == nil && $0.finding.status.isDifference }
        let unread = report.summary[.unknown]
        var lines: [String] = []
        if !report.hasRecordedState { lines.append(style.prose(DriftWording.withoutState)) }
        if count > 0 {
            let text = style.prose(Message("\(count) moved on the live side, and nobody has accepted it."))
            lines.append("**\(text)**")
        }
        if unread > 0 { lines.append(style.prose(Message("\(unread) could not be read."))) }
        guard !lines.isEmpty else { return nil }
        return .alert(report.summary[.missing] > 0 ? "CAUTION" : "WARNING", lines)
    }

    private func origin(_ report: DriftReport, _ context: DriftContext) -> MarkdownDocument.Part {
        var lines = DriftWording.nothing(report).map { [style.prose($0)] } ?? []
        lines.append(DriftWording.heading(report, context).map { style.prose($0) }.joined(separator: " · "))
        return MarkdownDocument.Part(
            pieces: [MarkdownDocument.Piece(.init(.context, lines.joined(separator: "\n\n") + "\n"))])
    }

    private func ending(_ exitCode: Int32) -> MarkdownDocument.Part {
        let text = style.prose(ExitMeaning.sentence(exitCode, of: "drift", isUnread: true))
        return MarkdownDocument.Part(pieces: [MarkdownDocument.Piece(.init(.essential, text + "\n"))])
    }

    // MARK: rows

    private func part(
        _ status: DriftStatus, _ rows: [DriftReport.Row], _ commands: DriftCommands
    ) -> MarkdownDocument.Part? {
        guard !rows.isEmpty else { return nil }
        let name = style.textStyle.text(title(status))
        let advice = advice(status, rows.map(\.finding), commands).map { $0 + "\n\n" }.joined()
        return MarkdownDocument.Part(
            opening: "#### \(MarkdownText.prose(name)) (\(rows.count))\n\n\(advice)", name: name,
            isVital: status == .missing, pieces: rows.map { piece($0, status) })
    }

    /// What to do about all of them; once, however many there are.
    private func advice(
        _ status: DriftStatus, _ findings: [DriftFinding], _ commands: DriftCommands
    ) -> [String] {
        guard status == .unknown else {
            return style.prose(toRun: commands) { DriftWording.advice(status, findings, $0) }
                .map { "**\(style.prose(DriftWording.word(status))):** \($0)" }
        }
        var texts: [String] = []
        for finding in findings {
            let text = style.prose(DriftWording.advice(forUnread: finding))
            if texts.count < Self.mostAdvice, !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    /// Each key that is refused has its own, and nobody reads a hundred of them.
    private static let mostAdvice = 3

    private func title(_ status: DriftStatus) -> Message {
        switch status {
        case .drifted: Message("Drifted")
        case .conflict: Message("Conflict")
        case .missing: Message("Missing")
        case .touched: Message("Touched")
        case .pending: Message("Pending")
        case .unknown: Message("Unknown, could not be read")
        case .inSync: Message("In sync")
        }
    }

    private func piece(_ row: DriftReport.Row, _ status: DriftStatus) -> MarkdownDocument.Piece {
        let shown = planRow(row)
        let line = FieldMarkdown.line(shown, style)
        let folded = FieldMarkdown.folded(
            fields(row.finding),
            note: row.finding.run.map { run in
                let name = MarkdownText.htmlCode(PlainText.cleaned(run, limit: 100))
                return MarkdownText.html(style.textStyle.text(Message("last applied by run"))) + " " + name
            })
        let (short, full, fields): (MarkdownDocument.Rank, MarkdownDocument.Rank, MarkdownDocument.Rank) =
            switch status {
            case .missing: (.vital, .vitalInFull, .heldFields)
            case .conflict, .drifted, .touched: (.held, .heldInFull, .fields)
            case .unknown, .pending, .inSync: (.line, .line, .fields)
            }
        var forms = short == full ? [] : [MarkdownDocument.Form(short, FieldMarkdown.shortLine(shown))]
        forms.append(.init(full, line))
        if !folded.isEmpty { forms.append(.init(fields, line + folded)) }
        return MarkdownDocument.Piece(forms)
    }

    private func planRow(_ row: DriftReport.Row) -> PlanRow {
        let finding = row.finding
        let place =
            finding.source.map { PlanRow.Place.line(ShownValue.place($0)) }
            ?? .gone(from: finding.formerFile.map(ShownValue.path))
        return PlanRow(
            sigil: "", tone: .quiet, project: ShownValue.project(finding.project), name: ShownValue.name(finding.name),
            remark: Message(joining: remark(row), separator: " · "), place: place, fields: [])
    }

    private func remark(_ row: DriftReport.Row) -> [Message] {
        let finding = row.finding
        // Without an age in it, because the API's time says nothing about it.
        if finding.status == .pending {
            return [DriftWording.remark(on: row, at: .init(millisecondsSinceEpoch: 0))]
        }
        var parts: [Message] = []
        if finding.isRecreated { parts.append(Message("created again after jelouctl deleted it")) }
        if finding.status == .conflict, finding.isLiveAsDesired {
            parts.append(Message("both sides to the same values"))
        }
        if let since = finding.since {
            parts.append(Message("changed \(since.minuteText)"))
        }
        if finding.status.isDifference, let applied = finding.appliedAt {
            parts.append(Message("last applied \(applied.minuteText)"))
        }
        if finding.status == .unknown {
            finding.unknownReason.map { parts.append($0) }
        }
        return parts
    }

    /// The three sides of each field, the ones that moved in bold.
    private func fields(_ finding: DriftFinding) -> [(name: String, html: String)] {
        let fields = DriftWording.shownFields(finding)
        return fields.map { field in
            let sides = [
                side(Message("desired"), field.desired, moved: field.movedInFiles),
                side(Message("last applied"), field.lastApplied, moved: false),
                live(field),
            ]
            return (
                field.name.rawValue,
                "\(MarkdownText.html(style.textStyle.text(DriftWording.moved(field))))<ul>\n  \(sides.joined(separator: "\n  "))</ul>"
            )
        }
    }

    private func side(_ label: Message, _ value: DriftValue, moved: Bool) -> String {
        side(label, html: MarkdownText.htmlCode(style.textStyle.text(DriftWording.value(value))), moved: moved)
    }

    private func side(_ label: Message, html: String, moved: Bool) -> String {
        let name = MarkdownText.html(style.textStyle.text(label))
        return "<li>\(moved ? "<b>\(name)</b>" : name): \(html)</li>"
    }

    /// An address shows what differs from the one that was last applied.
    private func live(_ field: DriftField) -> String {
        guard case .text(let applied) = field.lastApplied, case .text(let live) = field.live, field.movedLive,
            let difference = URLDifference(from: ShownValue.address(applied), to: ShownValue.address(live))
        else { return side(Message("live"), field.live, moved: field.movedLive) }
        return side(Message("live"), html: FieldMarkdown.newAddress(difference), moved: true)
    }

    // MARK: what is known and what is well

    private func accepted(_ report: DriftReport) -> MarkdownDocument.Part? {
        let rows = report.rows.filter { $0.accepted != nil }
        guard !rows.isEmpty else { return nil }
        return .folded(
            style.textStyle.text(Message("Accepted")), count: rows.count, rank: .line,
            rows.map { row in
                let project = MarkdownText.code(ShownValue.project(row.finding.project))
                let reason = row.accepted.map { " · " + style.prose(DriftWording.accepted($0)) } ?? ""
                return "- \(project) · \(style.prose(DriftWording.word(row.finding.status)))\(reason)\n"
            })
    }

    private func inSync(_ report: DriftReport) -> MarkdownDocument.Part? {
        let rows = report.rows.filter { $0.finding.status == .inSync }
        guard showInSync, !rows.isEmpty else { return nil }
        return .folded(
            style.textStyle.text(title(.inSync)), count: rows.count, rank: .extra,
            rows.map { FieldMarkdown.line(planRow($0), style) })
    }
}
