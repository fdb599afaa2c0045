package import Integrations
import Messages
import Planning
package import Reports

/// Where a drift report comes from, for its first line, and when it is read.
package struct DriftContext: Hashable, Sendable {
    /// The one file, or how many there are: `jelou.yaml`, `4 files`.
    package var filesName: String
    package var fileProjectCount: Int
    package var statePath: String
    /// What ages are counted from.
    package var now: Timestamp

    package init(filesName: String, fileProjectCount: Int, statePath: String, now: Timestamp) {
        self.filesName = filesName
        self.fileProjectCount = fileProjectCount
        self.statePath = statePath
        self.now = now
    }
}

/// A drift report for people: a row for each project that is not in sync, with its three sides, and the totals.
package struct DriftText: Sendable {
    private let style: TextStyle
    private let showInSync: Bool

    package init(style: TextStyle = TextStyle(), showInSync: Bool = false) {
        self.style = style
        self.showInSync = showInSync
    }

    /// The last line is the one that begins with `Drift:`.
    package func render(_ report: DriftReport, context: DriftContext) -> String {
        let isShown = Dictionary(grouping: report.rows) { Part(of: $0.finding.status) }
        let layout = RowLayout(
            report.rows.filter { Part(of: $0.finding.status) != .inSync || showInSync }
                .map { planRow($0, context.now) }, style)
        var sections = [heading(report, context)]
        sections.append((isShown[.moved] ?? []).flatMap { lines($0, layout, context.now) })
        sections.append(unread(isShown[.unread] ?? [], layout, context.now))
        if showInSync, let rows = isShown[.inSync] {
            sections.append([style.text(Message("In sync:"))] + rows.flatMap { layout.lines(planRow($0, context.now)) })
        }
        sections.append(notes(report))
        let problems = DiagnosticText(style: style).render(report.diagnostics)
        if !problems.isEmpty { sections.append([String(problems.dropLast())]) }
        let nothing = DriftWording.nothing(report).map { [style.text($0)] } ?? []
        sections.append(nothing + [style.paint(style.text(DriftWording.total(report.summary)), .strong)])
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// The part of the text that a project stands in.
    private enum Part {
        case moved
        case unread
        case inSync

        init(of status: DriftStatus) {
            switch status {
            case .drifted, .conflict, .missing, .touched, .pending: self = .moved
            case .unknown: self = .unread
            case .inSync: self = .inSync
            }
        }
    }

    private func heading(_ report: DriftReport, _ context: DriftContext) -> [String] {
        let lines = report.hasRecordedState ? [] : [style.paint(style.text(DriftWording.withoutState), .warning)]
        return lines + style.wrapped(DriftWording.heading(report, context))
    }

    // MARK: rows

    private func planRow(_ row: DriftReport.Row, _ now: Timestamp) -> PlanRow {
        let finding = row.finding
        let (sigil, tone) = mark(finding.status)
        let place =
            finding.source.map { PlanRow.Place.line(ShownValue.place($0)) }
            ?? .gone(from: finding.formerFile.map(ShownValue.path))
        return PlanRow(
            sigil: sigil, tone: row.accepted == nil ? tone : .quiet, project: ShownValue.project(finding.project),
            name: ShownValue.name(finding.name), remark: DriftWording.remark(on: row, at: now), place: place,
            fields: [],
            needsName: Self.needsName(finding))
    }

    /// What is gone, is about to go, or waits for a decision is always shown with its name.
    private static func needsName(_ finding: DriftFinding) -> Bool {
        switch finding.status {
        case .missing, .conflict: true
        case .pending: [.stateAbsent, .leftTheFiles].contains(finding.pendingReason)
        case .drifted, .touched, .unknown, .inSync: false
        }
    }

    private func mark(_ status: DriftStatus) -> (sigil: String, tone: Tone) {
        switch status {
        case .drifted: ("~", .update)
        case .conflict: ("!", .blocked)
        case .missing: ("-", .delete)
        case .touched: ("*", .update)
        case .pending: (">", .adopt)
        case .unknown: ("?", .error)
        case .inSync: ("=", .quiet)
        }
    }

    private func lines(_ row: DriftReport.Row, _ layout: RowLayout, _ now: Timestamp) -> [String] {
        let finding = row.finding
        var lines = layout.lines(planRow(row, now))
        lines += DriftWording.shownFields(finding).flatMap(fieldLines)
        if finding.status.isDifference, let applied = DriftWording.applied(finding) {
            lines.append(Self.indent + style.paint(style.text(applied), .quiet))
        }
        if let accepted = row.accepted { lines.append(Self.indent + style.text(DriftWording.accepted(accepted))) }
        return lines
    }

    private static let indent = "      "

    private func fieldLines(_ field: DriftField) -> [String] {
        let name = field.name.rawValue.padded(to: FieldLine.nameWidth)
        let sides: [(Message, DriftValue, Tone?)] = [
            (Message("desired"), field.desired, field.movedInFiles ? .update : nil),
            (Message("last applied"), field.lastApplied, nil),
            (Message("live"), field.live, field.movedLive ? .removed : nil),
        ]
        return [Self.indent + name + "  " + style.paint(style.text(DriftWording.moved(field)), .quiet)]
            + sides.map { label, value, tone in
                "\(Self.indent)  \(style.text(label).padded(to: 12))  "
                    + (tone.map { moved(value, from: field.lastApplied, $0) } ?? style.text(DriftWording.value(value)))
            }
    }

    /// A side that moved, with what differs from the values that were last applied marked.
    private func moved(_ value: DriftValue, from lastApplied: DriftValue, _ tone: Tone) -> String {
        if case .text(let before) = lastApplied, case .text(let after) = value,
            let difference = URLDifference(from: ShownValue.address(before), to: ShownValue.address(after))
        {
            return difference.marked(\.after, tone, style)
        }
        return style.paint(style.text(DriftWording.value(value)), tone)
    }

    // MARK: what could not be read

    /// Projects that could not be read for one reason share one explanation.
    private func unread(_ rows: [DriftReport.Row], _ layout: RowLayout, _ now: Timestamp) -> [String] {
        struct Key: Hashable {
            var reason: String
            var advice: String
        }
        guard !rows.isEmpty else { return [] }
        var order: [Key] = []
        var groups: [Key: [DriftReport.Row]] = [:]
        for row in rows {
            let key = Key(
                reason: PlainText.cleaned(row.finding.unknownReason.map(style.text) ?? "", limit: 500),
                advice: style.text(DriftWording.advice(forUnread: row.finding)))
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        var lines = [style.paint(style.text(Message("Unknown, could not be read:")), .error)]
        for key in order {
            lines += (groups[key] ?? []).flatMap { layout.lines(planRow($0, now)) }
            lines.append(Self.indent + key.reason)
            lines.append(Self.indent + style.paint(style.text(Message("next:")), .strong) + " " + key.advice)
        }
        return lines
    }

    // MARK: the end

    /// None where the diagnostics say that there is something else to do first.
    private func notes(_ report: DriftReport) -> [String] {
        guard !report.isAbsenceDoubtful else { return [] }
        let open = report.rows.filter { $0.accepted == nil }
        let findings = Dictionary(grouping: open.map(\.finding), by: \.status)
        let lines = DriftStatus.allCases.flatMap { status in
            (findings[status].map { DriftWording.advice(status, $0) } ?? [])
                .map { style.paint(style.text(DriftWording.word(status)) + ":", .strong) + " " + style.text($0) }
        }
        return findings.keys.contains(where: \.isDifference) ? lines + [style.text(DriftWording.acceptance)] : lines
    }
}
