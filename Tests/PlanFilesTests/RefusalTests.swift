import Integrations
import Messages
import PlanFiles
import Planning
import Testing

@Suite("A file that is no plan of ours, or a damaged one")
struct RefusalTests {
    private static func error(_ text: String) -> PlanFileError? {
        error(Array(text.utf8))
    }

    private static func error(_ bytes: [UInt8]) -> PlanFileError? {
        do {
            _ = try PlanFile.decode(bytes, path: Sample.path)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "what does not begin as a plan is none",
        arguments: [
            "", "\n", "{}", "[]", "null", "projects: {}\n", "{\"formatVersion\":\"1.0\",\"command\":\"plan\"}",
            "{\"formatVersion\":1,\"lineage\":\"x\",\"serial\":1}", "{\"formatVersion\":1,\"kind\":\"other\"}",
            "{\"formatVersion\":0,\"kind\":\"x\"}",
        ])
    func foreign(text: String) {
        #expect(Self.error(text) == .notAPlan(path: Sample.path))
    }

    @Test(
        "a later format is refused by its version, whatever is behind it",
        arguments: ["2", "10", "99999999999999999999"])
    func newer(version: String) {
        let error = Self.error("{\"formatVersion\":\(version),\"kind\":\"jelouctl-plan\",!!")
        #expect(error == .newerFormat(path: Sample.path, version: version))
    }

    @Test("a plan that was formatted anew is an edit; one that ends too early is damaged")
    func respelled() throws {
        let text = try Sample.text()
        #expect(Self.error(" " + text) == .edited(path: Sample.path))
        #expect(Self.error("\u{FEFF}" + text) == .edited(path: Sample.path))
        #expect(
            Self.error(text.replacing("{\"formatVersion\":1,", with: "{\n  \"formatVersion\": 1,"))
                == .edited(path: Sample.path))
        let why = "the file ends in the middle; it was cut off"
        #expect(Self.error(String(text.prefix(30))).isDamaged(line: 1, why: why))
        #expect(Self.error(String(text.dropLast(40))).isDamaged(line: 7, why: why))
    }

    /// A piece of the sample's text, what stands there instead, and what is said of it.
    struct Damage: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let line: Int
        let why: String

        init(_ old: String, _ new: String, _ line: Int, _ why: String) {
            (self.old, self.new, self.line, self.why) = (old, new, line, why)
        }

