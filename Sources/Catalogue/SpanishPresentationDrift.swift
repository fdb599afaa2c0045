extension Catalogue {
    /// How drift reads.
    static let spanishPresentationDrift: KeyValuePairs<String, String> = [
        "Project {1}: {2}.": "Proyecto {1}: {2}.",
        "the live integration is not what was last applied": "la integración en vivo no es la última aplicada",
        """
        `jelouctl apply --refresh` puts back what the files say; to keep what is live, write it into the files \
        and run `jelouctl refresh`.
        """:
            """
        `jelouctl apply --refresh` restablece lo que dicen los archivos; para conservar lo que está en vivo, \
        escríbalo en los archivos y ejecute `jelouctl refresh`.
        """,
        "the files and the live integration have both moved": "los archivos y la integración en vivo cambiaron",
        "Settle which of the two holds: write it into the files, and run `jelouctl apply --refresh`.":
            "Decida cuál de los dos vale: escríbalo en los archivos, y ejecute `jelouctl apply --refresh`.",
        "the API has no integration, and there should be one":
            "la API no tiene ninguna integración, y debería haber una",
        "`jelouctl apply --refresh` creates it again; to leave it so, write `state: absent`.":
            "`jelouctl apply --refresh` la crea de nuevo; para dejarlo así, escriba `state: absent`.",
        "the values are the same, but somebody wrote after jelouctl did":
            "los valores son los mismos, pero alguien escribió después de jelouctl",
        "The credential may be another one; `jelouctl refresh` takes the new time over.":
            "La credencial puede ser otra; `jelouctl refresh` toma la nueva fecha.",
        "the files are not what was last applied": "los archivos no son lo último aplicado",
        "`jelouctl plan` shows what apply would do.": "`jelouctl plan` muestra lo que haría apply.",
        "the live integration could not be read": "no se pudo leer la integración en vivo",
        "Look again when the API answers; `jelouctl doctor` looks for the cause.":
            "Vuelva a comprobarlo cuando la API responda; `jelouctl doctor` busca la causa.",
        "{1}: desired {2}, last applied {3}, live {4}.": "{1}: deseado {2}, último aplicado {3}, en vivo {4}.",
        "(unknown: {1})": "(desconocido: {1})",
        "(not managed)": "(no se gestiona)",
        "(none)": "(no hay)",
        "at {1}, ahead of this clock": "el {1}, en el futuro según este reloj",
        "just now": "justo ahora",
        "1 minute ago": "hace 1 minuto",
        "{1} minutes ago": "hace {1} minutos",
        "{1} hours ago": "hace {1} horas",
        "{1} days ago": "hace {1} días",
        "{1} years ago": "hace {1} años",
        "In sync:": "Al día:",
        "desired": "deseado",
        "last applied": "aplicado",
        "live": "en vivo",
        "Unknown, could not be read:": "Desconocidos, no se pudieron leer:",
        "{1} in {2}": "{1} en {2}",
        "{1} looked at": "revisión de {1}",
        "no state at {1}": "sin estado en {1}",
        "No recorded state: nothing is known of what was last applied, so nothing can be told to have drifted.":
            """
        Sin estado registrado: no se sabe nada de lo último aplicado, así que no se puede detectar ningún \
        desvío.
        """,
        "{1} (accepted)": "{1} (aceptado)",
        "created again after jelouctl deleted it": "creada de nuevo después de que jelouctl la eliminó",
        "live is as the files say": "en vivo está como dicen los archivos",
        "changed {1}": "modificado {1}",
        "the API has no integration": "la API no tiene integración",
        "in sync": "al día",
        "not in the state yet": "aún no está en el estado",
        "jelouctl deleted it before": "jelouctl lo eliminó antes",
        "last outcome unknown": "último resultado desconocido",
        "to be deleted": "por eliminar",
        "to be recorded, nothing is sent": "por registrar, no se envía nada",
        "moved in the files and live": "cambió en los archivos y en vivo",
        "moved in the files": "cambió en los archivos",
        "moved live": "cambió en vivo",
        "fingerprint {1}": "huella {1}",
        "no fingerprint: {1}": "sin huella: {1}",
        "not checked: {1}": "sin comprobar: {1}",
        "last applied {1}": "última aplicación {1}",
        "last applied {1} by run {2}": "última aplicación {1}, ejecución {2}",
        "accepted until {1}: {2}": "aceptado hasta {1}: {2}",
        "Check the key ({1}): each project has its own, and it must be valid today.":
            "Compruebe la clave ({1}): cada proyecto tiene la suya, y debe ser válida hoy.",
        "Look again when the API answers; if it goes on, jelouctl doctor looks for the cause.":
            "Vuelva a comprobarlo cuando la API responda; si continúa, jelouctl doctor busca la causa.",
        "the files and the live side both moved: settle which holds, then as for drifted":
            "los archivos y el lado en vivo cambiaron: decida cuál vale, y luego siga como en drifted",
        """
        where live is as the files say, there is nothing to settle and nothing to overwrite: jelouctl apply \
        --refresh sends nothing there, and records it
        """:
            """
        donde lo que está en vivo es lo que dicen los archivos, no hay nada que decidir ni que sobrescribir: \
        jelouctl apply --refresh no envía nada ahí, y lo registra
        """,
        """
        jelouctl apply --refresh puts back what the files say; to keep what is live, write it into the files and \
        run jelouctl refresh
        """:
            """
        jelouctl apply --refresh restablece lo que dicen los archivos; para conservar lo que está en vivo, \
        escríbalo en los archivos y ejecute jelouctl refresh
        """,
        "jelouctl apply --refresh creates it again, with a new signing secret; to leave it so, write `state: absent`":
            """
        jelouctl apply --refresh la crea de nuevo, con un nuevo secreto de firma; para dejarlo así, escriba \
        `state: absent`
        """,
        """
        the values are the same, but somebody wrote after jelouctl did, so the credential may be another one; \
        jelouctl refresh takes the new time over, jelouctl state rm ID and apply send everything again
        """:
            """
        los valores son los mismos, pero alguien escribió después de jelouctl, así que la credencial puede ser \
        otra; jelouctl refresh toma la nueva fecha, jelouctl state rm ID y apply envían todo de nuevo
        """,
        "jelouctl plan shows what apply would do": "jelouctl plan muestra lo que haría apply",
        "What is known and may stay for a while can be accepted: --write-accept FILE starts a list.":
            "Lo que se conoce y puede quedar así un tiempo se puede aceptar: --write-accept FILE inicia una lista.",
        "Nothing to compare: no project is in the files or in the state.":
            "Nada que comparar: no hay ningún proyecto en los archivos ni en el estado.",
        "In sync: the files, what was last applied and the live values agree.":
            "Al día: los archivos, lo último aplicado y los valores en vivo coinciden.",
        "Drift: {1}.": "Drift: {1}.",
        "Drift: {1}; {2} accepted.": "Drift: {1}; con aceptación: {2}.",
    ]
}
