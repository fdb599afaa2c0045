import Emulator
import Foundation
import TestSupport
import Testing

@Suite(
    "What the program writes, by a validator and the checked-in schemas",
    .enabled { try await SchemaValidation.isExpected() })
struct SchemaTests {
    private static let schemas = [
        "desired", "accept", "plan", "apply", "drift", "validate", "refresh", "import", "state", "doctor", "audit",
        "events",
    ]

    private static func file(_ schema: String) -> String {
        SchemaValidation.project + "docs/schema/\(schema).schema.json"
    }

    @Test("Each schema is one, and is printed as it is checked in")
    func schemas() async throws {
        try await withWorld { world in
            for schema in Self.schemas {
                let run = try await world.jelouctl("schema", schema)
                #expect(run.exitCode == 0)
                let checkedIn = try Data(contentsOf: URL(filePath: Self.file(schema)))
                #expect(Data(run.output.utf8) == checkedIn, "\(schema)")
                let found = try await SchemaValidation.problems(of: [], schema: Self.file(schema), in: world.folder)
                #expect(found.isEmpty)
            }
            let folder = SchemaValidation.project + "docs/schema"
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(Set(names) == Set(Self.schemas.map { "\($0).schema.json" }))
        }
    }

    @Test("init leaves a file that is as the schema beside it says, and that names it")
    func starter() async throws {
        try await withWorld { world in
            #expect(try await world.jelouctl("init").exitCode == 0)
            let line = try #require(try world.folder.read("jelou.yaml").split(separator: "\n").first)
            let path = try #require(line.split(separator: "$schema=").last)
            let found = try await SchemaValidation.problems(
                of: ["jelou.yaml"], schema: String(path), in: world.folder)
            #expect(found == ["jelou.yaml": []])
        }
    }

    @Test("Every document is as its schema says, with no key undescribed, of commands that succeed and that fail")
    func documents() async throws {
        try await withAppliedWorld(["a", "b", "c", "d"]) { world in
            var documents = Documents()
            try await world.writeReports(into: &documents)
            try await world.writeFailures(into: &documents)
            #expect(documents.exitCodes.isSuperset(of: [0, 1, 2, 3, 4, 65]))
            #expect(Set(documents.files.keys) == Set(Self.schemas).subtracting(["desired", "accept"]))
            for (schema, files) in documents.files {
                let found = try await SchemaValidation.problems(
                    of: files, schema: Self.file(schema), isClosed: true, in: world.folder)
                for file in files {
                    #expect(found[file] == [], "\(documents.commands[file] ?? [])")
                }
            }
        }
    }

    @Test("A document with a key or a word too many is found")
    func contradictions() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a"))])
            let plan = try await world.jelouctl("plan", "--format", "json").output
            try world.folder.write(plan, to: "0.json")
            for (number, pair) in [
                ("\"refreshed\" : false", "\"refreshed\" : false, \"more\" : 1"), ("\"update\",", "\"patch\","),
                ("\"serial\"", "\"series\""),
            ].enumerated() {
                #expect(plan.contains(pair.0), "\(pair.0)")
                try world.folder.write(plan.replacing(pair.0, with: pair.1), to: "\(number + 1).json")
            }
            let found = try await SchemaValidation.problems(
                of: (0...3).map { "\($0).json" }, schema: Self.file("plan"), isClosed: true, in: world.folder)
            #expect(found["0.json"] == [])
            for number in 1...3 { #expect(found["\(number).json"]?.isEmpty == false, "\(number)") }
        }
    }
}

/// Files with documents, by the schema that they are to be checked against.
private struct Documents {
    var files: [String: [String]] = [:]
    var commands: [String: [String]] = [:]
    var exitCodes: Set<Int32> = []

    mutating func add(_ file: String, of schema: String, _ command: [String]) {
        files[schema, default: []].append(file)
        commands[file] = command
    }
}

extension World {
    /// Runs a command and keeps its document.
    fileprivate func write(_ arguments: [String], _ schema: String? = nil, into documents: inout Documents) async throws
    {
        let run = try await jelouctl(arguments + ["--format", "json"])
        let file = "document-\(documents.commands.count).json"
        try folder.write(run.output, to: file)
        documents.add(file, of: schema ?? arguments[0], arguments)
        if let code = run.exitCode { documents.exitCodes.insert(code) }
    }

    /// Commands that do what they are there for, on all sides of a drifted, changed and half failing set.
    fileprivate func writeReports(into documents: inout Documents) async throws {
        await emulator.put("b", webhookURL: "https://other.example.com/b")
        try desire(
            """
            defaults: {labels: {team: ventas}}
            projects:
              a: {webhookUrl: "\(nextURL("a"))", authType: bearer, authorization: {env: TOKEN}, name: Ventas}
              b: {webhookUrl: "\(newURL("b"))", protect: true}
              d: {webhookUrl: "\(nextURL("d"))", basicAuth: {clientId: me, clientSecret: {command: [echo, x]}}}
            """)
        for arguments in [
            ["validate"], ["plan"], ["plan", "--refresh"], ["plan", "--detailed-exitcode"], ["drift"],
            ["doctor", "--skip-webhooks"], ["state", "list"], ["state", "show", "a"], ["state", "history"],
            ["state", "unlock"], ["apply", "--yes"], ["apply", "--dry-run"],
        ] {
            let schema = arguments.contains("--dry-run") ? "plan" : nil
            try await write(arguments, schema, into: &documents)
        }
        try await writeRuns(into: &documents)
    }

    private func writeRuns(into documents: inout Documents) async throws {
        await emulator.put("new", webhookURL: oldURL("new"))
        try await write(["import", "new", "nobody", "--out", "new.yaml"], into: &documents)
        try await write(["refresh", "--yes"], into: &documents)
        try desire([
            ("a", newURL("a") + "/again"), ("b", nextURL("b")), ("c", nextURL("c")), ("d", newURL("d")),
            ("new", oldURL("new")),
        ])
        await emulator.addFault(try FaultRule(parsing: "PATCH:b:*:status=500"))
        try await write(
            ["apply", "--yes", "--retries", "1", "--events", "events.jsonl", "--audit-log", "audit.log"],
            into: &documents)
        documents.add("events.jsonl", of: "events", ["apply", "--events"])
        try await write(["drift"], into: &documents)
        try await write(["plan", "--show-unchanged"], into: &documents)
        try await write(["audit", "verify", "audit.log"], into: &documents)
        try folder.write(try folder.read("audit.log") + "torn", to: "torn.log")
        try await write(["audit", "verify", "torn.log"], into: &documents)
        try await write(["state", "rm", "c", "--yes"], into: &documents)
        try await write(["state", "restore", "1", "--yes"], into: &documents)
        await emulator.clearFaults()
    }

    /// Commands that fail before they have anything to report.
    fileprivate func writeFailures(into documents: inout Documents) async throws {
        for arguments in [
            ["plan", "--rollback-to", "99"], ["apply"], ["apply", "missing.json", "--yes"],
            ["state", "show", "nobody"], ["audit", "verify", "missing"], ["import", "a", "--out", "jelou.yaml"],
        ] { try await write(arguments, into: &documents) }
        try folder.write("version: 1\nprojects: {x: {webhookUrl: 5}}\n", to: "jelou.yaml")
        for command in ["validate", "plan", "apply", "drift", "doctor", "refresh"] {
            try await write([command], into: &documents)
        }
    }
}
