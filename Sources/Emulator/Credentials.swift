import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The credential that a request presents.
package enum PresentedCredential: Sendable, Equatable {
    case none
    case apiKey(String)
    /// The decoded `clientId:clientSecret`.
    case basic(String)
    /// An `Authorization` header that is not well-formed Basic authentication.
    case malformed

    /// Reads the headers; `x-api-key` goes before `Authorization`.
    init(headers: HTTPFields) {
        if let name = HTTPField.Name("x-api-key"), let key = headers[name], !key.isEmpty {
            self = .apiKey(key)
            return
        }
        guard let authorization = headers[.authorization] else {
            self = .none
            return
        }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1])),
            let pair = String(validating: data, as: UTF8.self), pair.contains(":"), pair != ":"
        else {
            self = .malformed
            return
        }
        self = .basic(pair)
    }

    /// The word for it in the record: `none`, `apiKey`, `basic` or `malformed`.
    package var kind: String {
        switch self {
        case .none: "none"
        case .apiKey: "apiKey"
        case .basic: "basic"
        case .malformed: "malformed"
        }
    }
}

/// A credential that the emulator takes, for one project or for all.
package struct AcceptedCredential: Sendable, Equatable {
    package var credential: PresentedCredential
    /// The only project it opens; nil means every project.
    package var project: String?

    package init(_ credential: PresentedCredential, project: String? = nil) {
        self.credential = credential
        self.project = project
    }

    /// Reads `VALUE` or `PROJECT=VALUE`.
    ///
    /// A value with an equals sign in it is written `=VALUE`, for all projects.
    package static func parsing(_ text: String, as make: (String) -> PresentedCredential) -> Self? {
        guard let equals = text.firstIndex(of: "=") else {
            return text.isEmpty ? nil : Self(make(text))
        }
        let project = String(text[..<equals])
        let value = String(text[text.index(after: equals)...])
        return value.isEmpty ? nil : Self(make(value), project: project.isEmpty ? nil : project)
    }
}

/// Decides whether a request may see or change a project.
struct Gatekeeper: Sendable {
    private let everywhere: [PresentedCredential]
    private let byProject: [String: [PresentedCredential]]

    /// With nothing to accept, any credential that is present and well formed will do.
    init(accepting accepted: [AcceptedCredential]) {
        everywhere = accepted.filter { $0.project == nil }.map(\.credential)
        byProject = Dictionary(grouping: accepted.filter { $0.project != nil }) { $0.project ?? "" }
            .mapValues { $0.map(\.credential) }
    }

    func admits(_ presented: PresentedCredential, to project: String) -> Bool {
        switch presented {
        case .none, .malformed: return false
        case .apiKey, .basic:
            if everywhere.isEmpty, byProject.isEmpty { return true }
            return everywhere.contains(presented) || byProject[project, default: []].contains(presented)
        }
    }
}
