extension Catalogue {
    /// What the options do that several commands have.
    static let spanishHelpOptions: KeyValuePairs<String, String> = [
        "Work in this folder.": "Trabaja en esta carpeta.",
        "A file, a folder of *.yaml and *.yml files, or - for standard input. Repeatable.":
            "Un archivo, una carpeta con archivos *.yaml y *.yml, o - para la entrada estándar. Se puede repetir.",
        "Default: jelou.yaml, else the folder jelou/.": "Predeterminado: jelou.yaml; si no existe, la carpeta jelou/.",
        """
        What standard output carries; plan, apply and drift alone have markdown, validate and drift sarif, junit and \
        code-quality.
        """:
            """
        Qué lleva la salida estándar; solo plan, apply y drift tienen markdown, y validate y drift sarif, junit \
        y code-quality.
        """,
        "Also write the JSON document to this file.": "Escribe además el documento JSON en este archivo.",
        "Also write Markdown for a comment to this file.":
            "Escribe además Markdown para un comentario en este archivo.",
        "How long Markdown may become, 2000 to 1048576. Default: 60000":
            "Cuánto puede medir el Markdown, de 2000 a 1048576. Predeterminado: 60000",
        "Whether text is coloured; auto asks the terminal, NO_COLOR and TERM.":
            "Si el texto lleva color; auto consulta la terminal, NO_COLOR y TERM.",
        "The language of texts for people: en or es. Default: settings.language, else en":
            "El idioma de los textos para personas: en o es. Predeterminado: settings.language; si no, en",
        "No progress on standard error.": "Sin progreso en la salida de error.",
        "The least severe log message that is written to standard error.":
            "El mensaje de log menos grave que se escribe en la salida de error.",
        "How log messages are written.": "Cómo se escriben los mensajes de log.",
        "Whether problems are also shown at their lines by GitHub Actions; auto: if GITHUB_ACTIONS is true.":
            "Si GitHub Actions muestra además los problemas en sus líneas; auto: si GITHUB_ACTIONS es true.",
        "Also append Markdown to the step summary of GitHub Actions; plan, apply and drift.":
            "Agrega además Markdown al resumen del paso de GitHub Actions; plan, apply y drift.",
        "Run {command: …} references.": "Ejecuta las referencias {command: …}.",
        "The state file. Default: .jelouctl/state.json": "El archivo de estado. Predeterminado: .jelouctl/state.json",
        "Only projects whose id matches; * and ? are wildcards. Repeatable.":
            "Solo los proyectos cuyo id coincide; * y ? son comodines. Se puede repetir.",
        "Leave out projects whose id matches. Repeatable.":
            "Deja fuera los proyectos cuyo id coincide. Se puede repetir.",
        "Only projects with this label. Repeatable: all must match.":
            "Solo los proyectos con esta etiqueta. Se puede repetir: deben coincidir todas.",
        "Only part I of N, by a stable hash of the project id.":
            "Solo la parte I de N, según un hash estable del id del proyecto.",
        "Own the number of deletes of projects that left the files: it must be the planned number.":
            """
        Confirma la cantidad de eliminaciones de proyectos que ya no están en los archivos: debe ser la \
        planificada.
        """,
        "Own the number of changes beyond guards.maxChanges.":
            "Confirma la cantidad de cambios más allá de guards.maxChanges.",
        "Own the number of creates when no project is proven to be there.":
            "Confirma la cantidad de creaciones cuando no está demostrado que exista ningún proyecto.",
        "The recorded integrations now live at today's base URL.":
            "Las integraciones registradas ahora están en la URL base actual.",
        "Fail if there is no recorded state.": "Falla si no hay un estado registrado.",
        "Read the live values first (GET only), and plan against them.":
            "Lee primero los valores en Jelou (solo GET), y planifica con ellos.",
        "List projects for which there is nothing to do.": "Lista los proyectos en los que no hay nada que hacer.",
        "Show method, path and redacted body of every request.":
            "Muestra método, ruta y cuerpo (sin secretos) de cada solicitud.",
        "Exit 2 when there are changes, 4 when some are refused.":
            "Termina con 2 cuando hay cambios, con 4 cuando algunos se rechazan.",
        "Fail if a credential cannot be looked up while planning.":
            "Falla si una credencial no se puede obtener al planificar.",
        "Run {command: …} references while planning.": "Ejecuta las referencias {command: …} al planificar.",
        "Mark which changes come from lines touched since this branch, tag or commit.":
            "Marca qué cambios provienen de líneas modificadas desde esta rama, etiqueta o commit.",
        "Compares with the last commit that it and HEAD have in common; uncommitted lines count.":
            "Compara con el último commit que tiene en común con HEAD; las líneas sin commit cuentan.",
        "With --since: exit 4 if a change comes from no touched line, and save no plan.":
            "Con --since: termina con 4 si un cambio no proviene de ninguna línea modificada, y no guarda un plan.",
        "The Jelou API. Default: https://gateway.jelou.ai/platform":
            "La API de Jelou. Predeterminado: https://gateway.jelou.ai/platform",
        "Calls at the same time, 1 to 128. Default: 8": "Llamadas a la vez, de 1 a 128. Predeterminado: 8",
        "For example 20/s, 100/m. Default: none": "Por ejemplo 20/s, 100/m. Predeterminado: sin límite",
        "How long one attempt may take. Default: 30s": "Cuánto puede durar un intento. Predeterminado: 30s",
        "Attempts after the first, 0 to 20. Default: 5": "Intentos después del primero, de 0 a 20. Predeterminado: 5",
        "PEM certificates to trust beside the system's.": "Certificados PEM de confianza, además de los del sistema.",
        "How long to wait for the state's lock. Default: not at all":
            "Cuánto esperar por el bloqueo del estado. Predeterminado: no espera",
        "How long the lock lasts without a sign of life, where hosts share a folder; 5s to 1h. Default: 60s":
            """
        Cuánto dura el bloqueo sin señales de vida, donde varios equipos comparten una carpeta; de 5s a 1h. \
        Predeterminado: 60s
        """,
        "How many former states are kept, 1 to 1000. Default: 20":
            "Cuántos estados anteriores se conservan, de 1 a 1000. Predeterminado: 20",
        "Do not ask. Never counts as consent to deletes.":
            "No pregunta. Nunca cuenta como consentimiento para eliminar.",
        "Do not ask.": "No pregunta.",
        "Carry out the rest when some changes are refused.": "Ejecuta el resto cuando algunos cambios se rechazan.",
        "Refuse any other plan than the one with this digest.": "Rechaza cualquier plan que no tenga este digest.",
        "Saved plan: carry out the rest when the state has moved under some.":
            "Plan guardado: ejecuta el resto cuando el estado cambió en algunos proyectos.",
        "Saved plan: refuse one that is older, for example 24h or 7d.":
            "Plan guardado: rechaza uno más antiguo, por ejemplo 24h o 7d.",
        "Saved plan: accept credentials that could not be looked up when it was made.":
            "Plan guardado: acepta credenciales que no se pudieron obtener cuando se hizo.",
        "So many changes first, or this share; read back before the rest.":
            "Primero esta cantidad de cambios, o esta proporción; se vuelven a leer antes del resto.",
        "So many failures stop the rest. Default: 10": "Esta cantidad de fallas detiene el resto. Predeterminado: 10",
        "The first failure stops the rest.": "El primer fallo detiene el resto.",
        "How long running calls may go on after a signal. Default: 5s":
            "Cuánto pueden seguir las llamadas en curso después de una señal. Predeterminado: 5s",
        "Write events while it works, one JSON object a line; - is standard output.":
            "Escribe eventos mientras trabaja, un objeto JSON por línea; - es la salida estándar.",
        "Append each call that writes to this hash-chained log.":
            "Agrega cada llamada que escribe a este registro encadenado con hashes.",
    ]
}
