extension Catalogue {
    /// What is said in reports.
    static let spanishReports: KeyValuePairs<String, String> = [
        "the one project": "el único proyecto",
        "all {1} projects": "ninguno de los {1} proyectos",
        "Check the base URL, its path too, and that the key belongs to these projects, before you believe it.":
            """
        Verifique la URL base, también su ruta, y que la clave corresponda a estos proyectos, antes de darlo por \
        cierto.
        """,
        "The state records {1}; the live values were read at {2}.":
            "El estado registra {1}; los valores en Jelou se leyeron en {2}.",
        "If these are not the same integrations, point --base-url or --state at what belongs together.":
            "Si no son las mismas integraciones, indique con --base-url o --state lo que corresponda entre sí.",
        "there is nothing to import": "no hay nada que importar",
        """
        The API answered that there is no integration for {1} that it was asked about, at {2}. The base URL or the \
        key is the likely cause.
        """:
            """
        La API respondió en {2} que no hay integración para {1} de la consulta. Lo más probable es que la causa sea \
        la URL base o la clave.
        """,
        "Check the base URL, its path too, the ids, and that the key belongs to these projects.":
            "Verifique la URL base, también su ruta, los ids, y que la clave corresponda a estos proyectos.",
    ]
}
