extension Catalogue {
    /// What apply says: saved plans, consent, the run and what an earlier one left.
    static let spanishCommandsApply: KeyValuePairs<String, String> = [
        "a saved plan is carried out as it is": "un plan guardado se ejecuta tal como está",
        "{1} cannot be added to it, typed or from a JELOUCTL_ variable.":
            "No se le puede agregar {1}, ni escrito ni desde una variable JELOUCTL_.",
        "Give them to `jelouctl plan --out`, where they become part of the plan.":
            "Páselos a `jelouctl plan --out`, donde pasan a ser parte del plan.",
        "waiting for the state's lock: {1}": "a la espera del bloqueo del estado: {1}",
        "held by another process": "en poder de otro proceso",
        "took over the state's lock of {1}, which ended without giving it back":
            "se tomó el bloqueo del estado de {1}, que terminó sin devolverlo",
        "this is another plan than the expected one, nothing was sent": "este plan no es el esperado, no se envió nada",
        "Its digest is {1}; --expect-digest is {2}.": "Su digest es {1}; --expect-digest es {2}.",
        "Look at the plan, and expect its digest if it is what you mean.":
            "Revise el plan, e indique su digest si es lo que desea.",
        "a credential is not the one that was planned with, nothing was sent":
            "una credencial no es aquella con la que se planificó, no se envió nada",
        "What {1} holds for project {2} has changed since the plan was saved.":
            "Lo que contiene {1} para el proyecto {2} cambió desde que se guardó el plan.",
        "Plan again, review, and apply that plan.": "Vuelva a planificar, revise, y aplique ese plan.",
        ", and {1} more": ", y {1} más",
        "a credential is out of reach, nothing was sent": "una credencial no está disponible, no se envió nada",
        "{1}. Needed for project {2}{3}.": "{1}. Se necesita para el proyecto {2}{3}.",
        "the system gave no random bytes": "el sistema no entregó bytes aleatorios",
        "Type 1 to delete 1 integration and apply the rest, anything else to stop: ":
            "Escriba 1 para eliminar 1 integración y aplicar el resto; cualquier otra respuesta cancela: ",
        "Type {1} to delete {2} integrations and apply the rest, anything else to stop: ":
            "Escriba {1} para eliminar {2} integraciones y aplicar el resto; cualquier otra respuesta cancela: ",
        "nobody can be asked, nothing was sent": "no hay a quién preguntar, no se envió nada",
        "Standard input is not a terminal.": "La entrada estándar no es una terminal.",
        "Pass --yes to apply without being asked.": "Pase --yes para aplicar sin que se le pregunte.",
        "Apply these changes? \"yes\" goes on, anything else stops: ":
            "¿Aplicar estos cambios? \"sí\" continúa; cualquier otra respuesta cancela: ",
        "declined, nothing was sent": "no se confirmó, no se envió nada",
        " --skip-blocked carries out the rest.": " --skip-blocked ejecuta el resto.",
        "See the plan above for what lifts each guard.{1}":
            "Vea en el plan de arriba cómo se levanta cada salvaguarda.{1}",
        "If you mean it, pass {1} {2} to the command that plans.{3}":
            "Si es lo que desea, pase {1} {2} al comando que planifica.{3}",
        "the plan is refused, nothing was sent": "el plan se rechaza, no se envió nada",
        "{1} blocked, {2} without consent.": "Bloqueados: {1}; sin consentimiento: {2}.",
        ", and of {1} it does not tell what became": ", y quedan sin confirmar: {1}",
        "An earlier run ({1}) ended early: its journal tells {2}, taken over{3}.":
            "Una ejecución anterior ({1}) terminó antes de tiempo: su journal aporta {2}{3}.",
        "1 outcome": "1 resultado",
        "{1} outcomes": "{1} resultados",
        "; of {1} its answers do not tell": "; no se pudo saber: {1}",
        "The API was asked about {1}: {2} happened, {3} did not{4}.":
            "Se preguntó a la API por {1}. Se hicieron: {2}; no se hicieron: {3}{4}.",
        "1 open write": "1 escritura sin confirmar",
        "{1} open writes": "{1} escrituras sin confirmar",
        "Still open, so planned again in full: {1}{2}.":
            "Siguen sin confirmar, por eso se planifican de nuevo por completo: {1}{2}.",
        " It does not tell what became of {1}{2}.": " No indica el resultado de {1}{2}.",
        "a run is under way, or ended early": "una ejecución está en curso, o terminó antes de tiempo",
        "The journal of run {1} tells no outcome.{2}": "El journal de la ejecución {1} no indica ningún resultado.{2}",
        "The journal of run {1} tells {2} of its outcomes, which this plan counts in.{3}":
            "El journal de la ejecución {1} indica {2} de sus resultados, que este plan tiene en cuenta.{3}",
        "The next apply asks the API about them, and sends again what cannot be read back.":
            "El próximo apply pregunta por ellos a la API, y envía de nuevo lo que no se puede volver a leer.",
        "The live values of {1} of {2} projects could not be read, so the exit code is {3}.":
            "No se pudieron leer los valores en Jelou de {1} de {2} proyectos, por eso el código de salida es {3}.",
        "the live side could not be read again, nothing was sent":
            "no se pudo leer de nuevo lo que hay en Jelou, no se envió nada",
        "Apply again when it can be read; --skip-stale carries out the rest of this plan.":
            "Vuelva a aplicar cuando se pueda leer; --skip-stale ejecuta el resto de este plan.",
        "the live side has moved since the plan was made, nothing was sent":
            "lo que hay en Jelou cambió desde que se hizo el plan, no se envió nada",
        "Plan again, review, and apply that plan; --skip-stale carries out the rest of this one.":
            "Vuelva a planificar, revise, y aplique ese plan; --skip-stale ejecuta el resto de este.",
        "standard output cannot carry events and a document":
            "la salida estándar no puede llevar eventos y un documento",
        "--events - and --format {1} both want it.": "--events - y --format {1} la necesitan los dos.",
        "Name a file for one of them: --events FILE, --json-out FILE or --markdown-out FILE.":
            "Indique un archivo para uno de los dos: --events FILE, --json-out FILE o --markdown-out FILE.",
        "the events cannot be written": "no se pueden escribir los eventos",
        "Check the path given by --events.": "Verifique la ruta indicada en --events.",
        "Audit log: {1} entries added, head {2}": "Registro de auditoría: entradas agregadas: {1}, cabeza {2}",
        "the saved plan is for another API": "el plan guardado es para otra API",
        "It was made for {1}, and --base-url is {2}.": "Se hizo para {1}, y --base-url es {2}.",
        "Plan again with the base URL that you mean.": "Vuelva a planificar con la URL base que desea.",
        "the saved plan's base URL": "la URL base del plan guardado",
        "{1} holds nothing, and --require-state asks for one.":
            "{1} no contiene nada, y --require-state exige un estado.",
        "Restore it from where your pipeline keeps it.": "Restáurelo desde donde lo conserva su pipeline.",
        "the saved plan was used before": "el plan guardado ya se usó",
        "A plan is applied once, also if it failed in part.":
            "Un plan se aplica una sola vez, aunque haya fallado en parte.",
        "the saved plan does not fit the state": "el plan guardado no corresponde al estado",
        "the saved plan is too old": "el plan guardado es demasiado antiguo",
        "It was made at {1}, and --max-plan-age allows less.": "Se hizo el {1}, y --max-plan-age permite menos.",
        "{1}, nothing was sent": "{1}, no se envió nada",
        "the state has moved since the plan was saved, the change is skipped":
            "el estado cambió desde que se guardó el plan, el cambio se omite",
        "the state has moved since the plan was saved, nothing was sent":
            "el estado cambió desde que se guardó el plan, no se envió nada",
        "the plan was saved with credentials that were not checked, nothing was sent":
            "el plan se guardó con credenciales que no se verificaron, no se envió nada",
        """
        What would be sent for project {1}{2} was out of reach when the plan was made, so nobody knows whether \
        it changes.
        """:
            """
        Lo que se enviaría para el proyecto {1}{2} no estaba disponible cuando se hizo el plan, por eso nadie \
        sabe si cambia.
        """,
        "Plan where the credentials are in reach, or pass --accept-unchecked.":
            "Planifique donde las credenciales estén disponibles, o pase --accept-unchecked.",
        "the saved plan carries no seal": "el plan guardado no lleva sello",
        "It was made without a recorded state, and so without a key to seal it with.":
            "Se hizo sin un estado registrado, y por tanto sin una clave para sellarlo.",
        "To be sure that it is the plan that was approved, pass --expect-digest with the digest that was.":
            "Para tener la certeza de que es el plan que se aprobó, pase --expect-digest con el digest de ese plan.",
        "interrupted by {1}, nothing was sent": "interrumpido por {1}, no se envió nada",
        "Run the command again.": "Ejecute el comando de nuevo.",
    ]
}
