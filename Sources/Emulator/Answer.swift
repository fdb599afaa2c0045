/// An answer before anything goes wrong with it on the way.
struct Answer: Sendable {
    var status: Int
    /// The media type; nil when there is no body.
    var contentType: String?
    var body: String
    var headers: [(name: String, value: String)] = []

    static func json(_ value: JSONValue, status: Int = 200) -> Self {
        Self(status: status, contentType: "application/json; charset=utf-8", body: value.text)
    }

    static func empty(status: Int) -> Self {
        Self(status: status, contentType: nil, body: "")
    }
}

// MARK: Successes

extension Answer {
    /// Answers an operation in the shape wanted.
    ///
    /// It never contains `authorization`; the signing secret is in the answer to a creation alone.
    init(_ result: OperationResult, shape: AnswerShape, project: String, leavingOut missing: Set<String> = []) {
        switch result {
        case .found(let integration):
            self = .success(integration, "Integration found", shape, missing)
        case .updated(let integration):
            self = .success(integration, "Integration updated successfully", shape, missing)
        case .created(let integration):
            self = .success(
                integration, "Integration created successfully", shape, missing, secret: integration.signingSecret)
        case .deleted:
            self = .json(Self.envelope("Integration deleted successfully", data: nil))
        case .absent:
            self = .absent(project)
        case .alreadyThere:
            self = .apiError(
                status: 409, key: "INTEGRATION_ALREADY_EXISTS",
                message: "An integration for this project exists already. What the API answers here is not documented;"
                    + " 409 is this emulator's choice")
        }
    }

    private static func success(
        _ integration: StoredIntegration, _ message: String, _ shape: AnswerShape, _ missing: Set<String>,
        secret: String? = nil
    ) -> Self {
        let isFlat = shape != .enveloped
        var members: [(key: String, value: JSONValue)] = []
        if isFlat { members.append(("id", .string(integration.id))) }
        members.append(("brainId", .string(integration.projectID)))
        members.append(("webhookUrl", .string(integration.webhookURL)))
        if isFlat { members.append(("authType", .string(integration.authType.rawValue))) }
        members.append(("createdAt", .string(integration.createdAt.rfc3339(fractionalSeconds: !isFlat))))
        members.append(("updatedAt", .string(integration.updatedAt.rfc3339(fractionalSeconds: !isFlat))))
        if let secret { members.append(("signingSecret", .string(secret))) }
        members.removeAll { missing.contains($0.key) }
        return .json(isFlat ? .object(members) : envelope(message, data: .object(members)))
    }

    private static func envelope(_ message: String, data: JSONValue?) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("message", .array([.string(message)])), ("statusMessage", .string("success")), ("status", .integer(1)),
        ]
        if let data { members.append(("data", data)) }
        return .object(members)
    }
}

// MARK: Failures

extension Answer {
    /// The API's own error object, which nothing in front of the API would write.
    static func apiError(status: Int, key: String, message: String, problems: [FieldProblem] = []) -> Self {
        let error = JSONValue.object([
            ("code", .string("E\(status)")),
            ("key", .string(key)),
            ("description", .string(message)),
            ("developerMessages", .object([("en", .string(message))])),
            ("clientMessages", .object([("en", .string(message))])),
        ])
        let fields = problems.filter { !$0.field.isEmpty }
            .map { (key: $0.field, value: JSONValue.array([.string("\($0.field) \($0.reason)")])) }
        return .json(
            .object([
                ("message", .array([.string(message)])),
                ("statusMessage", .string("failed")),
                ("status", .integer(0)),
                ("error", error),
                ("validationError", .object(fields)),
            ]), status: status)
    }

    static func absent(_ project: String) -> Self {
        .apiError(
            status: 404, key: "INTEGRATION_NOT_FOUND", message: "There is no integration for the project \(project)")
    }

    static let unauthorized = apiError(
        status: 401, key: "UNAUTHORIZED", message: "Invalid or missing authentication credentials")

    static let malformedPath = apiError(
        status: 400, key: "BAD_REQUEST", message: "The project id in the path is not percent-encoded UTF-8")

    static let tooLarge = apiError(status: 413, key: "PAYLOAD_TOO_LARGE", message: "The request body is too large")

    static func methodNotAllowed(_ method: String) -> Self {
        var answer = apiError(status: 405, key: "METHOD_NOT_ALLOWED", message: "\(method) is not allowed here")
        answer.headers = [("Allow", "GET, POST, PATCH, DELETE")]
        return answer
    }

    static func invalid(_ problems: [FieldProblem], status: Int) -> Self {
        let message = problems.map { $0.field.isEmpty ? $0.reason : "\($0.field) \($0.reason)" }.joined(separator: "; ")
        return .apiError(status: status, key: "VALIDATION_ERROR", message: message, problems: problems)
    }

    /// What a gateway says when it knows no such path: no word of the API's.
    static let noRoute = json(
        .object([("message", .string("no Route matched with those values"))]), status: 404)

    static let failedEnvelope = json(
        .object([
            ("message", .array([.string("The integration could not be processed")])),
            ("statusMessage", .string("error")),
            ("status", .integer(0)),
        ]))

    static func foreign(_ body: Fault.ForeignBody) -> Self {
        switch body {
        case .html:
            Self(
                status: 200, contentType: "text/html; charset=utf-8",
                body: "<!doctype html><html><head><title>Sign in</title></head><body>Sign in to go on</body></html>\n")
        case .json: .json(.object([("ok", .bool(true))]))
        }
    }
}
