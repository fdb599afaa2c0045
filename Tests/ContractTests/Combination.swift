import IntegrationAPI
import Integrations
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One way in which the documentation can be read: where it contradicts itself, both readings must work.
struct Combination: Sendable, CustomTestStringConvertible {
    var basePath: BasePathName = .platform
    var shape: Shape = .flat
    var login: Login = .apiKey

    enum BasePathName: String, Sendable, CaseIterable {
        case platform
        case jelouapi
    }

    static let all: [Self] = BasePathName.allCases.flatMap { basePath in
        Shape.allCases.flatMap { shape in
            Login.allCases.map { Self(basePath: basePath, shape: shape, login: $0) }
        }
    }

    var testDescription: String { "\(basePath), \(shape), \(login)" }
}

/// The two ways to authenticate, each with the one credential that opens.
///
/// The credentials have characters that JSON, Base64 and URLs write differently.
enum Login: Sendable, CaseIterable {
    case apiKey
    case basic

    static let key = #"kQ7z+V2m/X9w="T4\nR8jB1"#
    static let clientID = "client-7"
    static let clientSecret = #"pB5:xW8é/Jt3+Nc6=Gd"U2\vK0"#

    var credentials: APICredentials {
        switch self {
        case .apiKey: .apiKey(Secret(Self.key))
        case .basic: .basic(clientID: Self.clientID, clientSecret: Secret(Self.clientSecret))
        }
    }

    /// A credential of the same kind that does not open.
    var wrongCredentials: APICredentials {
        switch self {
        case .apiKey: .apiKey(Secret("yH4" + Self.key))
        case .basic: .basic(clientID: Self.clientID, clientSecret: Secret("yH4" + Self.clientSecret))
        }
    }

    /// The pair as Basic authentication has it before it is encoded.
    static var pair: String { "\(clientID):\(clientSecret)" }

    /// The header field that must arrive, and the one that must not.
    var headers: (present: (name: String, value: String), absentName: String) {
        switch self {
        case .apiKey: (("x-api-key", Self.key), "authorization")
        case .basic: (("authorization", "Basic \(Data(Self.pair.utf8).base64EncodedString())"), "x-api-key")
        }
    }
}
