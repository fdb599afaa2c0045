extension Catalogue {
    /// What plan and refresh say: the inputs, where changes come from, live values.
    static let spanishCommandsPlan: KeyValuePairs<String, String> = [
        " Used by {1} projects.": " La usan {1} proyectos.",
        " It is not checked: unchanged if it was found there last time, else changed.":
            " No se verifica: cuenta como sin cambios si la última vez se encontró ahí; si no, como cambiada.",
        "a credential is out of reach": "una credencial no está disponible",
        "Mend the variable or the file that is named, or unset it.":
            "Corrija la variable o el archivo indicado, o quite la variable.",
        "its key is out of reach: {1}": "su clave no está disponible: {1}",
        "its key is out of reach": "su clave no está disponible",
        "Reading {1} of {2}": "Leyendo {1} de {2}",
        "Read {1} of {2}.": "Leídos: {1} de {2}.",
        "--fail-on-unexplained has nothing to compare with": "--fail-on-unexplained no tiene con qué comparar",
        "Name a branch, tag or commit too: --since origin/main.":
            "Indique también una rama, una etiqueta o un commit: --since origin/main.",
        "--since names no commit": "--since no nombra ningún commit",
        "It is \"{1}\", and a commit's name is never so.": "Es \"{1}\", y el nombre de un commit nunca es así.",
        "Write a branch, tag or commit: --since origin/main. In CI, check that its variable is set.":
            """
        Escriba una rama, una etiqueta o un commit: --since origin/main. En CI, verifique que su variable esté \
        definida.
        """,
        "--since and --rollback-to do not go together": "--since y --rollback-to no se pueden usar juntos",
        "What a rollback changes comes from a former state and not from the files.":
            "Lo que cambia una reversión proviene de un estado anterior y no de los archivos.",
        "Leave one of them out.": "Omita uno de los dos.",
        "standard input has no history to compare with":
            "la entrada estándar no tiene un historial con el que comparar",
        "With --since every file must be one of the Git repository.":
            "Con --since, cada archivo debe pertenecer al repositorio Git.",
        "Name files with -f, or leave --since out.": "Indique archivos con -f, u omita --since.",
        "there are changes that no touched line explains": "hay cambios que ninguna línea modificada explica",
        "1 of {1} changes does not come from lines touched since {2}, and --fail-on-unexplained asks for none (exit 4).":
            """
        1 de {1} cambios no proviene de líneas modificadas desde {2}, y --fail-on-unexplained no admite \
        ninguno (código de salida 4).
        """,
        """
        {1} of {2} changes do not come from lines touched since {3}, and --fail-on-unexplained asks for none \
        (exit 4).
        """:
            """
        {1} de {2} cambios no provienen de líneas modificadas desde {3}, y --fail-on-unexplained no admite \
        ninguno (código de salida 4).
        """,
        "Look at each: apply what was merged before, settle drift, or mend the indentation; then plan again.":
            """
        Revise cada uno: aplique los merges anteriores, resuelva la desviación o corrija la sangría; luego vuelva \
        a planificar.
        """,
        "No touched line explains all of the plan, so it was not saved.":
            "Las líneas modificadas no explican todo el plan, por eso no se guardó.",
        "The plan is refused as a whole, so it was not saved.":
            "El plan se rechaza por completo, por eso no se guardó.",
        "does not exist": "no existe",
        "holds nothing yet": "aún no contiene nada",
        "there is no recorded state": "no hay un estado registrado",
        "{1} {2}, and --require-state asks for one.": "{1} {2}, y --require-state exige uno.",
        "Restore it from where your pipeline keeps it, or leave --require-state out for a first run.":
            "Restáurelo desde donde lo conserva su pipeline, u omita --require-state en una primera ejecución.",
        "live values could not be read": "hay valores en Jelou que no se pudieron leer",
        """
        They are planned from what is recorded, and their deletes are blocked. Before its first write apply reads \
        again what it would touch; if it cannot read one, it sends nothing, or with --skip-stale all but that one.
        """:
            """
        Se planifican a partir de lo registrado, y sus eliminaciones quedan bloqueadas. Antes de su primera escritura \
        apply vuelve a leer lo que tocaría; si no puede leer alguno, no envía nada, o con --skip-stale todo menos ese.
        """,
        "a signing secret would be kept on a CI runner": "un secreto de firma quedaría en un runner de CI",
        "settings.signingSecrets.directory is {1}, which goes with the runner, and the API shows a secret once.":
            """
        settings.signingSecrets.directory es {1}, que desaparece con el runner, y la API muestra un secreto una \
        sola vez.
        """,
        "Store it with settings.signingSecrets.command, or see to it that the folder is kept.":
            "Guárdelo con settings.signingSecrets.command, o asegúrese de que la carpeta se conserve.",
        "{1} So nothing is created or forgotten.": "{1} Por eso no se crea ni se olvida nada.",
        """
        Check the base URL, its path too, and that the key belongs to these projects. If there really is no \
        integration for them, own the number: {1}.
        """:
            """
        Verifique la URL base, también su ruta, y que la clave pertenezca a estos proyectos. Si de verdad no hay \
        integración para ellos, confirme el número: {1}.
        """,
        "{1} holds nothing to refresh.": "{1} no contiene nada que actualizar.",
        "`jelouctl import` adopts live integrations; the first apply records what it sends.":
            "`jelouctl import` adopta integraciones que ya están en Jelou; el primer apply registra lo que envía.",
        "it was applied to another base URL, {1}": "se aplicó en otra URL base, {1}",
        "State saved: {1} serial {2}.": "Estado guardado: {1} serial {2}.",
        "nobody can be asked, nothing was changed": "no hay a quién preguntar, no se cambió nada",
        "Pass --yes to go on without being asked.": "Pase --yes para continuar sin que se le pregunte.",
        "Take these into the state? \"yes\" goes on, anything else stops: ":
            "¿Pasar estos cambios al estado? \"sí\" continúa; cualquier otra respuesta cancela: ",
        "declined, nothing was changed": "no se confirmó, no se cambió nada",
        "{1}, nothing was changed": "{1}, no se cambió nada",
        """
        Check the base URL, its path too, and that the key belongs to these projects. If there really is no \
        integration for one, `jelouctl state rm ID` lets go of it.
        """:
            """
        Verifique la URL base, también su ruta, y que la clave pertenezca a estos proyectos. Si de verdad no hay \
        integración para alguno, `jelouctl state rm ID` lo olvida.
        """,
        "there is no recorded state to go back from": "no hay un estado registrado desde el cual revertir",
        "{1} holds nothing.": "{1} no contiene nada.",
        "Check --state; a rollback needs the state and its history.":
            "Verifique --state; una reversión necesita el estado y su historial.",
        "the files are not rolled back": "los archivos no se revierten",
        "The next plan from the files shows the way forward again.":
            "El próximo plan a partir de los archivos vuelve a mostrar los cambios que traen.",
        "Revert the files too, so that files and live values agree.":
            "Revierta también los archivos, para que coincidan con los valores en Jelou.",
    ]
}
