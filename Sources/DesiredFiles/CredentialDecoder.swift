import Integrations
import Messages
import YAMLText

/// Reads references to credentials.
///
/// What it reports never quotes a value: people do write the credential itself there.
struct CredentialDecoder {
    /// Whether `${project}` stands for something here: in `defaults` alone.
    let allowsPlaceholder: Bool

    /// The reference that a field holds.
    func reference(_ field: Field, in reader: inout NodeReader) -> SecretReference? {
        let node = reader.tree.resolved(field.value)
        switch reader.tree.kind(of: node) {
        case .mapping:
            return reader.hasSupportedTag(node) ? reference(mapping: node, of: field, in: &reader) : nil
        case .sequence, .alias:
            reader.wrongType(field, expected: Message("a reference to a credential"), hint: Issue.referenceHint)
        case .scalar:
            if reader.isNull(node) {
                reader.wrongType(field, expected: Message("a reference to a credential"), hint: Issue.referenceHint)
            } else {
                reader.report(.literalCredential(reader.subject(of: field)), at: reader.secretLocation(of: field))
            }
        }
        return nil
    }

    private func reference(mapping: Node, of field: Field, in reader: inout NodeReader) -> SecretReference? {
        let fields = reader.fields(of: mapping, as: CredentialKey.self)
        let reference: SecretReference?
        switch (fields[.env], fields[.file], fields[.command]) {
        case (let field?, nil, nil): reference = environment(field, in: &reader)
        case (nil, let field?, nil): reference = file(field, in: &reader)
        case (nil, nil, let field?): reference = command(field, in: &reader).map(SecretReference.command)
        case (nil, nil, nil):
            // Any other key was reported already.
            if !reader.hasOtherKeysThanMerges(mapping) {
                reader.report(.emptyReference, at: reader.secretLocation(of: field))
            }
            return nil
        default:
            let written = CredentialKey.allCases.filter { fields[$0] != nil }
            let last = written.compactMap { fields[$0]?.key }.max() ?? field.key
            reader.report(.severalReferences(written), at: reader.location(of: last))
            return nil
        }
        // Filled in once for each project: length times projects must stay bearable.
        guard allowsPlaceholder, let reference, reference.hasPlaceholder,
            reference.length > ProjectPlaceholder.maximumLength
        else { return reference }
        reader.report(.placeholder(.tooLong), at: reader.secretLocation(of: field))
        return nil
    }

    // MARK: The three forms

    private func environment(_ field: Field, in reader: inout NodeReader) -> SecretReference? {
        guard
            let name = reader.scalarText(
                field, expected: Message("the name of a variable"),
                hint: Message("Write the name of a variable: { env: JELOU_API_KEY }."))
        else { return nil }
        guard isWellFormed(name, field, in: &reader) else { return nil }
        // Whatever a project is called, its part of the name consists of letters, digits and `_`.
        guard EnvironmentName.isValid(ProjectPlaceholder.filled(name, with: "X", if: allowsPlaceholder)) else {
            reader.report(name.isEmpty ? .emptyVariableName : .badVariableName, at: reader.secretLocation(of: field))
            return nil
        }
        return .environment(name)
    }

    private func file(_ field: Field, in reader: inout NodeReader) -> SecretReference? {
        guard let path = path(field, in: &reader) else { return nil }
        guard !path.hasPrefix("~/") else {
            reader.report(.homePath, at: reader.secretLocation(of: field))
            return nil
        }
        return .file(LexicalPath.join(reader.file.folder, path))
    }

    /// A program and its arguments; the program's name cannot be empty.
    func command(_ field: Field, in reader: inout NodeReader) -> [String]? {
        guard
            let items = reader.list(
                field,
                hint: Message(
                    """
                    Write a list, first the program: ["pass", "show", "jelou/token"]. No shell reads it.
                    """))
        else { return nil }
        guard let program = items.first else {
            reader.report(.emptyCommand, at: reader.secretLocation(of: field))
            return nil
        }
        let arguments = items.map { item in argument(item, in: &reader) }
        let read = arguments.compactMap { $0 }
        guard read.count == arguments.count else { return nil }
        guard read.first?.isEmpty == false else {
            reader.report(.emptyCommand, at: reader.secretLocation(of: program))
            return nil
        }
        return read
    }

    private func argument(_ field: Field, in reader: inout NodeReader) -> String? {
        guard let text = reader.string(field) else { return nil }
        guard !text.utf8.contains(0) else {
            reader.report(.unusableArgument, at: reader.secretLocation(of: field))
            return nil
        }
        return isWellFormed(text, field, in: &reader) ? text : nil
    }

    private func path(_ field: Field, in reader: inout NodeReader) -> String? {
        guard
            let text = reader.string(
                field, hint: Message("Write a path relative to the folder of this file: { file: secrets/token }."))
        else { return nil }
        guard !text.isEmpty, !text.utf8.contains(0) else {
            reader.report(.unusablePath, at: reader.secretLocation(of: field))
            return nil
        }
        return isWellFormed(text, field, in: &reader) ? text : nil
    }

    /// Checks the use of `${…}`.
    private func isWellFormed(_ text: String, _ field: Field, in reader: inout NodeReader) -> Bool {
        guard let misuse = ProjectPlaceholder.misuse(in: text, allowed: allowsPlaceholder) else { return true }
        reader.report(.placeholder(misuse), at: reader.secretLocation(of: field))
        return false
    }
}

/// The names that a variable of the environment may have in our files: those that every shell can set.
enum EnvironmentName {
    static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy { byte in
            isDigit(byte) || byte == UInt8(ascii: "_")
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
