extension Catalogue {
    /// What doctor finds, and what to do about it.
    static let spanishDoctor: KeyValuePairs<String, String> = [
        "not tried: {1}": "no se intentó: {1}",
        "Check the network of this machine, its proxy variables, and the base URL.":
            "Verifique la red de esta máquina, sus variables de proxy y la URL base.",
        "the host takes connections": "el host acepta conexiones",
        "answers": "responde",
        "Try again later; if it lasts, ask those who run the API or the gateway before it.":
            "Inténtelo más tarde; si persiste, consulte a quienes operan la API o el gateway que la precede.",
        "http: an API on this machine needs no TLS": "http: una API en esta máquina no necesita TLS",
        "Pass the authority's certificate with --ca-file if it is your own.":
            "Pase el certificado de la autoridad con --ca-file si es propia.",
        "not tried: there is no connection": "no se intentó: no hay conexión",
        "the certificate is verified": "el certificado está verificado",
        "not tried: there is no answer that tells": "no se intentó: ninguna respuesta permite saberlo",
        "no answer": "ninguna respuesta",
        "JSON of the API ({1})": "JSON de la API ({1})",
        "JSON ({1})": "JSON ({1})",
        "{1}, and no JSON where JSON belongs": "{1}, y sin JSON donde debe haberlo",
        "{1} without a body does not tell whether this is the API": "{1} sin cuerpo no permite saber si esto es la API",
        "Mend the key first; if it stays so, check the base URL, the path prefix included.":
            "Corrija primero la clave; si sigue igual, verifique la URL base, incluido el prefijo de ruta.",
        "Check the base URL, the path prefix included: the usual one is {1}.":
            "Verifique la URL base, incluido el prefijo de ruta: la habitual es {1}.",
        "accepted for project {1}: {2}": "aceptada para el proyecto {1}: {2}",
        "not accepted for project {1}{2}": "no aceptada para el proyecto {1}{2}",
        "Check that the key is the one of that project, whole, and not revoked.":
            "Verifique que la clave sea la de ese proyecto, que esté completa y que no esté revocada.",
        "not known: {1}": "no se sabe: {1}",
        "Run doctor again later.": "Ejecute doctor de nuevo más tarde.",
        "the API says that it has no integration, and the state holds one":
            "la API indica que no tiene integración, y el estado registra una",
        "not proven for project {1}: {2}": "sin demostrar para el proyecto {1}: {2}",
        "Check the base URL, and that the key is the one of that project; jelouctl drift compares all.":
            "Verifique la URL base, y que la clave sea la de ese proyecto; jelouctl drift los compara todos.",
        "not known for project {1}: {2}": "no se sabe para el proyecto {1}: {2}",
        "Run doctor again; if it stays so, look at any proxy or gateway on the way.":
            "Ejecute doctor de nuevo; si sigue igual, revise los proxies o gateways que haya en el camino.",
        "Run doctor again; if it stays so, check the base URL and any proxy on the way.":
            "Ejecute doctor de nuevo; si sigue igual, verifique la URL base y los proxies que haya en el camino.",
        "not known: what answered is not the API": "no se sabe: lo que respondió no es la API",
        "not known: the API did not answer": "no se sabe: la API no respondió",
        "this machine's clock and the API's are close": "el reloj de esta máquina y el de la API casi coinciden",
        "{1} min": "{1} min",
        "this machine's clock is {1} behind the API's":
            "el reloj de esta máquina está atrasado {1} respecto al de la API",
        "this machine's clock is {1} ahead of the API's":
            "el reloj de esta máquina está adelantado {1} respecto al de la API",
        "Set the clock, and let NTP keep it.": "Ajuste el reloj, y deje que NTP lo mantenga ajustado.",
        "no answer told the time": "ninguna respuesta indicó la hora",
        "there is no project to ask for": "no hay un proyecto por el cual preguntar",
        "not tried: it was not found": "no se intentó: no se encontró",
        "the integration is there": "la integración existe",
        "the server shows no certificate": "el servidor no presenta ningún certificado",
        "the certificate is not from an authority that this machine trusts, or its chain is incomplete":
            "el certificado no es de una autoridad en la que esta máquina confía, o su cadena está incompleta",
        "verified, valid until {1}, 1 day left": "verificado, válido hasta {1}, queda 1 día",
        "verified, valid until {1}, {2} days left": "verificado, válido hasta {1}, quedan {2} días",
        "Renew the certificate before it ends.": "Renueve el certificado antes de que venza.",
        "the certificate has expired: it was valid until {1}": "el certificado venció: era válido hasta {1}",
        "Renew it.": "Renuévelo.",
        "the certificate is not valid before {1}": "el certificado no es válido antes de {1}",
        "Check this machine's clock, and when the certificate was issued.":
            "Verifique el reloj de esta máquina, y cuándo se emitió el certificado.",
        "the certificate is self-signed": "el certificado es autofirmado",
        "Use a certificate from a public authority: Jelou cannot know a self-signed one.":
            "Use un certificado de una autoridad pública: Jelou no puede conocer uno autofirmado.",
        "the certificate is for {1}, not for this host": "el certificado es para {1}, no para este host",
        "Use a certificate that names the webhook's host, or name the certificate's host in webhookUrl.":
            "Use un certificado que nombre el host del webhook, o indique el host del certificado en webhookUrl.",
        "{1} and {2} more": "{1} y {2} más",
        "no host at all": "ningún host",
        "addresses alone": "direcciones únicamente",
        "Check that a TLS server listens on the port that webhookUrl names.":
            "Verifique que un servidor TLS escuche en el puerto que indica webhookUrl.",
        """
        Serve the whole chain of a public authority. One of your own is trusted here with --ca-file, but Jelou \
        does not know it.
        """:
            """
        Sirva la cadena completa de una autoridad pública. Una propia se acepta aquí con --ca-file, pero \
        Jelou no la conoce.
        """,
        "there is none yet; the first apply makes it": "todavía no hay ninguno; el primer apply lo crea",
        "1 project, serial {1}": "1 proyecto, serial {1}",
        "{1} projects, serial {2}": "{1} proyectos, serial {2}",
        "{1}; a run left its journal behind, and the outcome of {2} of its writes is open":
            "{1}; una ejecución dejó su journal, con escrituras sin confirmar: {2}",
        "If no apply is running, apply again: it takes the journal into account.":
            "Si no hay un apply en curso, aplique de nuevo: tiene en cuenta el journal.",
        "free": "libre",
        "free: its last holder ended without giving it back, {1}":
            "libre: quien lo tuvo por última vez terminó sin devolverlo, {1}",
        "held by {1}; its id is {2}": "en poder de {1}; su id es {2}",
        "held by a process that left no name": "en poder de un proceso que no dejó su nombre",
        "Wait until it has finished. `jelouctl state unlock ID` breaks the lock of one that is stuck.":
            "Espere a que termine. `jelouctl state unlock ID` rompe el bloqueo de uno que quedó detenido.",
        "redirects to {1} ({2})": "redirige a {1} ({2})",
        "redirects ({1})": "redirige ({1})",
        "Name the final address in webhookUrl: Jelou may not follow redirects.":
            "Indique la dirección final en webhookUrl: puede que Jelou no siga redirecciones.",
        "answers: {1} to a GET without credentials is fine for an endpoint that takes POST":
            "responde: {1} a un GET sin credenciales es correcto para un endpoint que recibe POST",
        "answers with an error of its own: {1}": "responde con un error propio: {1}",
        "Look into the log of the webhook's server.": "Revise el log del servidor del webhook.",
        "answers: {1}": "responde: {1}",
        "no TLS handshake within {1}": "no se completó la negociación TLS en {1}",
        "no connection to {1} within {2}": "no hubo conexión con {1} en {2}",
        "connecting to {1} failed ({2})": "falló la conexión con {1} ({2})",
        "the certificate does not name this host": "el certificado no nombra este host",
        "the server closed the connection during the TLS handshake":
            "el servidor cerró la conexión durante la negociación TLS",
        "what answers there does not speak TLS": "lo que responde ahí no habla TLS",
        "the TLS handshake failed: {1}": "falló la negociación TLS: {1}",
        "there is no address": "no hay dirección",
        "connected to {1}": "conectado con {1}",
        "Check that the server runs, and that firewalls let the port through.":
            "Verifique que el servidor esté en ejecución, y que los firewalls dejen pasar el puerto.",
        "there is no connection": "no hay conexión",
        "there is no TLS connection to ask over": "no hay una conexión TLS por la cual preguntar",
        "Check what listens on that port, and its log.": "Verifique qué escucha en ese puerto, y su log.",
        "what answers there is not HTTP/1.1": "lo que responde ahí no es HTTP/1.1",
        "the connection was closed without an answer": "la conexión se cerró sin respuesta",
        "no answer came in time": "no llegó una respuesta a tiempo",
        "cannot be used": "no se puede usar",
        "the name service did not answer in time": "el servicio de nombres no respondió a tiempo",
        "Check the name service of this machine, and that of the domain.":
            "Verifique el servicio de nombres de esta máquina, y el del dominio.",
        "the name leads to no address": "el nombre no lleva a ninguna dirección",
        "Check the spelling of webhookUrl, and the DNS records of the domain.":
            "Verifique cómo está escrita webhookUrl, y los registros DNS del dominio.",
        "resolves to {1}": "resuelve a {1}",
        "resolves to a private address, {1}, and was not connected to":
            "resuelve a una dirección privada, {1}, y no se estableció la conexión",
        """
        A webhook must be public: Jelou calls it from the internet. If this machine sees another address than \
        the internet does, use --allow-private-webhooks.
        """:
            """
        Un webhook debe ser público: Jelou lo llama desde internet. Si esta máquina ve otra dirección que \
        internet, use --allow-private-webhooks.
        """,
        "resolves to {1}; {2} is a private address": "resuelve a {1}; {2} es una dirección privada",
        "Make sure that the internet sees a public address: Jelou calls the webhook from there.":
            "Asegúrese de que internet vea una dirección pública: Jelou llama al webhook desde ahí.",
    ]
}
