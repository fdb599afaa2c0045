extension Catalogue {
    /// How results read: counts, labels, audit logs, imports and the state.
    static let spanishPresentation: KeyValuePairs<String, String> = [
        "1 entry": "1 entrada",
        "{1} entries": "{1} entradas",
        "{1}: NOT whole: {2} from the start hold, the next line does not.":
            "{1}: NO está íntegro: {2} sin alteraciones desde el inicio; la línea siguiente las tiene.",
        "{1}: no entries.": "{1}: sin entradas.",
        "{1}: {2}, each as it was written. Head: {3}": "{1}: {2}, sin alteraciones. Cabeza: {3}",
        "Line {1}: {2}.": "Línea {1}: {2}.",
        "the last entry of the audit log is torn": "la última entrada del registro de auditoría está truncada",
        "the audit log was written by a newer jelouctl":
            "el registro de auditoría lo escribió un jelouctl más reciente",
        "the audit log is not as it was written": "el registro de auditoría no está como se escribió",
        "it has no end, as when a run is killed or the disk is full in the middle of it":
            "no tiene final, como cuando una ejecución se interrumpe o el disco se llena a mitad de la escritura",
        "it is not an entry of jelouctl": "no es una entrada de jelouctl",
        "this jelouctl does not know the entry's format version":
            "este jelouctl no conoce la versión del formato de la entrada",
        "the entry is not what its hash was made of": "la entrada no es aquella de la que se calculó su hash",
        "the entry does not follow the one before it: entries are missing, doubled, or in another order":
            "la entrada no sigue a la anterior: faltan entradas, están duplicadas o en otro orden",
        "The next run that writes to the log cuts what is torn; all entries before it are whole.":
            """
        La próxima ejecución que escriba en el registro elimina lo truncado; todas las entradas anteriores están \
        íntegras.
        """,
        "Verify it with a jelouctl at least as new as the one that wrote it.":
            "Verifíquelo con un jelouctl al menos tan reciente como el que lo escribió.",
        "Keep the file as it is, and compare it with a copy from before; nothing from this line on can be relied on.":
            """
        Conserve el archivo como está, y compárelo con una copia anterior; desde esta línea no se puede confiar \
        en nada.
        """,
        "{1} more are in the log of this step.": "Hay {1} más en el log de este paso.",
        "1 project": "1 proyecto",
        "{1} projects": "{1} proyectos",
        "1 change": "1 cambio",
        "{1} changes": "{1} cambios",
        "1 attempt": "1 intento",
        "{1} attempts": "{1} intentos",
        "1 failure": "1 falla",
        "{1} failures": "{1} fallas",
        "1 warning": "1 advertencia",
        "{1} warnings": "{1} advertencias",
        "help:": "ayuda:",
        "(project {1})": "(proyecto {1})",
        "error": "error",
        "note": "nota",
        "Doctor: {1}.": "Doctor: {1}.",
        "{1} ok": "{1} bien",
        "{1} failed": "{1} con error",
        "{1} skipped": "{1} sin ejecutar",
        "ok": "bien",
        "warning": "advertencia",
        "FAILED": "ERROR",
        "skipped": "sin ejecutar",
        "{1} could not be imported:": "{1} sin importar, por estas causas:",
        "{1} without an integration, so nothing to import:": "{1} sin integración, así que no hay nada que importar:",
        "{1} that the state records with these values already:": "{1} ya en el estado con estos valores:",
        "Next: {1} shows nothing to do for what was imported.":
            "Siguiente paso: {1} muestra que no hay nada que hacer para lo importado.",
        "The rest: name those projects again with another --out, once the causes are mended.":
            "El resto: nombre esos proyectos de nuevo con otro --out, una vez corregidas las causas.",
        ", {1} not imported": ", {1} sin importar",
        ", {1} absent": ", {1} sin integración",
        "Nothing was imported, nothing was written{1}.": "No se importó nada, no se escribió nada{1}.",
        "Imported: {1}": "Importados: {1}",
        "{1}. Written: {2}, {3}.": "{1}. Escrito: {2}, {3}.",
        "  ? {1}  not read, stays as it is: {2}": "  ? {1}  no se leyó, queda como está: {2}",
        "{1} with only times or ids that the API tells beside the values":
            "{1} solo con fechas o ids que la API indica además de los valores",
        "Refresh: {1} to change in the state, {2} not read.": "Refresh: {1} por cambiar en el estado, {2} sin leer.",
        "  - {1}  gone from the API: the state lets go of it": "  - {1}  ya no está en la API: el estado lo olvida",
        "(not recorded)": "(no registrado)",
        "gone from {1}": "quitado de {1}",
        "gone": "quitado",
        "{1} in {2} serial {3}": "{1} en {2} serial {3}",
        "No state, and no former one: {1}": "Sin estado, ni actual ni anterior: {1}",
        "serial {1}": "serial {1}",
        "current": "actual",
        "state {1} serial {2} of {3}": "estado {1} serial {2} del {3}",
        "state {1} serial {2}": "estado {1} serial {2}",
        "state {1} of {2}": "estado {1} del {2}",
        "state {1}": "estado {1}",
        "applied": "aplicado",
        "project": "proyecto",
        "status": "situación",
        "fingerprint": "huella",
        "access": "acceso",
        "source file": "archivo de origen",
        "remote id": "id remoto",
        "created at": "creada el",
        "updated at": "modificada el",
        "applied at": "aplicada el",
        "run": "ejecución",
        "unsettled ({1})": "sin resolver ({1})",
        "{1} in {2}: valid{3}": "{1} en {2}: sin errores{3}",
    ]
}