        var testDescription: String { "\(new): \(why)" }
    }

    static let damages = [
        Damage("\"refreshed\":false", "\"refreshed\":0", 1, "true or false should stand here"),
        Damage("\"refreshed\":false", "\"refreshed\":null", 1, "true or false should stand here"),
        Damage("\"refreshed\":false,", "", 1, "\"refreshed\" is missing"),
        Damage("\"refreshed\":false", "\"refreshed\":false,\"refreshed\":true", 1, "the same key stands here twice"),
        Damage("\"refreshed\":false", "\"refreshed\":false,\"new\":1", 1, "the key \"new\" is unknown"),
        Damage("\"serial\":12", "\"serial\":-1", 1, "a whole number from 0 up should stand here"),
        Damage("\"serial\":12", "\"serial\":1.5", 1, "a whole number from 0 up should stand here"),
        Damage("\"serial\":12", "\"serial\":012", 1, "a \"}\" should stand here"),
        Damage(
            "\"serial\":12", "\"serial\":99999999999999999999", 1, "a whole number from 0 up should stand here"),
        Damage("\"serial\":12,", "", 1, "lineage and serial belong together"),
        Damage("\"concurrency\":4", "\"concurrency\":129", 1, "a whole number from 1 to 128 should stand here"),
        Damage(
            "\"timeoutMilliseconds\":1500", "\"timeoutMilliseconds\":0", 1,
            "a whole number from 1 to 31536000000 should stand here"),
        Damage("2026-11-18T11", "2026-13-18T11", 1, "a time in RFC 3339 should stand here"),
        Damage("00112233", "0011223Z", 1, "32 lower-case hexadecimal digits should stand here"),
        Damage(
            "jelou.ai/platform\",\"refreshed", "jelou.ai/platform/\",\"refreshed", 1,
            "a base URL in its one spelling should stand here"),
        Damage("\"kind\":\"deletes\"", "\"kind\":\"changes\"", 1, "this is no consent that a plan needs"),
        Damage("\"severity\":\"note\"", "\"severity\":\"grave\"", 2, "a severity should stand here"),
        Damage("\"summary\":\"a note\"", "\"summary\":[]", 2, "a string should stand here"),
        Damage("\"code\":\"note\"", "\"code\":\"\\ud800\"", 2, "an escape in this string is no character"),
        Damage("\"code\":\"note\"", "\"code\":\"\t\"", 2, "a control character stands in a string"),
        Damage(
            "\"project\":\"left\"", "\"project\":\"zz\"", 5,
            "the changes are not sorted by project, or one is here twice"),
        Damage(
            "\"project\":\"left\"", "\"project\":\"ventas-co\"", 5,
            "the changes are not sorted by project, or one is here twice"),
        Damage(
            "\"project\":\"left\"", "\"project\":\"..\"", 4,
            "\".\" and \"..\" cannot be project ids: no URL can carry them as a path segment"),
        Damage("{\"delete\":", "{\"remove\":", 4, "the key \"remove\" is unknown"),
        Damage("{\"delete\":", "{\"adopt\":{},\"delete\":", 4, "an action has one key, and one only"),
        Damage("{\"known\":{\"webhookUrl\"", "{\"unknown\":{\"webhookUrl\"", 4, "a string should stand here"),
        Damage("\"reason\":\"left-the-files\"", "\"reason\":\"\"", 4, "a reason should stand here"),
        Damage(
            "\"consent\":\"given\"", "\"consent\":\"given\",\"blockedBy\":\"protect\"", 4,
            "a blocked change needs no consent"),
        Damage("\"consent\":\"given\"", "\"consent\":\"yes\"", 4, "a consent should stand here"),
        Damage("\"after\":\"https://b.", "\"after\":\"http://b.", 5, "the webhook must be reached over https"),
        Damage("\"after\":\"https://b.", "\"after\":\"https://c.", 5, "what is sent and what is remembered differ"),
        Damage("\"after\":\"bearer\"", "\"after\":\"basic\"", 5, "what is sent and what is remembered differ"),
        Damage("\"after\":\"bearer\"", "\"after\":\"Bearer\"", 5, "an auth type should stand here"),
        Damage(
            "\"fingerprint\":\"hmac-sha256:", "\"fingerprint\":\"hmac-sha512:", 5, "a fingerprint should stand here"),
        Damage("{\"env\":\"TOKEN\"}", "{\"env\":\"\"}", 5, "the name of a variable should stand here"),
        Damage("{\"env\":\"TOKEN\"}", "{\"file\":\"a\\u0000\"}", 5, "a path should stand here"),
        Damage("{\"env\":\"TOKEN\"}", "{\"command\":[]}", 5, "a program should stand here"),
        Damage("{\"env\":\"TOKEN\"}", "{\"env\":\"A\",\"file\":\"b\"}", 5, "a reference has one key, and one only"),
        Damage("{\"env\":\"TOKEN\"}", "\"hunter2\"", 5, "an object should stand here"),
        Damage("\n],\n\"seal\"", "\n,],\n\"seal\"", 6, "a JSON value should stand here"),
        Damage("\n],\n\"seal\"", "\n],\n\"other\":1,\"seal\"", 7, "the key \"other\" is unknown"),
        Damage("\"refusals\":[],", "", 1, "a part of the plan is missing"),
        Damage("\"refreshed\":false,\"counts\"", "\"counts\"", 1, "\"refreshed\" is missing"),
    ]

    @Test("damage is named with its line, and without any value of the file", arguments: damages)
    func damaged(damage: Damage) throws {
        let text = try Sample.text()
        let range = try #require(text.firstRange(of: damage.old))
        let edited = text.replacingCharacters(in: range, with: damage.new)
        #expect(Self.error(edited).isDamaged(line: damage.line, why: damage.why))
        // What contradicts itself was edited, as a rule: refused, as any other edit.
        #expect(Self.error(edited)?.isRefusal == true)
    }

    @Test("a change for another base URL, or with another access, than it remembers is none that was planned")
    func contradictions() throws {
        for (edit, why) in [
            ({ $0.memory?.baseURL = try Sample.baseURL("other") }, "the change is for another base URL than the plan"),
            (
                { $0.access = .apiKey(.environment("OTHER")) },
                "what is remembered has another access than the change"
            ),
            ({ $0.memory = nil }, "what is sent and what is remembered differ"),
            (
                {
                    $0.action = .adopt
                    $0.memory?.integration = nil
                }, "there are no values to remember"
            ),
            ({ $0.action = .forget }, "what is forgotten leaves no values to remember"),
            (
                { $0.action = .delete(Change.Deletion(prior: .nothing, isImplicit: false)) },
                "a delete leaves no values to remember"
            ),
        ] as [((inout Change) throws -> Void, String)] {
            var saved = try Sample.plan()
            try edit(&saved.plan.changes[1])
            let bytes = PlanFile.encode(saved, key: try Sample.key())
            #expect(Self.error(bytes).isDamaged(line: 5, why: why))
        }
    }

    @Test("neither depth nor number of values exhausts anything")
    func hostileSizes() throws {
        let header = "{\"formatVersion\":1,\"kind\":\"jelouctl-plan\",\"id\":"
        for opening in ["[", "{\"a\":"] {
            let error = Self.error(header + String(repeating: opening, count: 100_000))
            #expect(error.isDamaged(line: 1, why: "this is nested too deeply"))
        }
        let many = Self.error(header + "[" + String(repeating: "1,", count: 1_000_001))
        #expect(many.isDamaged(line: 1, why: "there are more values here than are read"))
        let keys = (0..<5000).map { "\"k\($0)\":1" }.joined(separator: ",")
        #expect(
            Self.error(header + "{\(keys),\"k7\":1}}").isDamaged(line: 1, why: "the same key stands here twice"))
    }

    @Test("no mixture of pieces of plans is taken for one, and none ends the process")
    func mixtures() throws {
        var random = SplitMix64(seed: 7)
        let bytes = Array(try Sample.text(withState: false).utf8)
        let pieces = ["\"", "{", "}", "[", "]", ",", "\\u", "\\ud83d", ":", "null", "1e9", "-", "\u{0}"].map {
            Array($0.utf8)
        }
        for _ in 0..<3000 {
            var edited = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let start = Int.random(in: 0..<edited.count, using: &random)
                let end = min(edited.count, start + Int.random(in: 0...40, using: &random))
                let other = Int.random(in: 0..<bytes.count, using: &random)
                let insert = random.chance(50) ? try random.pick(pieces) : Array(bytes[other...].prefix(end - start))
                edited.replaceSubrange(start..<end, with: insert)
            }
            #expect(edited == bytes || Self.error(edited) != nil)
        }
    }

    @Test("every error has a code, a summary without data, a detail and a way out")
    func texts() {
        let path = "a\u{1B}[2J.plan"
        let errors: [PlanFileError] = [
            .unreadable(path: path, reason: Message("it is a folder")),
            .unwritable(path: path, reason: Message("it is a folder")),
            .notAPlan(path: path), .newerFormat(path: path, version: "2"),
            .damaged(path: path, line: 3, why: Message("x")),
            .edited(path: path), .unsealed(path: path), .unverifiable(path: path),
        ]
        #expect(Set(errors.map(\.code)).count == errors.count)
        for error in errors {
            #expect(error.code.hasPrefix("plan-"))
            #expect(error.diagnostic.detail?.english.contains("a [2J.plan") == true)
            #expect(!error.description.unicodeScalars.contains { $0.isControlCharacter })
            #expect(!error.summary.english.contains("[2J"))
            #expect(error.diagnostic.hint?.english.isEmpty == false)
        }
        #expect(
            errors.filter(\.isRefusal).map(\.code) == [
                "plan-damaged", "plan-edited", "plan-unsealed", "plan-unverifiable",
            ])
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}

extension PlanFileError? {
    /// Whether it says that the sample is damaged there, in these words.
    fileprivate func isDamaged(line: Int, why: String) -> Bool {
        guard case .damaged(Sample.path, line, let found) = self else { return false }
        return found.english == why
    }
}
