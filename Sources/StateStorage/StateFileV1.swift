import Integrations
import Messages

/// The state file of version 1, for Foundation's decoder: any order of keys, any spacing, and each refusal with its place.
///
/// An unknown key is refused. It would be lost with the next write, and what it meant with it.
struct StateFileV1: Decodable {
    let state: RecordedState

    private enum Key: String, CodingKey, CaseIterable {
        case formatVersion, lineage, serial, writtenAt, fingerprintKey, usedPlans, projects
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        let serial = try fields.serial(.serial)
        let key = try fields.converted(.fingerprintKey, to: Message("64 hexadecimal digits")) {
            Hexadecimal.decode($0).flatMap(FingerprintKey.init(bytes:))
        }
        let projects = try fields.decode([ProjectV1].self, forKey: .projects).map(\.project)
        if let index = Self.indexOfRepetition(projects) {
            let path = fields.path(.projects) + [AnyKey(intValue: index)]
            throw Misfit(path, Message("the same project stands here a second time"))
        }
        state = RecordedState(
            lineage: try fields.decode(String.self, forKey: .lineage), serial: serial, key: key, projects: projects,
            writtenAt: try fields.timestampIfPresent(.writtenAt),
            usedPlans: UsedPlans(try fields.decodeIfPresent([UsedPlanV1].self, forKey: .usedPlans)?.map(\.entry) ?? []))
    }

    private static func indexOfRepetition(_ projects: [RecordedProject]) -> Int? {
        var ids: Set<ProjectID> = []
        ids.reserveCapacity(projects.count)
        return projects.firstIndex { !ids.insert($0.id).inserted }
    }
}

private struct UsedPlanV1: Decodable {
    let entry: UsedPlans.Entry

    private enum Key: String, CodingKey, CaseIterable {
        case id, serial
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.fields(Key.self)
        let id = try fields.converted(.id, to: Message("32 lower-case hexadecimal digits")) { text in
            StateFileFormat.isPlanID(text) ? text : nil
        }
        entry = UsedPlans.Entry(id: id, serial: try fields.serial(.serial))
    }
}
