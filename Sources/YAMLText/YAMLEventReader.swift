import CLibYAML
import Messages

/// Reads a YAML text with libyaml and tells a sink its events.
package enum YAMLEventReader {
    /// Reads `text` (UTF-8, with or without a byte order mark) to its end or to the first problem.
    ///
    /// Holds to those limits that a sink cannot hold to, because libyaml would already have paid: the size, and what
    /// concerns `%TAG`. Linear in the size of the text, whatever is in it.
    package static func read<Sink: YAMLEventSink>(
        _ text: Span<UInt8>, limits: YAMLLimits = .standard, into sink: inout Sink
    ) throws(YAMLProblem) {
        try checkBeforehand(text, limits: limits)
        let content = text.extracting(droppingFirst: YAMLLines.byteOrderMarkLength(of: text))
        try unsafe content.withUnsafeBufferPointer { (buffer) throws(YAMLProblem) in
            guard let parser = unsafe LibYAMLParser(reading: buffer) else {
                throw LibYAMLFailure.memory.problem(in: content)
            }
            try drive(parser, over: content, limits: limits, into: &sink)
        }
    }

    private static func drive<Sink: YAMLEventSink>(
        _ parser: borrowing LibYAMLParser, over text: Span<UInt8>, limits: YAMLLimits, into sink: inout Sink
    ) throws(YAMLProblem) {
        while true {
            guard parser.advance() else { throw parser.failure().problem(in: text) }
            switch parser.eventType {
            case YAML_SCALAR_EVENT:
                try parser.withScalarText { (text) throws(YAMLProblem) in
                    try sink.scalar(
                        text, style: parser.scalarStyle, properties: parser.scalarProperties, at: parser.range)
                }
            case YAML_MAPPING_START_EVENT:
                try sink.collectionStart(
                    .mapping, isFlow: parser.mappingIsFlow, properties: parser.mappingProperties, at: parser.range)
            case YAML_SEQUENCE_START_EVENT:
                try sink.collectionStart(
                    .sequence, isFlow: parser.sequenceIsFlow, properties: parser.sequenceProperties,
                    at: parser.range)
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
                try sink.collectionEnd(at: parser.range)
            case YAML_ALIAS_EVENT:
                try sink.alias(parser.aliasName, at: parser.range)
            case YAML_DOCUMENT_START_EVENT:
                guard parser.longestTagPrefix <= limits.maxTagBytes else {
                    throw .tagTooLong(limits: limits, at: parser.range)
                }
                try sink.documentStart(at: parser.range, isExplicit: !parser.isImplicitDocumentStart)
            case YAML_DOCUMENT_END_EVENT:
                try sink.documentEnd(at: parser.range, isExplicit: !parser.isImplicitDocumentEnd)
            case YAML_STREAM_END_EVENT:
                return
            default:
                // The start of the stream. Nothing comes after its end.
                continue
            }
        }
    }

    // MARK: Before libyaml sees anything

    private static func checkBeforehand(_ text: Span<UInt8>, limits: YAMLLimits) throws(YAMLProblem) {
        let most = min(limits.maxBytes, YAMLLimits.hardMaxBytes)
        guard text.count <= most else {
            throw YAMLProblem(
                .tooLarge, Message("the text is larger than \(most) bytes"),
                hint: Message("Split it into several files."), at: .start)
        }
        if let encoding = foreignEncoding(of: text) {
            throw YAMLProblem(
                .invalidUTF8, Message("the text is \(encoding), not UTF-8"), hint: Message("Save it as UTF-8."),
                at: .start)
        }
        try checkTagDirectives(of: text, limits: limits)
    }

    /// The encoding that a byte order mark, or the place of NUL beside the first character, gives away.
    private static func foreignEncoding(of text: Span<UInt8>) -> String? {
        guard text.count >= 2 else { return nil }
        let start = (text[0], text[1], text.count >= 4 ? text[2] : 1, text.count >= 4 ? text[3] : 1)
        switch start {
        case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF), (0, 0, 0, 1...), (1..., 0, 0, 0): return "UTF-32"
        case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): return "UTF-16"
        case (0, 1..., 0, 1...), (1..., 0, 1..., 0): return "UTF-16"
        default: return nil
        }
    }

    /// Counts the lines that start with `%TAG` (also where they are mere text, which is rare enough): a document's are
    /// all read in one step, in quadratic time, so that no sink could stop it.
    private static func checkTagDirectives(of text: Span<UInt8>, limits: YAMLLimits) throws(YAMLProblem) {
        var offsets: [Int] = []
        unsafe text.withUnsafeBufferPointer { buffer in
            guard let base = unsafe UnsafeRawPointer(buffer.baseAddress) else { return }
            var offset = 0
            while offset < buffer.count,
                let found = unsafe memchr(base + offset, Int32(UInt8(ascii: "%")), buffer.count - offset)
            {
                offset = unsafe UnsafeRawPointer(found) - base
                if isTagDirective(at: offset, in: text) { offsets.append(offset) }
                if offsets.count > limits.maxTagDirectives { return }
                offset += 1
            }
        }
        guard offsets.count > limits.maxTagDirectives, let last = offsets.last else { return }
        throw YAMLProblem(
            .tooManyTags, Message("more than \(limits.maxTagDirectives) %TAG lines"),
            hint: Message("Write the tags out, as `!<…>`, or leave them out."),
            at: YAMLLines.mark(atByte: last, in: text),
            length: 4)
    }

    private static func isTagDirective(at offset: Int, in text: Span<UInt8>) -> Bool {
        guard offset + 4 <= text.count, text[offset + 1] == UInt8(ascii: "T"), text[offset + 2] == UInt8(ascii: "A"),
            text[offset + 3] == UInt8(ascii: "G")
        else { return false }
        if offset == 0 { return true }
        let before = text[offset - 1]
        return before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r") || before >= 0x80
    }
}
