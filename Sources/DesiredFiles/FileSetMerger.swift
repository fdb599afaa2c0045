import Integrations
import Messages

/// Puts the files together, and finds what no file can see by itself.
struct FileSetMerger {
    struct Merged {
        var desired: DesiredState
        var settings: DecodedSettings?
        var findings: [Finding]
    }

    private var projects: [DesiredProject] = []
    private var indexes: [ProjectID: Int] = [:]
    /// The indexes of those that stand in ``projects`` a second time.
    private var duplicates: [Int] = []
    private var unreadable: [ProjectID: SourceLocation] = [:]
    private var webhooks: [String: Int] = [:]
    private var filled: [SecretReference: Int] = [:]
    private var settings: DecodedSettings?
    private var findings: [Finding] = []

    mutating func add(_ finding: Finding) { findings.append(finding) }

    mutating func add(_ file: DecodedFile) {
        findings += file.findings
        var own = Findings(order: file.order)
        for other in file.settings {
            if let settings {
                own.report(.settingsTwice(first: settings.place), at: other.place)
            } else {
                settings = other
            }
        }
        for (id, place) in file.unreadable { add(unreadable: id, at: place, &own) }
        let start = projects.count
        if start == 0 { projects = file.projects } else { projects += file.projects }
        indexes.reserveCapacity(projects.count)
        webhooks.reserveCapacity(projects.count)
        for index in start..<projects.count { check(index, &own) }
        for (reference, project) in file.filled { check(reference, of: start + project, &own) }
        findings += own.all
    }

    private mutating func add(unreadable id: ProjectID, at place: SourceLocation, _ findings: inout Findings) {
        if let first = unreadable[id] ?? indexes[id].map({ projects[$0].places.project }) {
            findings.report(.duplicateProject(id, first: first), at: place, project: id)
        } else {
            unreadable[id] = place
        }
    }

    /// Reports a readable project whose id an unreadable one has too, at the one that comes later.
    private func checkUnreadable(_ project: DesiredProject, _ findings: inout Findings) {
        guard let other = unreadable[project.id] else { return }
        let own = project.places.project
        let (first, second) = other.file == own.file && own < other ? (own, other) : (other, own)
        findings.report(.duplicateProject(project.id, first: first), at: second, project: project.id)
    }

    private mutating func check(_ index: Int, _ findings: inout Findings) {
        let id = projects[index].id
        let first = Self.first(for: id, in: &indexes, or: index)
        guard first == index else {
            let place = projects[first].places.project
            findings.report(.duplicateProject(id, first: place), at: projects[index].places.project, project: id)
            duplicates.append(index)
            return
        }
        if !unreadable.isEmpty { checkUnreadable(projects[index], &findings) }
        checkWebhook(at: index, &findings)
    }

    private mutating func checkWebhook(at index: Int, _ findings: inout Findings) {
        guard case .present(let integration) = projects[index].intent else { return }
        let first = Self.first(for: integration.webhookURL.text, in: &webhooks, or: index)
        guard first != index else { return }
        let other = projects[first].places.webhookURL ?? projects[first].places.project
        let own = projects[index].places.webhookURL ?? projects[index].places.project
        // Two projects may have it from one and the same merged block.
        let place = own == other ? projects[index].places.project : own
        findings.report(
            .duplicateWebhook(other: projects[first].id, at: other), at: place, project: projects[index].id)
    }

    private mutating func check(_ reference: SecretReference, of index: Int, _ findings: inout Findings) {
        let first = Self.first(for: reference, in: &filled, or: index)
        guard projects[first].id != projects[index].id else { return }
        let issue = Issue.sharedVariable(
            "\(reference)", other: projects[first].id.rawValue, at: "\(projects[first].places.project)")
        findings.report(issue, at: projects[index].places.project, project: projects[index].id)
    }

    /// The project that came first with a key: `index` itself if no other did.
    ///
    /// Looks the key up once.
    private static func first<Key: Hashable>(for key: Key, in indexes: inout [Key: Int], or index: Int) -> Int {
        func take(_ first: inout Int?) -> Int {
            if let first { return first }
            first = index
            return index
        }
        return take(&indexes[key])
    }

    consuming func finish() -> Merged {
        if !duplicates.isEmpty {
            let dropped = Set(duplicates)
            projects = projects.indices.filter { !dropped.contains($0) }.map { projects[$0] }
        }
        return Merged(desired: DesiredState(projects: projects), settings: settings, findings: findings)
    }
}

extension Issue {
    fileprivate static func settingsTwice(first: SourceLocation) -> Issue {
        Issue(
            "settings-twice", Message("settings in two documents"),
            detail: Message("\"settings\" stands at \(first) already, and holds for the whole set."),
            hint: Message("Put all settings into one document."))
    }

    fileprivate static func duplicateProject(_ id: ProjectID, first: SourceLocation) -> Issue {
        Issue(
            "duplicate-project", Message("a project stands twice"),
            detail: Message("The project \(Quoted.text(id.rawValue)) stands at \(first) already."),
            hint: Message("Remove one of the two blocks."))
    }

    fileprivate static func duplicateWebhook(other: ProjectID, at place: SourceLocation) -> Issue {
        Issue(
            "duplicate-webhook-url", severity: .warning, Message("two projects with the same webhook URL"),
            detail: Message("The project \(Quoted.text(other.rawValue)) has the same webhook URL (\(place))."),
            hint: Message(
                """
                If the webhook tells the projects apart by itself, this is fine; else give each its own path.
                """))
    }
}
