import Integrations
import Messages
import Testing

@testable import StateStorage

/// A state file with something wrong in it.
struct Damage: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var line: Int?
    /// What the reason must contain.
    var why: String

    var testDescription: String { name }

    static let key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    static let fingerprint = "hmac-sha256:" + key
    static let header = #"{"formatVersion":1,"lineage":"l","serial":1,"fingerprintKey":"\#(key)","projects":["# + "\n"
    static let access = #""access":{"apiKey":{"env":"K"}},"baseUrl":"https://gateway.jelou.ai/platform""#

    /// Damage on line 3, in the second of two projects.
    init(_ name: String, project: String, why: String) {
        self.name = name
        text = Self.header + "{\"id\":\"1\",\(Self.access)},\n\(project)\n]}\n"
        line = 3
        self.why = why
    }

    init(_ name: String, text: String, line: Int?, why: String) {
        (self.name, self.text, self.line, self.why) = (name, text, line, why)
    }

    static let projects: [Damage] = [
        Damage("unknown key", project: #"{"id":"2",\#(access),"colour":"red"}"#, why: "the key \"colour\" is unknown"),
        Damage(
            "unknown key with controls", project: #"{"id":"2",\#(access),"\u001b[31m":1}"#,
            why: "the key \" [31m\" is unknown"),
        Damage(
            "unknown reference", project: #"{"id":"2",\#(access),"remote":{"colour":1}}"#, why: "\"colour\" is unknown"),
        Damage("missing id", project: "{\(access)}", why: "\"id\" is missing"),
        Damage("missing access", project: #"{"id":"2","baseUrl":"https://a.example"}"#, why: "\"access\" is missing"),
        Damage("id a number", project: #"{"id":2,\#(access)}"#, why: "\"id\" is not a string"),
        Damage("id null", project: #"{"id":null,\#(access)}"#, why: "\"id\" is null"),
        Damage("id empty", project: #"{"id":"",\#(access)}"#, why: "cannot be empty"),
        Damage("id of dots", project: #"{"id":"..",\#(access)}"#, why: "cannot be project ids"),
        Damage("id with a control", project: #"{"id":"a\u0000",\#(access)}"#, why: "cannot contain control characters"),
        Damage("id twice", project: #"{"id":"1",\#(access)}"#, why: "the same project stands here a second time"),
        Damage("key twice", project: #"{"id":"2","id":"3",\#(access)}"#, why: "the same key stands here twice"),
        Damage(
            "label twice", project: #"{"id":"2",\#(access),"labels":{"a":"1","\u0061":"2"}}"#,
            why: "the same key stands here twice"),
        Damage("label a number", project: #"{"id":"2",\#(access),"labels":{"a":1}}"#, why: "\"a\" is not a string"),
        Damage("labels a list", project: #"{"id":"2",\#(access),"labels":["a"]}"#, why: "\"labels\" is not"),
        Damage(
            "protect a text", project: #"{"id":"2",\#(access),"protect":"yes"}"#,
            why: "\"protect\" is not true or false"),
        Damage("unknown status", project: #"{"id":"2","status":"gone",\#(access)}"#, why: "\"status\" is neither"),
        Damage(
            "deleted with values", project: #"{"id":"2","status":"deleted","authType":"basic",\#(access)}"#,
            why: "a deleted project cannot have values"),
        Damage(
            "write without being unsettled", project: #"{"id":"2","write":"update",\#(access)}"#,
            why: "\"write\" is for unsettled projects only"),
        Damage(
            "prior without a write", project: #"{"id":"2","status":"unsettled","prior":{},\#(access)}"#,
            why: "\"prior\" needs a \"write\" beside it"),
        Damage(
            "unknown write", project: #"{"id":"2","status":"unsettled","write":"merge",\#(access)}"#,
            why: "\"write\" is not a kind of write"),
        Damage(
            "unknown key in prior",
            project: #"{"id":"2","status":"unsettled","write":"update","prior":{"url":"x"},\#(access)}"#,
            why: "\"url\" is unknown"),
        Damage("unknown auth type", project: #"{"id":"2","authType":"barer",\#(access)}"#, why: "is not an auth type"),
        Damage(
            "short fingerprint",
            project: #"{"id":"2","credential":{"fingerprint":"hmac-sha256:00","reference":{"env":"A"}},\#(access)}"#,
            why: "\"fingerprint\" is not a fingerprint"),
        Damage(
            "no reference", project: #"{"id":"2","credential":{"fingerprint":"\#(fingerprint)"},\#(access)}"#,
            why: "\"reference\" is missing"),
        Damage(
            "two references",
            project:
                #"{"id":"2","credential":{"fingerprint":"\#(fingerprint)","reference":{"env":"A","file":"b"}},\#(access)}"#,
            why: "a reference has one of the keys"),
        Damage(
            "reference a text", project: #"{"id":"2","access":{"apiKey":"K"},"baseUrl":"https://a.example"}"#,
            why: "\"apiKey\" is not"),
        Damage(
            "command a text",
            project: #"{"id":"2","access":{"apiKey":{"command":"vault"}},"baseUrl":"https://a.example"}"#,
            why: "\"command\" is not an array"),
        Damage(
            "no client secret",
            project: #"{"id":"2","access":{"basicAuth":{"clientId":"a"}},"baseUrl":"https://a.example"}"#,
            why: "\"clientSecret\" is missing"),
        Damage(
            "two kinds of access",
            project: #"{"id":"2","access":{"apiKey":{"env":"A"},"basicAuth":{}},"baseUrl":"https://a.example"}"#,
            why: "an access has one of the keys"),
        Damage(
            "base URL in clear", project: #"{"id":"2","access":{"apiKey":{"env":"A"}},"baseUrl":"http://a.example"}"#,
            why: "\"baseUrl\" cannot be used"),
        Damage("bad time", project: #"{"id":"2",\#(access),"appliedAt":"yesterday"}"#, why: "is not a time"),
        Damage("project a text", project: #""2""#, why: "the element is not"),
        Damage("half a surrogate pair", project: #"{"id":"2",\#(access),"name":"\ud83d"}"#, why: "is no character"),
        Damage(
            "surrogates in the wrong order", project: #"{"id":"2",\#(access),"name":"\ude00\ud83d"}"#,
            why: "is no character"),
        Damage("unknown escape", project: #"{"id":"2",\#(access),"name":"\x41"}"#, why: "is no character"),
        Damage("raw tab", project: "{\"id\":\"2\",\(access),\"name\":\"\t\"}", why: "a control character"),
        Damage("raw NUL", project: "{\"id\":\"2\",\(access),\"name\":\"\u{0}\"}", why: "a control character"),
        Damage("comma too many", project: #"{"id":"2",\#(access),}"#, why: "a key in quotes"),
        Damage("comma too few", project: #"{"id":"2" \#(access)}"#, why: "a \",\" or \"}\""),
        Damage("single quotes", project: "{'id':'2'}", why: "a key in quotes"),
        Damage("comment", project: "// {}", why: "a JSON value should stand here"),
    ]

    static let documents: [Damage] = [
        Damage("empty", text: "", line: nil, why: "the file is empty"),
        Damage("blank", text: " \n\n", line: nil, why: "the file is empty"),
        Damage("YAML", text: "version: 1\nprojects: {}\n", line: 1, why: "a JSON value should stand here"),
        Damage("NULs", text: "\u{0}\u{0}\u{0}", line: 1, why: "a JSON value should stand here"),
        Damage("two documents", text: header + "]}\n" + header + "]}\n", line: 3, why: "there is more after the end"),
        Damage(
            "version null", text: "{\"a\":\n1,\n\"formatVersion\":null}", line: 3, why: "the format version is none"),
        Damage("version zero", text: #"{"formatVersion":0,"lineage":"l"}"#, line: 1, why: "the format version is none"),
        Damage("version a list", text: #"{"formatVersion":[1]}"#, line: 1, why: "the format version is none"),
        Damage("version alone", text: #"{"formatVersion":1}"#, line: 1, why: "is missing"),
        Damage(
            "key too short", text: #"{"formatVersion":1,"lineage":"l","serial":1,"fingerprintKey":"00","projects":[]}"#,
            line: 1, why: "\"fingerprintKey\" is not 64 hexadecimal digits"),
        Damage(
            "serial negative", text: header.replacing("\"serial\":1", with: "\"serial\":-1") + "]}", line: 1,
            why: "\"serial\" is not a whole number from 0 up"),
        Damage(
            "serial a fraction", text: header.replacing("\"serial\":1", with: "\"serial\":1.5") + "]}", line: 1,
            why: "\"serial\" is not a whole number from 0 up"),
        Damage(
            "serial huge", text: header.replacing("\"serial\":1", with: "\"serial\":99999999999999999999") + "]}",
            line: 1,
            why: "\"serial\" is not a whole number from 0 up"),
        Damage(
            "serial beyond all", text: header.replacing("\"serial\":1", with: "\"serial\":1e99999") + "]}", line: 1,
            why: "\"serial\" is not a whole number from 0 up"),
        Damage(
            "unknown key in the header", text: header + "],\n\"terraform\":1}", line: 3, why: "\"terraform\" is unknown"
        ),
        Damage(
            "used plan of no id",
            text: header.replacing("\"projects\"", with: "\"usedPlans\":[{\"id\":\"A\",\"serial\":1}],\"projects\"")
                + "]}",
            line: 1, why: "\"id\" is not 32 lower-case hexadecimal digits"),
        Damage(
            "used plan of no serial",
            text: header.replacing(
                "\"projects\"", with: "\"usedPlans\":[{\"id\":\"\(key.prefix(32))\",\"serial\":-1}],\"projects\"")
                + "]}", line: 1, why: "\"serial\" is not a whole number from 0 up"),
        Damage("projects an object", text: header.dropLast(2) + "{}}", line: 1, why: "\"projects\" is not"),
    ]
}

@Suite("A damaged state file")
struct StateFileRefusalTests {
    private let decoder = StateFileDecoder(path: "state.json")

    @Test("is refused with the line and the reason", arguments: Damage.projects + Damage.documents)
    func refused(damage: Damage) throws {
        let error = try #require(throws: StateStorageError.self) { try decoder.state(Array(damage.text.utf8)) }
        guard case .corrupt("state.json", let line, let why) = error else {
            Issue.record("not corrupt: \(error)")
            return
        }
        #expect(line == damage.line)
        #expect(why.english.contains(damage.why), "\(why.english)")
        #expect(!why.english.contains(Damage.key), "the key is confidential")
    }

    @Test("with bytes that are no UTF-8 is refused with their line")
    func invalidUTF8() throws {
        let text = Damage.header + "{\"id\":\"1\",\(Damage.access),\"name\":\"X\"}\n]}\n"
        for invalid in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]] {
            let bytes = Array(
                Array(text.utf8).split(separator: UInt8(ascii: "X"))
                    .joined(separator: invalid))
            #expect(
                throws: StateStorageError.corrupt(path: "state.json", line: 2, why: Message("this is not valid UTF-8"))
            ) { try decoder.state(bytes) }
        }
    }

    @Test("nested without end is an error, not a crash", arguments: ["[", "{\"a\":", "[{\"formatVersion\":"])
    func deepNesting(part: String) throws {
        let bytes = Array(String(repeating: part, count: 200_000).utf8)
        #expect(
            throws: StateStorageError.corrupt(
                path: "state.json", line: 1, why: Message("this is nested too deeply"))
        ) { try decoder.state(bytes) }
    }

    @Test("with ten million bytes where an id should be is an error, not a crash")
    func longText() throws {
        let long = String(repeating: "x", count: 10_000_000)
        let text = Damage.header + "{\"id\":\"\(long)\",\(Damage.access)}\n]}\n"
        let error = try #require(throws: StateStorageError.self) { try decoder.state(Array(text.utf8)) }
        #expect(error.code == "state-corrupt")
        #expect(error.description.utf8.count < 1000)
    }

    @Test(
        "of another program is told apart",
        arguments: [
            "[]", "1", "null", "\"text\"", "{}", #"{"version":4,"terraform_version":"1.9","serial":1,"lineage":"x"}"#,
            #"{"formatVersion":"1.0","command":"plan","changes":[]}"#,
        ])
    func foreign(text: String) throws {
        #expect(throws: StateStorageError.foreign(path: "state.json")) { try decoder.state(Array(text.utf8)) }
    }

    @Test(
        "of a later format is refused unread, whatever follows",
        arguments: [
            (#"{"formatVersion":2,"lineage":"l"}"#, "2"), (#"{"formatVersion":2} and then no JSON"#, "2"),
            ("{ \"formatVersion\" : 3\n", "3"), (#"{"formatVersion":"2.1","projects":{}}"#, "2.1"),
            (#"{"formatVersion":"1"}"#, "1"), (#"{"formatVersion":1.5}"#, "1.5"),
            (#"{"formatVersion":1e999}"#, "1e999"),
            (#"{"lineage":"l","formatVersion":7}"#, "7"), (#"{"lineage":"l","formatVersion":"next"}"#, "next"),
            (#"{"formatVersion":"\#u{1B}[31mX"}"#, " [31mX"),
        ])
    func newer(text: String, version: String) throws {
        let error = try #require(throws: StateStorageError.self) { try decoder.state(Array(text.utf8)) }
        #expect(error == .newerFormat(path: "state.json", version: version))
        #expect(error.code == "state-newer-format")
    }
}
