import Integrations
import Messages
import YAMLText

/// What one document says under `settings`.
struct DecodedSettings: Sendable {
    var settings = Settings()
    /// The key `settings`.
    var place: SourceLocation
    var baseURLPlace: SourceLocation?
    var statePlace: SourceLocation?
}

/// Reads `settings`.
struct SettingsDecoder {
    func decode(_ field: Field, in reader: inout NodeReader) -> DecodedSettings {
        var decoded = DecodedSettings(place: reader.location(of: field.key))
        let hint = Message("Write keys such as api, state, guards, signingSecrets and language below it.")
        guard let mapping = reader.mapping(field, hint: hint) else { return decoded }
        let fields = reader.fields(of: mapping, as: SettingsKey.self)
        if let field = fields[.api] { decodeAPI(field, into: &decoded, in: &reader) }
        if let field = fields[.state] {
            decoded.settings.state = state(field, in: &reader)
            decoded.statePlace = reader.location(of: field)
        }
        if let field = fields[.guards] { decoded.settings.guards = GuardsDecoder().decode(field, in: &reader) }
        if let field = fields[.signingSecrets] {
            decoded.settings.signingSecrets = signingSecrets(field, in: &reader)
        }
        if let field = fields[.language] { decoded.settings.language = language(field, in: &reader) }
        return decoded
    }

    // MARK: api

    private func decodeAPI(_ field: Field, into decoded: inout DecodedSettings, in reader: inout NodeReader) {
        let hint = Message("Write keys such as baseUrl, timeout and concurrency below it.")
        guard let mapping = reader.mapping(field, hint: hint) else { return }
        let fields = reader.fields(of: mapping, as: APIKey.self)
        if let field = fields[.baseURL] {
            decoded.settings.baseURL = baseURL(field, in: &reader)
            decoded.baseURLPlace = reader.location(of: field)
        }
        if let field = fields[.timeout] {
            decoded.settings.timeout = duration(field, in: SettingsLimits.timeout, example: "30s", in: &reader)
        }
        if let field = fields[.maxWait] {
            decoded.settings.maxWait = duration(field, in: SettingsLimits.maxWait, example: "60s", in: &reader)
        }
        if let field = fields[.concurrency] {
            decoded.settings.concurrency = number(
                field, in: SettingsLimits.concurrency, code: "concurrency",
                what: Message("the number of calls at a time"),
                &reader)
        }
        if let field = fields[.retries] {
            decoded.settings.retries = number(
                field, in: SettingsLimits.retries, code: "retries", what: Message("the number of retries"), &reader)
        }
        if let field = fields[.rateLimit] { decoded.settings.rateLimit = rateLimit(field, in: &reader) }
    }

    private func baseURL(_ field: Field, in reader: inout NodeReader) -> APIBaseURL? {
        let hint = Message("Write https://gateway.jelou.ai/platform, or leave the key out.")
        guard let text = reader.scalarText(field, expected: Message("a URL"), hint: hint) else { return nil }
        do throws(APIBaseURL.Problem) {
            return try APIBaseURL(text)
        } catch {
            let isHidden = Issue.mayHoldCredential(text)
            var place = reader.location(of: field)
            if isHidden { place.length = 1 }
            let issue = Issue(
                "base-url", Message("unusable base URL"),
                detail: .unusableURL(text, because: error.message),
                hint: hint)
            reader.report(issue, at: place)
            return nil
        }
    }

    private func duration(
        _ field: Field, in range: ClosedRange<Duration>, example: String, in reader: inout NodeReader
    ) -> Duration? {
        let bounds = Message("from \(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))")
        let hint = Message("Write a whole number and ms, s, m or h, \(bounds): \(example).")
        guard let text = reader.scalarText(field, expected: Message("a time such as \(example)"), hint: hint) else {
            return nil
        }
        guard let duration = DurationText.parse(text) else {
            let issue = Issue(
                "duration", Message("not a time"), detail: Message("\(Quoted.text(text)) is not a number with a unit."),
                hint: hint)
            reader.report(issue, at: reader.location(of: field))
            return nil
        }
        guard range.contains(duration) else {
            let issue = Issue(
                "duration", Message("a time out of range"),
                detail: Message(
                    """
                    \(reader.subject(of: field)) must be \(bounds), not \(Quoted.text(text)).
                    """
                ).asSentence,
                hint: hint)
            reader.report(issue, at: reader.location(of: field))
            return nil
        }
        return duration
    }

