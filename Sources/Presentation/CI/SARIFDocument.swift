import Integrations
import Messages

/// Findings in SARIF 2.1.0, for code scanning.
package struct SARIFDocument: Sendable {
    private let version: String

    /// - Parameter version: of this program.
    package init(version: String) {
        self.version = version
    }

    package func encode(_ report: CIReport) -> [UInt8] {
        JSONDocument.encode(SARIFLog(runs: [SARIFRun(report, version: version)]))
    }
}

/// The whole document.
private struct SARIFLog: Encodable {
    let version = "2.1.0"
    var runs: [SARIFRun]

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version
        case runs
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encode(version, forKey: .version)
        try container.encode(runs, forKey: .runs)
    }

    private static let schema =
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
}

/// One run of one command.
private struct SARIFRun: Encodable {
    var tool: Tool
    /// So that `drift` and `validate` of one repository do not replace each other's findings.
    var automationDetails: AutomationDetails
    /// A column counts Unicode scalars, as in all our output.
    let columnKind = "unicodeCodePoints"
    var invocations: [Invocation]
    var results: [SARIFResult]

    struct Tool: Encodable {
        var driver: Driver
    }

    struct Driver: Encodable {
        let name = "jelouctl"
        var version: String
        var semanticVersion: String
        var rules: [SARIFRule]
    }

    struct AutomationDetails: Encodable {
        /// The slash at its end says that all before it names the kind of run.
        var id: String
    }

    struct Invocation: Encodable {
        /// Whether the command came to a result, whatever it found.
        var executionSuccessful: Bool
        var toolExecutionNotifications: [Notification]
    }

    /// What concerns the run and no finding.
    struct Notification: Encodable {
        var descriptor: Descriptor
        var level: String
        var message: SARIFText
        var locations: [SARIFLocation]
    }

    struct Descriptor: Encodable {
        var id: String
    }

    init(_ report: CIReport, version: String) {
        // What validate says is about the files; what drift says beside its projects is about how it went.
        let isAboutRun = { (subject: CIReport.Subject) in
            report.failure != nil || (subject.isRun && report.command != "validate")
        }
        let findings = report.subjects.filter { !isAboutRun($0) }.flatMap(\.findings)
        let rules = SARIFRule.rules(for: findings)
        let indices = Dictionary(rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let carriesSuppressions = findings.contains { $0.accepted != nil }
        var fingerprints = CIFingerprints(paths: report.paths)
        tool = Tool(driver: Driver(version: version, semanticVersion: version, rules: rules))
        automationDetails = AutomationDetails(id: "jelouctl/\(report.command)/")
        invocations = [
            Invocation(
                executionSuccessful: report.failure == nil,
                toolExecutionNotifications: report.subjects.filter(isAboutRun).flatMap(\.findings).map { finding in
                    Notification(
                        descriptor: Descriptor(id: finding.code), level: finding.level.rawValue,
                        message: SARIFText(text: finding.englishText),
                        locations: finding.location.map { [SARIFLocation($0, report.paths)] } ?? [])
                })
        ]
        results = findings.map { finding in
            SARIFResult(
                finding, ruleIndex: indices[finding.code] ?? -1, report, fingerprint: fingerprints.next(for: finding),
                carriesSuppressions: carriesSuppressions)
        }
    }
}

/// A kind of finding.
private struct SARIFRule: Encodable {
    var id: String
    var shortDescription: SARIFText
    var help: SARIFText
    var defaultConfiguration: Configuration

    struct Configuration: Encodable {
        var level: String
    }

    /// One for each code, sorted; with the words of its first finding.
    static func rules(for findings: [CIFinding]) -> [SARIFRule] {
        Dictionary(findings.map { ($0.code, $0) }) { first, _ in first }.values.sorted { $0.code < $1.code }.map {
            let summary = CIFinding.cleaned($0.summary.english)
            return SARIFRule(
                id: $0.code, shortDescription: SARIFText(text: summary),
                help: SARIFText(text: $0.commonHelp?.english ?? "Each finding says how it is mended."),
                defaultConfiguration: Configuration(level: $0.level.rawValue))
        }
    }
}

/// A finding.
private struct SARIFResult: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var kind: String
    var level: String
    var message: SARIFText
    var locations: [SARIFLocation]
    var partialFingerprints: [String: String]
    /// In all results of a run or in none.
    var suppressions: [Suppression]?

    struct Suppression: Encodable {
        let kind = "external"
        let status = "accepted"
        var justification: String
    }

    init(
        _ finding: CIFinding, ruleIndex: Int, _ report: CIReport, fingerprint: String, carriesSuppressions: Bool
    ) {
        ruleId = finding.code
        self.ruleIndex = ruleIndex
        // The standard has a kind for what could not be decided, and asks for this level with it.
        kind = finding.isUndecided ? "open" : "fail"
        level = finding.isUndecided ? "none" : finding.level.rawValue
        message = SARIFText(text: finding.englishText)
        let place = finding.location ?? SourceLocation(file: report.fallbackFile, line: 1, column: 1)
        locations = [SARIFLocation(place, report.paths)]
        partialFingerprints = ["jelouctlFinding/v1": fingerprint]
        // Code scanning makes its own of the text of the line, so findings that share line 1 of a file would become one.
        if finding.location == nil || (finding.sourceLine == nil && place.line == 1) {
            partialFingerprints["primaryLocationLineHash"] = "\(fingerprint):1"
        }
        guard carriesSuppressions else { return }
        suppressions =
            finding.accepted.map {
                let until = "Accepted until \($0.expires): "
                return [Suppression(justification: until + PlainText.cleaned($0.reason, limit: 500))]
            } ?? []
    }
}

/// A text without formatting.
private struct SARIFText: Encodable {
    var text: String
}

/// A place in a file.
private struct SARIFLocation: Encodable {
    var physicalLocation: PhysicalLocation

    struct PhysicalLocation: Encodable {
        var artifactLocation: ArtifactLocation
        var region: Region
    }

    struct ArtifactLocation: Encodable {
        var uri: String
        /// Nil for a file outside the repository.
        var uriBaseId: String?
    }

    struct Region: Encodable {
        var startLine: Int
        var startColumn: Int
        /// The column behind the last one.
        var endColumn: Int
    }

    init(_ place: SourceLocation, _ paths: CIPaths) {
        let path = paths.path(place.file)
        let isOutside = path.hasPrefix("/")
        physicalLocation = PhysicalLocation(
            artifactLocation: ArtifactLocation(
                uri: (isOutside ? "file://" : "") + Self.encoded(path), uriBaseId: isOutside ? nil : "%SRCROOT%"),
            region: Region(
                startLine: place.line, startColumn: place.column, endColumn: place.column + max(place.length, 1)))
    }

    /// The path as part of a URI: everything but letters, digits, `-._~` and the slash is escaped byte by byte.
    private static func encoded(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain = byte < 0x80 && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte))
            if isPlain || "-._~/".unicodeScalars.contains(scalar) {
                text.unicodeScalars.append(scalar)
            } else {
                text += "%" + Hexadecimal.encode([byte]).uppercased()
            }
        }
        return text
    }
}
