import Integrations
import Messages
import YAMLText

/// A value and where it stands.
struct Placed<Value> {
    let value: Value
    let place: SourceLocation
}

/// What a field that may be left out came to.
enum Reading<Value> {
    case leftOut
    /// Reported already.
    case invalid
    case read(Placed<Value>)

    init(_ value: Value?, at place: @autoclosure () -> SourceLocation) {
        self = value.map { .read(Placed(value: $0, place: place())) } ?? .invalid
    }
}

/// What the projects of one document have in common.
struct Defaults {
    var authType: Reading<AuthType> = .leftOut
    var authorization: Placed<SecretReference>?
    /// Whether ``authorization`` has `${project}` in it.
    var authorizationHasPlaceholder = false
    var access: DecodedAccess?
    var labels: [String: String] = [:]
    var protect: Bool?
}

/// Reads `defaults`.
struct DefaultsDecoder {
    private static let hint = Message(
        """
        Write keys such as authType, authorization, apiKey, basicAuth, labels and protect below it.
        """)

    func decode(_ field: Field, in reader: inout NodeReader) -> Defaults {
        var defaults = Defaults()
        guard let mapping = reader.mapping(field, hint: Self.hint) else { return defaults }
        let fields = reader.fields(of: mapping, as: DefaultsKey.self)
        let values = ProjectValues()
        let credentials = CredentialDecoder(allowsPlaceholder: true)
        if let field = fields[.authType] { defaults.authType = values.authType(field, in: &reader) }
        if let field = fields[.authorization], let reference = credentials.reference(field, in: &reader) {
            defaults.authorization = Placed(value: reference, place: reader.location(of: field))
            defaults.authorizationHasPlaceholder = reference.hasPlaceholder
        }
        if let field = fields[.authorization], case .read(let authType) = defaults.authType,
            authType.value == .noAuth
        {
            reader.report(.authorizationWithNoAuth(at: authType.place), at: reader.location(of: field.key))
        }
        defaults.access = AccessDecoder(credentials: credentials).access(
            apiKey: fields[.apiKey], basicAuth: fields[.basicAuth], in: &reader)
        if let field = fields[.labels] { defaults.labels = values.labels(field, in: &reader) ?? [:] }
        if let field = fields[.protect] { defaults.protect = reader.boolean(field) }
        return defaults
    }
}
