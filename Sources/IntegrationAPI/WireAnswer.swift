import StrictJSON

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

    /// - Returns: nil unless the bytes are one JSON object to the letter of RFC 8259, in UTF-8 and with no key twice:
    ///   what two readers could read in two ways proves nothing to either.
    init?(_ bytes: [UInt8]) {
        let document = try? JSONParser.document(bytes, maximumDepth: 64, maximumCount: 100_000)
        guard case .object(let members) = document?.value else { return nil }
        self.init(WireObject(members))
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

extension WireAnswer {
    private init(_ object: WireObject) {
        status = Status(object["status"])
        statusMessage = object.text("statusMessage")
        messages = object.texts("message")
        error = object.object("error").map { error in
            ErrorObject(isEmpty: error.keys.isEmpty, description: error.text("description"))
        }
        let validation = object.object("validationError")
        validationErrors = (validation?.keys ?? []).sorted().prefix(20).map { field in
            (field, validation?.texts(field) ?? [])
        }
        let beside = WireIntegration(object)
        if let data = object.object("data") {
            integration = WireIntegration(data).completed(by: beside)
            hasOddData = false
        } else {
            integration = beside
            hasOddData = object["data"] != nil
        }
    }
}

extension WireAnswer.Status {
    /// Of JSON, `1.0` is the number 1 (RFC 8259, section 6); `"1"` and `true` are none.
    fileprivate init(_ value: JSONNode.Value?) {
        switch value {
        case nil: self = .missing
        case .whole(let number): self = .integer(number)
        case .otherNumber(let number): self = Int(exactly: number).map(Self.integer) ?? .odd
        case .null, .bool, .string, .array, .object: self = .odd
        }
    }
}
