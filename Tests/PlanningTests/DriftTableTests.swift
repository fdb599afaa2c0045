import Integrations
import Planning
import Testing

@Suite("Drift in desired × recorded × observed")
struct DriftTableTests {
    /// A line of the table.
    struct Row: CustomTestStringConvertible {
        var line: String
        var cells: [CrossProductCell]
        var expected: String

        var testDescription: String { line }

        init(_ line: String) throws {
            let columns = line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
            guard columns.count == 4 else { throw Sample.Unusable() }
            let desired = try Self.sides(columns[0], "desired").map { DesiredSide(rawValue: $0) }
            let recorded = try Self.sides(columns[1], "recorded").map { RecordedSide(rawValue: $0) }
            let observed = try Self.sides(columns[2], "observed").map { ObservedSide(rawValue: $0) }
            cells = try desired.flatMap { desired in
                try recorded.flatMap { recorded in
                    try observed.map { observed in
                        guard let desired, let recorded, let observed else { throw Sample.Unusable() }
                        return CrossProductCell(desired: desired, recorded: recorded, observed: observed)
                    }
                }
            }
            self.line = line
            expected = columns[3]
        }

        private static func sides(_ words: String, _ column: String) throws -> [String] {
            let sets = try #require(DriftTable.sets[column])
            return try words.split(separator: " ").map(String.init).flatMap { word in
                try sets[word].map { try sides($0, column) } ?? [word]
            }
        }
    }

    private static func rows() throws -> [Row] {
        try DriftTable.text.split(separator: "\n").map { try Row(String($0)) }
    }

    @Test("every cell stands as the table says", arguments: try rows())
    func cells(row: Row) throws {
        let found = try row.cells.map { ($0, try $0.drift()?.status.rawValue ?? "unmentioned") }
        let surprises = found.filter { $0.1 != row.expected }.map { "\($0.0): \($0.1)" }
        #expect(surprises.isEmpty)
    }

    @Test("the table has every cell, and each once")
    func complete() throws {
        let cells = try Self.rows().flatMap(\.cells)
        #expect(Set(cells) == Set(CrossProductCell.all))
        #expect(cells.count == CrossProductCell.all.count)
    }

    @Test("in every cell each field that is shown has moved on some side, and what has moved is shown")
    func fields() throws {
        for cell in CrossProductCell.all {
            guard let finding = try cell.drift() else { continue }
            #expect(finding.fields.allSatisfy { $0.movedInFiles || $0.movedLive }, "\(cell)")
            #expect(Set(finding.fields.map(\.name)).count == finding.fields.count, "\(cell)")
            switch finding.status {
            case .inSync, .touched: #expect(finding.fields.isEmpty, "\(cell)")
            case .drifted, .conflict: #expect(finding.fields.contains { $0.movedLive }, "\(cell)")
            case .missing: #expect(finding.fields.allSatisfy { $0.live == .absent }, "\(cell)")
            case .pending, .unknown: #expect(finding.fields.allSatisfy { !$0.movedLive }, "\(cell)")
            }
            if case .unknown(let why) = finding.observation {
                #expect(finding.fields.allSatisfy { $0.live == .unknown(why) }, "\(cell)")
            }
        }
    }

    @Test("a conflict needs no decision exactly if a plan that saw the live side would send nothing")
    func agreed() throws {
        var agreed: [CrossProductCell] = []
        for cell in CrossProductCell.all {
            guard let finding = try cell.drift() else { continue }
            guard finding.status == .conflict else {
                #expect(!finding.isLiveAsDesired, "\(cell)")
                continue
            }
            if finding.isLiveAsDesired { agreed.append(cell) }
            guard case .present(let live) = finding.observation else {
                Issue.record("\(cell)")
                continue
            }
            let differs = finding.fields.contains { field in
                guard case .text(let wanted) = field.desired, case .text(let there) = field.live else { return false }
                return wanted != there
            }
            if differs || live.webhookURL.value == nil { #expect(!finding.isLiveAsDesired, "\(cell)") }
        }
        #expect(agreed.contains { $0.desired == .urlOnly }, "\(agreed)")
        #expect(!agreed.contains { $0.desired == .newCredential || $0.desired == .none || $0.desired == .absent })
    }

    @Test("in no cell a live credential is known")
    func credentials() throws {
        for cell in CrossProductCell.all {
            let live = try cell.drift()?.fields.first { $0.name == .authorization }?.live
            switch live {
            case nil, .unknown, .absent: break
            case .text, .credential, .notManaged: Issue.record("\(cell)")
            }
        }
    }
}

extension CrossProductCell {
    /// What comparing the three sides shows; nil if nobody speaks of the project.
    func drift() throws -> DriftFinding? {
        let id = try Sample.id()
        let finding = try desired.finding(hasState: recorded != .noState)
        let situation = Situation(
            desired: try desired.project().map { [$0] } ?? [], recorded: try recorded.projects(),
            observed: try observed.observation().map { [id: $0] }, credentials: finding.map { [id: $0] } ?? [:])
        let findings = try situation.drift()
        guard findings.count <= 1 else { throw Sample.Unusable() }
        return findings.first
    }
}

extension Situation {
    func drift(causes: [ProjectID: UnreadCause] = [:]) throws -> [DriftFinding] {
        DriftFinder(baseURL: try Sample.baseURL(path), filter: filter).findings(
            desired: DesiredState(projects: desired), recorded: try state(), observed: observed ?? [:],
            credentials: credentials, causes: causes)
    }
}
