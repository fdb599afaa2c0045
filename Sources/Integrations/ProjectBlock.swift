/// Which lines of a file speak of a project, and which lines it shares with others.
package struct ProjectBlock: Hashable, Sendable {
    package var project: ProjectID
    /// The path as it is shown.
    package var file: String
    /// From the project's key to the last line of its block, from 1.
    package var lines: ClosedRange<Int>
    /// The lines that hold the project's own keys, its id among them: neither comments nor blank lines.
    package var keyLines: [Int]
    /// What the block takes in from elsewhere in the file.
    package var uses: [SharedLines]

    package init(
        project: ProjectID, file: String, lines: ClosedRange<Int>, keyLines: [Int] = [], uses: [SharedLines] = []
    ) {
        self.project = project
        self.file = file
        self.lines = lines
        self.keyLines = keyLines.isEmpty ? [lines.lowerBound] : keyLines
        self.uses = uses
    }
}

/// Lines that several projects take in, in the file of the project.
package struct SharedLines: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// What an alias stands for.
        case anchor
        /// The `defaults` of the document.
        case defaults
    }

    package var kind: Kind
    package var lines: ClosedRange<Int>

    package init(_ kind: Kind, _ lines: ClosedRange<Int>) {
        self.kind = kind
        self.lines = lines
    }
}
