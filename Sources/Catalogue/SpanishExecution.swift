extension Catalogue {
    /// What is said of changes that are made.
    static let spanishExecution: KeyValuePairs<String, String> = [
        "{1} was sent as {2} and is {3}": "{1} se envió como {2} y quedó como {3}",
        "{1} was sent as {2} and is still {3}": "{1} se envió como {2} y sigue siendo {3}",
        "read back, {1}": "según la lectura posterior, {1}",
        "read back, the integration is still there": "según la lectura posterior, la integración todavía existe",
        "read back, the project has no integration": "según la lectura posterior, el proyecto no tiene integración",
        "the integration is there, but the answer that held it was lost":
            "la integración existe, pero se perdió la respuesta que contenía el secreto",
        "it was answered with success, and another of the first changes did not hold":
            "la respuesta indicó éxito, pero otro de los primeros cambios no pasó la prueba canaria",
        "the answer did not hold it": "la respuesta no contenía el secreto",
        "no place for signing secrets is set": "no se indicó ningún lugar para los secretos de firma",
        "its credentials were not found": "no se encontraron sus credenciales",
        "not asked, because the API could not be reached before":
            "no se consultó, porque antes no se pudo llegar a la API",
        "not asked, because the same key was refused before":
            "no se consultó, porque la misma clave ya se había rechazado",
    ]
}
