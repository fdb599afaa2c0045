/// A place in a text that a person wrote: a file, and in it a line and a column, both counted from 1, columns in Unicode
/// scalars.
package struct SourceLocation: Hashable, Sendable {
    /// The path as it is shown: relative to the working directory where it lies below it, `-` for standard input.
    package var file: String
    package var line: Int
    package var column: Int
    /// How many scalars of the line the place covers; at least 1.
    package var length: Int

    package init(file: String, line: Int, column: Int, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
    }
}

extension SourceLocation: Comparable {
    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}

extension SourceLocation: CustomStringConvertible {
    package var description: String { "\(PlainText.cleaned(file, limit: 1024)):\(line):\(column)" }
}
