import Integrations
import Messages

/// A Markdown document as parts of which some may be left out, so that it fits into a number of bytes.
///
/// It is cut between pieces alone, never within one: each piece closes what it opens.
struct MarkdownDocument {
    /// The command, for the marker by which a later comment replaces this one.
    var command: String
    /// The line of totals; ready to be shown.
    var title: String
    /// In the order of reading.
    var parts: [Part] = []
    /// What to run for all of it; nil after something that cannot be run for its text again.
    var completeCommand: ShellCommand?

    /// Pieces below one heading.
    struct Part {
        /// In front of the pieces, if any is shown.
        var opening = ""
        /// Behind the pieces; it closes what ``opening`` opens.
        var closing = ""
        /// What is counted if not all of it fits; nil for what nobody misses.
        var name: String?
        /// Whether the reader is told first of all if one of these is left out.
        var isVital = false
        var pieces: [Piece]
    }

    /// Something that is shown in one of its forms, or not at all.
    struct Piece {
        /// From short to long; each ends with a line end.
        var forms: [Form]

        init(_ forms: Form...) { self.forms = forms }

        init(_ forms: [Form]) { self.forms = forms }
    }

    /// A text, and how early it is let in.
    struct Form {
        var rank: Rank
        var text: String

        init(_ rank: Rank, _ text: String) {
            self.rank = rank
            self.text = text
        }
    }

    /// What goes before what when there is not room for all.
    enum Rank: Int, CaseIterable {
        /// Risk, consent, the digest.
        case essential
        /// Deletes, refusals, failures: in one short line.
        case vital
        /// What is blocked, in one short line.
        case held
        case context
        case vitalInFull
        case heldInFull
        case heldFields
        /// One line for each other change.
        case line
        /// Warnings and notes.
        case note
        case fields
        /// What was asked for besides.
        case extra
    }
}

extension MarkdownDocument {
    func render(_ style: MarkdownStyle) -> String {
        var fit = Fit(parts)
        fit.takeEverything()
        let top = "<!-- jelouctl:\(command) -->\n### \(title)\n"
        if top.utf8.count + fit.size <= style.maxBytes { return top + fit.text(style) }
        // The note is made for the worst case first, so that its own length never pushes anything out.
        let worst = note(Fit(parts), shortened: parts.reduce(0) { $0 + $1.pieces.count }, style)
        fit = Fit(parts)
        fit.take(upTo: style.maxBytes - top.utf8.count - worst.utf8.count)
        return top + note(fit, shortened: fit.shortened, style) + fit.text(style)
    }

    /// What is not shown, and where it is.
    private func note(_ fit: Fit, shortened: Int, _ style: MarkdownStyle) -> String {
        let missing = zip(parts, fit.missing).filter { $0.0.name != nil && $0.1 > 0 }
        let counts = missing.map { part, count in
            Message("\(part.name ?? ""): \(count) of \(part.pieces.count)")
        }
        var sentences = [Message("Shortened to fit into \(style.maxBytes) bytes.")]
        if missing.contains(where: \.0.isVital) {
            sentences.append(Message("The lists of what matters most are not complete."))
        }
        if !counts.isEmpty { sentences.append(Message("Left out: \(Message(joining: counts, separator: ", ")).")) }
        if shortened == 1 { sentences.append(Message("1 of those below is without its particulars.")) }
        if shortened > 1 { sentences.append(Message("\(shortened) of those below are without their particulars.")) }
        var texts = sentences.map { style.prose($0) }
        texts.append(
            completeCommand.flatMap { style.prose(toRun: $0) { Message("For all of it run \($0).") } }
                ?? style.prose(Message("The text that the run has printed names all of it.")))
        if let file = style.jsonFile {
            let name = PlainText.cleaned(file, limit: 200)
            texts.append(style.prose(naming: name) { Message("The JSON document is in \($0).") })
        } else {
            texts.append(style.prose(Message("The file that --json-out writes holds all of it too.")))
        }
        return "\n> [!IMPORTANT]\n> \(texts.joined(separator: " "))\n"
    }
}

