import Integrations
import Messages

/// The lines of a journal of version 1, for Foundation's decoder: any order of keys, any spacing, and each refusal with its
/// reason.
enum JournalV1 {
    struct Header: Decodable {
        let header: JournalHeader

        private enum Key: String, CodingKey, CaseIterable {
            case record, formatVersion, n, lineage, serial, run, started, plan
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.fields(Key.self)
            guard try fields.decode(String.self, forKey: .record) == "journal" else {
                throw Misfit(fields.path(.record), Message("the first line is not that of a journal"))
            }
            guard try fields.serial(.n) == 0 else {
                throw Misfit(fields.path(.n), Message("the first line is not numbered 0"))
            }
            let started = try fields.timestampIfPresent(.started)
            guard let started else { throw Misfit(fields.codingPath, Message("\"started\" is missing")) }
            header = JournalHeader(
                lineage: try fields.decode(String.self, forKey: .lineage), serial: try fields.serial(.serial),
                run: try fields.decode(String.self, forKey: .run), started: started,
                plan: try fields.convertedIfPresent(.plan, to: Message("32 lower-case hexadecimal digits")) { text in
                    StateFileFormat.isPlanID(text) ? text : nil
                })
        }
    }

    struct Record: Decodable {
        let record: NumberedRecord

        private enum Key: String, CodingKey, CaseIterable {
            case record, n, project, removed
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.fields(Key.self)
            let kind = try fields.converted(.record, to: Message("an intent or an outcome"), JournalRecord.Kind.init)
            let number = try fields.serial(.n)
            guard fields.contains(.project) != fields.contains(.removed) else {
                throw Misfit(fields.codingPath, Message("a record has one of the keys project and removed"))
            }
            if fields.contains(.project) {
                let project = try fields.decode(ProjectV1.self, forKey: .project).project
                record = NumberedRecord(number: number, record: JournalRecord(kind, project.id, project))
            } else {
                let id = try fields.converted(.removed, to: Message("a project id")) { text in try? ProjectID(text) }
                record = NumberedRecord(number: number, record: JournalRecord(kind, id, nil))
            }
        }
    }
}
