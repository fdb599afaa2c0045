extension Catalogue {
    /// What is said where files of the state cannot be used or read.
    static let spanishStateStorage: KeyValuePairs<String, String> = [
        "the symbolic link {1} leads to nothing": "el enlace simbólico {1} no lleva a nada",
        "this is not a path": "esto no es una ruta",
        "Run as the user that owns the file and its folder, or give this user access to both.":
            "Ejecute el comando como el usuario dueño del archivo y de su carpeta, o dé a este usuario acceso a ambos.",
        "Choose a place that can be written with --state.": "Elija con --state un lugar donde se pueda escribir.",
        """
        Free some space, then run the command again. The state file is whole, but does not hold what could not be \
        saved.
        """:
            """
        Libere espacio y vuelva a ejecutar el comando. El archivo de estado está íntegro, pero no contiene lo que no \
        se pudo guardar.
        """,
        "Make the link's target available (is a mount missing?), or remove the link.":
            "Haga accesible el destino del enlace (¿falta montar algo?), o quite el enlace.",
        "Keep the state on a file system that has locks.":
            "Guarde el estado en un sistema de archivos que admita bloqueos.",
        "Raise the limit (see ulimit -f), then run the command again.":
            "Aumente el límite (vea ulimit -f) y vuelva a ejecutar el comando.",
        "Check the path given by --state or `settings.state`.":
            "Verifique la ruta indicada con --state o en `settings.state`.",
        "this is not valid UTF-8": "esto no es UTF-8 válido",
        "record {1} should stand here": "aquí debe estar el registro {1}",
        "the format version is none": "la versión del formato no es válida",
        "the record does not fit the format": "el registro no se ajusta al formato",
        "somebody has moved or removed it": "alguien lo movió o lo eliminó",
        "it could not be made durable before": "antes no se pudo asegurar en el disco",
        "half a record could not be taken back": "no se pudo retirar un registro a medias",
        "the line is not what its checksum says": "la línea no coincide con su suma de comprobación",
        "a record ends in the middle of the line": "un registro termina en medio de la línea",
        "the first line is not that of a journal": "la primera línea no es la de un journal",
        "the first line is not numbered 0": "la primera línea no lleva el número 0",
        "\"started\" is missing": "falta \"started\"",
        "32 lower-case hexadecimal digits": "un texto de 32 dígitos hexadecimales en minúsculas",
        "an intent or an outcome": "una intención o un resultado",
        "a record has one of the keys project and removed":
            "un registro tiene una sola de las claves project y removed",
        "a project id": "un id de proyecto",
        "it was not begun": "no se había iniciado",
        "\"baseUrl\" cannot be used: {1}": "no se puede usar \"baseUrl\": {1}",
        "\"{1}\" is for unsettled projects only": "\"{1}\" es solo para proyectos sin resolver",
        "a deleted project cannot have values": "un proyecto eliminado no puede tener valores",
        "\"status\" is neither \"deleted\" nor \"unsettled\"": "\"status\" no es ni \"deleted\" ni \"unsettled\"",
        "a kind of write": "un tipo de escritura",
        "\"{1}\" needs a \"write\" beside it": "\"{1}\" necesita un \"write\" a su lado",
        "a fingerprint": "una huella",
        "a reference has one of the keys env, file and command":
            "una referencia tiene una sola de las claves env, file y command",
        "an access has one of the keys apiKey and basicAuth":
            "un acceso tiene una sola de las claves apiKey y basicAuth",
        "the file is empty": "el archivo está vacío",
        "the file does not fit the format": "el archivo no se ajusta al formato",
        "64 hexadecimal digits": "un texto de 64 dígitos hexadecimales",
        "the same project stands here a second time": "el mismo proyecto figura aquí por segunda vez",
        "the file holds serial {1}": "el archivo contiene el serial {1}",
        " by {1}": " de {1}",
        " on {1}": " en {1}",
        " since {1}": " desde {1}",
        "\"{1}\" is missing": "falta \"{1}\"",
        "{1} is null": "{1} es null",
        "{1} is not {2}": "{1} no es {2}",
        "{1} cannot be read": "{1} no se puede leer",
        "the document": "el documento",
        "the element": "el elemento",
        "a string": "una cadena",
        "an array": "un arreglo",
        "of the type that is expected here": "del tipo que se espera aquí",
        "the key \"{1}\" is unknown and would be lost with the next write":
            "la clave \"{1}\" es desconocida y se perdería con la próxima escritura",
        "\"{1}\" is not {2}": "\"{1}\" no es {2}",
        "a time in RFC 3339": "una hora en formato RFC 3339",
        "an auth type": "un tipo de autenticación",
        "\"{1}\" is not a whole number from 0 up": "\"{1}\" no es un número entero de 0 en adelante",
    ]
}
