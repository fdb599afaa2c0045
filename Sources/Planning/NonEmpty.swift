/// One element at least.
package struct NonEmpty<Element: Hashable & Sendable>: Hashable, Sendable {
    package let elements: [Element]

    /// - Returns: nil when there are none.
    package init?(_ elements: [Element]) {
        guard !elements.isEmpty else { return nil }
        self.elements = elements
    }
}
