/// YAML in which the place of the expected diagnostic stands between `⟦` and `⟧`, which are taken out.
struct MarkedText {
    var text = ""
    /// Line, column and length of each mark, in scalars.
    var marks: [Mark] = []

    struct Mark: Hashable {
        var line: Int
        var column: Int
        var length: Int
    }

    init(_ marked: String) {
        var line = 1
        var column = 1
        var open: Mark?
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦":
                open = Mark(line: line, column: column, length: 1)
            case "⟧":
                if var mark = open {
                    mark.length = max(1, column - mark.column)
                    marks.append(mark)
                }
                open = nil
            case "\n":
                text.unicodeScalars.append(scalar)
                line += 1
                column = 1
            default:
                text.unicodeScalars.append(scalar)
                column += 1
            }
        }
    }
}
