package import Integrations
import Messages
import Transport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a call authenticates itself with.
///
/// Keys are per project, so each call is handed its own.
package enum APICredentials: Sendable {
    /// Sent as `x-api-key`.
    case apiKey(Secret)
    /// Sent as `Authorization: Basic base64(clientId:clientSecret)`.
    case basic(clientID: String, clientSecret: Secret)
}

extension APICredentials {
    /// Why the credentials cannot be sent at all, in words that hold nothing of them.
    var problem: Message? {
        switch self {
        case .apiKey: nil
        // The receiver splits the pair at its first colon: another client id would be read than was meant.
        case .basic(let clientID, _): clientID.contains(":") ? Message("a client id cannot have a colon in it") : nil
        }
    }

    var headerField: HTTPField {
        switch self {
        case .apiKey(let key): HTTPField(name: "x-api-key", value: key.reveal(for: .request))
        case .basic(let clientID, let clientSecret):
            HTTPField(name: "authorization", value: "Basic " + Self.pair(clientID, clientSecret))
        }
    }

    /// The one credential in it.
    var secret: Secret {
        switch self {
        case .apiKey(let key): key
        case .basic(_, let clientSecret): clientSecret
        }
    }

    private static func pair(_ clientID: String, _ clientSecret: Secret) -> String {
        Data("\(clientID):\(clientSecret.reveal(for: .request))".utf8).base64EncodedString()
    }
}
