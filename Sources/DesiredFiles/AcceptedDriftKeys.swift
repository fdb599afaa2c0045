import Messages

/// A key of a file of accepted differences.
protocol AcceptedDriftKnownKey: KnownKey {}

extension AcceptedDriftKnownKey {
    static func home(of name: String) -> Message? {
        AcceptedDriftKey.place(of: name) ?? AcceptedDriftEntryKey.place(of: name)
            ?? AcceptedDriftLiveKey.place(of: name)
    }
}

/// The keys at the top level of a file of accepted differences.
enum AcceptedDriftKey: Int, AcceptedDriftKnownKey {
    case version
    case accept

    static let whereabouts = Message("at the top level of a file of accepted drift")

    var spelling: StaticString {
        switch self {
        case .version: "version"
        case .accept: "accept"
        }
    }
}

/// The keys of one entry.
enum AcceptedDriftEntryKey: Int, AcceptedDriftKnownKey {
    case project
    case status
    case live
    case reason
    case expires

    static let whereabouts = Message("in an entry of \"accept\"")

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
enum AcceptedDriftLiveKey: Int, AcceptedDriftKnownKey {
    case webhookURL
    case authType
    case updatedAt

    static let whereabouts = Message("in \"live\"")

    var spelling: StaticString {
        switch self {
        case .webhookURL: "webhookUrl"
        case .authType: "authType"
        case .updatedAt: "updatedAt"
        }
    }
}
