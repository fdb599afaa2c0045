#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The fields of an integration that a request carries; one left out is nil.
package struct IntegrationFields: Sendable, Equatable {
    package var webhookURL: String?
    package var authType: StoredIntegration.AuthType?
    package var authorization: String?

    package init(
        webhookURL: String? = nil, authType: StoredIntegration.AuthType? = nil, authorization: String? = nil
    ) {
        self.webhookURL = webhookURL
        self.authType = authType
        self.authorization = authorization
    }
}

/// What is wrong with one field of a request; `field` is empty when it is the document as a whole.
struct FieldProblem: Error, Sendable, Equatable {
    var field: String
    var reason: String
}

/// What a request body turned out to be.
enum FieldsReading: Sendable, Equatable {
    case fields(IntegrationFields)
    case notJSON
    case invalid([FieldProblem])

    /// Reads a request body, reporting every wrong field and not the first alone.
    ///
    /// Stricter than what is documented in one place: a field that the API does not know is refused, because a client
    /// that misspells one should hear of it in a test.
    init(reading body: [UInt8]) {
        do {
            let reader = try JSONDecoder().decode(FieldsReader.self, from: Data(body))
            self = reader.problems.isEmpty ? .fields(reader.fields) : .invalid(reader.problems)
        } catch DecodingError.typeMismatch {
            self = .invalid([FieldProblem(field: "", reason: "the body must be a JSON object")])
        } catch {
            self = .notJSON
        }
    }
}

/// Collects the fields of one JSON object, and what is wrong with them.
struct FieldsReader: Decodable {
    private(set) var fields = IntegrationFields()
    private(set) var problems: [FieldProblem] = []

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: AnyKey.self)
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
            guard ["webhookUrl", "authType", "authorization"].contains(key.stringValue) else {
                problems.append(FieldProblem(field: key.stringValue, reason: "is not a field of an integration"))
                continue
            }
            guard let text = try? container.decode(String.self, forKey: key) else {
                problems.append(FieldProblem(field: key.stringValue, reason: "must be a string"))
                continue
            }
            take(text, as: key.stringValue)
        }
    }

    private mutating func take(_ text: String, as field: String) {
        switch field {
        case "webhookUrl":
            fields.webhookURL = text
            if let reason = reasonAgainst(webhookURL: text) {
                problems.append(FieldProblem(field: field, reason: reason))
            }
        case "authType":
            fields.authType = StoredIntegration.AuthType(rawValue: text)
            if fields.authType == nil {
                let words = StoredIntegration.AuthType.allCases.map(\.rawValue).joined(separator: ", ")
                problems.append(FieldProblem(field: field, reason: "must be one of the following values: \(words)"))
            }
        default:
            fields.authorization = text
        }
    }
}

/// A key of a JSON object whose keys are not known beforehand.
struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}

/// Why the API would refuse this webhook URL, or nil.
///
/// "A public URL reachable over HTTPS" is documented; whether Jelou resolves the host is not, so any host will do here.
func reasonAgainst(webhookURL: String) -> String? {
    let scheme = "https://"
    guard webhookURL.lowercased().hasPrefix(scheme) else { return "must be a public URL reachable over HTTPS" }
    let isClean = webhookURL.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
    guard isClean, webhookURL.utf8.count <= 2048 else { return "must be a URL address" }
    let host = webhookURL.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
    return host.isEmpty || host.hasPrefix(":") ? "must be a URL address" : nil
}
