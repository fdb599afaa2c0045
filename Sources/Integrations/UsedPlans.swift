/// The saved plans that a state has seen used: each may be applied once.
///
/// Only the last ones are kept. A plan that was made from an older serial than the oldest of them cannot be proven unused,
/// and counts as used.
package struct UsedPlans: Hashable, Sendable {
    /// A saved plan, and the serial that the state had when it was used.
    package struct Entry: Hashable, Sendable {
        /// 32 lower-case hexadecimal digits, drawn when the plan was saved.
        package var id: String
        package var serial: Int

        package init(id: String, serial: Int) {
            self.id = id
            self.serial = serial
        }
    }

    /// How many are kept.
    package static let limit = 50

    /// The oldest first.
    package private(set) var entries: [Entry]

    /// - Parameter entries: the oldest first; of more than ``limit`` the last ones are kept.
    package init(_ entries: [Entry] = []) {
        self.entries = entries.suffix(Self.limit)
    }

    package mutating func add(_ id: String, at serial: Int) {
        guard !entries.contains(where: { $0.id == id }) else { return }
        entries = (entries + [Entry(id: id, serial: serial)]).suffix(Self.limit)
    }

    /// Whether a plan of that id, made from that serial, was used or may have been.
    ///
    /// - Parameter serial: nil for a plan that was made without a recorded state.
    package func mayContain(_ id: String, madeAt serial: Int?) -> Bool {
        if entries.contains(where: { $0.id == id }) { return true }
        guard entries.count >= Self.limit, let oldest = entries.first else { return false }
        return (serial ?? 0) < oldest.serial
    }
}
