extension Catalogue {
    /// What is said about projects, their defaults and their references to credentials.
    static let spanishDesiredFilesProjects: KeyValuePairs<String, String> = [
        "Write basicAuth: { clientId: …, clientSecret: { env: NAME } }.":
            "Escriba basicAuth: { clientId: …, clientSecret: { env: NAME } }.",
        "two ways to reach the API": "dos formas de llegar a la API",
        "\"apiKey\" and \"basicAuth\" exclude each other; {1} stands at {2}.":
            "\"apiKey\" y \"basicAuth\" se excluyen entre sí; {1} ya figura en {2}.",
        "Keep the one that Jelou gave you for this project.": "Conserve la que Jelou entregó para este proyecto.",
        "\"basicAuth\" needs {1}.": "\"basicAuth\" necesita {1}.",
        "Id and secret are sent as one pair, which its reader splits at the first colon.":
            "El id y el secreto se envían como un par, que el receptor separa en el primer signo de dos puntos (:).",
        "Write what stands before the colon; clientSecret is a reference, as { env: NAME }.":
            "Escriba lo que va antes de los dos puntos (:); clientSecret es una referencia, como { env: NAME }.",
        "Write the client id, or where it is to be found.": "Escriba el id de cliente, o dónde se encuentra.",
        "a reference to a credential": "una referencia a una credencial",
        "Write the name of a variable: { env: JELOU_API_KEY }.":
            "Escriba el nombre de una variable: { env: JELOU_API_KEY }.",
        "Write a list, first the program: [\"pass\", \"show\", \"jelou/token\"]. No shell reads it.":
            """
        Escriba una lista que empiece por el programa: ["pass", "show", "jelou/token"]. Ningún shell la lee.
        """,
        "Write a path relative to the folder of this file: { file: secrets/token }.":
            "Escriba una ruta relativa a la carpeta de este archivo: { file: secrets/token }.",
        "Write where it is to be found: { env: NAME }, { file: path } or { command: [program, argument] }.":
            "Escriba dónde se encuentra: { env: NAME }, { file: path } o { command: [program, argument] }.",
        "a credential in the file": "una credencial en el archivo",
        "{1} holds a text": "{1} contiene un texto",
        "A credential in a file is read by everybody who can read the repository, and stays in its history.":
            """
        Una credencial en un archivo la lee cualquiera que pueda leer el repositorio, y permanece en su \
        historial.
        """,
        "If the text was a real credential, replace it: it has been seen.":
            "Si el texto era una credencial real, reemplácela: ya quedó expuesta.",
        "unusable reference to a credential": "referencia a una credencial no utilizable",
        "The reference is empty.": "La referencia está vacía.",
        "This is none of the forms of a reference: env, file, command.":
            "Esto no es ninguna de las formas de una referencia: env, file, command.",
        "{1} is none of the forms of a reference: env, file, command.":
            "{1} no es ninguna de las formas de una referencia: env, file, command.",
        "The reference says {1}, but a credential is found in one place.":
            "La referencia indica {1}, pero una credencial se encuentra en un solo lugar.",
        "Keep one of them.": "Conserve solo una.",
        "The name of the variable is empty.": "El nombre de la variable está vacío.",
        "The name of a variable has only letters A to Z, digits and _, and does not start with a digit.":
            "El nombre de una variable solo tiene letras de la A a la Z, dígitos y _, y no empieza con un dígito.",
        """
        Write the name of the variable, not its value: { env: JELOU_API_KEY }. If it was a real credential, \
        replace it: it has been seen.
        """:
            """
        Escriba el nombre de la variable, no su valor: { env: JELOU_API_KEY }. Si era una credencial real, \
        reemplácela: ya quedó expuesta.
        """,
        "For the project {1} the name of the variable would start with a digit.":
            "Para el proyecto {1}, el nombre de la variable empezaría con un dígito.",
        "Put a word before ${project}: { env: \"JELOU_API_KEY_${project}\" }.":
            "Ponga una palabra antes de ${project}: { env: \"JELOU_API_KEY_${project}\" }.",
        "The path starts with ~, which only a shell knows.": "La ruta empieza con ~, que solo un shell entiende.",
        "Write the path in full, or relative to the folder of this file.":
            "Escriba la ruta completa, o relativa a la carpeta de este archivo.",
        "The command names no program.": "El comando no indica ningún programa.",
        "Write a list, first the program: [\"pass\", \"show\", \"jelou/token\"].":
            "Escriba una lista que empiece por el programa: [\"pass\", \"show\", \"jelou/token\"].",
        "The argument is empty or holds a NUL.": "El argumento está vacío o contiene un NUL.",
        "The path is empty or holds a NUL.": "La ruta está vacía o contiene un NUL.",
        "${project} stands for the project in \"defaults\" only.":
            "${project} representa al proyecto solo en \"defaults\".",
        "Write the name out here, or move the reference to \"defaults\".":
            "Escriba aquí el nombre completo, o mueva la referencia a \"defaults\".",
        "A reference with ${project} in it has at most {1} bytes.":
            "Una referencia con ${project} tiene como máximo {1} bytes.",
        "Shorten it, for example by a program of your own that takes the project as its argument.":
            "Acórtela, por ejemplo con un programa propio que reciba el proyecto como argumento.",
        "Of the placeholders ${…} only ${project} is known.": "De los marcadores ${…} solo se conoce ${project}.",
        "Write ${project}, which stands for the id in upper case, or no ${.":
            "Escriba ${project}, que representa al id en mayúsculas, o ningún ${.",
        "two projects share a credential by their names": "dos proyectos comparten una credencial por sus nombres",
        "${project} gives {1} for this project and for {2} ({3}) alike.":
            "${project} da {1} tanto para este proyecto como para {2} ({3}).",
        "If they have credentials of their own, write the reference out in one of the two.":
            "Si cada uno tiene su propia credencial, escriba la referencia completa en uno de los dos.",
        "Write keys such as authType, authorization, apiKey, basicAuth, labels and protect below it.":
            "Escriba debajo claves como authType, authorization, apiKey, basicAuth, labels y protect.",
        "the name of a variable consists of letters, digits and _, and does not start with a digit":
            "el nombre de una variable consta de letras, dígitos y _, y no empieza con un dígito",
        "of the placeholders ${…} only ${project} is known": "de los marcadores ${…} solo se conoce ${project}",
        "it is longer than {1} bytes": "tiene más de {1} bytes",
        "Write webhookUrl: https://… below it, or state: absent for no integration.":
            "Escriba debajo webhookUrl: https://…, o state: absent si no debe haber integración.",
        "Write a name, or leave the key out.": "Escriba un nombre, u omita la clave.",
        "The project {1} has no \"webhookUrl\".": "El proyecto {1} no tiene \"webhookUrl\".",
        "\"{1}\" (line {2})": "\"{1}\" (línea {2})",
        "an absent project with fields": "un proyecto ausente con campos",
        "There should be no integration, but {1} says what it should be.":
            "No debería haber integración, pero {1} indica cómo debería ser.",
        "There should be no integration, but {1} say what it should be.":
            "No debería haber integración, pero {1} indican cómo debería ser.",
        "Remove that key, or state: absent.": "Quite esa clave, o state: absent.",
        "Remove those keys, or state: absent.": "Quite esas claves, o state: absent.",
        "a URL": "una URL",
        "Write a public address: webhookUrl: https://panel.example.com/jelou.":
            "Escriba una dirección pública: webhookUrl: https://panel.example.com/jelou.",
        "Write names and texts: { team: ventas }.": "Escriba nombres y textos: { team: ventas }.",
        "Write state: absent, or leave the key out.": "Escriba state: absent, u omita la clave.",
        "the word absent": "la palabra absent",
        "unsupported state of a project": "estado de proyecto no admitido",
        "{1} is not absent, the one state that can be written.":
            "{1} no es absent, el único estado que se puede escribir.",
        "Leave the key out if there should be an integration.": "Omita la clave si debe haber una integración.",
        "unsupported auth type": "tipo de autenticación no admitido",
        "too many labels": "demasiadas etiquetas",
        "These are more than {1} labels.": "Hay más de {1} etiquetas.",
        "Keep those that you choose by.": "Conserve aquellas que sirven para elegir proyectos.",
        "empty value": "valor vacío",
        "A label has no name.": "Una etiqueta no tiene nombre.",
        "Write a name before the colon.": "Escriba un nombre antes de los dos puntos.",
        "unusable webhook URL": "URL de webhook no utilizable",
        "Write an absolute address: https://panel.example.com/jelou.":
            "Escriba una dirección absoluta: https://panel.example.com/jelou.",
        "Write https:// at its start; the webhook needs a certificate that browsers accept.":
            "Escriba https:// al principio; el webhook necesita un certificado que los navegadores acepten.",
        "Leave out what stands before the @, and use authType: basic with an authorization reference.":
            "Omita lo que está antes de la @, y use authType: basic con una referencia en authorization.",
        "Leave out the # and what follows it.": "Omita el # y lo que le sigue.",
        "Write a host that the internet reaches; for trying things out use a tunnel's public name.":
            "Escriba un host al que se llegue desde internet; para pruebas, use el nombre público de un túnel.",
        "Shorten the path or the query.": "Acorte la ruta o la consulta.",
        "authorization without authentication": "authorization sin autenticación",
        "The auth type is no_auth ({1}): Jelou would send no authorization.":
            "El tipo de autenticación es no_auth ({1}): Jelou no enviaría ninguna autorización.",
        "Remove \"authorization\", or write the authType that it is for: bearer, api_key or basic.":
            "Quite \"authorization\", o escriba el authType al que corresponde: bearer, api_key o basic.",
        "authorization without an auth type": "authorization sin tipo de autenticación",
        "The project {1} has an authorization, but neither it nor \"defaults\" an authType.":
            "El proyecto {1} tiene authorization, pero ni él ni \"defaults\" tienen authType.",
        "Write authType: bearer, api_key or basic beside it.": "Escriba a su lado authType: bearer, api_key o basic.",
        "{1} is not one of {2}.": "{1} no es uno de estos: {2}.",
        "This is not one of {1}.": "Esto no es uno de estos: {1}.",
        "The URL: {1}.": "La URL: {1}.",
    ]
}