extension MarkdownDocument.Part {
    /// A box that GitHub and GitLab colour by its kind; ready to be shown.
    static func alert(_ kind: String, _ lines: [String]) -> Self {
        let text = "> [!\(kind)]\n" + lines.map { "> \($0)\n" }.joined(separator: ">\n")
        return Self(pieces: [MarkdownDocument.Piece(.init(.essential, text))])
    }

    /// Pieces that are shown when the reader asks for them.
    ///
    /// - Parameter pieces: each ends with a line end.
    static func folded(
        _ name: String, count: Int?, rank: MarkdownDocument.Rank, _ pieces: [String]
    ) -> Self {
        let title = MarkdownText.html(name) + (count.map { " (\($0))" } ?? "")
        return Self(
            opening: "<details><summary>\(title)</summary>\n\n", closing: "\n</details>\n", name: name,
            pieces: pieces.map { MarkdownDocument.Piece(.init(rank, $0)) })
    }
}

/// Which forms of which pieces are shown.
private struct Fit {
    private let parts: [MarkdownDocument.Part]
    /// By part and piece: the index of the form that is shown; nil if none is.
    private var shown: [[Int?]]
    /// In bytes, with the openings and closings of the parts that are shown.
    private(set) var size = 0

    /// Room for the line that says how many more there are.
    private static let moreLength = 64

    init(_ parts: [MarkdownDocument.Part]) {
        self.parts = parts
        shown = parts.map { Array(repeating: nil, count: $0.pieces.count) }
    }

    mutating func takeEverything() {
        for (index, part) in parts.enumerated() where !part.pieces.isEmpty {
            shown[index] = part.pieces.map { $0.forms.count - 1 }
            size += frame(part) + part.pieces.reduce(0) { $0 + ($1.forms.last?.text.utf8.count ?? 0) }
        }
    }

    /// Lets in what goes first, until something does not fit; then what goes next.
    ///
    /// If something vital does not fit, nothing that matters less takes its room.
    mutating func take(upTo limit: Int) {
        for rank in MarkdownDocument.Rank.allCases {
            var isFull = false
            for index in parts.indices where !take(rank, of: index, upTo: limit) { isFull = true }
            if isFull, rank.rawValue <= MarkdownDocument.Rank.vital.rawValue { return }
        }
    }

    /// - Returns: whether all of that rank fit.
    private mutating func take(_ rank: MarkdownDocument.Rank, of index: Int, upTo limit: Int) -> Bool {
        let part = parts[index]
        var isEmpty = shown[index].allSatisfy { $0 == nil }
        for (place, piece) in part.pieces.enumerated() {
            let current = shown[index][place]
            let next = current.map { $0 + 1 } ?? 0
            guard next < piece.forms.count, piece.forms[next].rank == rank else { continue }
            let growth =
                piece.forms[next].text.utf8.count - (current.map { piece.forms[$0].text.utf8.count } ?? 0)
                + (isEmpty ? frame(part) + Self.moreLength : 0)
            guard size + growth <= limit else { return false }
            size += growth
            shown[index][place] = next
            isEmpty = false
        }
        return true
    }

    private func frame(_ part: MarkdownDocument.Part) -> Int {
        1 + part.opening.utf8.count + part.closing.utf8.count
    }

    /// How many pieces of each part are left out.
    var missing: [Int] { shown.map { $0.count { $0 == nil } } }

    /// How many pieces are shown, but not in their longest form.
    var shortened: Int {
        zip(parts, shown).reduce(0) { sum, pair in
            sum + zip(pair.0.pieces, pair.1).count { piece, form in form.map { $0 < piece.forms.count - 1 } ?? false }
        }
    }

    func text(_ style: MarkdownStyle) -> String {
        zip(parts, shown).map { part, forms in
            let texts = zip(part.pieces, forms).compactMap { piece, form in form.map { piece.forms[$0].text } }
            guard !texts.isEmpty else { return "" }
            let count = forms.count - texts.count
            let more = count == 0 || part.name == nil ? "" : "- " + style.prose(Message("… and \(count) more")) + "\n"
            return "\n" + part.opening + texts.joined() + more + part.closing
        }.joined()
    }
}
