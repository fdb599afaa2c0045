extension Catalogue {
    /// What is said of a state that cannot be used, and what to do about it.
    static let spanishStateStorageErrors: KeyValuePairs<String, String> = [
        "a folder": "una carpeta",
        "a symbolic link": "un enlace simbólico",
        "a named pipe": "una tubería con nombre",
        "a socket": "un socket",
        "a device": "un dispositivo",
        "no regular file": "un archivo no regular",
        "the state cannot be read": "no se puede leer el estado",
        "the state cannot be written": "no se puede escribir el estado",
        "the state file is damaged": "el archivo de estado está dañado",
        "the state was written by a newer jelouctl": "el estado lo escribió un jelouctl más reciente",
        "the file is not a jelouctl state": "el archivo no es un estado de jelouctl",
        "the state is not a file": "el estado no es un archivo",
        "the state file is too large": "el archivo de estado es demasiado grande",
        "the state is locked": "el estado está bloqueado",
        "the state cannot be locked": "no se puede bloquear el estado",
        "another state has appeared": "apareció otro estado",
        "the state has moved on": "el estado ya avanzó",
        "the lease of the state is lost": "se perdió el bloqueo del estado",
        "the journal of the state is damaged": "el journal del estado está dañado",
        "the journal belongs to another state": "el journal pertenece a otro estado",
        "the journal is ahead of the state": "el journal está adelantado respecto del estado",
        "there is a journal, but no state": "hay un journal, pero no un estado",
        "the journal of an earlier run is still there": "todavía existe el journal de una ejecución anterior",
        "the journal cannot be written": "no se puede escribir el journal",
        "there is no snapshot of that serial": "no hay una instantánea de ese serial",
        "{1} has format version {2}; this jelouctl knows version {3}.":
            "{1} tiene la versión de formato {2}; este jelouctl conoce la versión {3}.",
        "{1} is JSON, but not the state of jelouctl.": "{1} es JSON, pero no el estado de jelouctl.",
        "{1} is {2}.": "{1} es {2}.",
        "It is held by {1}; the lock's id is {2}.": "Lo retiene {1}; el id del bloqueo es {2}.",
        "It is held by a process that left no name.": "Lo retiene un proceso que no dejó su nombre.",
        "{1} holds lineage {2}, not {3}.": "{1} contiene el linaje {2}, no {3}.",
        "{1} has serial {2}, not {3}.": "{1} tiene el serial {2}, no {3}.",
        "{1} is not there; serial {2} was expected.": "{1} no existe; se esperaba el serial {2}.",
        "It is held by {1} now.": "Ahora lo retiene {1}.",
        "It is not ours any more.": "Ya no pertenece a esta ejecución.",
        "{1} has no snapshot {2}. {3}": "{1} no tiene la instantánea {2}. {3}",
        "{1} extends lineage {2}; the state is of {3}.": "{1} continúa el linaje {2}; el estado es del linaje {3}.",
        "{1} extends serial {2}; the state has serial {3}, so it is an older one.":
            "{1} continúa el serial {2}; el estado tiene el serial {3}, así que es más antiguo.",
        "{1} tells what a run did, and the state that it extends is not there.":
            "{1} indica lo que hizo una ejecución, pero el estado que continúa no existe.",
        "{1} holds records that are not in the state yet.": "{1} contiene registros que aún no están en el estado.",
        """
        Nothing was changed. `jelouctl state history` lists the snapshots that are kept; `jelouctl state restore \
        SERIAL` puts one of them in the place of the damaged file, and keeps that one.
        """:
            """
        No se cambió nada. `jelouctl state history` muestra las instantáneas que se conservan; `jelouctl state \
        restore SERIAL` pone una de ellas en el lugar del archivo dañado, y conserva también este.
        """,
        "Install a jelouctl at least as new as the one that wrote it. The file was not touched.":
            "Instale un jelouctl al menos tan reciente como el que lo escribió. El archivo no se tocó.",
        "Check the path given by --state or `settings.state`. What is there was not touched.":
            "Verifique la ruta indicada con --state o en `settings.state`. Lo que hay ahí no se tocó.",
        "Check whether this is the state; split the projects over several states if it is.":
            "Verifique si este es el estado; si lo es, reparta los proyectos entre varios estados.",
        """
        Wait until it has finished, or let jelouctl wait with --lock-timeout. If the holder is stuck for good, \
        `jelouctl state unlock ID` breaks its lock.
        """:
            """
        Espere a que termine, o deje que jelouctl espere con --lock-timeout. Si quien lo retiene quedó trabado sin \
        remedio, `jelouctl state unlock ID` rompe su bloqueo.
        """,
        "Somebody else wrote the state meanwhile. Run `jelouctl plan` again to see what is left to do.":
            """
        Mientras tanto, alguien más escribió en el estado. Vuelva a ejecutar `jelouctl plan` para ver qué falta por \
        hacer.
        """,
        "Run `jelouctl plan` again to see what is left to do.":
            "Vuelva a ejecutar `jelouctl plan` para ver qué falta por hacer.",
        "What was sent is in the report above. Apply again once the other is done.":
            "Lo que se envió está en el informe de arriba. Vuelva a aplicar cuando la otra ejecución haya terminado.",
        "`jelouctl state history` lists the snapshots that are kept.":
            "`jelouctl state history` muestra las instantáneas que se conservan.",
        """
        Nothing was changed. `jelouctl state restore SERIAL` with the serial of the snapshot in place (see `jelouctl \
        state history`) keeps the snapshot, sets the journal aside and marks all projects as unsettled, because a \
        line that cannot be read may name any of them.
        """:
            """
        No se cambió nada. `jelouctl state restore SERIAL` con el serial de la instantánea vigente (vea `jelouctl \
        state history`) conserva la instantánea, aparta el journal y marca todos los proyectos como sin resolver, \
        porque una línea que no se puede leer puede nombrar cualquiera de ellos.
        """,
        "Put the state back that it belongs to, or move {1} away if its run is of no interest.":
            "Vuelva a poner el estado al que pertenece, o mueva {1} a otro lugar si su ejecución no interesa.",
        """
        Put the later snapshot back, or run `jelouctl state restore SERIAL` with the serial of the one in place: it \
        sets the journal aside and marks the projects that it names as unknown.
        """:
            """
        Vuelva a poner la instantánea posterior, o ejecute `jelouctl state restore SERIAL` con el serial de la \
        vigente: aparta el journal y marca como desconocidos los proyectos que este nombra.
        """,
        """
        Put the state back, or run `jelouctl state restore SERIAL` if a snapshot is kept (see `jelouctl state \
        history`). Move {1} away only if its run is of no interest.
        """:
            """
        Vuelva a poner el estado, o ejecute `jelouctl state restore SERIAL` si se conserva una instantánea (vea \
        `jelouctl state history`). Mueva {1} a otro lugar solo si su ejecución no interesa.
        """,
        "Run `jelouctl plan` again: it takes the journal into account.":
            "Vuelva a ejecutar `jelouctl plan`: toma en cuenta el journal.",
        "What was recorded until then is in the journal. Run `jelouctl plan` to see what is left to do.":
            """
        Lo que se registró hasta entonces está en el journal. Ejecute `jelouctl plan` para ver qué falta por hacer.
        """,
        "None is kept.": "No se conserva ninguna.",
        "The only one is {1}.": "La única es la {1}.",
        "There are {1}.": "Se conservan {1}.",
        "There are {1}, from {2} to {3}.": "Se conservan {1}, de la {2} a la {3}.",
    ]
}
