#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A JSON object that a server answered, read as far as it means something to us.
///
/// Nothing in it is required and nothing recursive is read, so that any object can be looked at: what a type is not the
/// documented one counts as ``Field/odd`` and never as missing.
struct WireAnswer: Sendable {
    var status: Status
    /// Nil unless it is a string.
    var statusMessage: String?
    /// The `message`, a string or an array of strings; empty if there is none.
    var messages: [String]
    /// The `error`, if it is an object.
    var error: ErrorObject?
    /// What is wrong with the fields that were sent, by field, in order.
    var validationErrors: [(field: String, problems: [String])]
    /// The fields of the integration, from `data` or, where that has none, from beside it.
    var integration: WireIntegration
    /// Whether there is a `data` that is neither an object nor null.
    var hasOddData: Bool

    enum Status: Sendable, Equatable {
        case missing
        case integer(Int)
        case odd
    }

    struct ErrorObject: Sendable {
        var isEmpty: Bool
        var description: String?
    }

    /// - Returns: nil unless the bytes are one JSON object. The decoder refuses invalid UTF-8 and deep nesting.
    init?(_ bytes: [UInt8]) {
        guard let answer = try? JSONDecoder().decode(WireAnswer.self, from: Data(bytes)) else { return nil }
        self = answer
    }
}

extension WireAnswer {
    /// Whether the API itself wrote this about a failure.
    ///
    /// A `message` alone is not enough: gateways write that too.
    var isOwnError: Bool { statusMessage != nil || error != nil }

    /// Whether this is the API's envelope of a success, with or without `data`.
    var isSuccessEnvelope: Bool {
        switch status {
        case .integer(1): statusMessage != nil || !messages.isEmpty
        case .missing: saysSuccess
        case .integer, .odd: false
        }
    }

    /// Whether this is the API's envelope and says that what was asked for did not succeed.
    var isFailureEnvelope: Bool {
        if error?.isEmpty == false { return true }
        switch status {
        case .integer(let status): return status != 1
        case .odd: return isOwnError || !messages.isEmpty
        case .missing: return statusMessage != nil && !saysSuccess
        }
    }

    /// Whether the failure is the API's own verdict, in its own words and with a number: then nothing was done.
    var isOwnVerdict: Bool {
        if case .integer(let status) = status { status != 1 && isOwnError } else { false }
    }

    private var saysSuccess: Bool { statusMessage?.lowercased() == "success" }

    /// The answer's own words about what happened, for people.
    var words: String {
        var parts = messages.filter { !$0.isEmpty }
        if parts.isEmpty { parts = [error?.description ?? statusMessage ?? ""] }
        for (field, problems) in validationErrors {
            // Servers tend to say the same thing twice.
            for problem in problems where !parts.contains(where: { $0.contains(problem) }) {
                parts.append("\(field): \(problem)")
            }
        }
        return parts.joined(separator: "; ")
    }
}

extension WireAnswer: Decodable {
    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: WireKey.self)
        if !object.contains("status") || (try? object.decodeNil(forKey: "status")) == true {
            status = .missing
        } else {
            status = (try? object.decode(Int.self, forKey: "status")).map(Status.integer) ?? .odd
        }
        statusMessage = try? object.decode(String.self, forKey: "statusMessage")
        messages = object.strings("message")
        error = (try? object.nestedContainer(keyedBy: WireKey.self, forKey: "error")).map { error in
            ErrorObject(
                isEmpty: error.allKeys.isEmpty, description: try? error.decode(String.self, forKey: "description"))
        }
        let validation = try? object.nestedContainer(keyedBy: WireKey.self, forKey: "validationError")
        validationErrors = (validation?.allKeys ?? []).map(\.stringValue).sorted().prefix(20).map { field in
            (field, validation?.strings(WireKey(stringValue: field)) ?? [])
        }
        let beside = WireIntegration(object)
        if let data = try? object.nestedContainer(keyedBy: WireKey.self, forKey: "data") {
            integration = WireIntegration(data).completed(by: beside)
            hasOddData = false
        } else {
            integration = beside
            hasOddData = object.contains("data") && (try? object.decodeNil(forKey: "data")) != true
        }
    }
}

/// Any key of a JSON object.
struct WireKey: CodingKey, ExpressibleByStringLiteral {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    init(stringLiteral value: String) { stringValue = value }
}

extension KeyedDecodingContainer<WireKey> {
    /// A string, or the strings of an array; empty for anything else.
    fileprivate func strings(_ key: WireKey) -> [String] {
        if let one = try? decode(String.self, forKey: key) { return [one] }
        return (try? decode([WireString].self, forKey: key))?.compactMap(\.text) ?? []
    }
}

/// An element of an array that should be a string.
private struct WireString: Decodable {
    var text: String?

    init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
    }
}
