// StrictJSONTests: JSON of others, to the letter.

import Messages
import StrictJSON
import Testing

@Suite("JSON, read strictly")
struct JSONParserTests {
    private func document(_ bytes: [UInt8]) throws(JSONMisfit) -> JSONNode {
        try JSONParser.document(bytes, maximumDepth: 8, maximumCount: 50)
    }

    private func isRefused(_ bytes: [UInt8]) -> Bool { (try? document(bytes)) == nil }

    @Test("takes what RFC 8259 takes")
    func valid() throws {
        let texts = [
            "null", " true\r\n", "\tfalse", "0", "-0", "-1", "1.0", "1e3", "1E+3", "0.5e-3", #""""#,
            #""\u0000\ud83d\ude00""#,
            "[]", "[ ]", "[1,[2]]", "{}", "{ }", #"{"a":{},"b":[null]}"#, #"{"":1,"\u0061":2,"b":3}"#,
            #"{"ñ":"\"\\\/\b\f\n\r\t","€":"👩‍🚒"}"#,
        ]
        for text in texts { #expect(!isRefused(Array(text.utf8)), "\(text)") }
    }

    @Test("refuses what other readers let pass")
    func invalid() {
        let texts = [
            "", " ", "{\"a\":1,}", "[1,]", "[,1]", "{,}", "{\"a\":1 \"b\":2}", "{'a':1}", "{a:1}", "{\"a\"}", "[1] 2",
            "{}{}",
            "01", "-01", "1.", ".5", "+1", "1e", "1e+", "- 1", "0x1", "NaN", "Infinity", "nul", "True", "undefined",
            "\"a\nb\"", "\"\u{1}\"", #""\x41""#, #""\u12""#, #""\ud800""#, #""\ude00\ud83d""#, "\"a", "\"a\\", "/**/1",
            "1//", "\u{FEFF}1", "\u{A0}1", "1\u{B}", "1\u{0}", "[", "{", "{\"a\":", "[1", "]",
        ]
        for text in texts { #expect(isRefused(Array(text.utf8)), "\(text.debugDescription)") }
    }

    @Test("refuses bytes that are no UTF-8, and JSON in other encodings")
    func encodings() {
        for bad: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] {
            #expect(isRefused([0x22] + bad + [0x22]))
            #expect(isRefused([0x22, 0x5C, 0x6E] + bad + [0x22]))
            #expect(isRefused(Array("{\"".utf8) + bad + Array("\":1}".utf8)))
        }
        let units = #"{"a":1}"#.utf16.map { UInt8(truncatingIfNeeded: $0) }
        let encodings: [[UInt8]] = [
            units.flatMap { [$0, 0] }, units.flatMap { [0, $0] }, units.flatMap { [$0, 0, 0, 0] },
            units.flatMap { [0, 0, 0, $0] },
        ]
        for bytes in encodings {
            #expect(isRefused(bytes))
            #expect(isRefused([0xFF, 0xFE] + bytes))
        }
    }

    @Test("refuses a key that stands twice, however it is spelled and wherever it stands")
    func keys() {
        let many = (0..<20).map { "\"k\($0)\":1" }.joined(separator: ",")
        for text in [#"{"a":1,"a":1}"#, #"{"a":1,"\u0061":2}"#, #"[{"x":{"a":1,"b":2,"a":3}}]"#, "{\(many),\"k3\":1}"] {
            #expect(throws: JSONMisfit.self) { try document(Array(text.utf8)) }
        }
        #expect(!isRefused(Array("{\(many)}".utf8)))
    }

    @Test("tells whole numbers from others")
    func numbers() throws {
        func value(_ text: String) throws -> JSONNode.Value { try document(Array(text.utf8)).value }
        for (text, number) in [("1", 1), ("-0", 0), ("9223372036854775807", Int.max)] {
            guard case .whole(number) = try value(text) else {
                Issue.record("\(text)")
                continue
            }
        }
        for (text, number) in [("1.0", 1.0), ("1e400", .infinity), ("9223372036854775808", 9_223_372_036_854_775_808)] {
            guard case .otherNumber(number) = try value(text) else {
                Issue.record("\(text)")
                continue
            }
        }
    }

    @Test("has a bound on depth and number of values")
    func bounds() {
        #expect(!isRefused(Array((String(repeating: "[", count: 8) + String(repeating: "]", count: 8)).utf8)))
        #expect(isRefused(Array((String(repeating: "[", count: 9) + String(repeating: "]", count: 9)).utf8)))
        #expect(isRefused(Array(String(repeating: "[{\"a\":", count: 200_000).utf8)))
        #expect(!isRefused(Array("[\(String(repeating: "1,", count: 48))1]".utf8)))
        #expect(isRefused(Array("[\(String(repeating: "1,", count: 49))1]".utf8)))
    }

    @Test("says where")
    func places() throws {
        let twice = try #require(throws: JSONMisfit.self) { try document(Array(#"{"a":1, "a":2}"#.utf8)) }
        #expect(twice == JSONMisfit(offset: 8, why: Message("the same key stands here twice")))
        let comma = try #require(throws: JSONMisfit.self) { try document(Array("[1,]".utf8)) }
        #expect(comma == JSONMisfit(offset: 3, why: Message("a JSON value should stand here")))
        let more = try #require(throws: JSONMisfit.self) { try document(Array("{} {}".utf8)) }
        #expect(more == JSONMisfit(offset: 3, why: Message("there is more after the end of the document")))
        let short = try #require(throws: JSONMisfit.self) { try document(Array(#"{"a"#.utf8)) }
        #expect(short == JSONMisfit(offset: 3, why: Message("the file ends in the middle; it was cut off")))
        guard case .object(let members) = try document(Array(#" {"a": [1]}"#.utf8)).value else {
            Issue.record("no object")
            return
        }
        #expect(members.first?.offset == 2)
        #expect(members.first?.node.offset == 7)
    }
}
