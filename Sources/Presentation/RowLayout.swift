import Messages

/// Puts the rows of a plan into columns that fit the width: project, what there is to say, place.
///
/// The place is never cut. A name gives way first; what still does not fit goes to a line of its own.
struct RowLayout {
    private let style: TextStyle
    /// Of the project's column; longer ids stand alone on their line.
    private let projectWidth: Int
    private let middleWidth: Int
    private let usesLongPlaces: Bool

    /// Columns in front of the project.
    private static let margin = 4
    /// A name that has fewer columns is left out: the id is there.
    private static let shortestName = 6

    init(_ rows: [PlanRow], _ style: TextStyle) {
        self.style = style
        let cap = max(20, style.width * 2 / 5)
        projectWidth = rows.map(\.project.displayWidth).filter { $0 <= cap }.max() ?? 0
        let start = Self.margin + projectWidth + 2
        let widestMiddle = rows.map { Self.wholeMiddle($0, style).displayWidth }.max() ?? 0
        let widestRemark = rows.map { $0.remark.map(style.text)?.displayWidth ?? 0 }.max() ?? 0
        let places = rows.compactMap(\.place)
        let widestLong = places.map { Self.text($0, long: true, style).displayWidth }.max() ?? 0
        let usesLongPlaces = start + widestMiddle + 2 + widestLong <= style.width
        // Names give way to places, but not to one that would not fit even then.
        let widestPlace =
            places.map { Self.text($0, long: usesLongPlaces, style).displayWidth }
            .filter { start + widestRemark + 2 + $0 <= style.width }.max() ?? 0
        middleWidth = max(min(widestMiddle, style.width - start - 2 - widestPlace), widestRemark)
        self.usesLongPlaces = usesLongPlaces
    }

    /// The row's line, or its lines, without its fields.
    func lines(_ row: PlanRow) -> [String] {
        let width = row.project.displayWidth
        let isAlone = width > projectWidth
        let project = row.project.truncatedInTheMiddle(to: style.width - Self.margin)
        let first = "  " + style.paint(row.sigil, row.tone) + " " + style.paint(project, row.tone)
        let middle = middle(row)
        let place = row.place.map { Self.text($0, long: usesLongPlaces, style) } ?? ""
        if isAlone, middle.width == 0, Self.margin + width + 2 + place.displayWidth <= style.width {
            return [place.isEmpty ? first : first + "  " + style.paint(place, .quiet)]
        }
        let start = Self.margin + projectWidth + 2
        var (rest, overflow) = rest(middle, place, start: start)
        overflow.insert(contentsOf: nameLines(row, middle), at: 0)
        let indent = isAlone ? start : projectWidth - width + 2
        guard !rest.isEmpty else { return [first] + overflow }
        return (isAlone ? [first, Self.spaces(indent) + rest] : [first + Self.spaces(indent) + rest]) + overflow
    }

    /// What follows the project on its line, and the place if it needs a line of its own.
    private func rest(_ middle: Middle, _ place: String, start: Int) -> (String, [String]) {
        let painted = style.paint(place, .quiet)
        guard !place.isEmpty else { return (middle.text, []) }
        guard middleWidth > 0 else { return (painted, []) }
        let placeWidth = place.displayWidth
        if start + middleWidth + 2 + placeWidth <= style.width {
            return (middle.text + Self.spaces(middleWidth - middle.width + 2) + painted, [])
        }
        if start + middle.width + 2 + placeWidth <= style.width {
            let gap = style.width - start - middle.width - placeWidth
            return (middle.text + Self.spaces(gap) + painted, [])
        }
        return (middle.text, ["      " + painted])
    }

    private struct Middle {
        /// Painted.
        var text: String
        var width: Int
        /// Whether the name is in it, and whole.
        var hasWholeName = false
    }

    /// The name on a line of its own, laid out as a field, where it may not be lost.
    private func nameLines(_ row: PlanRow, _ middle: Middle) -> [String] {
        guard let name = row.name, row.needsName, !middle.hasWholeName,
            !row.fields.contains(where: { $0.field == "name" })
        else { return [] }
        return FieldLine(field: "name", value: .text(Message(verbatim: name))).laidOut(style)
    }

    /// Name and remark as they fit.
    private func middle(_ row: PlanRow) -> Middle {
        let remark = row.remark.map(style.text) ?? ""
        let separator = row.remark == nil || row.name == nil ? "" : " · "
        let room = middleWidth - remark.displayWidth - separator.displayWidth
        let shortest = row.needsName ? Int.max : Self.shortestName
        guard let name = row.name, name.displayWidth <= room || room >= shortest else {
            return Middle(text: style.paint(remark, row.tone), width: remark.displayWidth)
        }
        let shown = name.truncated(to: room)
        return Middle(
            text: shown + separator + style.paint(remark, row.tone),
            width: shown.displayWidth + separator.displayWidth + remark.displayWidth, hasWholeName: shown == name)
    }

    private static func spaces(_ count: Int) -> String {
        String(repeating: " ", count: count)
    }

    private static func wholeMiddle(_ row: PlanRow, _ style: TextStyle) -> String {
        [row.name, row.remark.map(style.text)].compactMap(\.self).joined(separator: " · ")
    }

    private static func text(_ place: PlanRow.Place, long: Bool, _ style: TextStyle) -> String {
        switch place {
        case .line(let text): text
        case .gone(let file?):
            style.text(long ? Message("no longer in the files (was \(file))") : Message("gone from \(file)"))
        case .gone(nil): style.text(long ? Message("no longer in the files") : Message("gone"))
        }
    }
}
