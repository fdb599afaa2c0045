import Emulator
import Foundation
import TestSupport
import Testing

@Suite("The language of texts")
struct LanguageTests {
    private static let english = "Plan: 0 to create, 1 to update, 0 to delete, 0 unchanged."
    private static let spanish = "Plan: 0 por crear, 1 por actualizar, 0 por eliminar, 0 sin cambios."

    private func lastLine(_ run: BuiltProgram.Run) -> String? {
        run.output.split(separator: "\n").last.map(String.init)
    }

    @Test("is English unless somebody asks for another one; the machine's LANG is nobody")
    func ofTheMachine() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.jelouctl(
                "plan", also: ["LANG": "es_CO.UTF-8", "LC_ALL": "es_CO.UTF-8", "LC_MESSAGES": "es_CO.UTF-8"])
            #expect(lastLine(run) == Self.english)
        }
    }

    @Test("flag goes before variable, variable before files")
    func precedence() async throws {
        try await withWorld { world in
            let projects = "projects:\n  a: { webhookUrl: \(newURL("a")) }\n"
            try world.desire(projects)
            #expect(lastLine(try await world.jelouctl("plan", "--lang", "es")) == Self.spanish)
            #expect(lastLine(try await world.jelouctl("plan", also: ["JELOUCTL_LANG": "es"])) == Self.spanish)
            try world.desire("settings: { language: es }\n" + projects)
            #expect(lastLine(try await world.jelouctl("plan")) == Self.spanish)
            #expect(lastLine(try await world.jelouctl("plan", also: ["JELOUCTL_LANG": "en"])) == Self.english)
            let both = try await world.jelouctl("plan", "--lang", "es", also: ["JELOUCTL_LANG": "en"])
            #expect(lastLine(both) == Self.spanish)
        }
    }

    @Test("changes no key, no code and no value of the JSON document, and no exit code")
    func json() async throws {
        try await withWorld { world in
            try world.desire("projects:\n  a: { webhookUrl: \(newURL("a")), authType: bearer, autorization: x }\n")
            let english = try await world.jelouctl("plan", "--format", "json")
            let spanish = try await world.jelouctl("plan", "--format", "json", "--lang", "es")
            #expect(english.output == spanish.output)
            #expect(english.exitCode == spanish.exitCode)
            #expect(english.errors.contains("[unknown-key]") && spanish.errors.contains("[unknown-key]"))
            #expect(
                english.errors.contains("error: unknown key") && spanish.errors.contains("error: clave desconocida"))
        }
    }

    @Test("is the one of the files for what goes wrong with them, too")
    func filesThatAreWrong() async throws {
        try await withWorld { world in
            try world.desire("settings: { language: es }\nprojects:\n  a: { webhokUrl: https://x.example.com }\n")
            let run = try await world.jelouctl("validate")
            #expect(run.exitCode == 65)
            #expect(run.errors.contains("ayuda: ¿Quiso decir \"webhookUrl\"?"), "\(run.text)")
        }
    }

    @Test(
        "Each command ends in Spanish, by its last line",
        arguments: ["apply", "drift", "refresh", "doctor", "validate"])
    func commands(_ name: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire("settings: { language: es }\nprojects:\n  a: { webhookUrl: \(newURL("a")) }\n")
            let applied = try await world.jelouctl("apply", "--yes")
            #expect(
                lastLine(applied) == "Apply: 1 con éxito, 0 con error, 0 sin ejecutar, 0 sin confirmar.",
                "\(applied.text)")
            let arguments =
                name == "doctor" ? ["doctor", "--skip-webhooks"] : name == "apply" ? ["apply", "--yes"] : [name]
            let run = try await world.jelouctl(arguments)
            for word in ["project", "state ", "nothing", "unchanged", "live", "succeeded", "warning", "skipped"] {
                #expect(!run.text.split(separator: "\n").contains { $0.contains(" \(word)") }, "\(word): \(run.text)")
            }
        }
    }

    @Test("of a question at a terminal is LANG's, where nobody has chosen", arguments: ["es_MX.UTF-8", "en_US.UTF-8"])
    func prompt(_ locale: String) async throws {
        try await withWorld(["a": oldURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let run = try await world.shell(
                "export LANG=\(locale); unset LC_ALL LC_MESSAGES; printf 'no\\n' | script --quiet --return --command"
                    + " '\(BuiltProgram.jelouctl.path) apply' /dev/null")
            #expect(run.exitCode == 4)
            #expect(run.output.contains("Apply these changes?") == locale.hasPrefix("en"), "\(run.output)")
            #expect(run.output.contains("¿Aplicar") == locale.hasPrefix("es"), "\(run.output)")
            #expect(run.output.contains(Self.english))
        }
    }
}
