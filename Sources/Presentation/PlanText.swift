import Messages
package import Planning

/// Where a plan comes from, for its first line.
package struct PlanContext: Hashable, Sendable {
    /// The one file, or how many there are: `jelou.yaml`, `4 files`.
    package var filesName: String
    package var fileProjectCount: Int
    package var statePath: String
    /// The file that the plan was saved to.
    package var savedTo: String?
    /// The former state that is planned back to; nil for a plan towards the files.
    package var rollbackSerial: Int?

    package init(
        filesName: String, fileProjectCount: Int, statePath: String, savedTo: String? = nil, rollbackSerial: Int? = nil
    ) {
        self.filesName = filesName
        self.fileProjectCount = fileProjectCount
        self.statePath = statePath
        self.savedTo = savedTo
        self.rollbackSerial = rollbackSerial
    }
}

/// A plan for people: where it comes from, a row for each change, what stands in its way, and the totals.
///
/// The same plan gives the same bytes: no times but those of the state.
package struct PlanText: Sendable {
    private let style: TextStyle
    private let showUnchanged: Bool
    private let showRequests: Bool

    package init(style: TextStyle = TextStyle(), showUnchanged: Bool = false, showRequests: Bool = false) {
        self.style = style
        self.showUnchanged = showUnchanged
        self.showRequests = showRequests
    }

    /// The last line is the one that begins with `Plan:`.
    package func render(_ plan: Plan, context: PlanContext) -> String {
        var sections = [heading(plan, context)]
        sections += rows(plan)
        if showRequests { sections += RequestPreview(style: style).sections(plan) }
        let notes = notes(plan)
        let problems = DiagnosticText(style: style).render(plan.refusals + plan.diagnostics)
        var ending: [String] = []
        if let nothing = PlanWording.nothingToDo(plan, context) { ending.append(style.text(nothing)) }
        if let file = context.savedTo {
            ending += [style.text(Message("Saved to \(ShownValue.path(file)), digest")), plan.digest]
        }
        ending.append(style.paint(style.text(PlanWording.total(plan.summary)), .strong))
        if problems.isEmpty {
            ending = notes + ending
        } else {
            sections.append(notes)
            sections.append([String(problems.dropLast())])
        }
        sections.append(ending)
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func heading(_ plan: Plan, _ context: PlanContext) -> [String] {
        let lines = plan.hasRecordedState ? [] : [style.paint(style.text(PlanWording.withoutState), .warning)]
        return lines + style.wrapped(PlanWording.heading(plan, context))
    }

    private func rows(_ plan: Plan) -> [[String]] {
        let changes = plan.changes.map { marked(PlanRow($0, in: plan), $0, plan) }
        let unchanged = showUnchanged ? plan.unchanged.map { PlanRow($0) } : []
        let layout = RowLayout(changes + unchanged, style)
        var sections = [changes.flatMap { row in layout.lines(row) + row.fields.flatMap { $0.laidOut(style) } }]
        if !unchanged.isEmpty { sections.append([style.text(Message("Unchanged:"))] + unchanged.flatMap(layout.lines)) }
        return sections
    }

    /// Says of a change that touched lines do not explain by themselves that they do not.
    private func marked(_ row: PlanRow, _ change: Change, _ plan: Plan) -> PlanRow {
        guard let origin = plan.attribution?.origin(of: change.project), let mark = AttributionWording.mark(origin)
        else { return row }
        var row = row
        row.remark = Message(joining: [row.remark, mark].compactMap(\.self), separator: " · ")
        return row
    }

    private func notes(_ plan: Plan) -> [String] {
        let origins = AttributionWording.notes(plan).map { note in
            style.paint(style.text(note.message), note.isWarning ? .warning : .quiet)
        }
        let blocked = PlanWording.blocked(plan).map { style.paint(style.text($0), .blocked) }
        let requirements = plan.requirements.map { requirement in
            let text = PlanWording.requirement(requirement, managedCount: plan.managedCount)
            return style.paint(style.text(text), requirement.isGiven ? .quiet : .warning)
        }
        return origins + blocked + requirements
            + (PlanWording.refusal(plan).map { [style.paint(style.text($0), .warning)] } ?? [])
    }
}
