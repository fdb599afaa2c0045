import Messages
import Testing
import YAMLText

@Suite("Events")
struct YAMLEventReaderTests {
    /// Writes the events down, and throws at the alias `stop`.
    private struct Recorder: YAMLEventSink {
        var events: [String] = []

        mutating func documentStart(at range: YAMLRange, isExplicit: Bool) {
            events.append("document \(isExplicit) \(range.text)")
        }

        mutating func documentEnd(at range: YAMLRange, isExplicit: Bool) {
            events.append("end of document \(isExplicit) \(range.text)")
        }

        mutating func alias(_ name: String, at range: YAMLRange) throws(YAMLProblem) {
            if name == "stop" { throw YAMLProblem(.syntax, Message("stopped"), at: range.start) }
            events.append("alias \(name) \(range.text)")
        }

        mutating func scalar(
            _ text: Span<UInt8>, style: YAMLScalarStyle, properties: YAMLNodeProperties?, at range: YAMLRange
        ) {
            let bytes = text.indices.map { text[$0] }
            events.append("\(style) \(String(decoding: bytes, as: UTF8.self)) \(describe(properties))\(range.text)")
        }

        mutating func collectionStart(
            _ kind: YAMLCollectionKind, isFlow: Bool, properties: YAMLNodeProperties?, at range: YAMLRange
        ) {
            events.append("\(kind) \(isFlow ? "flow " : "")\(describe(properties))\(range.text)")
        }

        mutating func collectionEnd(at range: YAMLRange) { events.append("end \(range.text)") }

        private func describe(_ properties: YAMLNodeProperties?) -> String {
            properties.map { "&\($0.anchor ?? "") <\($0.tag ?? "")> " } ?? ""
        }
    }

    @Test("a sink is told everything in the order of the text")
    func order() throws {
        var recorder = Recorder()
        let text = Array("%YAML 1.1\n---\na: &x !t\n  - 'b'\n  - *x\n...\n".utf8)
        try YAMLEventReader.read(text.span, into: &recorder)
        #expect(
            recorder.events == [
                "document true 1:1-2:4",
                "mapping 3:1-3:1",
                "plain a 3:1-3:2",
                "sequence &x <!t> 3:4-4:3",
                "singleQuoted b 4:5-4:8",
                "alias x 5:5-5:7",
                "end 6:1-6:1",
                "end 6:1-6:1",
                "end of document true 6:1-6:4",
            ])
        recorder.events = []
        try YAMLEventReader.read(Array("{c: }".utf8).span, into: &recorder)
        #expect(
            recorder.events == [
                "document false 1:1-1:1", "mapping flow 1:1-1:2", "plain c 1:2-1:3", "plain  1:5-1:5", "end 1:5-1:6",
                "end of document false 1:6-1:6",
            ])
    }

    @Test("a sink ends the reading by throwing, and its error comes out")
    func throwing() {
        var recorder = Recorder()
        let text = Array("[a, *stop, b]".utf8)
        #expect(throws: YAMLProblem(.syntax, Message("stopped"), at: YAMLMark(line: 1, column: 5))) {
            try YAMLEventReader.read(text.span, into: &recorder)
        }
        #expect(recorder.events.count == 3)
    }

    @Test("every problem has a code that is told by some text")
    func codes() {
        var limits = YAMLLimits.standard
        limits.maxBytes = 100
        limits.maxNodes = 20
        limits.maxDocuments = 2
        limits.maxAnchors = 1
        limits.maxTags = 1
        limits.maxScalarBytes = 20
        limits.maxKeyBytes = 10
        limits.maxTagBytes = 10
        limits.maxDepth = 3
        limits.maxExpandedNodes = 5
        let texts = [
            "[", "a: \u{0}", "\ta", String(repeating: "a", count: 101), "[[[[", String(repeating: "- a\n", count: 21),
            "---\n---\n---\n", "[&a 1, &b 1]", "[!a 1, !b 1]", String(repeating: "a", count: 21),
            "01234567890: a", "!01234567890 a", "[&a [1, 2, 3], *a, *a]", "*a", "&a [*a]",
        ]
        let codes = texts.map { problem($0, limits: limits)?.code } + [problem([0xFF])?.code]
        #expect(Set(codes.compactMap(\.self)) == Set(YAMLProblem.Code.allCases))
    }
}
