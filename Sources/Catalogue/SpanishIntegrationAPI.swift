extension Catalogue {
    /// What is said of answers of the API.
    static let spanishIntegrationAPI: KeyValuePairs<String, String> = [
        "a client id cannot have a colon in it": "un id de cliente no puede contener dos puntos (:)",
        "the status {1} is not a documented answer": "el código de estado {1} no es una respuesta documentada",
        "the body is too long": "el cuerpo es demasiado largo",
        "the body is cut off": "el cuerpo está cortado",
        "the body is empty": "el cuerpo está vacío",
        "the body is not one valid JSON object": "el cuerpo no es un único objeto JSON válido",
        "the answer is about another project": "la respuesta es sobre otro proyecto",
        "the body is not the API's": "el cuerpo no es de la API",
        "the body has values of unexpected types": "el cuerpo tiene valores de tipos inesperados",
        "the answer repeats a credential where a value belongs":
            "la respuesta repite una credencial donde corresponde un valor",
        "HTTP knows no status {1}": "HTTP no conoce el código de estado {1}",
        "it points to {1}": "apunta a {1}",
        """
        the documentation of this operation contradicts itself: its prose names webhookUrl alone; if the API does \
        not take authType and authorization here, leave them out of the file
        """:
            """
        la documentación de esta operación se contradice: su texto menciona solo webhookUrl; si la API no acepta \
        aquí authType y authorization, omítalos en el archivo
        """,
        "check the base URL, the path prefix included": "verifique la URL base, incluido el prefijo de la ruta",
        "the server says: \"{1}\"": "el servidor dice: \"{1}\"",
        "the project has no integration": "el proyecto no tiene integración",
        "the credentials were not accepted": "no se aceptaron las credenciales",
        "the credentials do not allow this": "las credenciales no permiten esto",
        "the API refused the request": "la API rechazó la solicitud",
        "too many requests": "demasiadas solicitudes",
        "the server failed": "el servidor falló",
        "the server redirects, which is not followed": "el servidor redirige, y no se sigue la redirección",
        "the answer is not the API's own": "la respuesta no es de la propia API",
        "the answer proves nothing": "la respuesta no demuestra nada",
        "the API reports that it did not succeed": "la API informa que no tuvo éxito",
        "the request was not sent": "no se envió la solicitud",
        "the connection was lost": "se perdió la conexión",
        "no answer in time": "no hubo respuesta a tiempo",
        "the call was given up": "se abandonó la llamada",
        "the body cannot be written as JSON": "el cuerpo no se puede escribir como JSON",
    ]
}
