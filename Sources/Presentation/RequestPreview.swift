import Integrations
import Messages
import Planning

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The requests that a plan would send, with every credential replaced by where it is found.
struct RequestPreview {
    let style: TextStyle

    /// One section for a heading, and one for each change that sends something and is not blocked.
    func sections(_ plan: Plan) -> [[String]] {
        let requests = plan.changes.filter { $0.blockedBy == nil }.compactMap(lines)
        guard !requests.isEmpty else { return [] }
        return [[style.text(Message("Requests to \(ShownValue.address(plan.baseURL.text)), credentials left out:"))]]
            + requests
    }

    private func lines(_ change: Change) -> [String]? {
        guard let method = change.action.method else { return nil }
        let path = "/v1/external-support/" + Self.pathSegment(change.project.rawValue)
        var lines = [
            "  " + style.paint("\(method) \(path)", .strong),
            "  accept: application/json",
            "  " + header(change.access),
        ]
        let fields = fields(change.action)
        guard !fields.isEmpty else { return lines }
        lines += ["  content-type: application/json", "", "  {"]
        for (index, field) in fields.enumerated() {
            let comma = index < fields.count - 1 ? "," : ""
            lines.append("    \"\(field.name)\": \(Self.json(field.value))\(comma)")
        }
        return lines + ["  }"]
    }

    private func header(_ access: APIAccess) -> String {
        switch access {
        case .apiKey(let key): "x-api-key: (\(ShownValue.reference(key)))"
        case .basic(.literal(let id), let secret):
            "authorization: Basic (\(ShownValue.text(id)) : \(ShownValue.reference(secret)))"
        case .basic(.reference(let id), let secret):
            "authorization: Basic (\(ShownValue.reference(id)) : \(ShownValue.reference(secret)))"
        }
    }

    private struct Field {
        var name: String
        var value: String
    }

    /// Sorted by name, as they are sent.
    private func fields(_ action: Change.Action) -> [Field] {
        let values: (url: WebhookURL?, authType: AuthType?, authorization: PlannedCredential?)
        switch action {
        case .create(let creation): values = (creation.webhookURL, creation.authType, creation.authorization)
        case .update(let update, _):
            let authentication = update.authentication
            values = (update.webhookURL?.after, authentication?.authType.after, authentication?.authorization?.after)
        case .delete, .adopt, .record, .forget: values = (nil, nil, nil)
        }
        return [
            values.authType.map { Field(name: "authType", value: $0.rawValue) },
            values.authorization.map { Field(name: "authorization", value: "(\(ShownValue.reference($0.reference)))") },
            values.url.map { Field(name: "webhookUrl", value: $0.text) },
        ].compactMap(\.self)
    }

    private static func json(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        // A string can always be written as JSON.
        let bytes = (try? encoder.encode(text)).map { Array($0) } ?? Array("\"\"".utf8)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Every byte but the unreserved characters of RFC 3986 percent-encoded, as the client sends it.
    private static func pathSegment(_ text: String) -> String {
        let unreserved = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        return text.utf8.map { byte in
            unreserved.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.encode(CollectionOfOne(byte)).uppercased()
        }.joined()
    }
}

extension Change.Action {
    /// Nil for what sends nothing.
    var method: String? {
        switch self {
        case .create: "POST"
        case .update: "PATCH"
        case .delete: "DELETE"
        case .adopt, .record, .forget: nil
        }
    }
}
