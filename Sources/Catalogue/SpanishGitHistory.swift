extension Catalogue {
    /// What is said of the history in Git.
    static let spanishGitHistory: KeyValuePairs<String, String> = [
        "there is no Git repository to compare with": "no hay un repositorio de Git con el que comparar",
        "the commit to compare with is not in this repository":
            "el commit con el que se compara no está en este repositorio",
        "the history that is needed is not in this repository":
            "el historial que se necesita no está en este repositorio",
        "a file is not part of the repository": "un archivo no es parte del repositorio",
        "git did not answer": "git no respondió",
        "The program git was not found in PATH.": "El programa git no se encontró en PATH.",
        "The program git could not be started.": "El programa git no se pudo iniciar.",
        "It took longer than {1}.": "Tardó más de {1}.",
        "It was ended before it was done.": "Se detuvo antes de terminar.",
        "It said more than {1} bytes.": "Respondió con más de {1} bytes.",
        "git says: {1}.": "git dice: {1}.",
        "{1} names no commit here.": "{1} no designa ningún commit aquí.",
        "Nothing has been committed yet, so there is no HEAD.": "Todavía no hay ningún commit, así que no hay HEAD.",
        "{1} and HEAD have no commit in common here.": "{1} y HEAD no tienen aquí ningún commit en común.",
        "{1} does not lie in {2}, so no commit tells what it said before.":
            "{1} no está dentro de {2}, así que ningún commit indica qué decía antes.",
        "{1} lies in a submodule, which has a history of its own.":
            "{1} está en un submódulo, que tiene su propio historial.",
        "Files of commit {1} are missing, as in a partial clone.":
            "Faltan archivos del commit {1}, como en un clon parcial.",
        "Install git, or leave --since out.": "Instale git, u omita --since.",
        """
        Run it in a clone. If git speaks of dubious ownership, as in a container, run: git config --global --add \
        safe.directory with the path of the clone.
        """:
            """
        Ejecútelo en un clon. Si git habla de "dubious ownership", como en un contenedor, ejecute: git config \
        --global --add safe.directory con la ruta del clon.
        """,
        """
        The clone is shallow. Fetch the whole history: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 in GitLab, \
        or git fetch --unshallow.
        """:
            """
        El clon es superficial (shallow). Obtenga todo el historial: fetch-depth: 0 para actions/checkout, \
        GIT_DEPTH: 0 en GitLab, o git fetch --unshallow.
        """,
        "Check the name, and fetch it first: git fetch origin main, then --since origin/main.":
            "Verifique el nombre, y obténgalo primero: git fetch origin main, y luego --since origin/main.",
        "Name a branch, tag or commit that HEAD comes from.":
            "Indique una rama, una etiqueta o un commit del que provenga HEAD.",
        "Commit first, or leave --since out.": "Haga primero un commit, u omita --since.",
        "Name only files of the repository that you work in, or leave --since out.":
            "Indique solo archivos del repositorio en el que trabaja, u omita --since.",
        "Work in the submodule, with -C, or leave --since out.": "Trabaje en el submódulo, con -C, u omita --since.",
        "Fetch the history with its files: clone without --filter.":
            "Obtenga el historial con sus archivos: clone sin --filter.",
        "Run git by hand in this folder, or leave --since out.": "Ejecute git a mano en esta carpeta, u omita --since.",
    ]
}
