extension Catalogue {
    /// What import and init say.
    static let spanishCommandsImport: KeyValuePairs<String, String> = [
        """
        Written by jelouctl import: these integrations as they were. To `jelouctl plan` there is nothing to do.
        Credentials cannot be read back, so none is managed yet. To manage one, put it into the variable that its line
        names (or name another place), and remove the # before authorization: the next plan then sends it.
        """:
            """
        Escrito por jelouctl import: estas integraciones tal como estaban. Para `jelouctl plan` no hay nada que hacer.
        Las credenciales no se pueden leer de vuelta, así que aún no se gestiona ninguna. Para gestionar una, póngala en
        la variable que nombra su línea (o indique otro lugar) y quite el # antes de authorization: el próximo plan la \
        envía.
        """,
        "the API told none that can be written here, so it is not managed":
            "la API no indicó ninguno que se pueda escribir aquí, por lo que no se gestiona",
        "without the first #, the next plan sends it": "sin el primer #, el próximo plan la envía",
        "it has no integration": "no tiene integración",
        "the answer does not tell its webhookUrl": "la respuesta no indica su webhookUrl",
        "its webhookUrl cannot stand in a file: {1}": "su webhookUrl no puede figurar en un archivo: {1}",
        "The API's answer does not tell it": "La respuesta de la API no lo indica",
        "The API answers a word that this version does not know":
            "La API responde con una palabra que esta versión no conoce",
        "an authType is not managed": "un authType no se gestiona",
        "{1}, so it is left out of the file: {2}{3}.": "{1}, por eso queda fuera del archivo: {2}{3}.",
        "Write it, and the authorization with it, to have both sent and managed.":
            "Escríbalo, junto con authorization, para que ambos se envíen y se gestionen.",
        "it cannot be read, or is too large": "no se puede leer, o es demasiado grande",
        "Name a file with --from.": "Indique un archivo con --from.",
        "there is no such file": "ese archivo no existe",
        "Check the path that follows --from, and -C.": "Verifique la ruta que sigue a --from, y -C.",
        "Pipe the list into `jelouctl import -`.": "Envíe la lista por una tubería a `jelouctl import -`.",
        "Check the file's permissions.": "Verifique los permisos del archivo.",
        "the list of projects cannot be read": "no se puede leer la lista de proyectos",
        "Split the list.": "Divida la lista.",
        "this is no project id": "esto no es un id de proyecto",
        "The line is not UTF-8.": "La línea no está en UTF-8.",
        "in line {1} of {2}": "en la línea {1} de {2}",
        "It is named {1} too, and read once.": "También se nombra {1}, y se lee una sola vez.",
        "on the command line": "en la línea de comandos",
        "a project is named twice": "un proyecto se nombra dos veces",
        "Write one id a line, as Jelou shows it; # begins a comment.":
            "Escriba un id por línea, como lo muestra Jelou; # inicia un comentario.",
        "not all is told": "no se muestra todo",
        "There are {1} more of these.": "Hay {1} más como estos.",
        "no project is named": "no se nombra ningún proyecto",
        "The list holds no id.": "La lista no contiene ningún id.",
        "Name ids, or a file of them with --from; the API cannot list projects.":
            "Indique ids, o un archivo de ids con --from; la API no puede listar proyectos.",
        "the YAML needs a file of its own": "el YAML necesita un archivo propio",
        "--out is \"{1}\".": "--out es \"{1}\".",
        "Name a new file, such as --out jelou/imported.yaml.":
            "Indique un archivo nuevo, por ejemplo --out jelou/imported.yaml.",
        "import reads no files from standard input": "import no lee archivos de la entrada estándar",
        "Name the files; standard input is for the list of ids.":
            "Indique los archivos; la entrada estándar es para la lista de ids.",
        "the YAML would stand in a file that is needed": "el YAML quedaría en un archivo que se necesita",
        "--out {1} is {2}.": "--out {1} es {2}.",
        "Name a new file.": "Indique un archivo nuevo.",
        "this names no variable": "esto no nombra ninguna variable",
        "--api-key-env: {1}.": "--api-key-env: {1}.",
        "Write a name such as 'JELOU_API_KEY_${project}', in single quotes; never a key itself.":
            "Escriba un nombre como 'JELOU_API_KEY_${project}', entre comillas simples; nunca la clave misma.",
        "--api-key-env: for project {1} the name would start with a digit.":
            "--api-key-env: para el proyecto {1}, el nombre empezaría con un dígito.",
        "Put a word before ${project}, as in 'JELOU_API_KEY_${project}'.":
            "Ponga una palabra antes de ${project}, como en 'JELOU_API_KEY_${project}'.",
        "the files have the project already": "los archivos ya tienen el proyecto",
        "Leave it out of the import; `jelouctl plan --refresh` compares its block with what is live.":
            "Déjelo fuera de la importación; `jelouctl plan --refresh` compara su bloque con lo que hay en Jelou.",
        "the new file would hide those that are there": "el archivo nuevo ocultaría los que ya existen",
        "The desired state is in the folder jelou/, which is not read once there is a jelou.yaml.":
            "El estado deseado está en la carpeta jelou/, que no se lee cuando existe un jelou.yaml.",
        "Write into the folder: --out jelou/imported.yaml.": "Escriba dentro de la carpeta: --out jelou/imported.yaml.",
        "a file is there already, nothing was written": "ya hay un archivo ahí, no se escribió nada",
        "{1} exists, and import never overwrites.": "{1} existe, e import nunca sobrescribe.",
        "Name another file with --out.": "Indique otro archivo con --out.",
        "It was deleted by an apply that the state remembers.": "Lo eliminó un apply que el estado recuerda.",
        "A write to it was left open; the next apply settles it.":
            "Una escritura en él quedó sin confirmar; el próximo apply la resuelve.",
        "Its credential is managed.": "Su credencial se gestiona.",
        "It was applied to {1}.": "Se aplicó en {1}.",
        "Its access is {1}.": "Su acceso es {1}.",
        "It has a name or labels, which only your files can say.":
            "Tiene un nombre o etiquetas, que solo los archivos pueden indicar.",
        "Its live values are not those that were last applied: it has drifted.":
            "Sus valores en Jelou no son los últimos aplicados: hay una desviación.",
        "the state records the project already, nothing was written":
            "el estado ya registra el proyecto, no se escribió nada",
        "Leave it out of the import. `jelouctl state show` tells what is recorded; `state rm` forgets it.":
            "Déjelo fuera de la importación. `jelouctl state show` muestra lo registrado; `state rm` lo olvida.",
        "the import would not plan to nothing, nothing was written":
            "después de la importación, un plan no quedaría vacío; no se escribió nada",
        "This is a fault of jelouctl.": "Esto es un error de jelouctl.",
        "Report it, with the messages below.": "Repórtelo, con los mensajes de abajo.",
        "the YAML could not be written": "no se pudo escribir el YAML",
        "Check that the folder exists, may be written and has room; then run the same import again.":
            "Verifique que la carpeta exista, permita escribir y tenga espacio; luego repita la misma importación.",
        "the YAML is written, the state is not": "el YAML se escribió, el estado no",
        "Nothing is lost: {1} is whole.": "No se perdió nada: {1} está completo.",
        "Mend the cause, and run the same import again.": "Corrija la causa, y repita la misma importación.",
        "a plan from the usual files does not read the new file":
            "un plan hecho con los archivos habituales no lee el archivo nuevo",
        "Without it the imported projects seem to have left the files, and would be deleted.":
            "Sin él parece que los proyectos importados salieron de los archivos, y se eliminarían.",
        "Name it with -f beside the others, or move what it holds into them.":
            "Indíquelo con -f junto a los demás, o mueva su contenido a ellos.",
        "a file is there already": "ya hay un archivo ahí",
        "{1} exists, and init never overwrites.": "{1} existe, e init nunca sobrescribe.",
        "Move it away, or work in another folder.": "Muévalo a otro lugar, o trabaje en otra carpeta.",
        "the starter files could not be written": "no se pudieron escribir los archivos iniciales",
        "Check that the folder may be written and has room.":
            "Verifique que la carpeta permita escribir y tenga espacio.",
    ]
}
