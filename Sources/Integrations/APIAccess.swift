/// How jelouctl authenticates itself at the Jelou API for one project.
///
/// Keys are per project, so this is too.
package enum APIAccess: Hashable, Sendable {
    /// `x-api-key: …`, the prose of every page.
    case apiKey(SecretReference)
    /// `Authorization: Basic …`, the OpenAPI block of the older rendering.
    case basic(clientID: ClientID, clientSecret: SecretReference)

    /// A client id is an identifier, not a secret, so it may stand in the file.
    package enum ClientID: Hashable, Sendable {
        case literal(String)
        case reference(SecretReference)
    }

    /// What a project uses that says nothing.
    package static let standard = APIAccess.apiKey(.environment("JELOU_API_KEY"))
}

extension APIAccess: CustomStringConvertible {
    package var description: String {
        switch self {
        case .apiKey(let reference): "apiKey \(reference)"
        case .basic(_, let clientSecret): "basicAuth \(clientSecret)"
        }
    }
}
