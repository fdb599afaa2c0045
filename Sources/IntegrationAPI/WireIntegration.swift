import Integrations
import StrictJSON

/// The fields of an integration as they stand in an answer.
struct WireIntegration: Sendable {
    var id: Field
    var brainID: Field
    var webhookURL: Field
    var authType: Field
    var createdAt: Field
    var updatedAt: Field
    var signingSecret: Secret?

    /// A field that should be a string.
    enum Field: Sendable, Equatable {
        /// Left out, or null.
        case missing
        case text(String)
        /// Of a type that it should not have.
        case odd

        var text: String? {
            if case .text(let text) = self { text } else { nil }
        }
    }

    init(_ object: WireObject) {
        id = Field(object["id"], allowsNumber: true)
        brainID = Field(object["brainId"], allowsNumber: true)
        webhookURL = Field(object["webhookUrl"])
        authType = Field(object["authType"])
        createdAt = Field(object["createdAt"])
        updatedAt = Field(object["updatedAt"])
        signingSecret = object.text("signingSecret").flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    /// The same, with what is missing taken from another place of the same answer.
    func completed(by other: WireIntegration) -> WireIntegration {
        var whole = self
        for field in [\WireIntegration.id, \.brainID, \.webhookURL, \.authType, \.createdAt, \.updatedAt]
        where whole[keyPath: field] == .missing {
            whole[keyPath: field] = other[keyPath: field]
        }
        // Two projects in one answer: it says nothing certain about either.
        if let brainID = brainID.text, let other = other.brainID.text, !brainID.utf8.elementsEqual(other.utf8) {
            whole.brainID = .odd
        }
        whole.signingSecret = signingSecret ?? other.signingSecret
        return whole
    }

    /// Whether a value has a type that it should not have.
    ///
    /// Times and ids count: to leave out an `updatedAt` that is a number would be to overlook every write of somebody else.
    var isOdd: Bool { [id, brainID, webhookURL, authType, createdAt, updatedAt].contains(.odd) }

    /// Whether this can be nothing else than an integration, even without an envelope around it.
    var isUnmistakable: Bool { brainID.text != nil || webhookURL.text != nil }

    /// Whether there is anything at all of an integration.
    var hasAnyField: Bool {
        signingSecret != nil || [id, brainID, webhookURL, authType, createdAt, updatedAt].contains { $0.text != nil }
    }

    /// Whether it belongs to another project than the one asked for.
    ///
    /// One that does not say is taken to belong to it.
    func contradicts(_ project: ProjectID) -> Bool {
        guard let brainID = brainID.text else { return false }
        return !brainID.utf8.elementsEqual(project.rawValue.utf8)
    }

    /// The values as an observation.
    ///
    /// Texts that are no time or no plain id are left out of it.
    var observed: ObservedIntegration {
        ObservedIntegration(
            webhookURL: webhookURL.text.map { .known($0) } ?? .unreported,
            authType: authType.text.map { .known($0) } ?? .unreported,
            remote: RemoteIdentity(
                id: id.text.flatMap(Self.plainID), createdAt: createdAt.text.flatMap(Timestamp.init(rfc3339:)),
                updatedAt: updatedAt.text.flatMap(Timestamp.init(rfc3339:))))
    }

    /// An id is shown and stored, never altered: one that is not plain is none.
    private static func plainID(_ text: String) -> String? {
        guard !text.isEmpty, text.utf8.count <= 200 else { return nil }
        return text.unicodeScalars.contains(where: \.isControlCharacter) ? nil : text
    }
}

extension WireIntegration.Field {
    fileprivate init(_ value: JSONNode.Value?, allowsNumber: Bool = false) {
        switch value {
        case nil: self = .missing
        case .string(let text): self = .text(text)
        // Ids of digits alone are easily written as numbers.
        case .whole(let number) where allowsNumber: self = .text(String(number))
        case .null, .bool, .whole, .otherNumber, .array, .object: self = .odd
        }
    }
}
