import Integrations

/// `${project}` in the references of `defaults`.
enum ProjectPlaceholder {
    static let text = "${project}"

    enum Misuse {
        /// `${project}` outside of `defaults`.
        case notHere
        /// `${` with something else behind it.
        case unknown
        /// In a reference longer than ``maximumLength``.
        case tooLong
    }

    /// The longest reference with a placeholder in it, in bytes.
    static let maximumLength = 1024

    /// What is wrong with the placeholders of a text.
    ///
    /// Outside of `defaults` any other `${…}` is mere text.
    static func misuse(in text: String, allowed: Bool) -> Misuse? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        guard allowed else { return text.contains(Self.text) ? .notHere : nil }
        return text.replacing(Self.text, with: "").contains("${") ? .unknown : nil
    }

    static func filled(_ text: String, with variable: String, if condition: Bool = true) -> String {
        condition && text.utf8.contains(UInt8(ascii: "$")) ? text.replacing(Self.text, with: variable) : text
    }

    /// What the placeholder stands for: the id with `a`–`z` in upper case and every other scalar but A–Z and 0–9 as `_`.
    ///
    /// Letters beyond ASCII count as other ones, so that no table of Unicode decides what a variable is called.
    static func variable(for id: ProjectID) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(id.rawValue.utf8.count)
        for scalar in id.rawValue.unicodeScalars {
            switch scalar {
            case "a"..."z": bytes.append(UInt8(truncatingIfNeeded: scalar.value) - 0x20)
            case "A"..."Z", "0"..."9": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default: bytes.append(UInt8(ascii: "_"))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SecretReference {
    /// Whether `${project}` stands in it.
    var hasPlaceholder: Bool {
        switch self {
        case .environment(let text), .file(let text): text.contains(ProjectPlaceholder.text)
        case .command(let arguments): arguments.contains { $0.contains(ProjectPlaceholder.text) }
        }
    }

    /// The bytes of all its texts.
    var length: Int {
        switch self {
        case .environment(let text), .file(let text): text.utf8.count
        case .command(let arguments): arguments.reduce(0) { $0 + $1.utf8.count }
        }
    }

    func filled(with variable: String) -> SecretReference {
        switch self {
        case .environment(let name): .environment(ProjectPlaceholder.filled(name, with: variable))
        case .file(let path): .file(ProjectPlaceholder.filled(path, with: variable))
        case .command(let arguments):
            .command(arguments.map { ProjectPlaceholder.filled($0, with: variable) })
        }
    }
}

extension APIAccess {
    /// The references in it.
    var references: [SecretReference] {
        switch self {
        case .apiKey(let reference): [reference]
        case .basic(.literal, let clientSecret): [clientSecret]
        case .basic(.reference(let clientID), let clientSecret): [clientID, clientSecret]
        }
    }

    func filled(with variable: String) -> APIAccess {
        switch self {
        case .apiKey(let reference): .apiKey(reference.filled(with: variable))
        case .basic(.literal(let clientID), let clientSecret):
            .basic(clientID: .literal(clientID), clientSecret: clientSecret.filled(with: variable))
        case .basic(.reference(let clientID), let clientSecret):
            .basic(
                clientID: .reference(clientID.filled(with: variable)), clientSecret: clientSecret.filled(with: variable)
            )
        }
    }
}
