import CLibYAML

/// Owns one libyaml parser and the one event that it fills again and again; frees both, and what they hold, at its end.
///
/// Neither struct is ever copied: both are large, and libyaml keeps pointers into the parser.
@safe struct LibYAMLParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    /// Where the text ends, if its last line has no line break: libyaml puts its end on a line of its own.
    private let unfinishedLastLineColumn: Int?

    /// Prepares to read `text`, which has no byte order mark and must outlive this value.
    ///
    /// `nil` if memory is short.
    init?(reading text: UnsafeBufferPointer<UInt8>) {
        unsafe parser = .allocate(capacity: 1)
        unsafe event = .allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) != 0 else {
            unsafe parser.deallocate()
            unsafe event.deallocate()
            return nil
        }
        unsafe event.initialize(to: yaml_event_t())
        // Told, not guessed: otherwise a UTF-16 mark would switch the encoding.
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        unfinishedLastLineColumn = Self.columnAfterUnfinishedLine(of: unsafe text.span)
    }

    deinit {
        unsafe yaml_event_delete(event)
        unsafe yaml_parser_delete(parser)
        unsafe event.deallocate()
        unsafe parser.deallocate()
    }

    /// Replaces the current event by the next one.
    ///
    /// False if libyaml stumbled: see ``failure()``.
    @inline(__always)
    func advance() -> Bool {
        unsafe yaml_event_delete(event)
        return unsafe yaml_parser_parse(parser, event) != 0
    }

    @inline(__always)
    var eventType: yaml_event_type_t { unsafe event.pointee.type }

    @inline(__always)
    var range: YAMLRange {
        YAMLRange(start: mark(unsafe event.pointee.start_mark), end: mark(unsafe event.pointee.end_mark))
    }

    // MARK: What the current event holds, if it is of that type

    var isImplicitDocumentStart: Bool { unsafe event.pointee.data.document_start.implicit != 0 }

    var isImplicitDocumentEnd: Bool { unsafe event.pointee.data.document_end.implicit != 0 }

    /// The length of the longest prefix that the document's `%TAG` lines declare.
    var longestTagPrefix: Int {
        let directives = unsafe event.pointee.data.document_start.tag_directives
        guard var directive = unsafe directives.start else { return 0 }
        var longest = 0
        while unsafe directive != directives.end {
            if let prefix = unsafe directive.pointee.prefix {
                longest = max(longest, unsafe Self.length(of: prefix))
            }
            unsafe directive += 1
        }
        return longest
    }

    var aliasName: String { unsafe Self.string(event.pointee.data.alias.anchor) ?? "" }

    @inline(__always)
    var scalarStyle: YAMLScalarStyle {
        switch unsafe event.pointee.data.scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    @inline(__always)
    func withScalarText(_ body: (Span<UInt8>) throws(YAMLProblem) -> Void) throws(YAMLProblem) {
        let text = unsafe UnsafeBufferPointer(
            start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
        try body(unsafe text.span)
    }

    @inline(__always)
    var scalarProperties: YAMLNodeProperties? {
        unsafe Self.properties(anchor: event.pointee.data.scalar.anchor, tag: event.pointee.data.scalar.tag)
    }

    var sequenceIsFlow: Bool {
        unsafe event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
    }

    var sequenceProperties: YAMLNodeProperties? {
        unsafe Self.properties(
            anchor: event.pointee.data.sequence_start.anchor, tag: event.pointee.data.sequence_start.tag)
    }

    var mappingIsFlow: Bool {
        unsafe event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
    }

    var mappingProperties: YAMLNodeProperties? {
        unsafe Self.properties(
            anchor: event.pointee.data.mapping_start.anchor, tag: event.pointee.data.mapping_start.tag)
    }

    /// What libyaml says about the error that made ``advance()`` false.
    func failure() -> LibYAMLFailure {
        let problem = unsafe Self.string(parser.pointee.problem) ?? ""
        let context = unsafe Self.string(parser.pointee.context)
        switch unsafe parser.pointee.error {
        case YAML_READER_ERROR:
            let offset = Int(clamping: unsafe parser.pointee.problem_offset)
            return .reader(problem, offset: offset, value: unsafe Int(parser.pointee.problem_value))
        case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
            let syntax = LibYAMLFailure.Syntax(
                problem: problem, mark: mark(unsafe parser.pointee.problem_mark), context: context ?? "",
                contextMark: context == nil ? nil : mark(unsafe parser.pointee.context_mark), innermost: innermost)
            return .syntax(syntax)
        default:
            return .memory
        }
    }
}

// MARK: - Conversions

extension LibYAMLParser {
    /// Where the innermost collection that is open starts.
    private var innermost: YAMLMark? {
        let marks = unsafe parser.pointee.marks
        guard let bottom = unsafe marks.start, let top = unsafe marks.top, unsafe top > bottom else { return nil }
        return mark(unsafe top[-1])
    }

    /// Converts libyaml's mark, which counts from 0.
    ///
    /// The end of a text whose last line has no line break is where that line ends: libyaml moves it to the start of a
    /// next line that does not exist.
    @inline(__always)
    private func mark(_ mark: yaml_mark_t) -> YAMLMark {
        if mark.column == 0, let column = unfinishedLastLineColumn, isEndOfText(mark) {
            return YAMLMark(line: Int(clamping: mark.line), column: column)
        }
        return YAMLMark(line: Int(truncatingIfNeeded: mark.line) + 1, column: Int(truncatingIfNeeded: mark.column) + 1)
    }

    /// Whether a mark is where the scanner stands and the scanner has nothing left but its closing NUL.
    private func isEndOfText(_ mark: yaml_mark_t) -> Bool {
        guard mark.index > 0, unsafe mark.index == parser.pointee.mark.index,
            unsafe parser.pointee.eof != 0, let next = unsafe parser.pointee.buffer.pointer
        else { return false }
        return unsafe next.pointee == 0
    }

    private static func columnAfterUnfinishedLine(of text: Span<UInt8>) -> Int? {
        var column = 1
        var offset = text.count - 1
        while offset >= 0 {
            if YAMLLines.lineBreakWidth(in: text, at: offset) > 0 { break }
            if !YAMLLines.isContinuation(text[offset]) { column += 1 }
            offset -= 1
        }
        return column == 1 ? nil : column
    }

    @inline(__always)
    private static func properties(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?
    ) -> YAMLNodeProperties? {
        if unsafe anchor == nil, unsafe tag == nil { return nil }
        return unsafe YAMLNodeProperties(anchor: string(anchor), tag: string(tag))
    }

    private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let text = unsafe text else { return nil }
        return unsafe String(decoding: UnsafeBufferPointer(start: text, count: length(of: text)), as: UTF8.self)
    }

    private static func string(_ text: UnsafePointer<CChar>?) -> String? {
        guard let text = unsafe text else { return nil }
        return unsafe String(cString: text)
    }

    private static func length(of text: UnsafeMutablePointer<yaml_char_t>) -> Int {
        var length = 0
        while unsafe text[length] != 0 { length += 1 }
        return length
    }
}

/// What libyaml says when it stumbles.
enum LibYAMLFailure {
    /// A byte that is not UTF-8, or a forbidden character. `offset` is in bytes; `value` is the character, or -1.
    case reader(String, offset: Int, value: Int)
    case syntax(Syntax)
    case memory

    struct Syntax {
        var problem: String
        var mark: YAMLMark
        /// What libyaml was doing; the place where that began.
        var context: String
        var contextMark: YAMLMark?
        /// Where the innermost collection that was still open starts.
        var innermost: YAMLMark?
    }
}
