extension Catalogue {
    /// How drift reads.
    static let spanishPresentationDrift: KeyValuePairs<String, String> = [
        "Project {1}: {2}.": "Proyecto {1}: {2}.",
        "the live integration is not what was last applied": "lo que hay en Jelou no es lo último que se aplicó",
        """
        `jelouctl apply --refresh` puts back what the files say; to keep what is live, write it into the files \
        and run `jelouctl refresh`.
        """:
            """
        `jelouctl apply --refresh` restablece lo que dicen los archivos; para conservar lo que hay en Jelou, \
        escríbalo en los archivos y ejecute `jelouctl refresh`.
        """,
        "the files and the live integration have both moved": "cambiaron los archivos y lo que hay en Jelou",
        "Settle which of the two holds: write it into the files, and run `jelouctl apply --refresh`.":
            "Decida cuál de los dos lados vale: escríbalo en los archivos, y ejecute `jelouctl apply --refresh`.",
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
        "the live integration could not be read": "no se pudo leer la integración en Jelou",
        "Look again when the API answers; `jelouctl doctor` looks for the cause.":
            "Vuelva a verificar cuando la API responda; `jelouctl doctor` busca la causa.",
        "{1}: desired {2}, last applied {3}, live {4}.": "{1}: deseado {2}, último aplicado {3}, en Jelou {4}.",
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
        "live": "en Jelou",
        "Unknown, could not be read:": "Sin leer:",
        "{1} in {2}": "{1} en {2}",
        "{1} looked at": "revisión de {1}",
        "no state at {1}": "sin estado en {1}",
        "No recorded state: nothing is known of what was last applied, so nothing can be told to have drifted.":
            """
        Sin estado registrado: no se sabe nada de lo último aplicado, así que no se puede detectar ninguna \
        desviación.
        """,
        "{1} (accepted)": "{1} (aceptado)",
        "created again after jelouctl deleted it": "creada de nuevo después de que jelouctl la eliminó",
        "live is as the files say": "en Jelou está como dicen los archivos",
        "changed {1}": "modificado {1}",
        "the API has no integration": "la API no tiene integración",
        "drifted": "desviado",
        "conflict": "en conflicto",
        "missing": "ausente",
        "touched": "reescrito",
        "pending": "pendiente",
        "unknown": "sin leer",
        "in sync": "al día",
        "1 drifted": "1 desviado",
        "{1} drifted": "{1} desviados",
        "1 missing": "1 ausente",
        "{1} missing": "{1} ausentes",
        "1 touched": "1 reescrito",
        "{1} touched": "{1} reescritos",
        "1 pending": "1 pendiente",
        "{1} pending": "{1} pendientes",
        "not in the state yet": "aún no está en el estado",
        "jelouctl deleted it before": "jelouctl lo eliminó antes",
        "last outcome unknown": "último resultado desconocido",
        "to be deleted": "por eliminar",
        "to be recorded, nothing is sent": "por registrar, no se envía nada",
        "moved in the files and live": "cambió en los archivos y en Jelou",
        "moved in the files": "cambió en los archivos",
        "moved live": "cambió en Jelou",
        "fingerprint {1}": "huella {1}",
        "no fingerprint: {1}": "sin huella: {1}",
        "not checked: {1}": "sin verificar: {1}",
        "last applied {1}": "última aplicación {1}",
        "last applied {1} by run {2}": "última aplicación {1}, ejecución {2}",
        "accepted until {1}: {2}": "aceptado hasta {1}: {2}",
        "Check the key ({1}): each project has its own, and it must be valid today.":
            "Verifique la clave ({1}): cada proyecto tiene la suya, y debe ser válida hoy.",
        "Check the base URL (settings.api.baseUrl, --base-url) and any proxy: something else answers there. jelouctl doctor shows what.":
            """
        Verifique la URL base (settings.api.baseUrl, --base-url) y el proxy, si lo hay: ahí responde otra cosa. \
        jelouctl doctor muestra qué.
        """,
        "Bring the key ({1}) within reach, then look again: nothing was asked.":
            "Haga disponible la clave ({1}) y vuelva a verificar: no se consultó nada.",
        "Look again when the API answers; if it goes on, jelouctl doctor looks for the cause.":
            "Vuelva a verificar cuando la API responda; si continúa, jelouctl doctor busca la causa.",
        "the files and the live side both moved: settle which holds, then as for drifted":
            "cambiaron los archivos y lo que hay en Jelou: decida qué vale, y luego siga como con lo desviado",
        """
        where live is as the files say, there is nothing to settle and nothing to overwrite: {1} sends \
        nothing there, and records it
        """:
            """
        donde lo que hay en Jelou es lo que dicen los archivos, no hay nada que decidir ni que sobrescribir: \
        {1} no envía nada ahí, y lo registra
        """,
        """
        {1} puts back what the files say; to keep what is live, write it into the files and run {2}
        """:
            """
        {1} restablece lo que dicen los archivos; para conservar lo que hay en Jelou, escríbalo en los archivos y \
        ejecute {2}
        """,
        "{1} creates it again, with a new signing secret; to leave it so, write `state: absent`":
            "{1} la crea de nuevo, con un nuevo secreto de firma; para dejarlo así, escriba `state: absent`",
        """
        the values are the same, but somebody wrote after jelouctl did, so the credential may be another one: \
        {1} sends it again where it is managed; {2} takes the new time over as it is
        """:
            """
        los valores son los mismos, pero alguien escribió después de jelouctl, así que la credencial puede ser \
        otra: {1} la envía de nuevo donde se gestiona; {2} toma la nueva fecha tal como está
        """,
        "{1} shows what apply would do": "{1} muestra lo que haría apply",
        "What is known and may stay for a while can be accepted: --write-accept FILE starts a list.":
            "Lo que se conoce y puede quedar así un tiempo se puede aceptar: --write-accept FILE inicia una lista.",
        "Nothing to compare: no project is in the files or in the state.":
            "Nada que comparar: no hay ningún proyecto en los archivos ni en el estado.",
        "In sync: the files, what was last applied and the live values agree.":
            "Al día: los archivos, lo último aplicado y los valores en Jelou coinciden.",
        "Drift: {1}.": "Desviación: {1}.",
        "Drift: {1}; {2} accepted.": "Desviación: {1}; con aceptación: {2}.",
    ]
}
