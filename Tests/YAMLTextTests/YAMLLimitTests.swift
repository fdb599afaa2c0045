import Testing
import YAMLText

@Suite("Limits")
struct YAMLLimitTests {
    @Test(
        "brackets, dashes, keys and braces by the hundred thousand are too deep, at the first that is",
        arguments: [
            (String(repeating: "[", count: 100_000), 65),
            (String(repeating: "{a: ", count: 100_000), 257),
            (String(repeating: "- ", count: 100_000), 129),
            (String(repeating: "? ", count: 100_000), 129),
            (String(repeating: "[{a: ", count: 50_000), 161),
            (String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000), 65),
        ])
    func depth(_ text: String, _ column: Int) {
        let found = problem(text)
        #expect(found?.code == .tooDeep)
        #expect(found?.mark == YAMLMark(line: 1, column: column))
    }

    @Test("64 levels are not too deep")
    func deepEnough() {
        #expect(problem(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
        #expect(problem(String(repeating: "[", count: 65) + String(repeating: "]", count: 65))?.code == .tooDeep)
        let steps = (0..<65).map { String(repeating: " ", count: $0) + "a:\n" }
        #expect(problem(steps.prefix(64).joined()) == nil)
        #expect(problem(steps.joined())?.mark == YAMLMark(line: 65, column: 65))
    }

    @Test("what is closed again does not count as deep, and each document starts anew")
    func depthAfterClosing() {
        #expect(problem("[" + String(repeating: "[],", count: 1000) + "]") == nil)
        #expect(problem(String(repeating: "--- [[a]]\n", count: 100)) == nil)
    }

    private struct Case: CustomStringConvertible, Sendable {
        let code: YAMLProblem.Code
        let text: String
        let mark: YAMLMark
        let set: @Sendable (inout YAMLLimits) -> Void

        init(
            _ code: YAMLProblem.Code, _ text: String, at line: Int, _ column: Int,
            set: @escaping @Sendable (inout YAMLLimits) -> Void
        ) {
            self.code = code
            self.text = text
            mark = YAMLMark(line: line, column: column)
            self.set = set
        }

        var description: String { "\(code)" }
    }

    private static let cases = [
        Case(.tooLarge, "a: b\n", at: 1, 1) { $0.maxBytes = 4 },
        Case(.tooManyNodes, "a: b\nc: d\n", at: 2, 1) { $0.maxNodes = 3 },
        Case(.tooManyNodes, "a: [b]\n", at: 1, 4) { $0.maxNodes = 2 },
        Case(.tooManyDocuments, "a\n---\nb\n---\nc\n", at: 4, 1) { $0.maxDocuments = 2 },
        Case(.tooManyAnchors, "[&a 1, &a 2, &b 3]", at: 1, 14) { $0.maxAnchors = 2 },
        Case(.tooManyTags, "[!a 1, !a 2, !b 3]", at: 1, 14) { $0.maxTags = 1 },
        Case(.tooManyTags, "%TAG !a! x\n%TAG !b! y\n--- 1\n", at: 2, 1) { $0.maxTagDirectives = 1 },
        Case(.tagTooLong, "a: !abcde 1\n", at: 1, 4) { $0.maxTagBytes = 5 },
        Case(.tagTooLong, "%TAG !a! abcdef\n--- 1\n", at: 1, 1) { $0.maxTagBytes = 5 },
        Case(.scalarTooLong, "a: ñandú\n", at: 1, 4) { $0.maxScalarBytes = 6 },
        Case(.keyTooLong, "a: {ñandú: b}\n", at: 1, 5) { $0.maxKeyBytes = 6 },
        Case(.tooDeep, "a: [{}]\n", at: 1, 5) { $0.maxDepth = 2 },
        Case(.aliasExpansion, "[&a [1, 2], *a]\n", at: 1, 13) { $0.maxExpandedNodes = 1 },
    ]

    @Test("each limit has its problem and its place, and the standard limits allow the same text", arguments: cases)
    private func limit(_ example: Case) {
        var limits = YAMLLimits.standard
        example.set(&limits)
        let found = problem(example.text, limits: limits)
        #expect(found?.code == example.code)
        #expect(found?.mark == example.mark)
        #expect(problem(example.text) == nil)
    }

    @Test("a long text in quotes is a value, not a key")
    func keyLimitIsForKeys() {
        var limits = YAMLLimits.standard
        limits.maxKeyBytes = 1
        #expect(problem("a: long\n", limits: limits) == nil)
        #expect(problem("[long, long]\n", limits: limits) == nil)
        #expect(problem("a: {b: [long]}\n", limits: limits) == nil)
    }

    @Test("a thousand %TAG lines are refused by the standard limits")
    func tagDirectives() {
        let text = (0..<1000).map { "%TAG !a\($0)! x\n" }.joined() + "---\n"
        #expect(problem(text)?.code == .tooManyTags)
        #expect(problem(text)?.mark == YAMLMark(line: 33, column: 1))
        #expect(problem(text)?.length == 4)
        #expect(problem("a: 100%TAG\nb: '%TAG'\n", limits: .init(maxTagDirectives: 0)) == nil)
    }

    @Test("a text of many short nodes is read whole")
    func width() throws {
        let text = "[" + String(repeating: "a,", count: 50_000) + "]"
        let tree = try YAMLTree.parse(Array(text.utf8))
        let root = try #require(tree.documents.first?.root)
        #expect(tree.count(of: root) == 50_000)
        #expect(tree.items(of: root).reduce(0) { sum, _ in sum + 1 } == 50_000)
    }
}
