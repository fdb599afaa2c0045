package import Integrations

/// A former snapshot of the state, as the list of them shows it.
package struct StateHistoryRow: Hashable, Sendable {
    package var serial: Int?
    package var writtenAt: Timestamp?
    package var projectCount: Int
    package var isCurrent: Bool
    /// Why it cannot be restored.
    package var problem: String?

    package init(serial: Int?, writtenAt: Timestamp?, projectCount: Int, isCurrent: Bool, problem: String?) {
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
                ShownValue.project(project.id), StateWording.status(project.status),
                StateWording.values(project.status)?.webhookURL.map(ShownValue.address) ?? "-",
                project.appliedAt?.minuteText ?? "-",
            ]
        }
        let title = "\(counted(rows.count, "project")) in \(ShownValue.path(path)) serial \(state.serial)"
        return ([title] + aligned(rows)).joined(separator: "\n") + "\n"
    }

    /// All that the state remembers of one project.
    package func show(_ project: RecordedProject) -> String {
        aligned(StateWording.facts(project).map { [$0.name, $0.value] }).joined(separator: "\n") + "\n"
    }

    /// The newest first.
    package func history(_ rows: [StateHistoryRow], path: String) -> String {
        guard !rows.isEmpty else { return "No state, and no former one: \(ShownValue.path(path))\n" }
        let cells = rows.map { row in
            [
                row.serial.map { "serial \($0)" } ?? "serial ?", row.writtenAt?.minuteText ?? "-",
                counted(row.projectCount, "project"),
                row.problem.map { PlainText.cleaned($0) } ?? (row.isCurrent ? "current" : ""),
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
    static func status(_ status: RecordedProject.Status) -> String {
        switch status {
        case .applied: "applied"
        case .deleted: "deleted"
        case .unsettled(let write): "unsettled (\(write.kind.rawValue))"
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

    static func facts(_ project: RecordedProject) -> [(name: String, value: String)] {
        let values = values(project.status)
        let credential = values?.credential
        let facts: [(String, String?)] = [
            ("project", ShownValue.project(project.id)),
            ("name", ShownValue.name(project.name)),
            ("status", status(project.status)),
            ("webhookUrl", values?.webhookURL.map(ShownValue.address)),
            ("authType", values?.authType?.rawValue),
            ("authorization", credential.map { ShownValue.reference($0.reference) }),
            ("fingerprint", credential?.fingerprint.description),
            ("access", ShownValue.access(project.access)),
            ("baseUrl", ShownValue.address(project.baseURL.text)),
            ("labels", project.labels.isEmpty ? nil : ShownValue.labels(from: [:], to: project.labels)),
            ("protect", project.protect ? "true" : nil),
            ("source file", project.sourceFile.map(ShownValue.path)),
            ("remote id", project.remote.id.map { PlainText.cleaned($0) }),
            ("created at", project.remote.createdAt?.description),
            ("updated at", project.remote.updatedAt?.description),
            ("applied at", project.appliedAt?.description),
            ("run", project.run.map { PlainText.cleaned($0, limit: 100) }),
        ]
        return facts.compactMap { fact in fact.1.map { (fact.0, $0) } }
    }
}
