extension Catalogue {
    /// What is said about files of accepted differences.
    static let spanishDesiredFilesAcceptedDrift: KeyValuePairs<String, String> = [
        "TODO: say why": "TODO: indique el motivo",
        """
        Differences that are known and may stay for a while: jelouctl drift --accept THIS-FILE
        Write a reason for each, and remove those that should not stay. Until then the file is refused.
        An entry with live values holds only as long as the live side has these very values.
        After its last day (expires, to the day's end in UTC) an entry accepts nothing any more.
        """:
            """
        Diferencias conocidas que pueden quedar por un tiempo: jelouctl drift --accept ESTE-ARCHIVO
        Escriba un motivo para cada una y quite las que no deban quedar. Hasta entonces el archivo se rechaza.
        Una entrada con valores en Jelou (live) vale solo mientras en Jelou estén exactamente esos valores.
        Después de su último día (expires, hasta el final del día en UTC) una entrada ya no acepta nada.
        """,
        "The document holds no keys.": "El documento no contiene claves.",
        "Write a list below accept:, each item with project, status, reason and expires.":
            "Escriba una lista debajo de accept:, cada elemento con project, status, reason y expires.",
        "Write version: 1.": "Escriba version: 1.",
        "the version is missing": "falta la versión",
        "Every document says which version of the format it has.":
            "Cada documento indica qué versión del formato tiene.",
        "unsupported version of the format": "versión del formato no admitida",
        "This jelouctl reads version 1, not {1}.": "Este jelouctl lee la versión 1, no la {1}.",
        "Install a newer jelouctl, or write version: 1.": "Instale un jelouctl más reciente, o escriba version: 1.",
        "accepted twice": "aceptado dos veces",
        "The same status and live values of this project are accepted at {1} already.":
            "El mismo estado y los mismos valores en Jelou de este proyecto ya se aceptan en {1}.",
        "Remove one of the two entries.": "Quite una de las dos entradas.",
        "a required key is missing": "falta una clave obligatoria",
        "required keys are missing": "faltan claves obligatorias",
        "The entry lacks {1}.": "A la entrada le falta: {1}.",
        "Each entry has project, status, reason and expires; live is optional.":
            "Cada entrada tiene project, status, reason y expires; live es opcional.",
        "The document lacks \"accept\".": "Al documento le falta \"accept\".",
        "Write accept: and a list; accept: [] if nothing is accepted.":
            "Escriba accept: y una lista; accept: [] si no se acepta nada.",
        "wrong type of document": "tipo de documento incorrecto",
        "Write version: 1 and accept: at the top level.": "Escriba version: 1 y accept: en el nivel superior.",
        "at the top level of a file of accepted drift": "en el nivel superior de un archivo de desviaciones aceptadas",
        "in an entry of \"accept\"": "en una entrada de \"accept\"",
        "in \"live\"": "en \"live\"",
        "The file holds no keys.": "El archivo no contiene claves.",
        "file not found": "no se encuentra el archivo",
        "Check the path after --accept; --write-accept starts a new file.":
            "Verifique la ruta que sigue a --accept; --write-accept empieza un archivo nuevo.",
        "not a regular file": "no es un archivo regular",
        "{1} is a folder, a pipe, a socket or a device.":
            "{1} es una carpeta, una tubería, un socket o un dispositivo.",
        "Name one file after --accept.": "Indique un solo archivo después de --accept.",
        "the file is too large": "el archivo es demasiado grande",
        "Check that it is the right file.": "Verifique que sea el archivo correcto.",
        "the file cannot be read": "no se puede leer el archivo",
        "{1} cannot be read: {2}.": "{1} no se puede leer: {2}.",
        "Check its permissions.": "Verifique sus permisos.",
        "the id of a project": "el id de un proyecto",
        "Write one of {1}.": "Escriba uno de estos: {1}.",
        "a status that cannot be accepted": "un estado que no se puede aceptar",
        "unsupported status": "estado no admitido",
        "Remove the entry: only what somebody else has changed can be accepted.":
            "Quite la entrada: solo se puede aceptar lo que otra persona cambió.",
        "Write why it may stay as it is, and where that was decided: Panel migration, JIRA-123.":
            "Escriba por qué puede quedar así y dónde se decidió: Panel migration, JIRA-123.",
        "The reason is blank.": "El motivo está en blanco.",
        "The reason is still to be written.": "El motivo aún está por escribir.",
        "The reason is longer than {1} characters.": "El motivo tiene más de {1} caracteres.",
        "no usable reason": "no hay un motivo utilizable",
        "Write the last day (2026-12-31, to its end in UTC), or a time (2026-12-31T18:00:00Z).":
            "Escriba el último día (2026-12-31, hasta su final en UTC) o una hora (2026-12-31T18:00:00Z).",
        "a day or a time": "un día o una hora",
        "neither a day nor a time": "ni un día ni una hora",
        "{1} is not a day as 2026-12-31, or a time as RFC 3339 writes it.":
            "{1} no es un día como 2026-12-31 ni una hora como las escribe RFC 3339.",
        "Write webhookUrl, authType or updatedAt below it, or leave live: out to accept whatever they are.":
            "Escriba webhookUrl, authType o updatedAt debajo, u omita live: para aceptar cualquier valor.",
        "live values of a missing integration": "valores en Jelou de una integración ausente",
        "The status is missing: there is no integration that could have values.":
            "El estado es missing: no hay ninguna integración que pueda tener valores.",
        "Leave live: out.": "Omita live:.",
        "no live values": "faltan los valores en Jelou",
        "\"live\" says none of \"webhookUrl\", \"authType\" and \"updatedAt\".":
            "\"live\" no indica \"webhookUrl\", \"authType\" ni \"updatedAt\".",
        "Write it as --write-accept does, and as \"since\" stands in the JSON: 2026-12-31T18:00:00.123Z.":
            "Escríbalo como lo hace --write-accept y como figura \"since\" en el JSON: 2026-12-31T18:00:00.123Z.",
        "a time": "una hora",
        "no time": "no es una hora",
        "{1} is not a time as RFC 3339 writes it.": "{1} no es una hora como las escribe RFC 3339.",
    ]
}
