/// A credential in memory.
///
/// It cannot be printed, encoded or compared.
///
/// It is opened in three places only: in the request that carries it, under the fingerprint, and at the sink that stores
/// a signing secret. ``reveal(for:)`` is the one door, and its name is there to be searched for.
package struct Secret: Sendable {
    private let text: String

    /// Where a secret may be opened.
    package enum Purpose: Sendable {
        case request
        case fingerprint
        case sink
    }

    package init(_ text: String) {
        self.text = text
    }

    /// The credential itself.
    package func reveal(for purpose: Purpose) -> String {
        text
    }

    /// Whether there is nothing in it.
    ///
    /// An empty credential is refused where it is resolved.
    package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
    /// Without this `dump` and the crash reporter would walk into the stored text.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
