package import Integrations
import Messages
import Planning
package import Reports

/// What `validate` or `drift` found, as the documents of CI systems need it.
package struct CIReport: Sendable {
    /// `validate` or `drift`.
    package var command: String
    /// What was looked at, one by one; the last one is the run as a whole.
    package var subjects: [Subject]
    /// Why the command ended without a result; nil if it has one.
    package var failure: [Diagnostic]?
    package var paths: CIPaths
    /// Where a finding without a place is shown.
    package var fallbackFile: String

    /// A file or a project, and what was found about it.
    package struct Subject: Hashable, Sendable {
        /// The path from the root, or the project's id.
        package var name: String
        package var location: SourceLocation?
        package var findings: [CIFinding]
        /// Whether it is the run as a whole, and neither a file nor a project.
        package var isRun = false
    }

    /// What `validate` found, file by file.
    ///
    /// - Parameter files: all files that were read, as they are shown.
    package init(_ result: ValidationResult, files: [String], paths: CIPaths) {
        let findings = result.diagnostics.map(CIFinding.init)
        var byFile = Dictionary(grouping: findings) { $0.location?.file ?? "" }
        let general = byFile.removeValue(forKey: "") ?? []
        let others = byFile.keys.filter { !files.contains($0) }.sorted()
        self.init(
            command: "validate",
            subjects: (files + others).map { file in
                let found = byFile[file] ?? []
                let place = found.first { $0.level == .error }?.location
                return Subject(
                    name: paths.path(file), location: place ?? SourceLocation(file: file, line: 1, column: 1),
                    findings: found)
            } + [Subject(name: Self.runName, location: nil, findings: general, isRun: true)], paths: paths,
            files: files)
    }

    /// A drift report, project by project.
    package init(_ report: DriftReport, files: [String], paths: CIPaths) {
        let subjects = report.rows.map { row in
            Subject(
                name: row.finding.project.rawValue, location: row.finding.place,
                findings: [CIFinding(row)].compactMap(\.self))
        }
        let general = Subject(
            name: Self.runName, location: nil, findings: report.diagnostics.map(CIFinding.init), isRun: true)
        self.init(command: "drift", subjects: subjects + [general], paths: paths, files: files)
    }

    /// A command that ended before it had a result.
    package init(failed command: String, _ problems: [Diagnostic], paths: CIPaths) {
        let run = Subject(name: Self.runName, location: nil, findings: problems.map(CIFinding.init), isRun: true)
        let files = problems.compactMap(\.location?.file)
        self.init(command: command, subjects: [run], paths: paths, files: files)
        failure = problems
    }

    private init(command: String, subjects: [Subject], paths: CIPaths, files: [String]) {
        self.command = command
        self.subjects = subjects
        self.paths = paths
        // By default the files are called so: a report about nothing at all must name a file too.
        fallbackFile = files.first ?? "jelou.yaml"
    }

    private static let runName = "run"

    package var findings: [CIFinding] { subjects.flatMap(\.findings) }
}

extension DriftFinding {
    /// The project's block; for a project that left the files, the start of the file that it was last read from.
    var place: SourceLocation? {
        source ?? formerFile.map { SourceLocation(file: $0, line: 1, column: 1) }
    }
}
