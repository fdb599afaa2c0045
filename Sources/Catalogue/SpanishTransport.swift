extension Catalogue {
    /// What is said of connections and requests.
    static let spanishTransport: KeyValuePairs<String, String> = [
        "{1} sent no answer": "{1} no envió ninguna respuesta",
        "the proxy {1}": "el proxy {1}",
        "the request to {1} was cancelled": "la solicitud a {1} se canceló",
        "no complete answer from {1} within {2}": "{1} no dio una respuesta completa en {2}",
        "no connection to {1} was ready within {2}": "ninguna conexión con {1} estuvo lista en {2}",
        "its certificate is not for that host": "su certificado no es para ese host",
        "TLS was not tried: the system's CA certificates could not be loaded":
            "no se intentó TLS: no se pudieron cargar los certificados de CA del sistema",
        "install the system's bundle of CA certificates": "instale el paquete de certificados de CA del sistema",
        "an answer that was not asked for": "una respuesta que no se pidió",
        "connecting to {1} took too long": "la conexión con {1} tardó demasiado en establecerse",
        "the TLS handshake with {1} took too long": "la negociación TLS con {1} tardó demasiado",
        "{1} took too long to open a tunnel": "{1} tardó demasiado en abrir un túnel",
        "no connection to {1} became free in time": "ninguna conexión con {1} quedó libre a tiempo",
        "{1} asks for a user name and password": "{1} pide un nombre de usuario y una contraseña",
        "put them into the proxy variable: http://user:password@host:port":
            "póngalos en la variable del proxy: http://user:password@host:port",
        "{1} refused a tunnel to {2}": "{1} rechazó un túnel hacia {2}",
        "ask for the host to be allowed, or list it in NO_PROXY if it can be reached directly":
            "pida que se permita el host, o inclúyalo en NO_PROXY si se puede llegar a él directamente",
        "the name of {1} could not be resolved": "no se pudo resolver el nombre: {1}",
        "check the spelling, and the name service of this machine":
            "verifique cómo está escrito, y el servicio de nombres de esta máquina",
        "{1} refused the connection": "{1} rechazó la conexión",
        "there is no route to {1}": "no hay ruta hacia {1}",
        "{1} closed the connection during the TLS handshake": "{1} cerró la conexión durante la negociación TLS",
        "its certificate could not be validated": "no se pudo validar su certificado",
        "TLS with {1} failed ({2})": "falló TLS con {1} ({2})",
        "TLS with {1} was refused: {2}": "se rechazó TLS con {1}: {2}",
        """
        check that the certificate names this host, is in date, and comes from a CA of this system or of the extra \
        CA file
        """:
            """
        verifique que el certificado sea de este host, esté vigente y provenga de una CA de este sistema o del \
        archivo de CA adicionales
        """,
        "the handshake failed": "la negociación falló",
        "the connection to {1} was closed": "se cerró la conexión con {1}",
        "the answer of {1} is not valid HTTP ({2})": "la respuesta de {1} no es HTTP válido ({2})",
        "the request to {1} failed ({2})": "falló la solicitud a {1} ({2})",
        "cannot be opened": "no se puede abrir",
        "does not exist, or is not a PEM file of certificates": "no existe, o no es un archivo PEM de certificados",
        "holds no certificate": "no contiene ningún certificado",
        "the request was not sent: an https host given as an address cannot be verified through a proxy":
            """
        no se envió la solicitud: un host https indicado como dirección no se puede verificar a través de un proxy
        """,
        "use the host's name, or list the address in NO_PROXY":
            "use el nombre del host, o incluya la dirección en NO_PROXY",
        "only http:// proxies are supported": "solo se admiten proxies http://",
        "its user name or password is not percent-encoded":
            "su nombre de usuario o su contraseña no están codificados con %",
        "it is not of the form http://host:port": "no tiene la forma http://host:port",
        "its time-out is not positive": "su tiempo límite no es positivo",
        "its URL is not valid": "su URL no es válida",
        "the name of a header field has a character that is not allowed there":
            "el nombre de un campo de encabezado tiene un carácter que no se permite ahí",
        "the value of the header field {1} has a control character or one beyond ASCII":
            "el valor del campo de encabezado {1} tiene un carácter de control o uno fuera de ASCII",
        "the header field {1} is written by the transport alone":
            "el campo de encabezado {1} solo lo escribe el transporte",
        "the request was not sent: {1}": "no se envió la solicitud: {1}",
        "its URL is not an absolute http or https URL": "su URL no es una URL http o https absoluta",
        "its URL has no valid host and port": "su URL no tiene un host y un puerto válidos",
        "its URL has a % without two hexadecimal digits": "su URL tiene un % sin dos dígitos hexadecimales",
        "its URL has a character that must be percent-encoded, or a fragment":
            "su URL tiene un carácter que se debe codificar con %, o un fragmento",
        "The proxy in the variable {1} cannot be used: {2}.": "El proxy de la variable {1} no se puede usar: {2}.",
        "The file of extra CA certificates, {1}, {2}.": "El archivo de certificados de CA adicionales, {1}, {2}.",
    ]
}
