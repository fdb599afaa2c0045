import Foundation
import TestSupport
import Testing

@Suite("The language of help and of wrong usage")
struct SpokenUsageTests {
    private static let spanish = ["JELOUCTL_LANG": "es"]

    @Test(
        "Help is Spanish by flag and by variable, on standard output",
        arguments: [
            (["--help", "--lang", "es"], [:]), (["--lang=es", "--help"], [:]),
            (["plan", "--help", "--lang", "es"], [:]),
            (["help", "plan", "--lang", "es"], [:]), (["help", "plan"], spanish), (["state"], spanish), ([], spanish),
        ] as [([String], [String: String])])
    func help(_ arguments: [String], _ environment: [String: String]) async throws {
        try await withTemporaryFolder { folder in
            let run = try await BuiltProgram.jelouctl.run(arguments, in: folder, environment: environment)
            #expect(run.exitCode == 0)
            #expect(run.output.hasPrefix("RESUMEN: ") && run.output.contains("\nUSO: jelouctl"), "\(run.text)")
            #expect(run.errors.isEmpty)
        }
    }

    @Test("Help is as wide as COLUMNS says, as it is in English")
    func columns() async throws {
        try await withTemporaryFolder { folder in
            let environment = Self.spanish.merging(["COLUMNS": "100"]) { first, _ in first }
            let run = try await BuiltProgram.jelouctl.run(["plan", "--help"], in: folder, environment: environment)
            #expect((81...100).contains(run.output.split(separator: "\n").map(\.count).max() ?? 0))
        }
    }

    @Test("The machine's LANG makes neither Spanish")
    func machine() async throws {
        try await withTemporaryFolder { folder in
            let environment = ["LANG": "es_CO.UTF-8", "LC_ALL": "es_CO.UTF-8"]
            let help = try await BuiltProgram.jelouctl.run(["--help"], in: folder, environment: environment)
            #expect(help.output.hasPrefix("OVERVIEW: "))
            let wrong = try await BuiltProgram.jelouctl.run(["plan", "x"], in: folder, environment: environment)
            #expect(wrong.errors.hasPrefix("Error: Unexpected argument 'x'\n"))
        }
    }

    @Test("Wrong usage is Spanish, with the variables that had a part in it")
    func wrong() async throws {
        try await withTemporaryFolder { folder in
            let environment = Self.spanish.merging(["JELOUCTL_CONCURENCY": "3"]) { first, _ in first }
            let run = try await BuiltProgram.jelouctl.run(["plan", "--bogus"], in: folder, environment: environment)
            #expect(run.exitCode == 64)
            #expect(run.output.isEmpty)
            #expect(
                run.errors == """
                    advertencia: JELOUCTL_CONCURENCY no es la variable de ninguna opción, y se ignora [variable]
                    Error: Opción desconocida: '--bogus'. ¿Quiso decir '--out'?
                    Uso: jelouctl plan <opciones>
                      Consulte 'jelouctl plan --help' para más información.
                    El entorno aportó: JELOUCTL_LANG

                    """)
        }
    }

    @Test("A switch that is neither is told in the language of flag or variable", arguments: [[], ["--lang", "es"]])
    func toggle(_ more: [String]) async throws {
        try await withTemporaryFolder { folder in
            let language = more.isEmpty ? "es" : "en"
            let environment = ["JELOUCTL_LANG": language, "JELOUCTL_QUIET": "maybe"]
            let run = try await BuiltProgram.jelouctl.run(["plan"] + more, in: folder, environment: environment)
            #expect(run.exitCode == 64)
            #expect(run.errors.hasPrefix("error: JELOUCTL_QUIET es un interruptor"), "\(run.errors)")
        }
    }

    @Test("An empty variable is none: nothing is wrong with it, and nobody is warned")
    func empty() async throws {
        try await withTemporaryFolder { folder in
            let environment = [
                "JELOUCTL_LANG": "", "JELOUCTL_CONCURRENCY": "", "JELOUCTL_QUIET": "", "JELOUCTL_STATE": "",
                "JELOUCTL_CONCURENCY": "",
            ]
            let with = try await BuiltProgram.jelouctl.run(["plan"], in: folder, environment: environment)
            let without = try await BuiltProgram.jelouctl.run(["plan"], in: folder, environment: [:])
            #expect(with.errors == without.errors)
            #expect(with.exitCode == without.exitCode && with.exitCode == 65)
        }
    }
}
