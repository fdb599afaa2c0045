extension Catalogue {
    /// What is wrong with a command line, as the argument parser says it.
    static let spanishCommandsUsage: KeyValuePairs<String, String> = [
        "Unexpected argument '{1}'": "Argumento inesperado: '{1}'",
        "{1} unexpected arguments: '{2}'": "{1} argumentos inesperados: '{2}'",
        "Unknown option '{1}'": "Opción desconocida: '{1}'",
        "Unknown option '{1}'. Did you mean '{2}'?": "Opción desconocida: '{1}'. ¿Quiso decir '{2}'?",
        "Missing value for '{1}'": "Falta el valor de '{1}'",
        "Missing expected argument '{1}'": "Falta el argumento '{1}'",
        "{1}\n   or: {2} in '{3}'": "{1}\n   o bien: {2} en '{3}'",
        "The value '{1}' is invalid for '{2}'": "El valor '{1}' no es válido para '{2}'",
        "{1}. Please provide one of {2} and {3}.": "{1}. Indique {2} o {3}.",
        "{1}. Please provide one of {2} or {3}.": "{1}. Indique {2} o {3}.",
        "{1}. Please provide one of the following:\n{2}": "{1}. Indique uno de estos:\n{2}",
        "The option '{1}' does not take any value, but '{2}' was specified.":
            "La opción '{1}' no lleva ningún valor, pero se indicó '{2}'.",
        "Invalid option: {1}": "Opción no válida: {1}",
        "Can't generate completion scripts for '{1}'.\nPlease use {2} with one of:\n{3}":
            "No hay scripts de autocompletado para '{1}'.\nUse {2} con uno de estos:\n{3}",
        "--webhooks and --skip-webhooks together leave nothing to check.":
            "--webhooks y --skip-webhooks juntos no dejan nada que verificar.",
        "There is no such command; `jelouctl help` lists them.":
            "No existe ese comando; `jelouctl help` los muestra.",
        "Help:  {1}": "Ayuda:  {1}",
        "Usage: {1}": "Uso: {1}",
        "  See '{1}' for more information.": "  Consulte '{1}' para más información.",
    ]
}
