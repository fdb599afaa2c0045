import Integrations

/// Writes the state file, in the layout of ``StateFileFormat``.
struct StateFileEncoder {
    private var output = JSONLineWriter()

    static func encode(_ state: RecordedState) -> [UInt8] {
        var encoder = StateFileEncoder()
        encoder.output.reserve(512 + state.projects.count * 512)
        encoder.header(state)
        var isFirst = true
        for project in state.projects {
            if !isFirst { encoder.output.raw(",\n") }
            isFirst = false
            encoder.output.project(project)
        }
        encoder.output.raw(isFirst ? "]}\n" : "\n]}\n")
        return encoder.output.bytes
    }

    private mutating func header(_ state: RecordedState) {
        output.raw("{\"formatVersion\":1,\"lineage\":")
        output.string(state.lineage)
        output.raw(",\"serial\":")
        output.number(state.serial)
        output.moment(",\"writtenAt\":", state.writtenAt)
        output.raw(",\"fingerprintKey\":")
        output.string(Hexadecimal.encode(state.key.bytes))
        usedPlans(state.usedPlans.entries)
        output.raw(",\"projects\":[\n")
    }

    private mutating func usedPlans(_ entries: [UsedPlans.Entry]) {
        guard !entries.isEmpty else { return }
        output.raw(",\"usedPlans\":[")
        for (index, entry) in entries.enumerated() {
            output.raw(index > 0 ? ",{\"id\":" : "{\"id\":")
            output.string(entry.id)
            output.raw(",\"serial\":")
            output.number(entry.serial)
            output.raw("}")
        }
        output.raw("]")
    }
}
