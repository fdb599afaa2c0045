extension Catalogue {
    /// What the commands do that read or change integrations.
    static let spanishHelpCommands: KeyValuePairs<String, String> = [
        "Declarative configuration for the webhook integrations of Jelou.":
            "Configuración declarativa de las integraciones de webhook de Jelou.",
        "write a starter file": "escribe un archivo inicial",
        "show what apply would do": "muestra lo que haría apply",
        "show it, ask, do it": "lo muestra, pregunta y lo ejecuta",
        "the same in CI, owning one delete": "igual en CI, confirma una eliminación",
        """
        Every option has a variable: --base-url is JELOUCTL_BASE_URL. A flag goes before a variable, a variable \
        before the files, the files before the default.
        """:
            """
        Cada opción tiene una variable: --base-url es JELOUCTL_BASE_URL. Una opción escrita tiene prioridad \
        sobre la variable, la variable sobre los archivos, y los archivos sobre el valor predeterminado.
        """,
        """
        Exit codes: 0 success · 1 error · 2 differences (--detailed-exitcode) · 3 some changes failed, were skipped \
        or are unknown · 4 refused, nothing sent · 5 state is locked · 6 authentication failed · 64 wrong usage · 65 \
        invalid files · 130, 143 interrupted
        """:
            """
        Códigos de salida: 0 éxito · 1 error · 2 diferencias (--detailed-exitcode) · 3 algunos cambios fallaron, \
        se omitieron o quedaron sin confirmar · 4 rechazado, no se envió nada · 5 el estado está bloqueado · 6 \
        falló la autenticación · 64 uso incorrecto · 65 archivos no válidos · 130, 143 interrumpido
        """,
        "Write a commented starter file, its schema, and lines for .gitignore.":
            "Escribe un archivo inicial con comentarios, su esquema y líneas para .gitignore.",
        "Writes jelou.yaml and jelou.schema.json and adds to .gitignore. Refuses to overwrite. No network.":
            "Escribe jelou.yaml y jelou.schema.json, y agrega líneas a .gitignore. Nunca sobrescribe. No usa la red.",
        "Check the desired-state files. No network.": "Verifica los archivos de estado deseado. No usa la red.",
        "Reports every error of every file in one pass, with its place and its fix. Exit code 65 if there is one.":
            """
        Informa todos los errores de todos los archivos en una sola pasada, cada uno con su lugar y su \
        corrección. Código de salida 65 si hay alguno.
        """,
        "Fail if a credential cannot be looked up.": "Falla si una credencial no se puede obtener.",
        "Show what apply would do. Sends nothing.": "Muestra lo que haría apply. No envía nada.",
        "save it, for `jelouctl apply plan.json`": "lo guarda, para `jelouctl apply plan.json`",
        "back to what serial 12 of the state held": "revierte a lo que contenía el serial 12",
        "which changes this branch explains": "qué cambios explica esta rama",
        """
        Compares the files with the cached state. Exit code 0, or 4 when nothing of the plan may be carried out (a \
        base URL that moved or that nobody vouches for); with --detailed-exitcode 2 when there are changes, and 4 \
        when some of them are refused. With --refresh 1 when something could not be read, 6 when every key of it was \
        refused; the plan can be used all the same.
        """:
            """
        Compara los archivos con el estado guardado. Código de salida 0, o 4 cuando nada del plan se puede \
        ejecutar (una URL base que cambió o que nadie avala); con --detailed-exitcode, 2 cuando hay cambios y 4 \
        cuando algunos se rechazan. Con --refresh, 1 cuando algo no se pudo leer, 6 cuando se rechazó cada una de sus \
        claves; el plan se puede usar de todos modos.
        """,
        "Save the plan to this file, to be applied as it is. Holds no secret.":
            "Guarda el plan en este archivo, para aplicarlo tal como está. No contiene secretos.",
        "Probe the webhooks of the changed projects: name, connection, certificate, answer.":
            "Prueba los webhooks de los proyectos que cambian: nombre, conexión, certificado, respuesta.",
        "Plan back to what this serial of the state held; see `state history`.":
            "Planifica la reversión a lo que contenía este serial del estado; vea `state history`.",
        "Show the plan, ask, and carry it out.": "Muestra el plan, pregunta y lo ejecuta.",
        "own two deletes of projects that left": "confirma dos eliminaciones implícitas",
        "carry out a saved plan, and nothing else": "ejecuta un plan guardado, y nada más",
        """
        A delete cannot be undone: a project that merely left the files is deleted only if its number is owned. \
        --yes alone never is that word. In CI, start it with `exec jelouctl apply`, so that it receives the job's \
        signals.
        """:
            """
        Una eliminación no se puede deshacer: un proyecto que solo desapareció de los archivos se elimina \
        únicamente si usted confirma la cantidad. --yes por sí solo nunca es ese consentimiento. En CI, inícielo \
        con `exec jelouctl apply`, para que reciba las señales del job.
        """,
        "A plan that `plan --out` saved. Default: plan from the files.":
            "Un plan que guardó `plan --out`. Predeterminado: planifica con los archivos.",
        "The same as plan.": "Lo mismo que plan.",
        "Compare files, last applied and live values. Changes nothing.":
            "Compara los archivos, lo último aplicado y los valores en Jelou. No cambia nada.",
        "start a list of what may stay": "inicia una lista de lo permitido",
        "be quiet about it until it expires": "no lo informa hasta que venza",
        """
        Exit code 2 if something live was moved and nobody has accepted it, 6 if every key was refused, 1 if \
        something could not be read, else 0. What only the files have moved (pending) is no drift: 0.
        """:
            """
        Código de salida 2 si algo cambió en Jelou y nadie lo aceptó, 6 si se rechazaron todas las claves, 1 si \
        algo no se pudo leer; si no, 0. Lo que solo cambió en los archivos (pending) no es una desviación: 0.
        """,
        "Differences that are known, with reason and expiry.": "Diferencias conocidas, con motivo y vencimiento.",
        "Start such a list from what differs now; refuses to overwrite.":
            "Inicia esa lista con lo que difiere ahora; nunca sobrescribe.",
        "Write metrics for the node exporter's textfile collector.":
            "Escribe métricas para el textfile collector de node exporter.",
        "List projects that are in sync.": "Lista los proyectos que están al día.",
        "Take live values into the state, after showing what would change there.":
            "Toma los valores de Jelou en el estado, después de mostrar qué cambiaría allí.",
        """
        Reads the API, and changes nothing there. What differs from the files afterwards shows in the next plan. \
        What cannot be read stays as it is: then the exit code is 1, or 6 if every key was refused.
        """:
            """
        Lee la API, y no cambia nada en ella. Lo que después difiera de los archivos aparece en el próximo plan. \
        Lo que no se puede leer queda como está: en ese caso el código de salida es 1, o 6 si se rechazaron \
        todas las claves.
        """,
        "Adopt live integrations: write YAML and state for them.":
            "Adopta integraciones que ya están en Jelou: escribe su YAML y su estado.",
        """
        Reads with GET alone. Writes a new file and adds to the state; nothing is overwritten, and a project that \
        the files or the state have already is refused. Credentials cannot be read back: their lines are commented \
        out. If it ends between its two writes, run it again: the file that is there already is taken if it is the \
        same.
        """:
            """
        Lee solo con GET. Escribe un archivo nuevo y agrega al estado; no sobrescribe nada, y rechaza un \
        proyecto que ya está en los archivos o en el estado. Las credenciales no se pueden leer: sus líneas \
        quedan como comentarios. Si termina entre las dos escrituras, ejecútelo de nuevo: el archivo que ya \
        existe se acepta si es igual.
        """,
        "The projects' ids; - reads them from standard input.":
            "Los ids de los proyectos; - los lee de la entrada estándar.",
        "A file of ids, one a line; empty lines and lines that begin with # do not count. - is standard input.":
            """
        Un archivo de ids, uno por línea; las líneas vacías y las que empiezan con # no cuentan. - es la entrada \
        estándar.
        """,
        "The file to write; it must not be there yet.": "El archivo que se escribe; todavía no debe existir.",
        """
        The variable with a project's API key; ${project} stands for the id in upper case, other characters than A-Z \
        0-9 as _. Default: JELOU_API_KEY
        """:
            """
        La variable con la clave de API de un proyecto; ${project} es el id en mayúsculas, con _ en lugar de los \
        caracteres que no sean A-Z 0-9. Predeterminado: JELOU_API_KEY
        """,
        "Check files, secrets, state, API and webhooks. Changes nothing.":
            "Verifica archivos, secretos, estado, API y webhooks. No cambia nada.",
        "the webhooks alone": "solo los webhooks",
        """
        One line for each check, and what to do about what is wrong. Sends nothing but GET: to the API for one \
        project of each key, and to each webhook once, without credentials and without the query of its URL. \
        Webhooks are asked directly, never through a proxy, and only at public addresses. Exit code 0, also with \
        warnings; 1 when a check failed, 6 when each of them failed because a key was refused, 65 when the files are \
        invalid.
        """:
            """
        Una línea por verificación, y qué hacer con lo que está mal. Solo envía GET: a la API por un proyecto de \
        cada clave, y una vez a cada webhook, sin credenciales y sin los parámetros (query) de su URL. A los \
        webhooks se les consulta directamente, nunca por un proxy, y solo en direcciones públicas. Código de \
        salida 0, también con advertencias; 1 si falló una verificación, 6 si todas las que fallaron fue porque \
        se rechazó una clave, 65 si los archivos no son válidos.
        """,
        "Check the webhooks alone.": "Verifica solo los webhooks.",
        "Check everything but the webhooks.": "Verifica todo menos los webhooks.",
        "Connect to webhooks at private addresses too: files then decide what is asked in this network.":
            """
        Se conecta también a webhooks en direcciones privadas: entonces los archivos deciden a qué se consulta \
        en esta red.
        """,
    ]
}
