import Foundation
import TestSupport

/// The published schemas of report formats, as `scripts/report-schemas.sh` brings them.
///
/// Where they are missing the tests that need them are skipped, but in CI they fail: a check that quietly stopped to run
/// proves nothing.
enum PublishedSchemas {
    static let isAtHand =
        ProcessInfo.processInfo.environment["CI"] == "true" || FileManager.default.fileExists(atPath: junit)

    private static let tools = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/tools/reports").path()
    private static let junit = tools + "/junit-10.xsd"

    /// What in a SARIF document contradicts the schema of OASIS; empty if nothing does.
    static func sarifProblems(_ document: String, in folder: TemporaryFolder) async throws -> String {
        try await check(
            document, in: folder,
            """
            import json, sys
            from sarif_kit.validate import validation_errors
            print("\\n".join(validation_errors(json.load(sys.stdin))), end="")
            """)
    }

    /// What in a JUnit report contradicts the schema of the Jenkins xUnit plug-in; empty if nothing does.
    static func junitProblems(_ document: String, in folder: TemporaryFolder) async throws -> String {
        try await check(
            document, in: folder,
            """
            import sys, xmlschema
            text = sys.stdin.buffer.read().decode()
            for error in xmlschema.XMLSchema(sys.argv[1]).iter_errors(text):
                print(error.path, error.reason)
            """)
    }

    private static func check(
        _ document: String, in folder: TemporaryFolder, _ program: String
    ) async throws -> String {
        let run = try await BuiltProgram.shell.run(
            ["-c", "exec \"$0\" -I -c \"$1\" \"$2\"", tools + "/bin/python", program, junit], in: folder,
            input: document)
        return run.exitCode == 0 ? run.output : "the check did not run: \(run.errors)"
    }
}
