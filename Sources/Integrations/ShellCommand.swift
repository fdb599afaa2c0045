/// A command that is printed to be run: as it stands there, it can be pasted into a POSIX shell.
///
/// Its text is one line, safe to show anywhere, and never cut; where there is no room for all of it, none of it is shown.
package struct ShellCommand: Hashable, Sendable, CustomStringConvertible {
    package private(set) var words: [String]

    package init(_ words: String...) {
        self.words = words
    }

    package var description: String { words.map { ShellWord($0).description }.joined(separator: " ") }

    /// Adds an operand, which is no option whatever it begins with.
    package mutating func add(path: String) {
        words.append(path.hasPrefix("-") ? "./" + path : path)
    }

    /// Adds a switch, if it is on.
    package mutating func add(_ name: String, if isOn: Bool) {
        if isOn { words.append(name) }
    }

    /// Adds an option with each of its values; none adds nothing.
    ///
    /// - Parameters:
    ///   - long: the name with its dashes.
    ///   - short: the name that people type, if there is one.
    package mutating func add(_ long: String, short: String? = nil, _ values: [String]) {
        for value in values {
            // Behind a space it would be taken for an option; `-` alone is not.
            if value.hasPrefix("-"), value != "-" {
                words.append("\(long)=\(value)")
            } else {
                words += [short ?? long, value]
            }
        }
    }

    /// Adds an option, if it has a value.
    package mutating func add(_ long: String, short: String? = nil, _ value: String?) {
        add(long, short: short, value.map { [$0] } ?? [])
    }
}
