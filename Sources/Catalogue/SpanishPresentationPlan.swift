extension Catalogue {
    /// How a plan reads.
    static let spanishPresentationPlan: KeyValuePairs<String, String> = [
        "through defaults": "mediante defaults",
        "through settings": "mediante settings",
        "through an anchor": "mediante un ancla",
        "not in this diff": "fuera de este diff",
        "none of its lines touched": "ninguna de sus líneas modificada",
        "The change comes from lines touched since {1} ({2})":
            "El cambio proviene de líneas modificadas desde {1} ({2})",
        "All {1} changes come from lines touched since {2} ({3})":
            "Los {1} cambios provienen de líneas modificadas desde {2} ({3})",
        "No change is without a touched line since {1} ({2})":
            "Ningún cambio carece de una línea modificada desde {1} ({2})",
        "1 of {1} changes does not come from lines touched since {2} ({3})":
            "1 de {1} cambios no proviene de líneas modificadas desde {2} ({3})",
        "{1} of {2} changes do not come from lines touched since {3} ({4})":
            "{1} de {2} cambios no provienen de líneas modificadas desde {3} ({4})",
        "  the files say what they said: drift, a merge that is not applied yet, a rotated credential: {1}":
            """
          los archivos dicen lo mismo que antes: desviación, un merge aún sin aplicar, una credencial rotada: {1}
        """,
        "  the files say something else, and no line of its block was touched (look at the indentation): {1}":
            "  los archivos dicen otra cosa, y ninguna línea de su bloque se modificó (revise la sangría): {1}",
        "{1} before": "{1} (versión anterior)",
        "  {1}, {2}, changes {3}": "  {1}, {2}, cambia {3}",
        "an anchor": "un ancla",
        "a change is blocked by a guard": "una salvaguarda bloquea un cambio",
        "The {1} of project {2} is blocked by {3}.": "La acción {1} del proyecto {2} está bloqueada por {3}.",
        "`jelouctl plan` says how each guard is lifted.": "`jelouctl plan` indica cómo se levanta cada salvaguarda.",
        "a change failed": "un cambio falló",
        "a change may or may not have happened": "un cambio puede haber ocurrido o no",
        "The {1} of project {2} ended as {3}.": "La acción {1} del proyecto {2} terminó como {3}.",
        "{1}, with other arguments": "{1}, con otros argumentos",
        "same value ({1})": "mismo valor ({1})",
        "{1}, no longer managed": "{1}, ya no se gestiona",
        "no longer managed (was {1})": "ya no se gestiona (era {1})",
        "(recorded, not sent)": "(se registra, no se envía)",
        "Unchanged:": "Sin cambios:",
        "No recorded state: all values are unknown, removed projects cannot be seen.":
            "Sin estado registrado: todos los valores son desconocidos, no se ven los proyectos quitados.",
        "back to serial {1}, {2}": "reversión al serial {1}, {2}",
        "{1}, {2} managed": "{1}, {2} bajo gestión",
        "the filters select {1}": "los filtros seleccionan {1}",
        "live values read": "valores en Jelou leídos",
        "live values not read": "valores en Jelou sin leer",
        "live values could not be read: {1} of {2}": "valores en Jelou que no se pudieron leer: {1} de {2}",
        "live values read: {1} of {2}": "valores en Jelou leídos: {1} de {2}",
        "{1} blocked: {2}": "bloqueado ({1}): {2}",
        "create": "crear",
        "delete, cannot be undone": "eliminar, no se puede deshacer",
        "adopt, nothing is sent": "adoptar, no se envía nada",
        "record, nothing is sent": "registrar, no se envía nada",
        "forget, gone from the API": "olvidar, ya no está en la API",
        "forget, was deleted": "olvidar, fue eliminado",
        "overwrites drift": "sobrescribe una desviación",
        "somebody wrote to it since": "alguien escribió en ella desde entonces",
        "back to a former snapshot": "reversión a una instantánea anterior",
        "protected": "protegido",
        "host not allowed": "host no permitido",
        "{1} forbidden": "{1} prohibido",
        "auth type forbidden": "tipo de autenticación prohibido",
        "no place for its secret": "sin lugar para su secreto",
        "live values unknown": "valores en Jelou desconocidos",
        "not checked": "sin verificar",
        "will be sent": "se enviará",
        "unchanged, sent again": "sin cambios, se envía de nuevo",
        "changed": "cambió",
        "to delete it, write `state: absent` and `protect: false`; to keep it, put its block back":
            "para eliminarlo, escriba `state: absent` y `protect: false`; para conservarlo, vuelva a poner su bloque",
        "to delete them, write `state: absent` and `protect: false`; to keep them, put their blocks back":
            """
        para eliminarlos, escriba `state: absent` y `protect: false`; para conservarlos, vuelva a poner sus \
        bloques
        """,
        "correct each webhookUrl, or add its host to settings.guards.allowedWebhookHosts":
            "corrija cada webhookUrl, o agregue su host a settings.guards.allowedWebhookHosts",
        "correct webhookUrl, or add its host to settings.guards.allowedWebhookHosts":
            "corrija webhookUrl, o agregue su host a settings.guards.allowedWebhookHosts",
        "choose another authType, or take it out of settings.guards.forbiddenAuthTypes":
            "elija otro authType, o quítelo de settings.guards.forbiddenAuthTypes",
        "say in settings.signingSecrets where to store the secret that the API shows once":
            "indique en settings.signingSecrets dónde guardar el secreto que la API muestra una sola vez",
        "say in settings.signingSecrets where to store the secrets that the API shows once":
            "indique en settings.signingSecrets dónde guardar los secretos que la API muestra una sola vez",
        "their live values could not be read; plan again when the API answers":
            "no se pudieron leer sus valores en Jelou; vuelva a planificar cuando la API responda",
        "its live values could not be read; plan again when the API answers":
            "no se pudieron leer sus valores en Jelou; vuelva a planificar cuando la API responda",
        "{1} blocked by {2}: {3}": "La salvaguarda {2} bloquea {1}: {3}",
        "1 delete has your word (--allow-deletes 1)": "1 eliminación tiene su consentimiento (--allow-deletes 1)",
        "{1} deletes have your word (--allow-deletes {2})":
            "{1} eliminaciones tienen su consentimiento (--allow-deletes {2})",
        "1 delete needs your word: apply with --allow-deletes 1, or write `state: absent`":
            "1 eliminación necesita su consentimiento: aplique con --allow-deletes 1, o escriba `state: absent`",
        "{1} deletes need your word: apply with --allow-deletes {2}, or write `state: absent` for each":
            """
        {1} eliminaciones necesitan su consentimiento: aplique con --allow-deletes {2}, o escriba `state: \
        absent` en cada proyecto
        """,
        "The files name no project any more, so 1 is deleted":
            "Los archivos ya no nombran ningún proyecto, así que se elimina 1",
        "The files name no project any more, so {1} are deleted":
            "Los archivos ya no nombran ningún proyecto, así que se eliminan {1}",
        "{1}; that has your word (--allow-deletes {2})": "{1}; cuenta con su consentimiento (--allow-deletes {2})",
        "{1}: check that they are the right files; only if so, apply with --allow-deletes {2}":
            "{1}: verifique que sean los archivos correctos; solo si lo son, aplique con --allow-deletes {2}",
        " of {1} managed": " de {1} bajo gestión",
        "{1}, more than guards.maxChanges ({2}{3}) lets through":
            "{1}, más de lo que deja pasar guards.maxChanges ({2}{3})",
        "{1}, has your word (--allow-changes 1)": "{1}, con su consentimiento (--allow-changes 1)",
        "{1}, have your word (--allow-changes {2})": "{1}, con su consentimiento (--allow-changes {2})",
        "{1}, needs your word: apply with --allow-changes 1":
            "{1}, falta su consentimiento: aplique con --allow-changes 1",
        "{1}, need your word: apply with --allow-changes {2}":
            "{1}, falta su consentimiento: aplique con --allow-changes {2}",
        "apply refuses this plan and sends nothing (exit 4); the error says why":
            "apply rechaza este plan y no envía nada (código de salida 4); el error dice por qué",
        "Until then apply sends nothing (exit 4); with --skip-blocked it does the rest":
            "Hasta entonces apply no envía nada (código de salida 4); con --skip-blocked hace el resto",
        "Until then apply sends nothing (exit 4)": "Hasta entonces apply no envía nada (código de salida 4)",
        "Nothing to do: the state holds what serial {1} held.":
            "Nada que hacer: el estado contiene lo mismo que el serial {1}.",
        "Nothing to do: no project is in the files or in the state.":
            "Nada que hacer: no hay ningún proyecto en los archivos ni en el estado.",
        "Nothing to do: the files, the state and the live values agree.":
            "Nada que hacer: los archivos, el estado y los valores en Jelou coinciden.",
        "Nothing to do by the files and the state; no live values could be read, so they were not compared.":
            """
        Nada que hacer según los archivos y el estado; no se pudo leer ningún valor en Jelou, así que no se \
        compararon.
        """,
        """
        Nothing to do as far as is known: the live values of {1} of {2} projects could not be read, and so were \
        not compared.
        """:
            """
        Nada que hacer hasta donde se sabe: no se pudieron leer los valores en Jelou de {1} de {2} proyectos, así \
        que no se compararon.
        """,
        "Nothing to do: the files say what the state recorded as applied.":
            "Nada que hacer: los archivos dicen lo que el estado registró como aplicado.",
        "{1} to create": "{1} por crear",
        "{1} to update": "{1} por actualizar",
        "{1} to delete": "{1} por eliminar",
        "{1} to adopt": "{1} por adoptar",
        "{1} to record": "{1} por registrar",
        "{1} to forget": "{1} por olvidar",
        "{1} blocked": "{1} con bloqueo",
        "{1} unchanged": "{1} sin cambios",
        "Plan: {1}.": "Plan: {1}.",
        "update": "actualizar",
        "delete": "eliminar",
        "adopt": "adoptar",
        "record": "registrar",
        "forget": "olvidar",
        "Requests to {1}, credentials left out:": "Solicitudes a {1}, sin las credenciales:",
    ]
}
