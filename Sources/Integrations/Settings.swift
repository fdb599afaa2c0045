package import Messages

/// What the files say under `settings`.
///
/// A value that they leave out is nil: command line, environment and defaults decide together with it in one place, and
/// that place is not here.
package struct Settings: Hashable, Sendable {
    package var baseURL: APIBaseURL?
    /// How long one attempt may take.
    package var timeout: Duration?
    /// Calls that run at the same time, 1 to 128.
    package var concurrency: Int?
    package var rateLimit: RateLimit?
    /// Attempts after the first, 0 to 20.
    package var retries: Int?
    /// The longest time that `Retry-After` may hold one change up.
    package var maxWait: Duration?
    /// The path of the state, relative to the working directory.
    package var state: String?
    package var guards: GuardRules
    package var signingSecrets: SigningSecretSink?
    package var language: Language?

    package init(
        baseURL: APIBaseURL? = nil, timeout: Duration? = nil, concurrency: Int? = nil, rateLimit: RateLimit? = nil,
        retries: Int? = nil, maxWait: Duration? = nil, state: String? = nil, guards: GuardRules = GuardRules(),
        signingSecrets: SigningSecretSink? = nil, language: Language? = nil
    ) {
        self.baseURL = baseURL
        self.timeout = timeout
        self.concurrency = concurrency
        self.rateLimit = rateLimit
        self.retries = retries
        self.maxWait = maxWait
        self.state = state
        self.guards = guards
        self.signingSecrets = signingSecrets
        self.language = language
    }
}

/// A number of requests in a time, written `20/s`, `100/m` or `1000/h`.
package struct RateLimit: Hashable, Sendable, CustomStringConvertible {
    package let count: Int
    package let unit: Unit

    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case second = "s"
        case minute = "m"
        case hour = "h"

        var duration: Duration {
            switch self {
            case .second: .seconds(1)
            case .minute: .seconds(60)
            case .hour: .seconds(3600)
            }
        }
    }

    /// - Returns: nil unless the text is a whole number from 1 to 100000, a slash and a unit.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), (1...100_000).contains(count),
            let unit = Unit(rawValue: String(parts[1]))
        else { return nil }
        self.count = count
        self.unit = unit
    }

    /// The time between two requests.
    package var interval: Duration { unit.duration / count }

    package var description: String { "\(count)/\(unit.rawValue)" }
}

/// Where `create` stores the secret that the API shows once.
package enum SigningSecretSink: Hashable, Sendable {
    /// One file per project, mode 0600.
    case directory(String)
    /// A program that reads the secret from its standard input.
    case command([String])
}
