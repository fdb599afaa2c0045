extension Catalogue {
    /// What the system did not let us do.
    static let spanishSystemErrors: KeyValuePairs<String, String> = [
        "permission denied": "permiso denegado",
        "the file system is read-only": "el sistema de archivos es de solo lectura",
        "no space left on the disk": "no queda espacio en el disco",
        "the disk quota is used up": "la cuota de disco está agotada",
        "the file would be larger than the system allows": "el archivo sería más grande de lo que permite el sistema",
        "a part of the path is not a folder": "una parte de la ruta no es una carpeta",
        "it is a folder": "es una carpeta",
        "the folder is not empty": "la carpeta no está vacía",
        "there is no such file or folder": "no existe tal archivo o carpeta",
        "something of that name is there already": "ya hay algo con ese nombre",
        "there are too many symbolic links, or one where none is allowed":
            "hay demasiados enlaces simbólicos, o uno donde no se permite ninguno",
        "the path is too long": "la ruta es demasiado larga",
        "it is no regular file": "no es un archivo regular",
        "this file system has no locks": "este sistema de archivos no admite bloqueos",
        "the file system cannot do that": "el sistema de archivos no lo permite",
        "it is on another file system": "está en otro sistema de archivos",
        "it is in use": "está en uso",
        "the system does not accept it": "el sistema no lo acepta",
        "the disk or the file system reported an error": "el disco o el sistema de archivos informó un error",
        "the network mount has lost it": "el montaje de red lo perdió",
        "the reader has gone away": "quien leía ya no está",
        "too many files are open": "hay demasiados archivos abiertos",
        "the system has no memory left": "al sistema no le queda memoria",
        "its arguments are too long": "sus argumentos son demasiado largos",
        "it is not a program that this system can run": "no es un programa que este sistema pueda ejecutar",
    ]
}
