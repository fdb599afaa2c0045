extension Catalogue {
    /// What is said about `settings`.
    static let spanishDesiredFilesSettings: KeyValuePairs<String, String> = [
        "Write keys such as maxDeletes and maxChanges below it.": "Escriba debajo claves como maxDeletes y maxChanges.",
        "Write a whole number, 0 or more: that many deletes need no word on the command line.":
            """
        Escriba un número entero, 0 o más: esa cantidad de eliminaciones no necesita indicarse en la línea \
        de comandos.
        """,
        "a number out of range": "un número fuera de rango",
        "The number of deletes must be from 0 to {1}, not {2}.":
            "El número de eliminaciones debe estar entre 0 y {1}, no ser {2}.",
        "Write a whole number, or a share from 0% to 100%: 50%.":
            "Escriba un número entero, o una proporción de 0% a 100%: 50%.",
        "a number or a percentage": "un número o un porcentaje",
        "Write the number without quotes.": "Escriba el número sin comillas.",
        "not a number or a percentage": "ni un número ni un porcentaje",
        "{1} is neither a whole number nor a share from 0% to 100%.":
            "{1} no es un número entero ni una proporción de 0% a 100%.",
        "Write a list of hosts: [\"*.example.com\", hooks.example.net].":
            "Escriba una lista de hosts: [\"*.example.com\", hooks.example.net].",
        "Write a host without https:// and path, or *. and a domain: \"*.example.com\".":
            "Escriba un host sin https:// ni ruta, o *. y un dominio: \"*.example.com\".",
        "a host": "un host",
        "not a host": "no es un host",
        "This is neither a host nor *. and a domain.": "Esto no es un host ni *. y un dominio.",
        "{1} is neither a host nor *. and a domain.": "{1} no es un host ni *. y un dominio.",
        "Write a list of auth types: [no_auth].": "Escriba una lista de tipos de autenticación: [no_auth].",
        "Write keys such as api, state, guards, signingSecrets and language below it.":
            "Escriba debajo claves como api, state, guards, signingSecrets y language.",
        "Write keys such as baseUrl, timeout and concurrency below it.":
            "Escriba debajo claves como baseUrl, timeout y concurrency.",
        "the number of calls at a time": "el número de llamadas simultáneas",
        "the number of retries": "el número de reintentos",
        "Write https://gateway.jelou.ai/platform, or leave the key out.":
            "Escriba https://gateway.jelou.ai/platform, u omita la clave.",
        "unusable base URL": "URL base no utilizable",
        "from {1} to {2}": "de {1} a {2}",
        "Write a whole number and ms, s, m or h, {1}: {2}.": "Escriba un número entero y ms, s, m o h, {1}: {2}.",
        "a time such as {1}": "un tiempo como {1}",
        "not a time": "no es un tiempo",
        "{1} is not a number with a unit.": "{1} no es un número con una unidad.",
        "a time out of range": "un tiempo fuera de rango",
        "{1} must be {2}, not {3}.": "{1} debe ser {2}, no {3}.",
        "Write a whole number from {1} to {2}.": "Escriba un número entero de {1} a {2}.",
        "{1} must be from {2} to {3}, not {4}.": "{1} debe estar entre {2} y {3}, no ser {4}.",
        "Write a whole number from 1 to 100000, a slash and s, m or h: 20/s.":
            "Escriba un número entero de 1 a 100000, una barra y s, m o h: 20/s.",
        "a rate such as 20/s": "una frecuencia como 20/s",
        "not a rate": "no es una frecuencia",
        "{1} is not a number of calls in a time.": "{1} no es un número de llamadas en un tiempo.",
        "Write the path of a file: state: .jelouctl/state.json.":
            "Escriba la ruta de un archivo: state: .jelouctl/state.json.",
        "shared state is not supported": "el estado compartido no se admite",
        "This version keeps its state in a file; it does not read {1} addresses.":
            "Esta versión guarda su estado en un archivo; no lee direcciones {1}.",
        "a path that only a shell knows": "una ruta que solo un shell entiende",
        "{1} starts with ~, which is not replaced.": "{1} empieza con ~, que no se reemplaza.",
        "Write { directory: ./secrets } or { command: [\"vault\", \"kv\", \"put\", …] }.":
            "Escriba { directory: ./secrets } o { command: [\"vault\", \"kv\", \"put\", …] }.",
        "no place for signing secrets": "no hay lugar para los secretos de firma",
        "\"signingSecrets\" says neither \"directory\" nor \"command\".":
            "\"signingSecrets\" no indica ni \"directory\" ni \"command\".",
        "two places for signing secrets": "dos lugares para los secretos de firma",
        "\"directory\" and \"command\" exclude each other.": "\"directory\" y \"command\" se excluyen entre sí.",
        "Write {1}.": "Escriba {1}.",
        "unsupported language": "idioma no admitido",
    ]
}
