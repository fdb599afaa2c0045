extension Catalogue {
    /// What is said of credentials and signing secrets.
    static let spanishCredentials: KeyValuePairs<String, String> = [
        "names no program": "no indica ningún programa",
        "has an argument that no program can be given": "tiene un argumento que no se puede pasar a ningún programa",
        "was not found: PATH is not set": "no se encontró: PATH no está definida",
        "ended with exit code {1}": "terminó con el código de salida {1}",
        "was ended by signal {1}": "terminó por la señal {1}",
        "was not found": "no se encontró",
        "could not be started in the working directory": "no se pudo iniciar en la carpeta de trabajo",
        "could not be started": "no se pudo iniciar",
        "unknown error": "error desconocido",
        "{1} is not set": "{1} no tiene valor asignado",
        "set the variable; one that is not set is never taken for an empty credential":
            "asigne un valor a la variable; una variable sin asignar nunca se toma por una credencial vacía",
        "put the credential there, or take the reference out of the file":
            "ponga la credencial ahí, o quite la referencia del archivo",
        "{1} cannot be read: {2}": "{1} no se puede leer: {2}",
        "check the path and its permissions; `~` and variables are not expanded in it":
            "verifique la ruta y sus permisos; `~` y las variables no se expanden en ella",
        "{1} is not a regular file": "{1} no es un archivo regular",
        "name a regular file; for what a program prints write {command: […]}":
            "indique un archivo regular; para lo que imprime un programa, escriba {command: […]}",
        "{1} is not plain UTF-8 text": "{1} no es texto UTF-8 simple",
        "save it as UTF-8 without a byte-order mark; encode binary credentials, for example in Base64":
            "guárdelo en UTF-8 sin marca de orden de bytes; codifique las credenciales binarias, por ejemplo en Base64",
        "{1} is larger than {2} KiB": "{1} tiene más de {2} KiB",
        "a credential stands there alone, without anything around it":
            "la credencial debe estar ahí sola, sin nada alrededor",
        "{1} has a line break or another control character in it":
            "{1} contiene un salto de línea u otro carácter de control",
        "a credential is one line of text; look for a line break that was pasted along":
            "una credencial es una sola línea de texto; busque un salto de línea que se haya pegado con ella",
        "the client id has a colon in it, which no client id can have":
            "el id de cliente contiene dos puntos (:), y ningún id de cliente puede contenerlos",
        "look at what the reference of clientId holds: the id alone, without the secret behind it":
            "revise lo que contiene la referencia de clientId: solo el id, sin el secreto detrás",
        "the API key has characters that no HTTP header can carry unchanged":
            "la clave de API tiene caracteres que ningún encabezado HTTP puede llevar sin cambios",
        "an API key is printable ASCII without a space at its start or end":
            "una clave de API es ASCII imprimible, sin espacios al principio ni al final",
        "{1} was not run": "{1} no se ejecutó",
        "--run-commands allows it; files may come from people who should not run programs here":
            "--run-commands lo permite; los archivos pueden venir de personas que no deben ejecutar programas aquí",
        "run it by hand: what it prints is not shown here, because credentials may stand in it":
            "ejecútelo a mano: lo que imprime no se muestra aquí, porque puede contener credenciales",
        "{1} was still running after {2}, and was ended": "{1} seguía en ejecución después de {2}, y se detuvo",
        "a command cannot ask anything: it has no standard input and no terminal":
            "un comando no puede preguntar nada: no tiene entrada estándar ni terminal",
        "{1} was ended, because jelouctl was": "{1} se detuvo, porque se detuvo jelouctl",
        "start jelouctl again": "inicie jelouctl de nuevo",
        "{1} was not found, or cannot be run": "{1} no se encontró, o no se puede ejecutar",
        "was still running after {1}, and was ended": "seguía en ejecución después de {1}, y se detuvo",
        "was ended, because jelouctl was": "se detuvo, porque se detuvo jelouctl",
        "{1} was not started: the secret is longer than a pipe can hold":
            "{1} no se inició: el secreto es más largo de lo que cabe en una tubería",
        "{1} was not started: {2}": "{1} no se inició: {2}",
        ", at the last of {1} tries": ", en el último de {1} intentos",
        "{1} was not made": "{1} no se creó",
        "cannot be written": "no se puede escribir",
        "was written, but may not be on the disk": "se escribió, pero puede no estar en el disco",
        "the folder for signing secrets is no path": "la carpeta para los secretos de firma no es una ruta",
        "cannot be used for signing secrets": "no se puede usar para los secretos de firma",
        "{1} is a symbolic link, and no secret is written through one: name the folder itself":
            "{1} es un enlace simbólico, y ningún secreto se escribe a través de uno: indique la carpeta misma",
        "{1} is not a folder": "{1} no es una carpeta",
        "{1} can be written by everybody: take that right away (chmod o-w)":
            "cualquiera puede escribir en {1}: quite ese permiso (chmod o-w)",
        "cannot be looked at": "no se puede examinar",
        "cannot be made": "no se puede crear",
        "{1} is being written by another run": "otra ejecución está escribiendo {1}",
        "{1} is there already, and is not overwritten: move it away if its secret is no longer needed":
            "{1} ya existe, y no se sobrescribe: muévalo a otro lugar si su secreto ya no se necesita",
        "(its words are not shown: the secret stands in them)": "(no se muestra lo que dijo: contiene el secreto)",
    ]
}
