import Messages
import Testing

@testable import Commands

@Suite("Wrong usage, as the argument parser says it")
struct UsageErrorTextTests {
    /// One command line for each sentence that the parser has for us, and how it begins in Spanish.
    static let wrong: [(arguments: [String], spanish: String)] = [
        (["bogus"], "Argumento inesperado: 'bogus'"),
        (["state", "bogus"], "Argumento inesperado: 'bogus'"),
        (["plan", "a", "b"], "2 argumentos inesperados: 'a', 'b'"),
        (["plan", "-Z"], "Opción desconocida: '-Z'"),
        (["plan", "--ot", "x"], "Opción desconocida: '--ot'. ¿Quiso decir '--out'?"),
        (["--bogus"], "Opción desconocida: '--bogus'"),
        (["help", "--bogus"], "Opción desconocida: '--bogus'"),
        (["plan", "-qC"], "Opción desconocida: '-qC'\n   o bien: Falta el valor de '-C <carpeta>' en '-qC'"),
        (["plan", "--project"], "Falta el valor de '--project <glob>'"),
        (["plan", "--max-bytes="], "Falta el valor de '--max-bytes <número>'"),
        (["state", "show"], "Falta el argumento '<proyecto>'"),
        (["state", "rm"], "Falta el argumento '<proyectos> ...'"),
        (["plan", "--max-bytes", "1"], "El valor '1' no es válido para '--max-bytes <número>'"),
        (["plan", "--lang", "fr"], "El valor 'fr' no es válido para '--lang <lang>'. Indique 'en' o 'es'."),
        (
            ["plan", "--color", "x"],
            "El valor 'x' no es válido para '--color <color>'. Indique 'auto', 'always' o 'never'."
        ),
        (
            ["plan", "--log-level", "x"],
            """
            El valor 'x' no es válido para '--log-level <log-level>'. Indique uno de estos:
              - trace
              - debug
              - info
              - notice
              - warning
              - error
              - critical
            """
        ),
        (["completion", "x"], "El valor 'x' no es válido para '<shell>'. Indique 'bash', 'zsh' o 'fish'."),
        (["plan", "--quiet=x"], "La opción '--quiet' no lleva ningún valor, pero se indicó 'x'."),
        (["plan", "---"], "Opción no válida: ---"),
        (
            ["--generate-completion-script=x"],
            """
            No hay scripts de autocompletado para 'x'.
            Use --generate-completion-script=<shell> con uno de estos:
                zsh bash fish
            """
        ),
        (
            ["doctor", "--webhooks", "--skip-webhooks"],
            "--webhooks y --skip-webhooks juntos no dejan nada que verificar."
        ),
        (["manual", "bogus"], "No existe ese comando; `jelouctl help` los muestra."),
    ]

    /// The text behind `Error: `, before what helps.
    private func sentence(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.prefix { !$0.hasPrefix("Ayuda:  ") && !$0.hasPrefix("Uso: ") }.joined(separator: "\n")
    }

    @Test("Each sentence is Spanish in Spanish", arguments: wrong)
    func spanish(_ arguments: [String], _ spanish: String) {
        let text = UsageErrorText(parserMessage(arguments)).text(in: .spanish)
        #expect(sentence(text) == "Error: " + spanish)
        let english = [
            "Unexpected", "unexpected", "Unknown", "Did you", "Missing", "Please", "Invalid", "invalid", "The ",
            "Can't",
            "Usage:", "Help:", "See ", "for more", " or", "There is", "together",
        ]
        for word in english { #expect(!text.contains(word), "\(word)") }
    }

    @Test("Each is the parser's own text in English", arguments: wrong)
    func english(_ arguments: [String], _ spanish: String) {
        let message = parserMessage(arguments)
        #expect(!message.isEmpty)
        #expect(UsageErrorText(message).text(in: .english) == message)
    }

    @Test("What helps is Spanish, too")
    func whole() {
        #expect(
            UsageErrorText(parserMessage(["state", "show"])).text(in: .spanish) == """
                Error: Falta el argumento '<proyecto>'
                Ayuda:  <proyecto>  El id del proyecto.
                Uso: jelouctl state show [<opciones>] <proyecto>
                  Consulte 'jelouctl state show --help' para más información.
                """)
        #expect(
            UsageErrorText(parserMessage(["plan", "--timeout", "x"])).text(in: .spanish) == """
                Error: El valor 'x' no es válido para '--timeout <duración>'
                Ayuda:  --timeout <duración>  Cuánto puede durar un intento. Predeterminado: 30s
                Uso: jelouctl plan <opciones>
                  Consulte 'jelouctl plan --help' para más información.
                """)
    }

    @Test("A sentence that nobody knows is shown as it is")
    func unknown() {
        let text = "Error: The moon is full.\n  Wait.\nUsage: jelouctl plan <options>"
        #expect(
            UsageErrorText(text).text(in: .spanish)
                == "Error: The moon is full.\n  Wait.\nUso: jelouctl plan <opciones>")
    }

    @Test("What was typed is cleaned, and is never taken for a sentence of the parser", arguments: Language.allCases)
    func typed(_ language: Language) {
        let typed = "x\u{1B}[31m'\nUsage: y\nError: z <file>"
        let text = UsageErrorText(parserMessage(["plan", typed])).text(in: language)
        #expect(text.contains("'x [31m' Usage: y Error: z <file>'\n"))
        #expect(text.split(separator: "\n").count == 3)
    }
}

@Suite("The language that a command line asks for")
struct LanguageRequestTests {
    @Test(
        "Flag before variable, the last flag before the others; what is no language does not count",
        arguments: [
            (["plan", "--lang", "es"], [:], Language.spanish),
            (["plan", "--bogus", "--lang=es"], ["JELOUCTL_LANG": "en"], .spanish),
            (["--lang", "en", "--lang", "es"], [:], .spanish),
            (["plan", "--lang", "fr"], ["JELOUCTL_LANG": "es"], .spanish),
            (["plan", "--lang"], ["JELOUCTL_LANG": "es"], .spanish), (["plan", "--", "--lang", "es"], [:], nil),
            ([], ["JELOUCTL_LANG": "es"], .spanish), ([], ["JELOUCTL_LANG": ""], nil), ([], ["LANG": "es_CO"], nil),
        ] as [([String], [String: String], Language?)])
    func language(_ arguments: [String], _ environment: [String: String], _ language: Language?) {
        let request = LanguageRequest(arguments, environment)
        #expect(request.language == language)
        #expect(request.arguments == arguments)
    }

    @Test("The parser's command for help, which has no options, is not given the language")
    func help() {
        #expect(LanguageRequest(["help", "plan", "--lang", "es"], [:]).arguments == ["help", "plan"])
        #expect(
            LanguageRequest(["help", "--lang=es", "plan", "--", "x"], [:]).arguments == ["help", "plan", "--", "x"])
    }
}
