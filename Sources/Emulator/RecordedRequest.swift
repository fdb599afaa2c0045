/// One request as it arrived, secrets and all: it exists so that tests can see what was really sent.
package struct RecordedRequest: Sendable, Equatable {
    package struct Header: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    /// Counts from 1 in the order of arrival.
    package internal(set) var number: Int
    package let time: ServerTime
    package let method: String
    /// The path as it stood in the request line, with its query.
    package let rawPath: String
    /// The decoded project id, if the path names one.
    package let project: String?
    package let credential: PresentedCredential
    package let headers: [Header]
    package let body: [UInt8]

    /// The body as text; bytes that are not UTF-8 are replaced.
    package var bodyText: String {
        String(decoding: body, as: UTF8.self)
    }

    /// The first value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [
            ("number", .integer(number)),
            ("time", .string(time.rfc3339(fractionalSeconds: true))),
            ("method", .string(method)),
            ("path", .string(rawPath)),
            ("project", .optional(project)),
            ("auth", .string(credential.kind)),
        ]
        switch credential {
        case .apiKey(let key): members.append(("apiKey", .string(key)))
        case .basic(let pair): members.append(("basic", .string(pair)))
        case .none, .malformed: break
        }
        let pairs = headers.map { JSONValue.object([("name", .string($0.name)), ("value", .string($0.value))]) }
        members.append(("headers", .array(pairs)))
        members.append(("body", .string(bodyText)))
        return .object(members)
    }
}

/// The last requests, as many as are to be kept.
struct RequestLog: Sendable {
    private let limit: Int
    private var kept: [RecordedRequest] = []
    private(set) var total = 0

    init(limit: Int) {
        self.limit = max(limit, 0)
    }

    /// Numbers the request and keeps it.
    mutating func append(_ request: RecordedRequest) -> RecordedRequest {
        total += 1
        var numbered = request
        numbered.number = total
        kept.append(numbered)
        // Drops in blocks: dropping one each time would move the whole array for every request.
        if kept.count > limit + limit / 4 { kept.removeFirst(kept.count - limit) }
        return numbered
    }

    var requests: [RecordedRequest] {
        Array(kept.suffix(limit))
    }

    mutating func removeAll() {
        kept.removeAll()
        total = 0
    }
}
