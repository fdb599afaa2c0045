import Integrations

/// Names findings so that the same one has the same name in the next run, also when its line has moved.
///
/// Lines, columns, wording and language have no part in it. Of a finding in a file it is the code, the file, the project and
/// the text of the line; of a project it is the code and the project alone, wherever its block stands.
struct CIFingerprints {
    private let paths: CIPaths
    private var counts: [String: Int] = [:]

    init(paths: CIPaths) {
        self.paths = paths
    }

    /// 64 hexadecimal digits; never the same twice from one value of this type.
    mutating func next(for finding: CIFinding) -> String {
        let base = digest(of: finding, number: 0)
        let number = counts[base, default: 0]
        counts[base] = number + 1
        return number == 0 ? base : digest(of: finding, number: number)
    }

    private func digest(of finding: CIFinding, number: Int) -> String {
        var digest = ContentDigest()
        digest.add("jelouctl-finding-v1")
        digest.add(finding.code)
        digest.add(finding.project?.rawValue)
        if finding.sourceLine != nil || finding.project == nil {
            digest.add(finding.location.map { paths.path($0.file) })
            digest.add(finding.sourceLine.map(Self.trimmed))
        }
        digest.add(number == 0 ? nil : String(number))
        return String(digest.finalized().dropFirst("sha256:".count))
    }

    /// Without the indentation, which changes when a block moves.
    private static func trimmed(_ line: String) -> String {
        let start = line.drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
