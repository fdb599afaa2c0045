import Integrations
import Messages
import YAMLText

/// Reads one project, with the defaults of its document.
struct ProjectDecoder {
    let defaults: Defaults

    private static let hint = Message("Write webhookUrl: https://… below it, or state: absent for no integration.")

    /// - Parameter field: the project's id and its block.
    /// - Returns: false if something about it is wrong, which is reported then.
    func decode(
        _ id: ProjectID, _ field: Field, into decoded: inout DecodedFile, in reader: inout NodeReader
    ) -> Bool {
        guard let mapping = reader.mapping(field, hint: Self.hint) else { return false }
        let fields = reader.fields(of: mapping, as: ProjectKey.self)
        let values = ProjectValues()
        let places = DesiredProject.Places(project: reader.location(of: field.key))
        var project = DesiredProject(id: id, intent: .absent, places: places)
        var isComplete = true

        if let field = fields[.name] {
            project.name = reader.nonEmptyString(field, hint: Message("Write a name, or leave the key out."))
            isComplete = isComplete && project.name != nil
        }
        project.labels = defaults.labels
        if let field = fields[.labels] {
            let labels = values.labels(field, in: &reader)
            isComplete = isComplete && labels != nil
            project.labels.merge(labels ?? [:]) { $1 }
        }
        project.protect = defaults.protect
        if let field = fields[.protect] {
            project.protect = reader.boolean(field)
            isComplete = isComplete && project.protect != nil
        }
        var filled: [SecretReference] = []
        let hasAccess = decodeAccess(fields, into: &project, &filled, in: &reader)
        let hasIntent = decodeIntent(fields, of: field, into: &project, &filled, in: &reader)
        guard isComplete, hasAccess, hasIntent else { return false }
        for reference in filled { decoded.filled.append((reference, decoded.projects.count)) }
        decoded.projects.append(project)
        return true
    }

    // MARK: Reaching the API

    private func decodeAccess(
        _ fields: Fields<ProjectKey>, into project: inout DesiredProject, _ filled: inout [SecretReference],
        in reader: inout NodeReader
    ) -> Bool {
        let decoder = AccessDecoder(credentials: CredentialDecoder(allowsPlaceholder: false))
        guard fields[.apiKey] == nil, fields[.basicAuth] == nil else {
            let own = decoder.access(apiKey: fields[.apiKey], basicAuth: fields[.basicAuth], in: &reader)
            guard let own else { return false }
            project.access = own.access
            project.places.access = own.place
            return true
        }
        guard let access = defaults.access else { return true }
        project.places.access = access.place
        project.access = access.access
        guard access.hasPlaceholder else { return true }
        project.access = access.access.filled(with: ProjectPlaceholder.variable(for: project.id))
        let references = project.access.references
        filled += zip(access.access.references, references).filter { $0 != $1 }.map(\.1)
        return references.allSatisfy { check($0, of: project.id, at: access.place, in: &reader) }
    }

    /// Checks what a placeholder was filled in: a name can start with a digit only now.
    private func check(
        _ reference: SecretReference, of id: ProjectID, at place: SourceLocation, in reader: inout NodeReader
    ) -> Bool {
        guard case .environment(let name) = reference, !EnvironmentName.isValid(name) else { return true }
        reader.report(.variableStartsWithDigit(id.rawValue), at: place)
        return false
    }

    // MARK: The integration

    private func decodeIntent(
        _ fields: Fields<ProjectKey>, of field: Field, into project: inout DesiredProject,
        _ filled: inout [SecretReference],
        in reader: inout NodeReader
    ) -> Bool {
        if let state = fields[.state] {
            guard ProjectValues().isAbsent(state, in: &reader) != nil else {
                // What else is written is checked, but what is missing depends on what was meant.
                _ = integration(fields, into: &project, &filled, in: &reader)
                return false
            }
            return reportFieldsBesideAbsent(fields, state: state, in: &reader)
        }
        if fields[.webhookURL] == nil {
            let issue = Issue(
                "missing-key", Message("a required key is missing"),
                detail: Message("The project \(Quoted.text(project.id.rawValue)) has no \"webhookUrl\"."),
                hint: Self.hint)
            reader.report(issue, at: reader.location(of: field.key), project: project.id)
        }
        guard let integration = integration(fields, into: &project, &filled, in: &reader) else { return false }
        project.intent = .present(integration)
        return true
    }

