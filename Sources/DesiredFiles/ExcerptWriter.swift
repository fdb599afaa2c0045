import Integrations
import YAMLText

/// Orders the findings and gives each the line that it is about.
///
/// Runs after everything else and does nothing without findings, so that good files pay nothing for it.
struct ExcerptWriter {
    let limits: YAMLLimits

    func diagnostics(of findings: [Finding], in texts: [FileText]) -> [Diagnostic] {
        let sorted = findings.enumerated().sorted { Self.key($0.element, $0.offset) < Self.key($1.element, $1.offset) }
            .map(\.element)
        var diagnostics: [Diagnostic] = []
        diagnostics.reserveCapacity(sorted.count)
        var start = sorted.startIndex
        while start < sorted.endIndex {
            let order = sorted[start].order
            let end = sorted[start...].firstIndex { $0.order != order } ?? sorted.endIndex
            let own = sorted[start..<end].map(\.diagnostic)
            let text = texts.first { $0.order == order }
            diagnostics += text.map { withExcerpts(own, from: $0) } ?? own
            start = end
        }
        return diagnostics
    }

    private static func key(_ finding: Finding, _ offset: Int) -> (Int, Int, Int, Int) {
        let location = finding.diagnostic.location
        return (finding.order, location?.line ?? 0, location?.column ?? 0, offset)
    }

    /// - Parameter diagnostics: of one file, sorted by line.
    private func withExcerpts(_ diagnostics: [Diagnostic], from text: FileText) -> [Diagnostic] {
        let lines = SourceLines(text.bytes)
        let wanted = diagnostics.compactMap { $0.location?.line }
        let mask = CredentialMask(of: text, lines: lines, wanted: wanted, limits: limits)
        return diagnostics.map { diagnostic in
            guard let location = diagnostic.location, let scalars = lines.scalars(ofLine: location.line) else {
                return diagnostic
            }
            let excerpt = SourceExcerpt(
                scalars, column: location.column, length: location.length, hiding: mask.columns(ofLine: location.line))
            var diagnostic = diagnostic
            diagnostic.sourceLine = excerpt.text
            diagnostic.location?.length = excerpt.length
            return diagnostic
        }
    }
}

/// The lines of a text, found in one walk.
///
/// Lines end where YAML 1.1 ends them, so that they are those of the positions.
struct SourceLines {
    private let bytes: [UInt8]
    private var lines: [Range<Int>] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var offset = start
        while offset < bytes.count {
            let width = Self.breakWidth(in: bytes, at: offset)
            if width > 0 {
                lines.append(start..<offset)
                start = offset + width
            }
            offset += max(1, width)
        }
        lines.append(start..<bytes.count)
    }

    /// The scalars of a line without its end; nil if there is no such line.
    func scalars(ofLine number: Int) -> [Unicode.Scalar]? {
        guard lines.indices.contains(number - 1) else { return nil }
        return Array(String(decoding: bytes[lines[number - 1]], as: UTF8.self).unicodeScalars)
    }

    private static func breakWidth(in bytes: [UInt8], at offset: Int) -> Int {
        func byte(_ distance: Int) -> UInt8? { offset + distance < bytes.count ? bytes[offset + distance] : nil }
        switch bytes[offset] {
        case 0x0A: return 1
        case 0x0D: return byte(1) == 0x0A ? 2 : 1
        case 0xC2: return byte(1) == 0x85 ? 2 : 0
        case 0xE2: return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0
        default: return 0
        }
    }
}
