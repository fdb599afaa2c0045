import Foundation

/// The codes that the sources can say, found without a compiler.
///
/// A code is a literal that stands where a code belongs, so that it can be found. Where something else stands there that
/// is not known to hand a code on, it is a finding: then the test fails until this reader understands it.
struct CodeSources {
    /// Each code with the files that make it.
    private(set) var codes: [String: Set<String>] = [:]
    private(set) var findings: [String] = []

    /// Without comments, by their path below the folder.
    private let texts: [String: String]
    /// `static let NAME = "a-code"`.
    private let constants: [String: String]
    /// What takes a code as its first, nameless argument: functions, and types by their initialisers.
    private var takers: Set<String> = []

    /// Modules whose codes are none of jelouctl's diagnostics, or are translations of them.
    private static let others = ["Emulator/", "jelou-emulator/", "Catalogue/"]

    /// Codes that are put together from a beginning and a raw value, and where the values are declared.
    private static let families = [
        "drift-": EnumPlace(name: "DriftStatus", file: "Planning/DriftFinding.swift"),
        "change-": EnumPlace(name: "Outcome", file: "Reports/ApplyReport.swift"),
    ]

    struct EnumPlace {
        var name: String
        var file: String
    }

    static func read(below folder: URL) throws -> CodeSources {
        var texts: [String: String] = [:]
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        for case let file as URL in files where file.pathExtension == "swift" {
            let path = String(file.path.dropFirst(folder.path.count)).drop { $0 == "/" }
            guard !others.contains(where: path.hasPrefix) else { continue }
            texts[String(path)] = try String(contentsOf: file, encoding: .utf8)
        }
        return CodeSources(texts)
    }

    init(_ sources: [String: String]) {
        texts = sources.mapValues { text in
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.trimmingPrefix { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
        }
        var constants: [String: String] = [:]
        for text in texts.values {
            for match in text.matches(of: /static let (\w+) = "([a-z][a-z0-9-]*)"/) {
                constants[String(match.1)] = String(match.2)
            }
        }
        self.constants = constants
        for (file, text) in texts { findTakers(in: text, file) }
        for (file, text) in texts {
            readLabelled(text, file)
            readProperties(text, file)
            readTakers(text, file)
            readPairs(text, file)
            readBrackets(text, file)
        }
    }

    /// The raw values of an enum's cases.
    func rawValues(of place: EnumPlace) -> [String] {
        guard let text = texts[place.file], let start = text.firstRange(of: "enum \(place.name):") else { return [] }
        return Self.block(of: text, after: start.upperBound).matches(of: /\n *case (\w+)(?: = "([^"]+)")?/).map {
            String($0.2 ?? $0.1)
        }
    }

    // MARK: the shapes

