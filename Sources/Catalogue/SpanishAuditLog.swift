extension Catalogue {
    /// What is said of the audit log.
    static let spanishAuditLog: KeyValuePairs<String, String> = [
        "it is a symbolic link; name the file itself": "es un enlace simbólico; indique el archivo mismo",
        "it was removed while this run wrote to it": "se eliminó mientras esta ejecución escribía en él",
        "another process has held its lock for too long": "otro proceso retuvo su bloqueo demasiado tiempo",
        "it is closed": "está cerrado",
        "an entry would be longer than {1} bytes": "una entrada tendría más de {1} bytes",
        "it became shorter while this run wrote to it": "se acortó mientras esta ejecución escribía en él",
        "its last line is not the beginning of an entry": "su última línea no es el comienzo de una entrada",
        "its last whole line is not an entry": "su última línea completa no es una entrada",
        "its last entry has format version {1}; this jelouctl knows {2}":
            "su última entrada tiene la versión de formato {1}; este jelouctl conoce la {2}",
        "its last entry is not what its hash was made of":
            "su última entrada no es aquella de la que se calculó su hash",
        "the audit log cannot be written": "no se puede escribir el registro de auditoría",
        "the audit log cannot be read": "no se puede leer el registro de auditoría",
        "the file is not an audit log of jelouctl": "el archivo no es un registro de auditoría de jelouctl",
        "the audit log is damaged": "el registro de auditoría está dañado",
        "Give --audit-log a file that this user can write, in a folder that exists.":
            "Indique con --audit-log un archivo en el que este usuario pueda escribir, en una carpeta que exista.",
        "Check the path, and that this user may read the file.":
            "Verifique la ruta, y que este usuario pueda leer el archivo.",
        "What is there was not touched. Give --audit-log a new file, or an audit log of jelouctl.":
            """
        Lo que hay ahí no se tocó. Indique con --audit-log un archivo nuevo, o un registro de auditoría de jelouctl.
        """,
        "What is there was not touched. Look at it with `jelouctl audit verify`, keep it, and begin a new file.":
            "Lo que hay ahí no se tocó. Revíselo con `jelouctl audit verify`, consérvelo y empiece un archivo nuevo.",
    ]
}
