import Integrations
import Messages
import YAMLText

/// Reads one document: its version, its settings, its defaults and the projects that these apply to.
struct DocumentDecoder {
    func decode(_ document: YAMLTree.Document, into decoded: inout DecodedFile, in reader: inout NodeReader) {
        guard let root = document.root else {
            let mark = document.range.start
            return reader.report(
                .emptyDocument(Message("The document holds no keys.")),
                at: SourceLocation(file: reader.file.shown, line: mark.line, column: mark.column))
        }
        guard reader.tree.kind(of: root) == .mapping else { return reportRoot(root, in: &reader) }
        guard reader.hasSupportedTag(root) else { return }
        let fields = reader.fields(of: root, as: DocumentKey.self)
        guard isVersionSupported(fields[.version], of: root, in: &reader) else { return }
        if let field = fields[.settings] {
            decoded.settings.append(SettingsDecoder().decode(field, in: &reader))
        }
        var defaults = Defaults()
        if let field = fields[.defaults] { defaults = DefaultsDecoder().decode(field, in: &reader) }
        if let field = fields[.projects] {
            decodeProjects(field, defaults: defaults, into: &decoded, in: &reader)
        }
    }

    private func reportRoot(_ root: Node, in reader: inout NodeReader) {
        var place = reader.location(of: root)
        // Whatever it is, it might be a credential: somebody may have named the wrong file.
        place.length = 1
        let found = reader.tree.found(at: root)
        let issue = Issue(
            "wrong-type", Message("wrong type of document"),
            detail: .notAMapping(found: found),
            hint: Message("Write version: 1 and projects: at the top level."))
        reader.report(issue, at: place)
    }

    // MARK: Version

    /// Reports what is wrong with the version.
    ///
    /// Only an unsupported one ends the reading: nobody knows what its keys mean.
    private func isVersionSupported(_ field: Field?, of root: Node, in reader: inout NodeReader) -> Bool {
        let hint = Message("Write version: 1.")
        guard let field else {
            let first = reader.tree.entries(of: root).first { _ in true }?.key
            let issue = Issue(
                "version-missing", Message("the version is missing"),
                detail: Message("Every document says which version of the format it has."),
                hint: hint)
            var place = reader.location(of: first ?? root)
            if let first, reader.tree.scalarStyle(of: first) == nil { place.length = 1 }
            reader.report(issue, at: place)
            return true
        }
        guard let version = reader.integer(field, hint: hint) else { return true }
        guard version != 1 else { return true }
        let issue = Issue(
            "version-unsupported", Message("unsupported version of the format"),
            detail: Message("This jelouctl reads version 1, not \(version)."),
            hint: version > 1 ? Message("Install a newer jelouctl, or write version: 1.") : hint)
        reader.report(issue, at: reader.location(of: field))
        return false
    }

    // MARK: Projects

    private func decodeProjects(
        _ field: Field, defaults: Defaults, into decoded: inout DecodedFile, in reader: inout NodeReader
    ) {
        let hint = Message("Write projects by their ids below it; if there is none, write projects: {}.")
        guard let mapping = reader.mapping(field, hint: hint) else { return }
        let decoder = ProjectDecoder(defaults: defaults)
        let entries = reader.openEntries(of: mapping, reportsDuplicates: false)
        decoded.projects.reserveCapacity(decoded.projects.count + entries.count)
        for (field, name) in entries {
            let id: ProjectID
            do throws(ProjectID.Problem) { id = try ProjectID(name) } catch {
                reader.report(.projectID(error), at: reader.location(of: field.key))
                continue
            }
            if decoder.decode(id, field, into: &decoded, in: &reader) { continue }
            decoded.unreadable.append((id, reader.location(of: field.key)))
            if !reader.findings.hasErrors {
                // A project that is passed over in silence would look removed. No path leads here, and none may.
                reader.report(.unreadableProject, at: reader.location(of: field.key), project: id)
            }
        }
    }
}

extension Issue {
    static func projectID(_ problem: ProjectID.Problem) -> Issue {
        Issue(
            "project-id", Message("unusable project id"), detail: problem.message.asSentence,
            hint: Message("Write the id as Jelou shows it."))
    }

    static var unreadableProject: Issue {
        Issue(
            "unreadable-project", Message("the project cannot be read"),
            detail: Message("Something in it was not understood."),
            hint: Message("Please report this as a bug of jelouctl."))
    }
}

extension Message {
    /// - Parameter found: what stands where a document's mapping should; nil for nothing.
    static func notAMapping(found: Message?) -> Message {
        let nothing = Message("nothing")
        return Message("A document must be a mapping (keys and values), but this is \(found ?? nothing).")
    }
}
