package import Integrations
package import Messages

/// What a set of desired-state files says, and what is wrong with it.
///
/// With errors in it `desired` holds only what could be read: nothing may act on it then.
package struct LoadedFiles: Sendable {
    package var desired: DesiredState
    package var settings: Settings
    /// Where the key `settings` stands; nil if no file has it.
    package var settingsPlace: SourceLocation?
    /// Where the value of `settings.api.baseUrl` stands.
    package var baseURLPlace: SourceLocation?
    /// Where the value of `settings.state` stands.
    package var statePlace: SourceLocation?
    /// Errors and warnings, by order of the files, then by line and column.
    package var diagnostics: [Diagnostic]
    /// The files as they are shown, in the order in which they were read.
    package var files: [String]

    package init(
        desired: DesiredState = DesiredState(), settings: Settings = Settings(), settingsPlace: SourceLocation? = nil,
        baseURLPlace: SourceLocation? = nil, statePlace: SourceLocation? = nil, diagnostics: [Diagnostic] = [],
        files: [String] = []
    ) {
        self.desired = desired
        self.settings = settings
        self.settingsPlace = settingsPlace
        self.baseURLPlace = baseURLPlace
        self.statePlace = statePlace
        self.diagnostics = diagnostics
        self.files = files
    }

    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// What the files are called in one phrase: `jelou.yaml`, `4 files`, `standard input`.
    package var displayName: Message {
        guard files.count == 1, let only = files.first else {
            return files.isEmpty ? Message("no files") : Message("\(files.count) files")
        }
        return only == "-" ? Message("standard input") : Message(verbatim: PlainText.cleaned(only, limit: 1024))
    }
}
