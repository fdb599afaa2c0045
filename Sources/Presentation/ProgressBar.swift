import Messages

/// How far a run is, on one line of a terminal.
///
/// `[#########>          ] 450/1000  447 done  2 failed  1 unknown`
struct ProgressBar {
    /// Columns of the terminal, also of one that is too narrow for other texts.
    let width: Int
    let style: TextStyle

    /// Back to the line's start, and what is on it gone.
    static let clearing = "\r\u{1B}[K"

    private static let cells = 10...30

    /// The line, without an end, that the cursor stays on it.
    ///
    /// The terminal's last column stays free, because a terminal breaks the line once it is written to. Where there is no
    /// room for the bar the numbers stand alone, and where there is none for all of them, the first.
    func line(_ tally: ProgressTally) -> String {
        var text = "\(tally.finished)/\(tally.total)"
        var columns = text.count
        let room = width - 1
        guard columns <= room else { return "" }
        for (part, tone) in parts(tally) {
            guard columns + 2 + part.displayWidth <= room else { break }
            columns += 2 + part.displayWidth
            text += "  " + style.paint(part, tone)
        }
        let cells = min(room - columns - 3, Self.cells.upperBound)
        return cells < Self.cells.lowerBound ? text : "[\(bar(tally, cells))] \(text)"
    }

    private func parts(_ tally: ProgressTally) -> [(String, Tone)] {
        var parts = [(Message("\(tally.succeeded) done"), Tone.success)]
        if tally.failed > 0 { parts.append((Message("\(tally.failed) failed"), .error)) }
        if tally.unknown > 0 { parts.append((Message("\(tally.unknown) unknown"), .error)) }
        if tally.skipped > 0 { parts.append((Message("\(tally.skipped) skipped"), .warning)) }
        return parts.map { (style.text($0.0), $0.1) }
    }

    private func bar(_ tally: ProgressTally, _ cells: Int) -> String {
        let filled = tally.total == 0 ? cells : cells * tally.finished / tally.total
        let marks = String(repeating: "#", count: filled)
        return filled == cells ? marks : marks + ">" + String(repeating: " ", count: cells - filled - 1)
    }
}
