extension Catalogue {
    /// What the commands do that look after state, log, schemas and shell.
    static let spanishHelpStateCommands: KeyValuePairs<String, String> = [
        "Look after the cached state. Never touches the API.": "Administra el estado guardado. Nunca usa la API.",
        "what serial 12 held, under a new serial": "lo del serial 12, con un serial nuevo",
        "Each of these takes the state's lock, as apply does; --no-lock reads without it.":
            "Cada uno toma el bloqueo del estado, como apply; --no-lock lee sin él.",
        "List the projects that the state remembers.": "Lista los proyectos que el estado recuerda.",
        "Read without the state's lock, also while an apply works on it.":
            "Lee sin el bloqueo del estado, incluso mientras un apply trabaja en él.",
        "Show all that the state remembers of one project.": "Muestra todo lo que el estado recuerda de un proyecto.",
        "The project's id.": "El id del proyecto.",
        "Let the state forget projects. The integrations themselves stay.":
            "Hace que el estado olvide proyectos. Las integraciones permanecen.",
        """
        A project that is forgotten is not managed any more: removing its block deletes nothing, and a block that \
        stays is applied as if for the first time.
        """:
            """
        Un proyecto olvidado ya no se gestiona: quitar su bloque no elimina nada, y un bloque que permanece se \
        aplica como si fuera la primera vez.
        """,
        "The projects' ids.": "Los ids de los proyectos.",
        "List the present state and the former ones that are kept.":
            "Lista el estado actual y los anteriores que se conservan.",
        "Put a former state in the place of the present one, under a new serial.":
            "Pone un estado anterior en lugar del actual, con un serial nuevo.",
        """
        Changes what is remembered, not what is live: see `jelouctl plan --rollback-to` for that. A journal that a \
        run left behind is set aside, and the projects that it names are marked as unsettled.
        """:
            """
        Cambia lo que se recuerda, no lo que está en Jelou: para eso vea `jelouctl plan --rollback-to`. Un \
        journal que dejó una ejecución se aparta, y los proyectos que nombra se marcan como sin resolver.
        """,
        "The serial; see `jelouctl state history`.": "El serial; vea `jelouctl state history`.",
        "Say who holds the state's lock, or break it.": "Dice quién tiene el bloqueo del estado, o lo rompe.",
        """
        Without an id it says who holds the lock. With the holder's id it breaks it: that run sends nothing more \
        once it notices. A lock whose holder is dead needs no breaking: the next command takes it over.
        """:
            """
        Sin un id dice quién tiene el bloqueo. Con el id de quien lo tiene, lo rompe: esa ejecución no envía \
        nada más en cuanto lo nota. Un bloqueo cuyo dueño ya terminó no hace falta romperlo: el próximo comando \
        lo toma.
        """,
        "The id of the lock to break, as it is reported.": "El id del bloqueo que se rompe, tal como se informa.",
        "Check the log that apply --audit-log writes.": "Verifica el registro que escribe apply --audit-log.",
        "Check that no entry of an audit log was changed, removed or moved.":
            "Verifica que ninguna entrada de un registro de auditoría se haya cambiado, quitado o movido.",
        """
        Exit code 0 if the chain holds, 1 if not. A chain cannot show that entries are missing at its end: keep the \
        head that a run or this command printed, and pass it with --expect-head.
        """:
            """
        Código de salida 0 si la cadena es íntegra, 1 si no. Una cadena no puede mostrar que faltan entradas al \
        final: conserve la cabeza que imprimió una ejecución o este comando, y pásela con --expect-head.
        """,
        "The audit log.": "El registro de auditoría.",
        "The hash that the last entry must have.": "El hash que debe tener la última entrada.",
        "Print a JSON Schema (2020-12): of the files, for editors, or of what a command writes.":
            "Imprime un JSON Schema (2020-12): de los archivos, para editores, o de lo que escribe un comando.",
        """
        With the line `# yaml-language-server: $schema=./jelou.schema.json` in a file, editors complete and check \
        it. desired and accept are of files that jelouctl reads, the others of JSON that it writes; events is of one \
        line.
        """:
            """
        Con la línea `# yaml-language-server: $schema=./jelou.schema.json` en un archivo, los editores lo \
        completan y lo verifican. desired y accept son de archivos que jelouctl lee, los demás de JSON que \
        escribe; events es de una sola línea.
        """,
        "Which schema.": "Qué esquema.",
        "Print the completion script of a shell.": "Imprime el script de autocompletado de un shell.",
        "Project ids are completed from the files and from the state, without network and without running commands.":
            """
        Los ids de proyecto se completan con los archivos y con el estado, sin usar la red y sin ejecutar \
        comandos.
        """,
        "Which shell.": "Qué shell.",
        "Print the manual page of a command, in the man(7) format.":
            "Imprime la página de manual de un comando, en el formato man(7).",
        "The command's words, as in: state list. Default: the program.":
            "Las palabras del comando, como en: state list. Predeterminado: el programa.",
    ]
}
