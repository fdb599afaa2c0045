extension Catalogue {
    /// How an apply and its results read.
    static let spanishPresentationApply: KeyValuePairs<String, String> = [
        "Succeeded:": "Con éxito:",
        "Failed:": "Con error:",
        "Skipped:": "Sin ejecutar:",
        "Unknown, it may or may not have happened:": "Sin confirmar, puede que haya ocurrido o no:",
        "next:": "siguiente paso:",
        "To go on from here:": "Para continuar desde aquí:",
        """
        To go on from here: plan again with the files and options that the saved plan was made with, and apply the \
        new plan.
        """:
            """
        Para continuar desde aquí: planifique de nuevo con los archivos y las opciones con que se hizo el plan \
        guardado, y aplique el plan nuevo.
        """,
        "State saved: {1} serial {2}, run {3}.": "Estado guardado: {1} serial {2}, ejecución {3}.",
        "State unchanged: {1} serial {2}, run {3}.": "Estado sin cambios: {1} serial {2}, ejecución {3}.",
        "No state: there was none, and nothing to remember.":
            "Sin estado: no había ninguno, y no hay nada que recordar.",
        "State: {1} serial {2} and the journal beside it, which the next apply takes over, run {3}.":
            "Estado: {1} serial {2} y el journal junto a él, que el próximo apply incorpora, ejecución {3}.",
        "State NOT saved: {1} does not hold the results above, run {2}.":
            "Estado NO guardado: {1} no contiene los resultados de arriba, ejecución {2}.",
        "{1} done": "{1} con éxito",
        "{1} unknown": "{1} sin confirmar",
        "{1} succeeded": "{1} con éxito",
        "{1} of {2} done: {3}.": "Van {1} de {2}: {3}.",
        "Sending {1}.": "Enviando {1}.",
        "The API asks for less: every call waits {1}.": "La API pide bajar el ritmo: cada llamada espera {1}.",
        "Canary: 1 change holds; going on with the rest.":
            "La prueba canaria pasó (1 cambio); se continúa con el resto.",
        "Canary: {1} changes hold; going on with the rest.":
            "La prueba canaria pasó ({1} cambios); se continúa con el resto.",
        "{1}: attempt {2}: {3}; will be retried or checked [{4}]":
            "{1}: intento {2}: {3}; se reintentará o se verificará [{4}]",
        "{1}: {2} after {3} attempts": "{1}: {2} tras {3} intentos",
        "failed: {1}": "con error: {1}",
        "unknown: {1}": "sin confirmar: {1}",
        "Interrupted: no new calls; waiting for those that run. A second SIGINT stops hard, SIGTERM ends the wait.":
            """
        Interrumpido: no hay llamadas nuevas; se espera a las que están en curso. Un segundo SIGINT detiene de \
        inmediato, SIGTERM termina la espera.
        """,
        "{1}: no new calls; waiting for those that run.":
            "{1}: no hay llamadas nuevas; se espera a las que están en curso.",
        "The state could not be saved: no new calls; waiting for those that run.":
            "No se pudo guardar el estado: no hay llamadas nuevas; se espera a las que están en curso.",
        "The canary does not hold: no new calls; waiting for those that run.":
            "La prueba canaria falló: no hay llamadas nuevas; se espera a las que están en curso.",
        "The lease of the state was lost: no new calls; waiting for those that run.":
            "Se perdió el bloqueo del estado: no hay llamadas nuevas; se espera a las que están en curso.",
        "The audit log could not be written: no new calls; waiting for those that run.":
            """
        No se pudo escribir el registro de auditoría: no hay llamadas nuevas; se espera a las que están en \
        curso.
        """,
        "If the API's value is right, write it into the files, so that live values and files agree.":
            """
        Si el valor de la API es el correcto, escríbalo en los archivos, para que coincidan con los valores en \
        vivo.
        """,
        "Look at the integration in Jelou; if it keeps the old value, ask Jelou's support.":
            "Revise la integración en Jelou; si conserva el valor anterior, consulte al soporte de Jelou.",
        "Check that the key ({1}) is this very project's: each project has its own.":
            "Verifique que la clave ({1}) sea la de este mismo proyecto: cada proyecto tiene la suya.",
        "Wait a while, then apply again with a lower --rate-limit or --concurrency.":
            "Espere un momento, y vuelva a aplicar con un --rate-limit o un --concurrency más bajo.",
        "Apply again later; if it goes on, tell Jelou's support time and request id.":
            "Vuelva a aplicar más tarde; si continúa, indique al soporte de Jelou la hora y el id de la solicitud.",
        "Correct the base URL: redirects are not followed, they would take the key elsewhere.":
            "Corrija la URL base: no se siguen redirecciones, porque llevarían la clave a otro lugar.",
        "Check the base URL, its path too, and any proxy between here and the API.":
            "Verifique la URL base, también su ruta, y cualquier proxy que haya hasta la API.",
        "Do what the API's message says, then apply again.":
            "Haga lo que indica el mensaje de la API, y vuelva a aplicar.",
        "{1} If the API is slow today, give it a longer --timeout.":
            "{1} Si la API está lenta hoy, dele un --timeout más largo.",
        "Check the network, the proxy variables and the certificates, then apply again.":
            "Verifique la red, las variables de proxy y los certificados, y vuelva a aplicar.",
        "Correct the key ({1}), then apply again.": "Corrija la clave ({1}), y vuelva a aplicar.",
        "Deal with what failed, then apply again; --max-failures N lets more of it pass.":
            "Corrija lo que falló, y vuelva a aplicar; --max-failures N admite más fallas.",
        "Apply again: what is left is planned anew.": "Vuelva a aplicar: lo que falta se planifica de nuevo.",
        "Make the state writable, then apply again.": "Permita escribir en el estado, y vuelva a aplicar.",
        "Plan again, and look at the new plan: it starts from how things are now.":
            "Vuelva a planificar, y revise el nuevo plan: parte de la situación actual.",
        "Deal with what the first changes met, then apply again.":
            "Corrija lo que detuvo los primeros cambios, y vuelva a aplicar.",
        "Wait until whoever holds the state has finished, then apply again.":
            "Espere a que termine quien tiene el estado, y vuelva a aplicar.",
        "Make the audit log writable, then apply again.":
            "Permita escribir en el registro de auditoría, y vuelva a aplicar.",
        "Make the place ready that settings.signingSecrets names, then apply again with --refresh.":
            "Prepare el lugar que indica settings.signingSecrets, y vuelva a aplicar con --refresh.",
        """
        Delete the integration (`state: absent`) and create it again, or go on without verifying the signatures \
        of its events: the API does not show the secret a second time.
        """:
            """
        Elimine la integración (`state: absent`) y créela de nuevo, o continúe sin verificar las firmas de sus \
        eventos: la API no muestra el secreto una segunda vez.
        """,
        "Apply again: the delete is sent once more, and an integration that is gone counts as deleted.":
            """
        Vuelva a aplicar: la eliminación se envía una vez más, y una integración que ya no existe cuenta como \
        eliminada.
        """,
        "Plan again with --refresh: if the integration exists, it was created, and its signing secret is lost.":
            "Vuelva a planificar con --refresh: si la integración existe, se creó, y su secreto de firma se perdió.",
        "Apply again with --refresh: it certainly did not happen.":
            "Vuelva a aplicar con --refresh: con certeza no ocurrió.",
        "Apply again: the state remembers that the outcome is open, and the values are sent once more.":
            """
        Vuelva a aplicar: el estado recuerda que el resultado no se conoce, y los valores se envían una vez más.
        """,
        "Apply again: it certainly did not happen, and the state has kept the former values.":
            "Vuelva a aplicar: con certeza no ocurrió, y el estado conservó los valores anteriores.",
        "Apply again.": "Vuelva a aplicar.",
        """
        Check project id, key and base URL; if there is no integration in Jelou, `jelouctl apply --refresh` \
        creates it, with a new signing secret; to leave it so, write `state: absent`.
        """:
            """
        Verifique el id del proyecto, la clave y la URL base; si no hay integración en Jelou, \
        `jelouctl apply --refresh` la crea, con un nuevo secreto de firma; para dejarlo así, escriba `state: absent`.
        """,
        """
        Correct the values in the files, then apply again; if it is authType or authorization that the API does \
        not take here, leave them out: its documentation is not of one mind about them.
        """:
            """
        Corrija los valores en los archivos, y vuelva a aplicar; si es authType o authorization lo que la API no \
        acepta aquí, omítalos: su documentación no es uniforme al respecto.
        """,
        """
        Correct the values in the files, then apply again with --refresh: if there is an integration by now, the \
        plan will show it.
        """:
            """
        Corrija los valores en los archivos, y vuelva a aplicar con --refresh: si ya existe una integración, el \
        plan la mostrará.
        """,
        "Check project id, key and base URL: the API does not know the project that the integration is for.":
            "Verifique el id del proyecto, la clave y la URL base: la API no conoce el proyecto de la integración.",
        "Correct the values in the files, then apply again.":
            "Corrija los valores en los archivos, y vuelva a aplicar.",
        "Plan again: the plan says which guard forbids it.":
            "Vuelva a planificar: el plan dice qué salvaguarda lo prohíbe.",
        "Plan again, and apply with the number of deletes it names (--allow-deletes), or write `state: absent`.":
            """
        Vuelva a planificar, y aplique con el número de eliminaciones que indica (--allow-deletes), o escriba \
        `state: absent`.
        """,
        "Plan again, and apply with the number of changes that it names (--allow-changes).":
            "Vuelva a planificar, y aplique con el número de cambios que indica (--allow-changes).",
        "request {1}": "solicitud {1}",
        "the integration exists": "la integración existe",
        "nothing was sent": "no se envió nada",
        "nothing was changed": "no se cambió nada",
        "it may or may not have happened": "puede que haya ocurrido o no",
        "blocked by {1}": "bloqueado por {1}",
        "done": "hecho",
        "it was gone already": "ya no existía",
        "recorded": "registrado",
        "done, and the API holds another value": "hecho, y la API conserva otro valor",
        "the API said yes and kept the old value": "la API aceptó el cambio y conservó el valor anterior",
        "the API has no integration for this project": "la API no tiene una integración para este proyecto",
        "the API did not accept the key": "la API no aceptó la clave",
        "the key may not do this": "la clave no tiene permiso para hacer esto",
        "the API refused the values": "la API rechazó los valores",
        "the API does not know the project": "la API no conoce el proyecto",
        "the API was asked too often": "se preguntó a la API con demasiada frecuencia",
        "redirected elsewhere": "redirigido a otro lugar",
        "something else than the Jelou API answered": "respondió algo que no es la API de Jelou",
        "the API answered with success and a failure inside": "la API respondió con éxito, pero indica una falla",
        "the request could not be sent": "no se pudo enviar la solicitud",
        "there was no answer in time": "no hubo respuesta a tiempo",
        "blocked by a guard": "bloqueado por una salvaguarda",
        "nobody gave their word for it": "nadie dio su consentimiento",
        "not tried, because the same key was refused before": "no se intentó, porque la misma clave se rechazó antes",
        "not tried, because too much had failed": "no se intentó, porque ya había demasiadas fallas",
        "not finished, because of the interruption": "no se terminó, por la interrupción",
        "not tried, because the state could not be saved": "no se intentó, porque no se pudo guardar el estado",
        "what it was planned from has moved since": "cambió aquello a partir de lo cual se planificó",
        "not tried, because the canary did not hold": "no se intentó, porque la prueba canaria falló",
        "not tried, because the lease of the state was lost": "no se intentó, porque se perdió el bloqueo del estado",
        "not tried, because the audit log could not be written":
            "no se intentó, porque no se pudo escribir el registro de auditoría",
        "its signing secret could not be stored": "no se pudo guardar su secreto de firma",
        "created, and its signing secret is lost": "creado, y su secreto de firma se perdió",
        "gone already": "ya no existía",
        "created": "creado",
        "updated": "actualizado",
        "deleted": "eliminado",
        "adopted": "adoptado",
        "forgotten": "olvidado",
        "Interrupted (SIGINT): no call was started after that.":
            "Interrumpido (SIGINT): no se inició ninguna llamada después.",
        "Interrupted (SIGTERM): no call was started after that.":
            "Interrumpido (SIGTERM): no se inició ninguna llamada después.",
        "Stopped after {1}: the rest was not tried.": "Se detuvo tras {1}: el resto no se intentó.",
        "Stopped because the state could not be saved: what cannot be remembered is not done.":
            "Se detuvo porque no se pudo guardar el estado: lo que no se puede recordar no se hace.",
        "Stopped because the canary did not hold: the rest was not tried.":
            "Se detuvo porque la prueba canaria falló: el resto no se intentó.",
        "Stopped because the lease of the state was lost: somebody else may work on it.":
            "Se detuvo porque se perdió el bloqueo del estado: puede que alguien más trabaje en él.",
        "Stopped because the audit log could not be written: what cannot be told is not done.":
            "Se detuvo porque no se pudo escribir el registro de auditoría: lo que no se puede registrar no se hace.",
        "Apply: {1} succeeded, {2} failed, {3} skipped, {4} unknown.":
            "Apply: {1} con éxito, {2} con error, {3} sin ejecutar, {4} sin confirmar.",
    ]
}
