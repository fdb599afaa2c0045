package import Integrations
package import Messages

/// A former snapshot of the state, as the list of them shows it.
package struct StateHistoryRow: Hashable, Sendable {
    package var serial: Int?
    package var writtenAt: Timestamp?
    package var projectCount: Int
    package var isCurrent: Bool
    /// Why it cannot be restored.
    package var problem: Message?

    package init(serial: Int?, writtenAt: Timestamp?, projectCount: Int, isCurrent: Bool, problem: Message?) {
        self.serial = serial
        self.writtenAt = writtenAt
        self.projectCount = projectCount
        self.isCurrent = isCurrent
        self.problem = problem
    }
}

/// The recorded state for people.
package struct StateText: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// One line for each project: id, status, webhook, when it was applied.
    package func list(_ state: RecordedState, path: String) -> String {
        let rows = state.projects.map { project in
            [
                ShownValue.project(project.id), style.text(StateWording.status(project.status)),
                StateWording.values(project.status)?.webhookURL.map(ShownValue.address) ?? "-",
                project.appliedAt?.minuteText ?? "-",
            ]
        }
        let title = Message("\(Counted.projects(rows.count)) in \(ShownValue.path(path)) serial \(state.serial)")
        return ([style.text(title)] + aligned(rows)).joined(separator: "\n") + "\n"
    }

    /// All that the state remembers of one project.
    package func show(_ project: RecordedProject) -> String {
        aligned(StateWording.facts(project).map { [style.text($0.name), style.text($0.value)] }).joined(separator: "\n")
            + "\n"
    }

    /// The newest first.
    package func history(_ rows: [StateHistoryRow], path: String) -> String {
        guard !rows.isEmpty else {
            return style.text(Message("No state, and no former one: \(ShownValue.path(path))")) + "\n"
        }
        let cells = rows.map { row in
            [
                style.text(Message("serial \(row.serial.map(String.init) ?? "?")")), row.writtenAt?.minuteText ?? "-",
                style.text(Counted.projects(row.projectCount)),
                row.problem.map { PlainText.cleaned(style.text($0)) }
                    ?? (row.isCurrent ? style.text(Message("current")) : ""),
            ]
        }
        return aligned(cells).joined(separator: "\n") + "\n"
    }

    /// Columns two spaces apart; the last one as it is.
    private func aligned(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { $0[column].displayWidth }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                column == count - 1 ? cell : cell.padded(to: widths[column])
            }
            let line = "  " + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// The words for what the state remembers.
enum StateWording {
    /// Where a state comes from, for first lines.
    static func origin(path: String, serial: Int?, writtenAt: Timestamp?) -> Message {
        switch (serial, writtenAt?.minuteText) {
        case (let serial?, let time?): Message("state \(path) serial \(serial) of \(time)")
        case (let serial?, nil): Message("state \(path) serial \(serial)")
        case (nil, let time?): Message("state \(path) of \(time)")
        case (nil, nil): Message("state \(path)")
        }
    }

    static func status(_ status: RecordedProject.Status) -> Message {
        switch status {
        case .applied: Message("applied")
        case .deleted: Message("deleted")
        case .unsettled(let write): Message("unsettled (\(PlanWording.word(write.kind)))")
        }
    }

    /// The values that were applied, or tried.
    static func values(_ status: RecordedProject.Status) -> RecordedIntegration? {
        switch status {
        case .applied(let values): values
        case .deleted: nil
        case .unsettled(let write): write.tried
        }
    }

    private static func fact(_ text: String?) -> Message? { text.map { Message(verbatim: $0) } }

    static func facts(_ project: RecordedProject) -> [(name: Message, value: Message)] {
        let values = values(project.status)
        let credential = values?.credential
        let facts: [(Message, Message?)] = [
            (Message("project"), fact(ShownValue.project(project.id))),
            (Message(verbatim: "name"), fact(ShownValue.name(project.name))),
            (Message("status"), status(project.status)),
            (Message(verbatim: "webhookUrl"), fact(values?.webhookURL.map(ShownValue.address))),
            (Message(verbatim: "authType"), fact(values?.authType?.rawValue)),
            (Message(verbatim: "authorization"), fact(credential.map { ShownValue.reference($0.reference) })),
            (Message("fingerprint"), fact(credential?.fingerprint.description)),
            (Message("access"), fact(ShownValue.access(project.access))),
            (Message(verbatim: "baseUrl"), fact(ShownValue.address(project.baseURL.text))),
            (Message(verbatim: "labels"), project.labels.isEmpty ? nil : fact(ShownValue.labels(project.labels))),
            (Message(verbatim: "protect"), fact(project.protect ? "true" : nil)),
            (Message("source file"), fact(project.sourceFile.map(ShownValue.path))),
            (Message("remote id"), fact(project.remote.id.map { PlainText.cleaned($0) })),
            (Message("created at"), fact(project.remote.createdAt?.description)),
            (Message("updated at"), fact(project.remote.updatedAt?.description)),
            (Message("applied at"), fact(project.appliedAt?.description)),
            (Message("run"), fact(project.run.map { PlainText.cleaned($0, limit: 100) })),
        ]
        return facts.compactMap { fact in fact.1.map { (fact.0, $0) } }
    }
}
