package import Integrations

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

        package init(
            project: ProjectID, name: String? = nil, status: AcceptedDriftStatus, webhookURL: String? = nil,
            authType: String? = nil
        ) {
            self.project = project
            self.name = name
            self.status = status
            self.webhookURL = webhookURL
            self.authType = authType
        }
    }

    /// What stands where a reason belongs, until somebody has written one.
    package static let reasonToBeWritten = "TODO: say why"

    /// - Parameter expires: its day in UTC is the last one of every entry.
    package static func render(_ proposals: [Proposal], expires: Timestamp) -> String {
        let day = String(expires.description.prefix { $0 != "T" })
        let list = proposals.isEmpty ? "accept: []\n" : "accept:\n" + proposals.map { entry($0, day) }.joined()
        return heading + list
    }

    private static let heading = """
        # Differences that are known and may stay for a while: jelouctl drift --accept THIS-FILE
        # Write a reason for each, and remove those that should not stay. Until then the file is refused.
        # An entry with live values holds only as long as the live side has these very values.
        # After its last day (expires, to the day's end in UTC) an entry accepts nothing any more.
        version: 1

        """

    private static func entry(_ proposal: Proposal, _ day: String) -> String {
        let name = proposal.name.map(comment).map { $0.isEmpty ? "" : "  # \($0)" } ?? ""
        var lines = [
            "  - project: \(quoted(proposal.project.rawValue))\(name)", "    status: \(proposal.status.rawValue)",
        ]
        let live = [
            proposal.webhookURL.map { "      webhookUrl: \(quoted($0))" },
            proposal.authType.map { "      authType: \(quoted($0))" },
        ].compactMap(\.self)
        if proposal.status != .missing, !live.isEmpty { lines += ["    live:"] + live }
        lines += ["    reason: \(quoted(reasonToBeWritten))", "    expires: \(day)"]
        return lines.map { $0 + "\n" }.joined()
    }

    /// A text in YAML's double quotes: on one line, printable, and read back byte for byte.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
            case _ where scalar.value <= 0xFFFF: result += "\\u" + hexadecimal(scalar, digits: 4)
            default: result += "\\U" + hexadecimal(scalar, digits: 8)
            }
        }
        return result + "\""
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar, digits: Int) -> String {
        let text = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// What may stand in a YAML text as it is: YAML leaves the two non-characters of the first plane out.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isControlCharacter && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }

    private static func comment(_ text: String) -> String {
        let scalars = PlainText.cleaned(text, limit: 120).unicodeScalars.filter(isPrintable)
        return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    }
}
