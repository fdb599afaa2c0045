import Integrations

/// The file is not spelled as we spell it, or holds a value that does not hold up.
struct Unrecognised: Error {}

extension ByteCursor {
    @inline(__always)
    mutating func expect(_ literal: StaticString) throws(Unrecognised) {
        guard skip(literal) else { throw Unrecognised() }
    }

    @inline(__always)
    mutating func expectText() throws(Unrecognised) -> Text {
        guard let text = text() else { throw Unrecognised() }
        return text
    }

    @inline(__always)
    mutating func expectString() throws(Unrecognised) -> String {
        guard let string = string() else { throw Unrecognised() }
        return string
    }

    mutating func expectProjectID() throws(Unrecognised) -> ProjectID {
        do { return try ProjectID(expectString()) } catch { throw Unrecognised() }
    }

    mutating func expectBaseURL() throws(Unrecognised) -> APIBaseURL {
        do { return try APIBaseURL(expectString()) } catch { throw Unrecognised() }
    }

    mutating func expectTimestamp() throws(Unrecognised) -> Timestamp {
        let text = try expectText()
        guard let timestamp = unsafe withPlainBytes(text, { unsafe TimestampText.timestamp($0) }) else {
            throw Unrecognised()
        }
        return timestamp
    }

    mutating func expectAuthType() throws(Unrecognised) -> AuthType {
        guard let authType = AuthType(rawValue: try expectString()) else { throw Unrecognised() }
        return authType
    }

    /// What follows `{"fingerprint":`.
    mutating func expectCredential() throws(Unrecognised) -> RecordedCredential {
        guard let fingerprint = Fingerprint(try expectString()) else { throw Unrecognised() }
        try expect(",\"reference\":")
        let reference = try expectReference()
        try expect("}")
        return RecordedCredential(fingerprint: fingerprint, reference: reference)
    }

    mutating func expectReference() throws(Unrecognised) -> SecretReference {
        let reference: SecretReference
        if skip("{\"env\":") {
            reference = .environment(try expectString())
        } else if skip("{\"file\":") {
            reference = .file(try expectString())
        } else {
            try expect("{\"command\":[")
            reference = .command(try expectArguments())
        }
        try expect("}")
        return reference
    }

    /// What follows `{"command":[`, the bracket at the end included.
    private mutating func expectArguments() throws(Unrecognised) -> [String] {
        if skip("]") { return [] }
        var arguments: [String] = []
        repeat { arguments.append(try expectString()) } while skip(",")
        try expect("]")
        return arguments
    }

    mutating func expectAccess() throws(Unrecognised) -> APIAccess {
        if skip("{\"apiKey\":") {
            let key = try expectReference()
            try expect("}")
            return .apiKey(key)
        }
        try expect("{\"basicAuth\":{\"clientId\":")
        let clientID: APIAccess.ClientID =
            startsObject ? .reference(try expectReference()) : .literal(try expectString())
        try expect(",\"clientSecret\":")
        let clientSecret = try expectReference()
        try expect("}}")
        return .basic(clientID: clientID, clientSecret: clientSecret)
    }

    /// What follows `"labels":{`, the brace at the end included.
    mutating func expectLabels() throws(Unrecognised) -> [String: String] {
        var labels: [String: String] = [:]
        repeat {
            let key = try expectString()
            try expect(":")
            guard labels.updateValue(try expectString(), forKey: key) == nil else { throw Unrecognised() }
        } while skip(",")
        try expect("}")
        return labels
    }

    /// What follows `"remote":{`, the brace at the end included.
    mutating func expectRemote() throws(Unrecognised) -> RemoteIdentity {
        var remote = RemoteIdentity()
        var isFirst = true
        if skip("\"id\":") {
            remote.id = try expectString()
            isFirst = false
        }
        if skip(isFirst ? "\"createdAt\":" : ",\"createdAt\":") {
            remote.createdAt = try expectTimestamp()
            isFirst = false
        }
        if skip(isFirst ? "\"updatedAt\":" : ",\"updatedAt\":") { remote.updatedAt = try expectTimestamp() }
        try expect("}")
        return remote
    }

    /// What follows a project's name: its status and the values that belong to it.
    @inline(__always)
    mutating func expectStatus() throws(Unrecognised) -> RecordedProject.Status {
        guard skip(",\"status\":\"") else { return .applied(try expectValues()) }
        if skip("deleted\"") { return .deleted }
        try expect("unsettled\"")
        return .unsettled(try expectUnsettledWrite())
    }

    /// What follows `"status":"unsettled"`.
    private mutating func expectUnsettledWrite() throws(Unrecognised) -> UnsettledWrite {
        guard skip(",\"write\":") else { return .ofEarlierFormat(try expectValues()) }
        guard let kind = UnsettledWrite.Kind(rawValue: try expectString()) else { throw Unrecognised() }
        let carriedCredential = skip(",\"credentialSent\":true")
        let leavesTombstone = skip(",\"tombstone\":true")
        let tried = try expectValues()
        var prior: RecordedIntegration?
        if skip(",\"prior\":{") {
            prior = try expectValues(isInside: true)
            try expect("}")
        }
        return UnsettledWrite(
            kind: kind, tried: tried, carriedCredential: carriedCredential, prior: prior,
            leavesTombstone: leavesTombstone)
    }

    /// - Parameter isInside: whether the values are an object of their own, so that the first has no comma in front.
    @inline(__always)
    private mutating func expectValues(isInside: Bool = false) throws(Unrecognised) -> RecordedIntegration {
        var values = RecordedIntegration()
        var isFirst = isInside
        if skip(isFirst ? "\"webhookUrl\":" : ",\"webhookUrl\":") {
            values.webhookURL = try expectString()
            isFirst = false
        }
        if skip(isFirst ? "\"authType\":" : ",\"authType\":") {
            values.authType = try expectAuthType()
            isFirst = false
        }
        if skip(isFirst ? "\"credential\":{\"fingerprint\":" : ",\"credential\":{\"fingerprint\":") {
            values.credential = try expectCredential()
        }
        return values
    }

    /// What follows `"usedPlans":[`, the bracket at the end included.
    mutating func expectUsedPlans() throws(Unrecognised) -> UsedPlans {
        var entries: [UsedPlans.Entry] = []
        repeat {
            try expect("{\"id\":")
            let id = try expectString()
            try expect(",\"serial\":")
            guard StateFileFormat.isPlanID(id), let serial = naturalNumber() else { throw Unrecognised() }
            try expect("}")
            entries.append(UsedPlans.Entry(id: id, serial: serial))
        } while skip(",")
        try expect("]")
        return UsedPlans(entries)
    }
}

extension UnsettledWrite {
    /// What an earlier jelouctl wrote of it: the values alone.
    static func ofEarlierFormat(_ tried: RecordedIntegration) -> UnsettledWrite {
        UnsettledWrite(kind: .update, tried: tried, carriedCredential: true)
    }
}
