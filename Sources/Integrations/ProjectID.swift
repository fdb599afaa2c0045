// Integrations: the words of the domain. Values only: no files, no network, no clock.

package import Messages

/// The opaque name that Jelou gives a project.
///
/// Two ids are the same when their UTF-8 bytes are: an opaque string has no spelling variants, so Unicode's canonical
/// equivalence, which `String` compares by, does not apply. Order is by bytes, so that it is the same on every machine.
package struct ProjectID: Sendable {
    package let rawValue: String

    /// Why a text cannot be a project id.
    package enum Problem: Error, Hashable, Sendable {
        case empty
        case controlCharacter
        /// `.` and `..` cannot be one path segment: servers and proxies resolve them, encoded or not.
        case dotSegment
        case tooLong
    }

    /// The longest id that is accepted, in bytes.
    ///
    /// Percent-encoded it still fits the URL limits of common gateways.
    package static let maximumLength = 1024

    package init(_ rawValue: String) throws(Problem) {
        guard !rawValue.isEmpty else { throw .empty }
        guard rawValue.utf8.count <= Self.maximumLength else { throw .tooLong }
        guard rawValue != ".", rawValue != ".." else { throw .dotSegment }
        guard !rawValue.unicodeScalars.contains(where: \.isControlCharacter) else { throw .controlCharacter }
        self.rawValue = rawValue
    }
}

extension ProjectID: Hashable {
    package static func == (left: ProjectID, right: ProjectID) -> Bool {
        left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in rawValue.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}

extension ProjectID: Comparable {
    package static func < (left: ProjectID, right: ProjectID) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}

extension ProjectID: CustomStringConvertible {
    package var description: String { rawValue }
}

extension ProjectID.Problem: MessageConvertible {
    /// What is wrong, without a full stop.
    package var message: Message {
        switch self {
        case .empty: Message("a project id cannot be empty")
        case .controlCharacter: Message("a project id cannot contain control characters")
        case .dotSegment: Message("\".\" and \"..\" cannot be project ids: no URL can carry them as a path segment")
        case .tooLong: Message("a project id cannot be longer than \(ProjectID.maximumLength) bytes")
        }
    }
}