    private func reportFieldsBesideAbsent(
        _ fields: Fields<ProjectKey>, state: Field, in reader: inout NodeReader
    ) -> Bool {
        let written = [ProjectKey.webhookURL, .authType, .authorization].filter { fields[$0] != nil }
        guard !written.isEmpty else { return true }
        let names = written.map { key in
            fields[key].map { Message("\"\(key.name)\" (line \(reader.location(of: $0.key).line))") }
                ?? Message(verbatim: "\"\(key.name)\"")
        }
        let list = Quoted.list(names, .and)
        let issue = Issue(
            "absent-with-fields", Message("an absent project with fields"),
            detail: names.count == 1
                ? Message("There should be no integration, but \(list) says what it should be.")
                : Message("There should be no integration, but \(list) say what it should be."),
            hint: names.count == 1
                ? Message("Remove that key, or state: absent.")
                : Message("Remove those keys, or state: absent."))
        reader.report(issue, at: reader.location(of: state))
        return false
    }

    private func integration(
        _ fields: Fields<ProjectKey>, into project: inout DesiredProject, _ filled: inout [SecretReference],
        in reader: inout NodeReader
    ) -> DesiredIntegration? {
        var webhookURL: WebhookURL?
        if let field = fields[.webhookURL] {
            webhookURL = ProjectValues().webhookURL(field, in: &reader)
            project.places.webhookURL = reader.location(of: field)
        }
        var authType = defaults.authType
        if let field = fields[.authType] { authType = ProjectValues().authType(field, in: &reader) }
        let authorization = self.authorization(fields, authType: authType, into: &project, &filled, in: &reader)
        var integration = webhookURL.map { DesiredIntegration(webhookURL: $0) }
        switch authType {
        case .leftOut: break
        case .invalid: return nil
        case .read(let placed):
            integration?.authType = placed.value
            project.places.authType = placed.place
        }
        switch authorization {
        case .leftOut: break
        case .invalid: return nil
        case .read(let placed):
            integration?.authorization = placed.value
            project.places.authorization = placed.place
        }
        return integration
    }

    private func authorization(
        _ fields: Fields<ProjectKey>, authType: Reading<AuthType>, into project: inout DesiredProject,
        _ filled: inout [SecretReference], in reader: inout NodeReader
    ) -> Reading<SecretReference> {
        let id = project.id
        guard let field = fields[.authorization] else {
            return defaultAuthorization(authType: authType, into: &project, &filled, in: &reader)
        }
        let reference = CredentialDecoder(allowsPlaceholder: false).reference(field, in: &reader)
        switch authType {
        case .leftOut:
            reader.report(
                .authorizationWithoutAuthType(project: id.rawValue), at: reader.location(of: field.key), project: id)
            return .invalid
        case .read(let placed) where placed.value == .noAuth:
            reader.report(
                .authorizationWithNoAuth(at: placed.place), at: reader.location(of: field.key), project: id)
            return .invalid
        case .read, .invalid:
            return Reading(reference, at: reader.location(of: field))
        }
    }

    /// The document's authorization.
    ///
    /// It does not apply to a project that wants no authentication.
    private func defaultAuthorization(
        authType: Reading<AuthType>, into project: inout DesiredProject, _ filled: inout [SecretReference],
        in reader: inout NodeReader
    ) -> Reading<SecretReference> {
        guard let authorization = defaults.authorization else { return .leftOut }
        let id = project.id
        switch authType {
        case .invalid: return .invalid
        case .read(let placed) where placed.value == .noAuth: return .leftOut
        case .read: break
        case .leftOut:
            reader.report(.authorizationWithoutAuthType(project: id.rawValue), at: authorization.place, project: id)
            return .invalid
        }
        guard defaults.authorizationHasPlaceholder else { return .read(authorization) }
        let reference = authorization.value.filled(with: ProjectPlaceholder.variable(for: id))
        filled.append(reference)
        guard check(reference, of: id, at: authorization.place, in: &reader) else { return .invalid }
        return .read(Placed(value: reference, place: authorization.place))
    }
}
