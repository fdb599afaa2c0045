import Testing

@Suite("Desired × recorded × observed")
struct CrossProductTests {
    /// A line of the table.
    struct Row: CustomTestStringConvertible {
        var line: String
        var cells: [CrossProductCell]
        /// The action and the reason, as ``CrossProductCell/outcome()`` says them.
        var expected: String

        var testDescription: String { line }

        init(_ line: String) throws {
            let columns = line.split(separator: "|").map { $0.trimmingWhitespace() }
            guard columns.count == 4 || columns.count == 5 else { throw Sample.Unusable() }
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
            expected = columns[3...].joined(separator: " | ")
        }

        /// The sides that the words of a column stand for, each once.
        private static func sides(_ words: String, _ column: String) throws -> [String] {
            let sets = try #require(CrossProductTable.sets[column])
            return try words.split(separator: " ").map(String.init).flatMap { word in
                try sets[word].map { try sides($0, column) } ?? [word]
            }
        }
    }

    private static func rows() throws -> [Row] {
        try CrossProductTable.text.split(separator: "\n").map { try Row(String($0)) }
    }

    @Test("every cell is planned and guarded as the table says", arguments: try rows())
    func cells(row: Row) throws {
        let outcomes = try row.cells.map { ($0, try $0.outcome()) }
        let surprises = outcomes.filter { $0.1 != row.expected }.map { "\($0.0): \($0.1)" }
        #expect(surprises.isEmpty)
    }

    @Test("the table has every cell, and each once")
    func complete() throws {
        let cells = try Self.rows().flatMap(\.cells)
        #expect(Set(cells) == Set(CrossProductCell.all))
        #expect(cells.count == CrossProductCell.all.count)
        #expect(cells.count == 504)
    }
}

extension StringProtocol {
    fileprivate func trimmingWhitespace() -> String {
        split(separator: " ").joined(separator: " ")
    }
}
