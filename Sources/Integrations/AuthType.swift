/// How Jelou authenticates itself at the webhook.
///
/// The raw values are the API's own words.
package enum AuthType: String, CaseIterable, Hashable, Sendable {
    case bearer
    case apiKey = "api_key"
    case basic
    case noAuth = "no_auth"
}
