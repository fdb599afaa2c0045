package import Integrations

/// Narrows a command to some projects.
///
/// It is asked about desired and recorded projects alike, so that a filter can never turn a project that it hides on
/// one side into a change on the other.
package struct ProjectFilter: Hashable, Sendable {
    /// Any of these; none given lets every project through.
    package var include: [Glob]
    package var exclude: [Glob]
    /// All of these.
    package var labels: [String: String]
    package var shard: Shard?

    package init(include: [Glob] = [], exclude: [Glob] = [], labels: [String: String] = [:], shard: Shard? = nil) {
        self.include = include
        self.exclude = exclude
        self.labels = labels
        self.shard = shard
    }

    /// Whether the filter narrows anything.
    package var isActive: Bool { self != ProjectFilter() }

    /// A project's labels are those in the files; for one that left them, those that the state remembers.
    package func admits(_ desired: DesiredProject?, _ recorded: RecordedProject?) -> Bool {
        guard isActive, let id = desired?.id ?? recorded?.id else { return true }
        let projectLabels = desired?.labels ?? recorded?.labels ?? [:]
        return (include.isEmpty || include.contains { $0.matches(id.rawValue) })
            && !exclude.contains { $0.matches(id.rawValue) }
            && labels.allSatisfy { projectLabels[$0.key] == $0.value }
            && (shard?.contains(id) ?? true)
    }
}

/// A pattern for project ids: `*` is any run of characters, `?` one, everything else is itself.
package struct Glob: Hashable, Sendable {
    package let pattern: String
    private let scalars: [Unicode.Scalar]

    package init(_ pattern: String) {
        self.pattern = pattern
        scalars = Array(pattern.unicodeScalars)
    }

    /// O(pattern × text) at worst: it goes back to the last star only.
    package func matches(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        var (patternIndex, textIndex) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while textIndex < text.count {
            if patternIndex < scalars.count, scalars[patternIndex] == "*" {
                star = (patternIndex, textIndex)
                patternIndex += 1
            } else if patternIndex < scalars.count,
                scalars[patternIndex] == "?" || scalars[patternIndex] == text[textIndex]
            {
                patternIndex += 1
                textIndex += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                (patternIndex, textIndex) = (last.pattern + 1, last.text + 1)
            } else {
                return false
            }
        }
        return scalars[patternIndex...].allSatisfy { $0 == "*" }
    }
}

/// One part of the projects out of several, by a hash of the id that is the same on every machine and in every version.
package struct Shard: Hashable, Sendable, CustomStringConvertible {
    /// From 1 to ``count``.
    package let index: Int
    package let count: Int

    /// - Returns: nil unless the text is `I/N` with 1 ≤ I ≤ N ≤ 1000.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), (1...1000).contains(count),
            (1...count).contains(index)
        else { return nil }
        self.index = index
        self.count = count
    }

    package var description: String { "\(index)/\(count)" }

    package func contains(_ id: ProjectID) -> Bool {
        // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(hash % UInt64(count)) == index - 1
    }
}
