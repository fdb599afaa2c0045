extension Catalogue {
    /// What is said of saved plans.
    static let spanishPlanFiles: KeyValuePairs<String, String> = [
        "a reason": "un motivo",
        "a guard": "una salvaguarda",
        "a consent": "un consentimiento",
        "a digest": "un digest",
        "an action": "una acción",
        "there is nothing to record": "no hay nada que registrar",
        "auth type and credential are sent together": "el tipo de autenticación y la credencial se envían juntos",
        "there is nothing to send": "no hay nada que enviar",
        "what is recorded": "lo que se registra",
        "the change is for another base URL than the plan": "el cambio es para otra URL base que el plan",
        "what is remembered has another access than the change": "lo que se recuerda tiene otro acceso que el cambio",
        "a blocked change needs no consent": "un cambio bloqueado no necesita consentimiento",
        "there are no values to remember": "no hay valores que recordar",
        "a delete leaves no values to remember": "una eliminación no deja valores que recordar",
        "a project that left the files is not remembered": "un proyecto que salió de los archivos no se recuerda",
        "what is forgotten leaves no values to remember": "lo que se olvida no deja valores que recordar",
        "what is sent and what is remembered differ": "lo que se envía y lo que se recuerda difieren",
        "an object should stand here": "aquí debe haber un objeto",
        "the key \"{1}\" is unknown": "la clave \"{1}\" es desconocida",
        "{1} has one key, and one only": "{1} tiene una clave, y solo una",
        "a string should stand here": "aquí debe haber una cadena",
        "true or false should stand here": "aquí debe haber true o false",
        "up": "en adelante",
        "to {1}": "a {1}",
        "a whole number from {1} {2} should stand here": "aquí debe haber un número entero de {1} {2}",
        "an array should stand here": "aquí debe haber un arreglo",
        "{1} should stand here": "aquí debe haber {1}",
        "\"{}\" should stand here": "aquí debe haber \"{}\"",
        "the header's fields come first": "los campos del encabezado van primero",
        "a part of the plan is missing": "falta una parte del plan",
        "the changes are not sorted by project, or one is here twice":
            "los cambios no están ordenados por proyecto, o uno figura dos veces",
        "the file does not say what it is": "el archivo no dice qué es",
        "lineage and serial belong together": "el linaje y el serial van juntos",
        "it counts more than there is": "cuenta más de lo que hay",
        "this base URL is here twice": "esta URL base figura aquí dos veces",
        "a path": "una ruta",
        "a rate, as 20/s": "una frecuencia, como 20/s",
        "this is no consent that a plan needs": "esto no es un consentimiento que un plan necesite",
        "a limit": "un límite",
        "a severity": "una gravedad",
        "the plan cannot be read": "no se puede leer el plan",
        "the plan cannot be written": "no se puede escribir el plan",
        "the file is not a saved plan": "el archivo no es un plan guardado",
        "the plan was written by a newer jelouctl": "el plan lo escribió un jelouctl más reciente",
        "the plan file is damaged": "el archivo del plan está dañado",
        "the plan was changed after it was saved": "el plan se cambió después de guardarlo",
        "the plan was made without a recorded state": "el plan se hizo sin un estado registrado",
        "the plan cannot be checked": "no se puede verificar el plan",
        "{1} does not begin as a plan that jelouctl saved.": "{1} no empieza como un plan guardado por jelouctl.",
        "{1} is not as this state's plan was saved: its content and its seal do not match.":
            "{1} no está como se guardó el plan de este estado: su contenido y su sello no coinciden.",
        "{1} was saved when there was no recorded state, and there is one now.":
            "{1} se guardó cuando no había un estado registrado, y ahora hay uno.",
        "{1} was saved from a recorded state, and there is none now to check it with.":
            "{1} se guardó a partir de un estado registrado, y ahora no hay ninguno con el cual verificarlo.",
        "Check the path of the plan.": "Verifique la ruta del plan.",
        "Choose another path with --out.": "Elija otra ruta con --out.",
        "A plan to apply is saved by `jelouctl plan --out FILE`; what --json-out writes is a report.":
            "Un plan para aplicar se guarda con `jelouctl plan --out FILE`; lo que escribe --json-out es un informe.",
        "Install a jelouctl at least as new as the one that wrote it.":
            "Instale un jelouctl al menos tan reciente como el que lo escribió.",
        "Nothing was sent. Save the plan anew with `jelouctl plan --out FILE`.":
            "No se envió nada. Guarde el plan de nuevo con `jelouctl plan --out FILE`.",
        """
        Nothing was sent. Plan again; if the file came from elsewhere, check that it was transferred byte for byte \
        and that --state names the state it was planned from.
        """:
            """
        No se envió nada. Vuelva a planificar; si el archivo vino de otro lugar, verifique que se haya transferido \
        byte por byte y que --state indique el estado a partir del cual se planificó.
        """,
        "Nothing was sent. Plan again, so that the plan is compared with the state.":
            "No se envió nada. Vuelva a planificar, para que el plan se compare con el estado.",
        "Nothing was sent. Check that --state names the state that the plan was made from.":
            "No se envió nada. Verifique que --state indique el estado a partir del cual se hizo el plan.",
        "it is larger than {1} MiB": "tiene más de {1} MiB",
        "it is a symbolic link": "es un enlace simbólico",
        "it is a named pipe": "es una tubería con nombre",
        "it is a socket": "es un socket",
        "it is a device": "es un dispositivo",
        "a file that is not a saved plan stands there, and is not overwritten":
            "ahí hay un archivo que no es un plan guardado, y no se sobrescribe",
        "a base URL in its one spelling should stand here":
            "aquí debe haber una URL base en su única forma de escritura",
        "a reference": "una referencia",
        "a program should stand here": "aquí debe haber un programa",
        "an argument": "un argumento",
        "an access": "un acceso",
        "true should stand here": "aquí debe haber true",
        "a credential has one of the keys fingerprint, noKey and notChecked":
            "una credencial tiene una sola de las claves fingerprint, noKey y notChecked",
        "\"nothing\" or an object should stand here": "aquí debe haber \"nothing\" o un objeto",
        "a former value": "un valor anterior",
        "a reason for a value that is not known": "un motivo por el que no se conoce un valor",
    ]
}
