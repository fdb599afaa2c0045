import Integrations

/// Who a run acts for, as far as its surroundings say.
package struct AuditActor: Hashable, Sendable {
    /// The person or the account that started it.
    package var who: String?
    /// Of the files that are applied.
    package var commit: String?
    /// Where the run of the CI system can be looked at.
    package var runURL: String?
    /// Name and version of this program.
    package var tool: String

    package init(who: String?, commit: String?, runURL: String?, tool: String) {
        self.who = who
        self.commit = commit
        self.runURL = runURL
        self.tool = tool
    }
}

extension AuditActor {
    /// Variables of the environment can hold anything, so each text is cleaned and cut.
    var entryValue: EntryValue {
        .object([
            "who": .optional(who.map { PlainText.cleaned($0) }),
            "commit": .optional(commit.map { PlainText.cleaned($0) }),
            "runUrl": .optional(runURL.map { PlainText.cleaned($0, limit: 1024) }),
            "tool": .text(PlainText.cleaned(tool)),
        ])
    }
}
