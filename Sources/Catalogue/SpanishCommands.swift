extension Catalogue {
    /// What commands say that has no part of its own.
    static let spanishCommands: KeyValuePairs<String, String> = [
        "Wrote jelou.yaml, jelou.schema.json and lines in .gitignore.\nNext: put your project's id and webhook into jelou.yaml, set JELOU_API_KEY, and run `jelouctl plan`.":
            """
        Se escribieron jelou.yaml, jelou.schema.json y líneas en .gitignore.
        Siguiente paso: ponga el id de su proyecto y su webhook en jelou.yaml, defina JELOU_API_KEY y ejecute \
        `jelouctl plan`.
        """,
        "interrupted by {1}": "interrumpido por {1}",
        "{1} of {2} projects were read; the others are unknown.":
            "Se leyeron {1} de {2} proyectos; de los demás no se sabe nada.",
        "Give it more time, or look at a part: --project, --label, --shard.":
            "Dele más tiempo, o mire una parte: --project, --label, --shard.",
        "the audit log": "el registro de auditoría",
        "the audit log has another head than the expected one": "la cabeza del registro de auditoría no es la esperada",
        "Its entries hold together, and the last one has the hash {1}.":
            "Sus entradas son coherentes entre sí, y la última tiene el hash {1}.",
        "It holds no entry.": "No contiene ninguna entrada.",
        "Entries were appended since, or the log was cut at its end: look for the expected hash in it.":
            "Se agregaron entradas desde entonces, o se cortó el final del registro: busque en él el hash esperado.",
        "no project matches the filters": "ningún proyecto coincide con los filtros",
        "--project, --exclude, --label and --shard together leave no desired and no recorded project.":
            "--project, --exclude, --label y --shard juntos no dejan ningún proyecto deseado ni registrado.",
        "Check the spelling; a glob matches the whole id, and quotes keep * from the shell.":
            """
        Verifique cómo está escrito; un glob debe coincidir con el id completo, y las comillas protegen * del \
        shell.
        """,
        "error: the output could not be written: {1} [output-not-written]":
            "error: no se pudo escribir la salida: {1} [output-not-written]",
        "error: {1} {2} [variable]": "error: {1} {2} [variable]",
        "warning: {1} is the variable of no option, and is ignored [variable]":
            "advertencia: {1} no es la variable de ninguna opción, y se ignora [variable]",
        "the command ended early": "el comando terminó antes de tiempo",
        "Run it again with --log-level debug, and report it if it stays.":
            "Ejecútelo de nuevo con --log-level debug, y reporte el problema si persiste.",
        "The environment gave: {1}": "El entorno aportó: {1}",
        "there is no script for this shell": "no hay un script para este shell",
        "Name another shell; `jelouctl help completion` lists them.":
            "Indique otro shell; `jelouctl help completion` los muestra.",
        "the working folder cannot be entered": "no se puede entrar en la carpeta de trabajo",
        "Check the path that follows -C.": "Verifique la ruta que sigue a -C.",
        "1 error": "1 error",
        "{1} errors": "{1} errores",
        "`jelouctl validate` shows each error with its place and its fix.":
            "`jelouctl validate` muestra cada error con su lugar y su corrección.",
        "1 project, valid": "1 proyecto, sin errores",
        "{1} projects, valid": "{1} proyectos, sin errores",
        "{1}, 1 warning": "{1}, 1 advertencia",
        "{1}, {2} warnings": "{1}, {2} advertencias",
        "`jelouctl validate` shows each warning with its place.":
            "`jelouctl validate` muestra cada advertencia con su lugar.",
        "not tried: the files are not valid": "no se intentó: los archivos no son válidos",
        "the connection settings are wrong": "los ajustes de la conexión son incorrectos",
        "Mend the file that is named, or leave --ca-file out.": "Corrija el archivo indicado, u omita --ca-file.",
        "1 credential found": "1 credencial encontrada",
        "{1} credentials found": "{1} credenciales encontradas",
        "this command does not have that format": "este comando no tiene ese formato",
        "{1} is for comments in a review: plan, apply and drift have it.":
            "{1} es para comentarios en una revisión: lo tienen plan, apply y drift.",
        "Choose another format, or run one of those commands.": "Elija otro formato, o ejecute uno de esos comandos.",
        "--format {1} lists findings: validate and drift have it.":
            "--format {1} lista hallazgos: lo tienen validate y drift.",
        "the output would replace a file that is needed": "la salida reemplazaría un archivo que se necesita",
        "{1} {2} is {3}.": "{1} {2} es {3}.",
        "{1} and {2} both name {3}.": "{1} y {2} indican {3}.",
        "{1} {2} and {3} {4} are one file.": "{1} {2} y {3} {4} son un mismo archivo.",
        "Name another file.": "Indique otro archivo.",
        "the state is no path": "el estado no es una ruta",
        "--state is \"{1}\".": "--state es \"{1}\".",
        "Name a file of this machine; shared stores are not supported by this version.":
            "Indique un archivo de esta máquina; esta versión no admite almacenes compartidos.",
        "the base URL cannot be used": "la URL base no se puede usar",
        "--base-url: {1}.": "--base-url: {1}.",
        "Write https, a host and a path prefix, as in {1}.":
            "Escriba https, un host y un prefijo de ruta, como en {1}.",
        "the files name an API host that nobody else vouches for":
            "los archivos indican un host de API que nadie más avala",
        """
        {1} is {2}, and keys are sent to gateway.jelou.ai and to this machine alone unless somebody outside of \
        the files names another host.
        """:
            """
        {1} es {2}, y las claves solo se envían a gateway.jelou.ai y a esta máquina, salvo que alguien indique \
        otro host fuera de los archivos.
        """,
        "If the host is right, pass --base-url {1} or set {2}={3}.":
            "Si el host es correcto, pase --base-url {1} o defina {2}={3}.",
        "the files may say where the state is": "puede que los archivos indiquen dónde está el estado",
        "Mend the files, or name the state with --state.": "Corrija los archivos, o indique el estado con --state.",
        "Check --state and -C; the first apply makes a state.":
            "Verifique --state y -C; el primer apply crea un estado.",
        "`jelouctl state list` names the projects.": "`jelouctl state list` muestra los proyectos.",
        "the state does not know the project": "el estado no conoce el proyecto",
        "{1} has no project {2}.": "{1} no tiene el proyecto {2}.",
        "{1} \"yes\" goes on, anything else stops: ": "{1} \"sí\" continúa; cualquier otra respuesta cancela: ",
        "Forget {1} in {2}?": "¿Olvidar {1} en {2}?",
        "Forgotten: {1}. State saved: {2} serial {3}.": "Olvidados: {1}. Estado guardado: {2} serial {3}.",
        "Restore serial {1} ({2} projects) in {3}?": "¿Restaurar el serial {1} (proyectos: {2}) en {3}?",
        "Restored serial {1}. State saved: {2} serial {3}.": "Serial {1} restaurado. Estado guardado: {2} serial {3}.",
        "The journal of a run that had not ended is now {1}.":
            "El journal de una ejecución que no había terminado ahora es {1}.",
        "Unsettled, because that run touched them: {1}{2}. The next apply sends them again.":
            "Sin resolver, porque esa ejecución los tocó: {1}{2}. El próximo apply los envía de nuevo.",
        "The state is not locked.": "El estado no está bloqueado.",
        "Nobody holds the lock; the next command takes it over from {1}, which ended early.":
            "Nadie tiene el bloqueo; el próximo comando lo toma de {1}, que terminó antes de tiempo.",
        "Break the lock of {1}?": "¿Romper el bloqueo de {1}?",
        "Broken: the lock of {1}. It sends nothing more once it notices.":
            "Se rompió el bloqueo de {1}. En cuanto esa ejecución lo note, no enviará nada más.",
        "an unnamed holder": "un proceso sin nombre",
        "the step summary cannot be written": "no se puede escribir el resumen del paso",
        "Check what {1} names, or leave --github-summary out.":
            "Verifique lo que indica {1}, u omita --github-summary.",
        "The steps before have filled the 1 MiB that GitHub shows.":
            "Los pasos anteriores llenaron el 1 MiB que muestra GitHub.",
        "It would be longer than GitHub shows.": "Sería más largo de lo que muestra GitHub.",
        "this command has no step summary": "este comando no tiene un resumen del paso",
        "--github-summary is for plan, apply and drift.": "--github-summary es para plan, apply y drift.",
        "Leave it out here.": "Omítalo aquí.",
        "there is no step summary to write to": "no hay un resumen del paso en el que escribir",
        "--github-summary was given, and {1} is not set.": "Se pasó --github-summary, y {1} no está definida.",
        "It is set in the steps of GitHub Actions; elsewhere use --markdown-out FILE.":
            "Está definida en los pasos de GitHub Actions; en otros lugares use --markdown-out FILE.",
        "the step summary could not be written": "no se pudo escribir el resumen del paso",
        "is a switch: write true or false": "es un interruptor: escriba true o false",
        "the file exists": "el archivo existe",
        "{1} {2} would overwrite it.": "{1} {2} lo sobrescribiría.",
        "Name another file, or move this one away.": "Indique otro archivo, o mueva este a otro lugar.",
        "a file cannot be written": "no se puede escribir un archivo",
        "Check the path, its folder and the space that is left.":
            "Verifique la ruta, su carpeta y el espacio disponible.",
    ]
}
