package import Integrations
package import Messages

/// The file of accepted differences that `--write-accept` starts.
///
/// It is refused as it is: somebody has to write the reasons.
package enum AcceptedDriftFile {
    /// A difference that is there now.
    package struct Proposal: Hashable, Sendable {
        package var project: ProjectID
        /// Written beside the project as a comment.
        package var name: String?
        package var status: AcceptedDriftStatus
        /// The live values as they are now, which the entry is bound to; of a missing integration there are none.
        package var webhookURL: String?
        package var authType: String?
        /// When the live side was last changed: one that was touched is bound to this, having no other mark.
        package var updatedAt: Timestamp?

        package init(
            project: ProjectID, name: String? = nil, status: AcceptedDriftStatus, webhookURL: String? = nil,
            authType: String? = nil, updatedAt: Timestamp? = nil
        ) {
            self.project = project
            self.name = name
            self.status = status
            self.webhookURL = webhookURL
            self.authType = authType
            self.updatedAt = updatedAt
        }
    }

    /// What stands where a reason belongs, until somebody has written one.
    ///
    /// It begins with `TODO` in every language: by that word the reader of the file refuses it.
    package static var reasonToBeWritten: Message { Message("TODO: say why") }

    /// - Parameters:
    ///   - expires: its day in UTC is the last one of every entry.
    ///   - words: what a message says in the language of the comments.
    package static func render(
        _ proposals: [Proposal], expires: Timestamp, words: (Message) -> String = \.english
    ) -> String {
        let day = String(expires.description.prefix { $0 != "T" })
        let reason = words(reasonToBeWritten)
        let list =
            proposals.isEmpty ? "accept: []\n" : "accept:\n" + proposals.map { entry($0, reason, day) }.joined()
        return YAMLComment.lines(words(heading)) + "version: 1\n" + list
    }

    private static var heading: Message {
        Message(
            """
            Differences that are known and may stay for a while: jelouctl drift --accept THIS-FILE
            Write a reason for each, and remove those that should not stay. Until then the file is refused.
            An entry with live values holds only as long as the live side has these very values.
            After its last day (expires, to the day's end in UTC) an entry accepts nothing any more.
            """)
    }

    private static func entry(_ proposal: Proposal, _ reason: String, _ day: String) -> String {
        let name = proposal.name.map(comment).map { $0.isEmpty ? "" : "  # \($0)" } ?? ""
        var lines = [
            "  - project: \(DoubleQuotedScalar.text(for: proposal.project.rawValue))\(name)",
            "    status: \(proposal.status.rawValue)",
        ]
        let live = [
            proposal.webhookURL.map { "      webhookUrl: \(DoubleQuotedScalar.text(for: $0))" },
            proposal.authType.map { "      authType: \(DoubleQuotedScalar.text(for: $0))" },
            proposal.status == .touched ? proposal.updatedAt.map { "      updatedAt: \($0)" } : nil,
        ].compactMap(\.self)
        if proposal.status != .missing, !live.isEmpty { lines += ["    live:"] + live }
        lines += ["    reason: \(DoubleQuotedScalar.text(for: reason))", "    expires: \(day)"]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func comment(_ text: String) -> String {
        let scalars = PlainText.cleaned(text, limit: 120).unicodeScalars.filter(DoubleQuotedScalar.isPrintable)
        return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    }
}
