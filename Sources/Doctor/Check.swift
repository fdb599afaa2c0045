// Doctor: looks whether all that jelouctl needs is in place, and changes nothing.

package import Messages

/// What is looked at.
///
/// The raw value is a stable word for scripts.
package enum Check: String, Hashable, Sendable, CaseIterable {
    case filesValid = "files-valid"
    case secretsResolvable = "secrets-resolvable"
    case stateReadable = "state-readable"
    case leaseFree = "lease-free"
    case apiReachable = "api-reachable"
    case apiTLS = "api-tls"
    case apiBaseURL = "api-base-url"
    case apiKey = "api-key"
    case clockSkew = "clock-skew"
    case webhookDNS = "webhook-dns"
    case webhookTCP = "webhook-tcp"
    case webhookCertificate = "webhook-certificate"
    case webhookHTTP = "webhook-http"
}

/// What one check came to.
///
/// All its texts are safe to print.
package struct Finding: Hashable, Sendable {
    package var check: Check
    /// What was looked at, where a check is made of several things: a key's reference, a webhook.
    package var subject: String?
    package var outcome: Outcome
    /// What was found, in one clause.
    package var text: Message
    /// What to do about it; nil where nothing is to be done.
    package var remedy: Message?
    /// Whether it failed because a credential was refused: 401 or 403.
    package var isRefusal = false

    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case ok
        case warning
        case failed
        /// Could not be looked at, because of something that another finding tells, or because nobody asked for it.
        case skipped
    }

    package init(
        _ check: Check, _ subject: String? = nil, _ outcome: Outcome, _ text: Message, remedy: Message? = nil,
        isRefusal: Bool = false
    ) {
        self.check = check
        self.subject = subject
        self.outcome = outcome
        self.text = text
        self.remedy = remedy
        self.isRefusal = isRefusal
    }
}
