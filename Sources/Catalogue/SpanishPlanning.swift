extension Catalogue {
    /// What is said while a plan is made and compared with what there is now.
    static let spanishPlanning: KeyValuePairs<String, String> = [
        "an acceptance has expired": "una aceptación venció",
        "Project {1} was accepted as {2} until {3}.": "El proyecto {1} se aceptó como {2} hasta {3}.",
        """
        Put an end to the difference and remove the entry, or give it a later "expires" and a reason that holds \
        today.
        """:
            "Ponga fin a la diferencia y quite la entrada, o escriba un \"expires\" posterior y un motivo vigente hoy.",
        "Project {1} is {2}, but its live values are not those of the entry.":
            "El proyecto {1} tiene el estado {2}, pero sus valores en Jelou no son los de la entrada.",
        "Project {1} is {2} now, not {3}.": "El proyecto {1} tiene ahora el estado {2}, no {3}.",
        "Project {1} is neither in the files nor in the state.":
            "El proyecto {1} no figura ni en los archivos ni en el estado.",
        "an acceptance that accepts nothing": "una aceptación que no acepta nada",
        "Remove the entry, or correct it.": "Quite la entrada, o corríjala.",
        "the API's answer leaves it out": "la respuesta de la API lo omite",
        "not read": "sin leer",
        "not looked up": "sin buscar",
        "no recorded state": "sin estado registrado",
        "not recorded": "sin registrar",
        "not managed before": "sin gestionar hasta ahora",
        "the outcome of the last write is unknown": "la última escritura quedó sin confirmar",
        "the API does not return it": "la API no lo devuelve",
        "there is an integration now": "ahora hay una integración",
        "it could not be read again: {1}": "no se pudo volver a leer: {1}",
        "it is gone now": "ya no existe",
        "A run that ended early created the integration of {1}, and did not note what became of it.":
            "Una ejecución que terminó antes de tiempo creó la integración de {1}, y no anotó qué fue de ella.",
        "A run ended early while it created the integration of {1}: it may be there or not.":
            "Una ejecución terminó antes de tiempo mientras creaba la integración de {1}: puede existir o no.",
        "the signing secret of a new integration may be lost":
            "el secreto de firma de una integración nueva puede haberse perdido",
        "Look for it where settings.signingSecrets puts them. If it is not there: delete the integration (`state: absent`) and create it again, or go on without verifying the signatures of its events. The API shows the secret once.":
            """
        Búsquelo donde settings.signingSecrets los guarda. Si no está ahí: elimine la integración (`state: absent`) y \
        créela de nuevo, o continúe sin verificar las firmas de sus eventos. La API muestra el secreto una sola vez.
        """,
        "somebody wrote to it at {1}, after it was read for the plan ({2})":
            "alguien escribió en ella el {1}, después de que se leyera para el plan ({2})",
        "{1} was {2} when it was planned, and is {3} now": "{1}: {2} al planificar, {3} ahora",
        "what the state says of it is not what it was planned from":
            "lo que el estado indica del proyecto ya no es lo que sirvió de base al plan",
        "it was in the state when it was planned, and is not any more":
            "estaba en el estado al planificar, y ya no está",
        "it was not in the state when it was planned, and is now": "no estaba en el estado al planificar, y ahora sí",
        "it was deleted after it was planned": "se eliminó después de planificar",
        "it was deleted when it was planned, and is applied now":
            "estaba eliminado al planificar, y ahora está aplicado",
        "the outcome of its last write was unknown when it was planned, and is known now":
            "el resultado de su última escritura se desconocía al planificar, y ahora se conoce",
        "the outcome of its last write is unknown": "su última escritura quedó sin confirmar",
        "not managed": "sin gestionar",
        "{1} was {2} live when it was planned, and the state says {3} now":
            "{1}: {2} en Jelou al planificar, {3} ahora en el estado",
        "authorization was managed when it was planned, and is not any more":
            "authorization se gestionaba al planificar, y ya no",
        "authorization is another credential than when it was planned":
            "authorization es una credencial distinta de la que había al planificar",
        "authorization came from {1} when it was planned, and from {2} now":
            "authorization venía de {1} al planificar, y ahora viene de {2}",
        "its name is another": "su nombre es otro",
        "its labels are others": "sus etiquetas son otras",
        "it is protected now": "ahora está protegido",
        "it is not protected any more": "ya no está protegido",
        "its access to the API is another": "su acceso a la API es otro",
        "it was applied to {1}": "se aplicó a {1}",
        "{1} (1 project)": "{1} (1 proyecto)",
        "{1} ({2} projects)": "{1} ({2} proyectos)",
        "the state was applied to another base URL": "el estado se aplicó a otra URL base",
        "The state records {1}; today's base URL is {2}.": "El estado registra {1}; la URL base de hoy es {2}.",
        """
        If the same integrations now live at today's base URL, pass --rebase. If not, point --state at the state \
        that belongs to it.
        """:
            """
        Si las mismas integraciones están ahora en la URL base de hoy, agregue --rebase. Si no, indique con --state \
        el estado que le corresponde.
        """,
        "no address was recorded": "no se registró ninguna dirección",
        "a former credential is not known any more": "una credencial anterior ya no se conoce",
        "The credential of serial {1} is not known any more; what {2} holds now is used.":
            "La credencial del serial {1} ya no se conoce; se usa lo que {2} contiene ahora.",
        "If the former credential is to return, put it back there first, then roll back again.":
            "Si debe volver la credencial anterior, póngala allí primero y luego revierta de nuevo.",
        "a project of the snapshot is gone": "un proyecto de la instantánea ya no existe",
        """
        It was applied at serial {1} and is not recorded as applied any more, so no update can bring it back. It is \
        left as it is.
        """:
            """
        Estaba aplicado en el serial {1} y ya no figura como aplicado, así que ninguna actualización puede \
        recuperarlo. Se deja como está.
        """,
        "Put its block into the files and run `jelouctl plan --refresh` to create it anew.":
            "Ponga su bloque en los archivos y ejecute `jelouctl plan --refresh` para crearlo de nuevo.",
        "a former webhook address cannot be used": "una dirección de webhook anterior no se puede usar",
        "The webhook address of serial {1} cannot be sent: {2}. The project is left as it is.":
            "La dirección de webhook del serial {1} no se puede enviar: {2}. El proyecto se deja como está.",
        "Write the address that it should have into the files, and apply them.":
            "Escriba en los archivos la dirección que debe tener, y aplíquelos.",
        " and {1} more": " y {1} más",
        "some projects are left as they are": "algunos proyectos se dejan como están",
        "1 project of today was not recorded as applied at serial {1}: {2}.":
            "1 proyecto de hoy no figuraba como aplicado en el serial {1}: {2}.",
        "{1} projects of today were not recorded as applied at serial {2}: {3}{4}.":
            "{1} proyectos de hoy no figuraban como aplicados en el serial {2}: {3}{4}.",
        "it was made from the state of lineage {1}, and this is {2}":
            "se hizo a partir del estado con linaje {1}, y este tiene el linaje {2}",
        "it was made from the state of lineage {1}, and there is no recorded state":
            "se hizo a partir del estado con linaje {1}, y no hay estado registrado",
        "it was made without a recorded state, and there is one now":
            "se hizo sin un estado registrado, y ahora hay uno",
        " (written by run {1} at {2})": " (escrito por la ejecución {1} el {2})",
        " (written by run {1})": " (escrito por la ejecución {1})",
        " (written at {1})": " (escrito el {1})",
        "the API knows none of the projects": "la API no conoce ninguno de los proyectos",
        """
        It answered that there is no integration for {1} that it was asked about, at {2}. The base URL or the key is \
        the likely cause.
        """:
            """
        Respondió en {2} que no hay integración para {1} de la consulta. Lo más probable es que la causa sea la URL \
        base o la clave.
        """,
        "none of the projects was proven to be there": "no se demostró que exista ninguno de los proyectos",
        """
        It answered that there is no integration for {1} of the {2} projects that it was asked about, at {3}, and \
        the others could not be read. The base URL or the key is the likely cause.
        """:
            """
        Respondió en {3} que no hay integración para {1} de los {2} proyectos de la consulta, y los demás no se \
        pudieron leer. Lo más probable es que la causa sea la URL base o la clave.
        """,
    ]
}
