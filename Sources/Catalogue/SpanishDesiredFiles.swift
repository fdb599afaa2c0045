extension Catalogue {
    /// What is said about desired-state files as such: finding, reading and merging them, keys and shapes.
    static let spanishDesiredFiles: KeyValuePairs<String, String> = [
        "it could not be listed": "no se pudo listar",
        "Write version: 1 and projects: at the top level.": "Escriba version: 1 y projects: en el nivel superior.",
        "Write projects by their ids below it; if there is none, write projects: {}.":
            "Escriba debajo los proyectos por sus ids; si no hay ninguno, escriba projects: {}.",
        "unusable project id": "id de proyecto no utilizable",
        "the project cannot be read": "no se puede leer el proyecto",
        "Something in it was not understood.": "Algo en él no se entendió.",
        "Please report this as a bug of jelouctl.": "Repórtelo como un error de jelouctl.",
        "nothing": "un valor vacío",
        "A document must be a mapping (keys and values), but this is {1}.":
            "Un documento debe ser un mapeo (claves y valores), pero aquí hay {1}.",
        "nothing in the document": "no hay nada en el documento",
        "Write at least version: 1, or remove the file (or the --- that opens an empty document).":
            "Escriba al menos version: 1, o quite el archivo (o el --- que abre un documento vacío).",
        "Put the value in quotes, or look at the line before.":
            "Ponga el valor entre comillas, o revise la línea anterior.",
        "the alias has no anchor before it": "el alias no tiene un ancla antes",
        """
        Mark the value that is meant with an anchor (&name) earlier in the same document; a text that starts \
        with * must be in quotes.
        """:
            """
        Marque el valor deseado con un ancla (&name) antes, en el mismo documento; un texto que empieza con \
        * debe ir entre comillas.
        """,
        "the alias stands inside the value that it names": "el alias está dentro del valor que nombra",
        "A value cannot contain itself: write it out.": "Un valor no puede contenerse a sí mismo: escríbalo completo.",
        "this is not YAML": "esto no es YAML",
        "the text is not UTF-8": "el texto no está en UTF-8",
        "forbidden character": "carácter prohibido",
        "a tab where only spaces may indent": "una tabulación donde solo se puede sangrar con espacios",
        "the text is too large": "el texto es demasiado grande",
        "a name is not UTF-8": "un nombre no está en UTF-8",
        "{1} stands for a file or folder whose name is not UTF-8, so it cannot be read.":
            "{1} representa un archivo o una carpeta cuyo nombre no está en UTF-8, por lo que no se puede leer.",
        "Rename it, or move it out of the folder.": "Cámbiele el nombre, o sáquelo de la carpeta.",
        "nested too deeply": "demasiados niveles anidados",
        "too many keys and values": "demasiadas claves y valores",
        "too many documents": "demasiados documentos",
        "too many anchors": "demasiadas anclas",
        "too many tags": "demasiados tags",
        "a value is too long": "un valor es demasiado largo",
        "a key is too long": "una clave es demasiado larga",
        "a tag is too long": "un tag es demasiado largo",
        "aliases multiply too far": "los alias se multiplican demasiado",
        "an alias without an anchor": "un alias sin ancla",
        "an alias inside itself": "un alias dentro de sí mismo",
        "no desired-state files": "no hay archivos de estado deseado",
        "There is neither a file \"jelou.yaml\" nor a folder \"jelou\" here.":
            "Aquí no hay ni un archivo \"jelou.yaml\" ni una carpeta \"jelou\".",
        "Run jelouctl init to write a starter file, or name files with -f.":
            "Ejecute jelouctl init para escribir un archivo inicial, o indique archivos con -f.",
        "standard input cannot be read": "no se puede leer la entrada estándar",
        "Reading it ended with an error.": "La lectura terminó con un error.",
        "Pipe the YAML in, or name a file with -f.": "Envíe el YAML por una tubería, o indique un archivo con -f.",
        "no YAML files in the folder": "no hay archivos YAML en la carpeta",
        "{1} holds no file *.yaml or *.yml; hidden ones do not count.":
            "{1} no contiene ningún archivo *.yaml o *.yml; los ocultos no cuentan.",
        "Name another folder or a file with -f.": "Indique otra carpeta o un archivo con -f.",
        "Check the path; relative paths start at the working directory (after -C).":
            "Verifique la ruta; las rutas relativas parten de la carpeta de trabajo (después de -C).",
        "{1} is neither a file nor a folder, but a pipe, a socket or a device.":
            "{1} no es un archivo ni una carpeta, sino una tubería, un socket o un dispositivo.",
        "To read from a pipe, send it to standard input and write -f -.":
            "Para leer de una tubería, envíela a la entrada estándar y escriba -f -.",
        "Standard input is larger than {1} MiB.": "La entrada estándar tiene más de {1} MiB.",
        "Split it: a folder of files is one desired state.":
            "Divídalo: una carpeta de archivos es un solo estado deseado.",
        "settings in two documents": "settings en dos documentos",
        "\"settings\" stands at {1} already, and holds for the whole set.":
            "\"settings\" ya figura en {1}, y vale para todo el conjunto.",
        "Put all settings into one document.": "Ponga todo settings en un solo documento.",
        "a project stands twice": "un proyecto figura dos veces",
        "The project {1} stands at {2} already.": "El proyecto {1} ya figura en {2}.",
        "Remove one of the two blocks.": "Quite uno de los dos bloques.",
        "two projects with the same webhook URL": "dos proyectos con la misma URL de webhook",
        "The project {1} has the same webhook URL ({2}).": "El proyecto {1} tiene la misma URL de webhook ({2}).",
        "If the webhook tells the projects apart by itself, this is fine; else give each its own path.":
            "Si el webhook distingue por sí mismo los proyectos, no hay problema; si no, dé a cada uno su propia ruta.",
        "too many errors": "demasiados errores",
        "More than {1} things are wrong; the rest is not listed.": "Hay más de {1} errores; los demás no se muestran.",
        "Mend what is listed first.": "Corrija primero los que se muestran.",
        "{1} and {2}": "{1} y {2}",
        "{1} or {2}": "{1} o {2}",
        "at the top level": "en el nivel superior",
        "in a project": "en un proyecto",
        "in \"defaults\"": "en \"defaults\"",
        "in a reference to a credential": "en una referencia a una credencial",
        "in \"basicAuth\"": "en \"basicAuth\"",
        "in \"settings\"": "en \"settings\"",
        "in \"settings.api\"": "en \"settings.api\"",
        "in \"settings.guards\"": "en \"settings.guards\"",
        "in \"settings.signingSecrets\"": "en \"settings.signingSecrets\"",
        "no files": "ningún archivo",
        "{1} files": "{1} archivos",
        "a key that is not a text": "una clave que no es un texto",
        "Keys are texts, but this is {1}.": "Las claves son textos, pero aquí hay {1}.",
        "If this was meant as a template such as {{ … }}, fill it in before jelouctl reads the file.":
            "Si era una plantilla como {{ … }}, complétela antes de que jelouctl lea el archivo.",
        "{1} stands twice in the same mapping": "{1} figura dos veces en el mismo mapeo",
        "It stands at {1} already.": "Ya figura en {1}.",
        "duplicate key": "clave duplicada",
        "an item of {1}": "un elemento de {1}",
        "a mapping (keys and values)": "un mapeo (claves y valores)",
        "a list": "una lista",
        "{1} must be {2}, but this is {3}": "{1} debe ser {2}, pero aquí hay {3}",
        "{1} must be {2}, but it has no value": "{1} debe ser {2}, pero no tiene valor",
        "a value is missing": "falta un valor",
        "wrong type of value": "tipo de valor incorrecto",
        "unsupported tag": "tag no admitido",
        "Of the tags only !!str, !!map and !!seq are read, each on a value of its own kind.":
            "De los tags solo se leen !!str, !!map y !!seq, cada uno en un valor de su propia clase.",
        "Remove the tag; put a value that must be a text in quotes.":
            "Quite el tag; ponga entre comillas un valor que deba ser un texto.",
        "a mapping": "un mapeo",
        "a boolean": "un booleano",
        "a boolean of older YAML": "un booleano del YAML antiguo",
        "a number": "un número",
        "a text": "un texto",
        "Put the value in quotes.": "Ponga el valor entre comillas.",
        "unusable value": "valor no utilizable",
        "{1} holds a NUL": "{1} contiene un NUL",
        "Write true or false, without quotes.": "Escriba true o false, sin comillas.",
        "Keys that start with x- are ignored at the top level only.":
            "Las claves que empiezan con x- se ignoran solo en el nivel superior.",
        "Known there: {1}.": "Claves válidas ahí: {1}.",
        "{1} is a key {2}: move it there.": "{1} es una clave válida {2}: muévala allí.",
        "unknown key": "clave desconocida",
        "{1} is not a key {2}.": "{1} no es una clave válida {2}.",
        "nothing that can be merged": "nada que se pueda combinar",
        "\"<<\" takes over the keys of a mapping, but this is {1}.":
            "\"<<\" toma las claves de un mapeo, pero aquí hay {1}.",
        "Write an alias of a mapping (<<: *name), or a list of such aliases.":
            "Escriba un alias de un mapeo (<<: *name), o una lista de tales alias.",
        "Did you mean \"{1}\"?": "¿Quiso decir \"{1}\"?",
        "standard input": "entrada estándar",
        "Write the id as Jelou shows it.": "Escriba el id como lo muestra Jelou.",
        "Remove one of the two.": "Quite una de las dos.",
        "{1} does not exist.": "{1} no existe.",
        "{1} is empty": "{1} no tiene contenido",
        "{1} is larger than {2} MiB.": "{1} tiene más de {2} MiB.",
        "the name of a variable": "el nombre de una variable",
        "true or false": "true o false",
        "a whole number": "un número entero",
    ]
}
