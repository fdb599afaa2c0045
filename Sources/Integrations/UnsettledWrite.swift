/// A write that may or may not have happened: as much of it as is needed to tell which, once the live values are read.
package struct UnsettledWrite: Hashable, Sendable {
    package var kind: Kind
    /// The values that hold if an update or a creation happened; for a delete those that went with it.
    package var tried: RecordedIntegration
    /// Whether the request carried a credential.
    ///
    /// It cannot be read back, so reading never proves that such a write happened.
    package var carriedCredential: Bool
    /// What was applied before; nil when that is not known either.
    package var prior: RecordedIntegration?
    /// Whether a delete that happened is to be remembered as ``RecordedProject/Status/deleted``: the files say
    /// `state: absent`.
    package var leavesTombstone: Bool

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case create
        case update
        case delete
    }

    package init(
        kind: Kind, tried: RecordedIntegration = RecordedIntegration(), carriedCredential: Bool = false,
        prior: RecordedIntegration? = nil, leavesTombstone: Bool = false
    ) {
        self.kind = kind
        self.tried = tried
        self.carriedCredential = carriedCredential
        self.prior = prior
        self.leavesTombstone = leavesTombstone
    }
}
