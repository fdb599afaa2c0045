/// What a team has said must not happen without somebody's word, or at all.
package struct GuardRules: Hashable, Sendable {
    /// That many implicit deletes or fewer need no word on the command line.
    package var maxDeletes: Int
    /// More creates, updates and deletes than this need a word; nil sets no limit.
    package var maxChanges: ChangeLimit?
    /// Hosts that a webhook may be at; nil allows every host.
    package var allowedWebhookHosts: [HostPattern]?
    package var forbiddenAuthTypes: Set<AuthType>

    package init(
        maxDeletes: Int = 0, maxChanges: ChangeLimit? = nil, allowedWebhookHosts: [HostPattern]? = nil,
        forbiddenAuthTypes: Set<AuthType> = []
    ) {
        self.maxDeletes = maxDeletes
        self.maxChanges = maxChanges
        self.allowedWebhookHosts = allowedWebhookHosts
        self.forbiddenAuthTypes = forbiddenAuthTypes
    }
}

/// A number of changes, or a share of the managed projects.
package enum ChangeLimit: Hashable, Sendable, CustomStringConvertible {
    case count(Int)
    /// From 0 to 100.
    case percent(Int)

    /// The most changes among so many managed projects that stay within the limit.
    ///
    /// A share is rounded down, so that few projects are no way around it.
    package func allowed(of managed: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): managed * percent / 100
        }
    }

    package var description: String {
        switch self {
        case .count(let count): "\(count)"
        case .percent(let percent): "\(percent)%"
        }
    }
}

/// A host, or `*.` and a domain: one or more labels below it, not the domain itself.
package struct HostPattern: Hashable, Sendable, CustomStringConvertible {
    private let host: HostName
    private let isWildcard: Bool

    /// - Returns: nil if the text is neither.
    package init?(_ text: String) {
        isWildcard = text.hasPrefix("*.")
        guard let host = HostName(isWildcard ? String(text.dropFirst(2)) : text) else { return nil }
        if isWildcard, case .name = host {} else if isWildcard { return nil }
        self.host = host
        description = text
    }

    package let description: String

    package func matches(_ candidate: HostName) -> Bool {
        guard isWildcard else { return candidate == host }
        guard case .name(let name) = candidate, case .name(let domain) = host else { return false }
        return name.hasSuffix("." + domain)
    }
}