    /// `code: "a-code"`, `code: isTorn ? "a-code" : "another"`, `code: Self.aCode`, `code: "drift-\(status.rawValue)"`.
    private mutating func readLabelled(_ text: String, _ file: String) {
        for match in text.matches(of: /[ (]code:\s*("[^"\n]*"|[^,\n{)]+)/) {
            let value = match.1.trimmingSuffix { $0 == " " }
            if let family = value.firstMatch(of: /^"([a-z]+-)\\\([\w.]+\.rawValue\)"/) {
                addFamily(String(family.1), text, file)
            } else if !addLiterals(of: value, file), !handsOn(value, file) {
                findings.append("\(file): code: \(value)")
            }
        }
    }

    /// `var code: String { switch self { case .a: "a-code" … } }`.
    private mutating func readProperties(_ text: String, _ file: String) {
        for match in text.matches(of: /var code: String \{/) {
            let block = Self.block(of: text, after: text.index(before: match.range.upperBound))
            if !addLiterals(of: block, file) { findings.append("\(file): a property code without a literal") }
        }
    }

    /// `func usage(_ code: String, …)`, and `init(_ code: String, …)` of the type that was opened last.
    private mutating func findTakers(in text: String, _ file: String) {
        for match in text.matches(of: /func (\w+)\(\s*_ code: String/) { takers.insert(String(match.1)) }
        for match in text.matches(of: /init\(\s*_ code: String/) {
            let types = text[..<match.range.lowerBound].matches(of: /(?:struct|enum|class|extension) (\w+)/)
            if let type = types.last { takers.insert(String(type.1)) }
        }
        for _ in text.matches(of: /, _ code: String/) {
            findings.append("\(file): a nameless code that is not the first")
        }
    }

    /// `Issue("a-code", …)`, `usage("a-code", …)`; of types also `Issue(aCode, …)`.
    private mutating func readTakers(_ text: String, _ file: String) {
        for match in text.matches(of: /(\w+)\(\s*("[a-z0-9-]+"|[\w.]+)\s*,/) {
            guard takers.contains(String(match.1)) else { continue }
            if addLiterals(of: match.2, file) || match.1.first?.isLowercase == true { continue }
            if !handsOn(match.2, file) { findings.append("\(file): \(match.1)(\(match.2), …)") }
        }
    }

    /// `-> (code: String, …)` with `("a-code", …)` in its body, and `"yaml-" + code` where it is used.
    private mutating func readPairs(_ text: String, _ file: String) {
        let prefix = text.firstMatch(of: /"([a-z]+-)" \+ code/).map { String($0.1) } ?? ""
        for match in text.matches(of: /-> \(code: String[^)]*\) \{/) {
            let block = Self.block(of: text, after: text.index(before: match.range.upperBound))
            for pair in block.matches(of: /\("([a-z0-9-]+)",/) { add(prefix + pair.1, file) }
        }
    }

    /// `Message("error: … [a-code]")`: what is said before there is a command.
    private mutating func readBrackets(_ text: String, _ file: String) {
        for match in text.matches(of: /(?:error|warning|note): [^\n]*\[([a-z][a-z-]*)\]/) { add(String(match.1), file) }
    }

    // MARK: values

    private mutating func add(_ code: String, _ file: String) { codes[code, default: []].insert(file) }

    /// - Returns: whether there is one.
    private mutating func addLiterals(of value: Substring, _ file: String) -> Bool {
        guard !value.hasPrefix("try ") else { return false }
        let literals = value.matches(of: /"([a-z][a-z0-9-]*)"/)
        for literal in literals { add(String(literal.1), file) }
        return !literals.isEmpty
    }

    /// All raw values but those for which the file makes nothing: `case .inSync: nil`.
    private mutating func addFamily(_ prefix: String, _ text: String, _ file: String) {
        guard let place = Self.families[prefix] else { return findings.append("\(file): \(prefix)…") }
        let silent = text.matches(of: /case ([\w., ]+): (?:return )?nil/).flatMap { match in
            match.1.split(separator: ", ").map { Self.kebab($0.drop { $0 == "." }) }
        }
        for value in rawValues(of: place) where !silent.contains(Self.kebab(value[...])) { add(prefix + value, file) }
    }

    /// Whether a code that was made elsewhere is passed on, or the name of a type stands there.
    private mutating func handsOn(_ value: Substring, _ file: String) -> Bool {
        // From a plan file.
        if value.hasPrefix("try ") { return true }
        guard let name = value.wholeMatch(of: /(?:\w+\.)*(\w+)/)?.1 else { return false }
        if let code = constants[String(name)] {
            add(code, file)
            return true
        }
        return name == "code" || name.first?.isUppercase == true
    }

    /// `in_sync` and `inSync` are the same.
    private static func kebab(_ name: Substring) -> String { name.lowercased().replacing("_", with: "") }

    /// What stands between the next brace and the one that closes it.
    private static func block(of text: String, after start: String.Index) -> Substring {
        var depth = 0
        for index in text[start...].indices {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" { depth -= 1 }
            if text[index] == "}", depth == 0 { return text[start..<index] }
        }
        return text[start...]
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, predicate(last) { rest.removeLast() }
        return rest
    }
}
