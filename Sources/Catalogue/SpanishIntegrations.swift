extension Catalogue {
    /// What is said of addresses and ids that cannot be used.
    static let spanishIntegrations: KeyValuePairs<String, String> = [
        "the API is reached over https": "a la API se llega por https",
        "http would send the API key in clear; it is allowed for this machine (loopback) only":
            "http enviaría la clave de API sin cifrar; se permite solo para esta máquina (loopback)",
        "a user name or password in the URL would be a credential in the file":
            "un nombre de usuario o una contraseña en la URL sería una credencial en el archivo",
        "a base URL has no \"?…\" and no \"#…\"": "una URL base no lleva \"?…\" ni \"#…\"",
        "a base URL has no \".\" or \"..\" in its path": "una URL base no lleva \".\" ni \"..\" en su ruta",
        "a project id cannot be empty": "un id de proyecto no puede estar vacío",
        "a project id cannot contain control characters": "un id de proyecto no puede contener caracteres de control",
        "\".\" and \"..\" cannot be project ids: no URL can carry them as a path segment":
            "\".\" y \"..\" no pueden ser ids de proyecto: ninguna URL puede llevarlos como segmento de ruta",
        "a project id cannot be longer than {1} bytes": "un id de proyecto no puede tener más de {1} bytes",
        "this is not an absolute URL": "esto no es una URL absoluta",
        "a URL cannot contain spaces or control characters":
            "una URL no puede contener espacios ni caracteres de control",
        "a URL cannot contain \"{1}\"; percent-encode it (in a host name: use Punycode)":
            "una URL no puede contener \"{1}\"; codifíquelo con % (en un nombre de host, use Punycode)",
        "the URL names no host": "la URL no indica ningún host",
        "the URL's host is not a valid host name or address":
            "el host de la URL no es un nombre de host ni una dirección válidos",
        "the URL's port is not a number from 1 to 65535": "el puerto de la URL no es un número de 1 a 65535",
        "a \"%\" in the URL is not followed by two hexadecimal digits":
            "a un \"%\" de la URL no le siguen dos dígitos hexadecimales",
        "the webhook must be reached over https": "al webhook se debe llegar por https",
        "a URL that is called by a server has no fragment (\"#…\")":
            "una URL a la que llama un servidor no lleva fragmento (\"#…\")",
        "the host is a private, loopback or reserved address, which Jelou cannot reach":
            "el host es una dirección privada, de loopback o reservada, a la que Jelou no puede llegar",
        "the URL is longer than {1} bytes": "la URL tiene más de {1} bytes",
    ]
}
