#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What `scripts/check-schemas.py` says: a full implementation of JSON Schema, which Swift has none of.
///
/// It needs Python with jsonschema and yaml, which the set-up installs.
package enum SchemaValidation {
    /// Where the project lies, with a slash at its end.
    package static let project = String(#filePath.dropLast("Tests/TestSupport/SchemaValidation.swift".count))

    /// The first Python that has the modules; the system's has those that the set-up installed.
    private static let script = """
        for python in python3 /usr/bin/python3; do
            "$python" "$@"; status=$?
            test $status -eq 3 || test $status -eq 127 || exit $status
        done
        exit 3
        """

    /// Whether tests that need it are to run: on a developer's machine if it is there, in CI in any case.
    ///
    /// In CI a validator that is missing must not pass for documents that are valid.
    package static func isExpected() async throws -> Bool {
        if ProcessInfo.processInfo.environment["CI"] == "true" { return true }
        return try await withTemporaryFolder { folder in
            try folder.write("{}", to: "schema.json")
            return try await run([folder.path("schema.json")], in: folder).exitCode == 0
        }
    }

    /// Validates files against a schema, which is itself validated first.
    ///
    /// - Parameters:
    ///   - isClosed: whether keys that the schema does not name are a problem too.
    /// - Returns: what is wrong with each file, by its name; nothing for one that is valid.
    package static func problems(
        of files: [String], schema: String, isClosed: Bool = false, in folder: TemporaryFolder
    ) async throws -> [String: [String]] {
        let run = try await run((isClosed ? ["--closed"] : []) + [schema] + files, in: folder)
        guard run.exitCode == 0 else { throw Failure(description: run.errors + run.output) }
        return try JSONDecoder().decode([String: [String]].self, from: Data(run.output.utf8))
    }

    /// No answer: the modules are missing, or the schema is none.
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    private static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> BuiltProgram.Run {
        var environment = ["PYTHONDONTWRITEBYTECODE": "1"]
        environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        return try await BuiltProgram.shell.run(
            ["-c", script, "sh", project + "scripts/check-schemas.py"] + arguments, in: folder,
            environment: environment)
    }
}
