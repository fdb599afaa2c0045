// Catalogue: the texts for people in other languages than the one they are written in. Templates in, templates out.

package import Messages

/// What every message says in each language.
///
/// English stands in the sources; here are the templates of the others, by the English one. A test reads all messages in
/// the sources and finds each of them here, with the same values in it, and nothing besides.
package enum Catalogue {
    /// - Returns: nil for English, and for a template that is not in the catalogue.
    package static func template(_ english: String, in language: Language) -> String? {
        switch language {
        case .english: nil
        case .spanish: spanish[english]
        }
    }

    /// All templates in Spanish by the English one.
    package static let spanish: [String: String] = {
        var templates: [String: String] = [:]
        for part in spanishParts { templates.merge(part.lazy.map { ($0.key, $0.value) }) { first, _ in first } }
        return templates
    }()

    /// One part for each module whose messages it translates.
    ///
    /// Pairs and not dictionaries, because a dictionary literal with a key twice ends the process; a test refuses a key
    /// that stands twice.
    package static let spanishParts: [KeyValuePairs<String, String>] = [
        spanishSystemErrors,
        spanishYAMLText,
        spanishStrictJSON,
        spanishDesiredFiles,
        spanishDesiredFilesProjects,
        spanishDesiredFilesSettings,
        spanishDesiredFilesAcceptedDrift,
        spanishIntegrations,
        spanishPlanning,
        spanishStateStorage,
        spanishStateStorageErrors,
        spanishCredentials,
        spanishTransport,
        spanishIntegrationAPI,
        spanishPlanFiles,
        spanishAuditLog,
        spanishGitHistory,
        spanishExecution,
        spanishReports,
        spanishCommands,
        spanishCommandsApply,
        spanishCommandsImport,
        spanishCommandsPlan,
        spanishCommandsUsage,
        spanishDoctor,
        spanishPresentation,
        spanishPresentationApply,
        spanishPresentationDrift,
        spanishPresentationMarkdown,
        spanishPresentationPlan,
    ]
}

extension Message {
    /// The text in a language; English where the catalogue has nothing.
    package func text(in language: Language) -> String {
        language == .english ? english : text { Catalogue.template($0, in: language) }
    }
}
