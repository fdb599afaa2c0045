/// What reading an audit log from its first line to its last has shown.
package struct AuditVerification: Hashable, Sendable {
    /// Entries from the start that are whole and bound to each other; with a problem those before it.
    package var entries: Int
    /// The hash of the last of them; nil when there is none.
    package var head: String?
    /// The first that was found: nothing behind it can be trusted, so nothing behind it was looked at.
    package var problem: Problem?

    package struct Problem: Hashable, Sendable {
        /// From 1.
        package var line: Int
        package var kind: Kind

        package init(line: Int, kind: Kind) {
            self.line = line
            self.kind = kind
        }
    }

    /// The raw value is a stable word for scripts.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The last line has no end: a run was killed, or the disk was full, in the middle of it.
        case torn
        case notAnEntry = "not-an-entry"
        /// An entry of a later jelouctl, in a layout that this one does not know.
        case newerFormat = "newer-format"
        /// The entry is not what its hash was made of.
        case changed
        /// The entry does not follow the one before it: entries are missing, doubled or in another order.
        case outOfPlace = "out-of-place"
    }

    package init(entries: Int, head: String?, problem: Problem? = nil) {
        self.entries = entries
        self.head = head
        self.problem = problem
    }
}
