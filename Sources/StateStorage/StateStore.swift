package import Integrations

/// Where recorded state is kept.
package protocol StateStore: Sendable {
    /// What the store holds; nil when it holds nothing, and only then.
    func load() throws(StateStorageError) -> RecordedState?

    /// Replaces what the store holds, whole or not at all, and durably.
    ///
    /// A state of another lineage is not replaced: it has appeared meanwhile.
    func save(_ state: RecordedState) throws(StateStorageError)
}
