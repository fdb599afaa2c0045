package import Integrations

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The fields that an update changes; those that are nil are not sent, so they stay as they are.
package struct UpdateBody: Sendable {
    package let webhookURL: String?
    package let authType: AuthType?
    package let authorization: Secret?

    /// - Returns: nil if no field is set: an update that changes nothing is not worth a request, and what the API would
    ///   do with it is not documented.
    package init?(webhookURL: String? = nil, authType: AuthType? = nil, authorization: Secret? = nil) {
        guard webhookURL != nil || authType != nil || authorization != nil else { return nil }
        self.webhookURL = webhookURL
        self.authType = authType
        self.authorization = authorization
    }
}

/// The fields of a new integration.
package struct CreateBody: Sendable {
    package let webhookURL: String
    package let authType: AuthType?
    package let authorization: Secret?

    package init(webhookURL: String, authType: AuthType? = nil, authorization: Secret? = nil) {
        self.webhookURL = webhookURL
        self.authType = authType
        self.authorization = authorization
    }
}

/// What a request sends, before it is bytes.
struct RequestFields {
    var webhookURL: String?
    var authType: AuthType?
    var authorization: Secret?

    init(_ body: UpdateBody) {
        webhookURL = body.webhookURL
        authType = body.authType
        authorization = body.authorization
    }

    init(_ body: CreateBody) {
        webhookURL = body.webhookURL
        authType = body.authType
        authorization = body.authorization
    }

    /// The JSON that is sent: sorted by key, so that the same change is always the same bytes.
    func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let wire = Wire(
            webhookUrl: webhookURL, authType: authType?.rawValue, authorization: authorization?.reveal(for: .request))
        return Array(try encoder.encode(wire))
    }

    private struct Wire: Encodable {
        var webhookUrl: String?
        var authType: String?
        var authorization: String?
    }
}
