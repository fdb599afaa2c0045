import IntegrationAPI
import Integrations

/// Keys that the API refuses.
///
/// Two refusals in a row stop a key, so that one wrong key does not make a thousand failed logins, which lock accounts
/// and hide what else went wrong.
struct KeyRefusals {
    private var inARow: [APIAccess: Int] = [:]

    private static let limit = 2

    func isStopped(_ access: APIAccess) -> Bool {
        (inARow[access] ?? 0) >= Self.limit
    }

    mutating func accepted(_ access: APIAccess) {
        if !isStopped(access) { inARow[access] = nil }
    }

    /// - Returns: whether this refusal stopped the key.
    mutating func note(_ failure: CallFailure, for access: APIAccess) -> Bool {
        guard !isStopped(access) else { return false }
        guard failure.reason == .unauthorized || failure.reason == .forbidden else {
            if failure.httpStatus != nil { inARow[access] = nil }
            return false
        }
        inARow[access, default: 0] += 1
        return isStopped(access)
    }
}