    private func number(
        _ field: Field, in range: ClosedRange<Int>, code: String, what: Message, _ reader: inout NodeReader
    ) -> Int? {
        let hint = Message("Write a whole number from \(range.lowerBound) to \(range.upperBound).")
        guard let number = reader.integer(field, hint: hint) else { return nil }
        guard range.contains(number) else {
            let issue = Issue(
                code, Message("a number out of range"),
                detail: Message(
                    """
                    \(what) must be from \(range.lowerBound) to \(range.upperBound), not \(number).
                    """
                ).asSentence,
                hint: hint)
            reader.report(issue, at: reader.location(of: field))
            return nil
        }
        return number
    }

    private func rateLimit(_ field: Field, in reader: inout NodeReader) -> RateLimit? {
        let hint = Message("Write a whole number from 1 to 100000, a slash and s, m or h: 20/s.")
        guard let text = reader.scalarText(field, expected: Message("a rate such as 20/s"), hint: hint) else {
            return nil
        }
        if let limit = RateLimit(text) { return limit }
        let issue = Issue(
            "rate-limit", Message("not a rate"),
            detail: Message("\(Quoted.text(text)) is not a number of calls in a time."), hint: hint)
        reader.report(issue, at: reader.location(of: field))
        return nil
    }

    // MARK: The rest

    private func state(_ field: Field, in reader: inout NodeReader) -> String? {
        let hint = Message("Write the path of a file: state: .jelouctl/state.json.")
        guard let path = reader.nonEmptyString(field, hint: hint) else { return nil }
        var place = reader.location(of: field)
        if let scheme = path.firstRange(of: "://") {
            if Issue.mayHoldCredential(path) { place.length = 1 }
            let issue = Issue(
                "shared-state-unsupported", Message("shared state is not supported"),
                detail: Message(
                    """
                    This version keeps its state in a file; it does not read \
                    \(Quoted.text(String(path[..<scheme.upperBound]))) addresses.
                    """),
                hint: hint)
            reader.report(issue, at: place)
            return nil
        }
        return checked(path, place: place, hint: hint, in: &reader)
    }

    /// Refuses what only a shell would read as a home folder.
    private func checked(
        _ path: String, place: SourceLocation, hint: Message, in reader: inout NodeReader
    ) -> String? {
        guard path.hasPrefix("~/") else { return path }
        let issue = Issue(
            "path", Message("a path that only a shell knows"),
            detail: Message("\(Quoted.text(path)) starts with ~, which is not replaced."),
            hint: hint)
        reader.report(issue, at: place)
        return nil
    }

    private func signingSecrets(_ field: Field, in reader: inout NodeReader) -> SigningSecretSink? {
        let hint = Message("Write { directory: ./secrets } or { command: [\"vault\", \"kv\", \"put\", …] }.")
        guard let mapping = reader.mapping(field, hint: hint) else { return nil }
        let fields = reader.fields(of: mapping, as: SigningSecretsKey.self)
        switch (fields[.directory], fields[.command]) {
        case (nil, nil):
            let issue = Issue(
                "signing-secrets", Message("no place for signing secrets"),
                detail: Message("\"signingSecrets\" says neither \"directory\" nor \"command\"."), hint: hint)
            reader.report(issue, at: reader.location(of: field.key))
            return nil
        case (let directory?, let command?):
            let later = max(directory.key, command.key)
            let issue = Issue(
                "signing-secrets", Message("two places for signing secrets"),
                detail: Message("\"directory\" and \"command\" exclude each other."), hint: Message("Keep one of them.")
            )
            reader.report(issue, at: reader.location(of: later))
            return nil
        case (let directory?, nil):
            guard let path = reader.nonEmptyString(directory, hint: hint) else { return nil }
            let place = reader.location(of: directory)
            return checked(path, place: place, hint: hint, in: &reader).map(SigningSecretSink.directory)
        case (nil, let command?):
            return CredentialDecoder(allowsPlaceholder: false).command(command, in: &reader)
                .map(SigningSecretSink.command)
        }
    }

    private func language(_ field: Field, in reader: inout NodeReader) -> Language? {
        let names = Language.allCases.map(\.rawValue)
        let hint = Message("Write \(Quoted.list(names)).")
        guard let text = reader.scalarText(field, expected: Quoted.list(names), hint: hint) else { return nil }
        if let language = Language(rawValue: text) { return language }
        let issue = Issue(
            "language", Message("unsupported language"),
            detail: Message("\(Quoted.text(text)) is not one of \(names.joined(separator: ", "))."), hint: hint)
        reader.report(issue, at: reader.location(of: field))
        return nil
    }
}
