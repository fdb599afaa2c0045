/// The keys at the top level of a file of accepted differences.
enum AcceptedDriftKey: Int, KnownKey {
    case version
    case accept

    static let whereabouts = "at the top level of a file of accepted drift"

    var spelling: StaticString {
        switch self {
        case .version: "version"
        case .accept: "accept"
        }
    }
}

/// The keys of one entry.
enum AcceptedDriftEntryKey: Int, KnownKey {
    case project
    case status
    case live
    case reason
    case expires

    static let whereabouts = "in an entry of \"accept\""

    var spelling: StaticString {
        switch self {
        case .project: "project"
        case .status: "status"
        case .live: "live"
        case .reason: "reason"
        case .expires: "expires"
        }
    }
}

/// The live values that an entry can be bound to.
enum AcceptedDriftLiveKey: Int, KnownKey {
    case webhookURL
    case authType

    static let whereabouts = "in \"live\""

    var spelling: StaticString {
        switch self {
        case .webhookURL: "webhookUrl"
        case .authType: "authType"
        }
    }
}
