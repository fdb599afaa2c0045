/// What we last wrote, as the state file holds it: every project once, sorted by id.
package struct RecordedState: Sendable {
    /// Names the history that the serials count; a UUID in its canonical spelling.
    package var lineage: String
    /// Moves by one with each change of content, and only then.
    package var serial: Int
    package var key: FingerprintKey
    package private(set) var projects: [RecordedProject]
    /// When the snapshot was written.
    package var writtenAt: Timestamp?
    /// The saved plans that were used up, the oldest first.
    package var usedPlans: UsedPlans

    /// - Parameter projects: in any order, each id once.
    package init(
        lineage: String, serial: Int, key: FingerprintKey, projects: [RecordedProject] = [],
        writtenAt: Timestamp? = nil, usedPlans: UsedPlans = UsedPlans()
    ) {
        self.lineage = lineage
        self.serial = serial
        self.key = key
        self.writtenAt = writtenAt
        self.usedPlans = usedPlans
        // A file that we wrote is sorted already; looking costs O(n), sorting O(n log n).
        let isSorted = projects.indices.dropFirst().allSatisfy { projects[$0 - 1].id < projects[$0].id }
        self.projects = isSorted ? projects : projects.sorted { $0.id < $1.id }
    }

    /// The project of that id.
    ///
    /// O(log n).
    package subscript(id: ProjectID) -> RecordedProject? {
        var low = 0
        var high = projects.count
        while low < high {
            let middle = (low + high) / 2
            if projects[middle].id < id { low = middle + 1 } else { high = middle }
        }
        guard low < projects.count, projects[low].id == id else { return nil }
        return projects[low]
    }

    /// Takes changes over: a project replaces the one of its id, nil removes it.
    ///
    /// O(n + m log m).
    package mutating func merge(_ changes: [ProjectID: RecordedProject?]) {
        guard !changes.isEmpty else { return }
        var merged = projects.filter { changes[$0.id] == nil }
        merged.append(contentsOf: changes.values.compactMap(\.self))
        projects = merged.sorted { $0.id < $1.id }
    }
}

/// What we last wrote for one project, and all that is needed to delete, check and explain it without its YAML block.
package struct RecordedProject: Hashable, Sendable {
    package var id: ProjectID
    package var name: String?
    package var status: Status
    package var access: APIAccess
    /// The API that the values were applied to.
    package var baseURL: APIBaseURL
    package var labels: [String: String]
    package var protect: Bool
    /// The file that the project was last read from.
    package var sourceFile: String?
    package var remote: RemoteIdentity
    package var appliedAt: Timestamp?
    /// The run of `apply` that wrote it.
    package var run: String?

    package enum Status: Hashable, Sendable {
        case applied(RecordedIntegration)
        /// A tombstone: we deleted it, and the files still say `state: absent`.
        case deleted
        /// The last write may or may not have happened.
        case unsettled(UnsettledWrite)
    }

    package init(
        id: ProjectID, name: String? = nil, status: Status, access: APIAccess = .standard, baseURL: APIBaseURL,
        labels: [String: String] = [:], protect: Bool = false, sourceFile: String? = nil,
        remote: RemoteIdentity = RemoteIdentity(), appliedAt: Timestamp? = nil, run: String? = nil
    ) {
        self.id = id
        self.name = name
        self.status = status
        self.access = access
        self.baseURL = baseURL
        self.labels = labels
        self.protect = protect
        self.sourceFile = sourceFile
        self.remote = remote
        self.appliedAt = appliedAt
        self.run = run
    }
}

/// The values that were last applied.
///
/// A field that is nil was not managed.
package struct RecordedIntegration: Hashable, Sendable {
    package var webhookURL: String?
    package var authType: AuthType?
    package var credential: RecordedCredential?

    package init(webhookURL: String? = nil, authType: AuthType? = nil, credential: RecordedCredential? = nil) {
        self.webhookURL = webhookURL
        self.authType = authType
        self.credential = credential
    }
}

/// A credential as it may be remembered: its fingerprint and where it came from.
package struct RecordedCredential: Hashable, Sendable {
    package var fingerprint: Fingerprint
    package var reference: SecretReference

    package init(fingerprint: Fingerprint, reference: SecretReference) {
        self.fingerprint = fingerprint
        self.reference = reference
    }
}

/// What the API told of an integration beside its values.
package struct RemoteIdentity: Hashable, Sendable {
    package var id: String?
    package var createdAt: Timestamp?
    package var updatedAt: Timestamp?

    package init(id: String? = nil, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil) {
        self.id = id
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
