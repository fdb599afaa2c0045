import Integrations
import Messages

/// Findings as GitLab's code quality report: a JSON list.
///
/// GitLab has no word for what is accepted, so accepted drift is left out.
package struct CodeQualityDocument: Sendable {
    package init() {}

    package func encode(_ report: CIReport) -> [UInt8] {
        var fingerprints = CIFingerprints(paths: report.paths)
        let issues = report.findings.filter { $0.accepted == nil }.map { finding in
            let place = finding.location ?? SourceLocation(file: report.fallbackFile, line: 1, column: 1)
            return Issue(
                description: finding.englishText, checkName: finding.code,
                fingerprint: fingerprints.next(for: finding),
                severity: report.failure == nil ? Self.severity(finding) : "blocker",
                location: Issue.Location(path: report.paths.path(place.file), lines: Issue.Lines(begin: place.line)))
        }
        return JSONDocument.encode(issues)
    }

    /// `blocker` is kept for what stopped the command.
    private static func severity(_ finding: CIFinding) -> String {
        switch finding.level {
        case .error: "critical"
        case .warning: finding.isUndecided ? "major" : "minor"
        case .note: "info"
        }
    }

    private struct Issue: Encodable {
        var description: String
        var checkName: String
        var fingerprint: String
        var severity: String
        var location: Location

        private enum CodingKeys: String, CodingKey {
            case description
            case checkName = "check_name"
            case fingerprint
            case severity
            case location
        }

        struct Location: Encodable {
            var path: String
            var lines: Lines
        }

        struct Lines: Encodable {
            var begin: Int
        }
    }
}
