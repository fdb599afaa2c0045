package import Messages

/// Why an attempt has no answer; safe to print as it is.
package struct TransportFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        case nameNotFound
        case connectionRefused
        case connectTimedOut
        /// The TLS handshake failed: a certificate that does not fit, a version, or no TLS at all.
        case tlsRejected
        /// The proxy answered CONNECT, and not with yes.
        case proxyRefused
        case timedOut
        case connectionClosed
        case cancelled
        case invalidRequest
        case malformedAnswer
        case other
    }

    package let kind: Kind

    /// One short sentence without field values, bodies, credentials and control characters.
    package let detail: Message

    /// What could be done about it, if anything is known.
    package let advice: Message?

    package init(kind: Kind, detail: Message, advice: Message? = nil) {
        self.kind = kind
        self.detail = detail.mappingValues(printable)
        self.advice = advice?.mappingValues(printable)
    }

    package var description: String { detail.english }
}

/// Removes what could steer a terminal (control and format characters), and what is too long to read.
func printable(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(400) {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            continue
        default:
            kept.append(scalar)
        }
    }
    return String(kept)
}

/// A value that shows its description and nothing else, also in `dump`, string interpolation and the debugger.
protocol DescriptionOnly: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension DescriptionOnly {
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
