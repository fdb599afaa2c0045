extension Catalogue {
    /// What is said where a text is not read as YAML.
    static let spanishYAMLText: KeyValuePairs<String, String> = [
        "the text is larger than {1} bytes": "el texto tiene más de {1} bytes",
        "Split it into several files.": "Divídalo en varios archivos.",
        "the text is {1}, not UTF-8": "el texto está en {1}, no en UTF-8",
        "Save it as UTF-8.": "Guárdelo en UTF-8.",
        "more than {1} %TAG lines": "más de {1} líneas %TAG",
        "Write the tags out, as `!<…>`, or leave them out.": "Escriba los tags completos, como `!<…>`, u omítalos.",
        "nested more than {1} levels deep": "más de {1} niveles anidados",
        "Flatten the structure, or look for brackets that are never closed.":
            "Aplane la estructura, o busque corchetes o llaves que nunca se cierran.",
        "more than {1} keys and values": "más de {1} claves y valores",
        "Split the text into several files.": "Divida el texto en varios archivos.",
        "more than {1} documents": "más de {1} documentos",
        "more than {1} anchors": "más de {1} anclas",
        "Remove the anchors that no alias uses, or split the text into several files.":
            "Quite las anclas que ningún alias usa, o divida el texto en varios archivos.",
        "more than {1} different tags": "más de {1} tags distintos",
        "Leave the tags out.": "Omita los tags.",
        "a tag longer than {1} bytes": "un tag de más de {1} bytes",
        "Leave the tag out, or shorten it.": "Omita el tag, o acórtelo.",
        "a key longer than {1} bytes": "una clave de más de {1} bytes",
        "Shorten the key; is its `:` missing?": "Acorte la clave; ¿le falta su `:`?",
        "a value longer than {1} bytes": "un valor de más de {1} bytes",
        "Shorten the value, or look for a quote that is closed too late.":
            "Acorte el valor, o busque unas comillas que se cierran demasiado tarde.",
        "the aliases up to here stand for more than {1} nodes": "los alias hasta aquí representan más de {1} nodos",
        "Aliases of aliases multiply. Write out what is needed, or use fewer levels.":
            "Los alias de alias se multiplican. Escriba completo lo necesario, o use menos niveles.",
        "the alias `*{1}` has no anchor before it": "el alias `*{1}` no tiene un ancla antes",
        """
        Mark the value that is meant with `&{1}`, earlier in the same document; a text that starts with `*` must \
        be in quotes.
        """:
            """
        Marque el valor deseado con `&{1}`, antes en el mismo documento; un texto que empieza con `*` debe \
        ir entre comillas.
        """,
        "the alias `*{1}` stands inside the value that it names": "el alias `*{1}` está dentro del valor que nombra",
        "`&{1}` opens at {2}. A value cannot contain itself: write it out.":
            "`&{1}` se abre en {2}. Un valor no puede contenerse a sí mismo: escríbalo completo.",
        "this does not fit the mapping that starts on line {1}":
            "esto no encaja en el mapeo que empieza en la línea {1}",
        "this does not fit the list that starts on line {1}": "esto no encaja en la lista que empieza en la línea {1}",
        "a value is missing here": "aquí falta un valor",
        "Look for a comma too many; put a value that starts with a comma in quotes.":
            "Busque una coma de más; ponga entre comillas un valor que empieza con una coma.",
        "this does not belong to the document above": "esto no pertenece al documento anterior",
        "Look at the indentation. After `...` and after `%` lines a document starts with a line `---`.":
            "Revise la sangría. Después de `...` y de líneas con `%`, un documento empieza con una línea `---`.",
        "this `{1}` closes nothing": "este `{1}` no cierra nada",
        "Remove it, or put a value that contains brackets in quotes.":
            "Quítelo, o ponga entre comillas un valor que contiene corchetes o llaves.",
        "the `{1}` that opens here is never closed": "el `{1}` que se abre aquí nunca se cierra",
        "Close it with `{1}`.": "Ciérrelo con `{1}`.",
        "a `,` or `{1}` is missing before this, in the `{2}` that opens on line {3}":
            "falta una `,` o un `{1}` antes de esto, en el `{2}` que se abre en la línea {3}",
        "Close the bracket, put a comma between the items, or quote a value that contains `: `, `,` or brackets.":
            """
        Ciérrelo, ponga una coma entre los elementos, o ponga entre comillas un valor que contiene `: `, \
        `,`, corchetes o llaves.
        """,
        "Its parts start in column {1}, this in column {2}: indent them alike.":
            "Sus partes empiezan en la columna {1} y esto en la columna {2}: use la misma sangría.",
        "Keys (`key: value`) and list items (`- value`) cannot be mixed on one level.":
            "Las claves (`key: value`) y los elementos de lista (`- value`) no se pueden mezclar en un mismo nivel.",
        """
        After a closing quote or bracket the line must end. Put the whole value in quotes, or look above for a \
        quote that is never closed.
        """:
            """
        Después de cerrar comillas, un corchete o una llave, la línea debe terminar. Ponga todo el valor \
        entre comillas, o busque más arriba unas comillas que nunca se cierran.
        """,
        "a version of YAML that is not supported": "una versión de YAML que no se admite",
        "Leave the `%YAML` line out.": "Omita la línea `%YAML`.",
        "a tag whose `!prefix!` is not declared": "un tag cuyo `!prefix!` no está declarado",
        "Leave the tag out, or declare it with `%TAG`.": "Omita el tag, o declárelo con `%TAG`.",
        "a `%` line that YAML does not know": "una línea con `%` que YAML no conoce",
        "Leave it out, or put the value in quotes if it is meant as one.":
            "Omítala, o ponga el valor entre comillas si debía serlo.",
        "a tag that is not well formed": "un tag mal formado",
        "Put a value that starts with `!` in quotes.": "Ponga entre comillas un valor que empieza con `!`.",
        "a tab where only spaces may stand": "una tabulación donde solo puede haber espacios",
        "Indent with spaces.": "Use espacios para la sangría.",
        "the quote that opens here is never closed": "las comillas que se abren aquí nunca se cierran",
        "Close it with the same kind of quote.": "Ciérrelas con el mismo tipo de comillas.",
        "an escape that YAML does not know": "una secuencia de escape que YAML no conoce",
        "Write `\\\\` for a backslash, or use single quotes, where a backslash is only a backslash.":
            """
        Escriba `\\\\` para una barra invertida, o use comillas simples, donde una barra invertida es solo \
        una barra invertida.
        """,
        "an escape that names no character": "una secuencia de escape que no designa ningún carácter",
        "Write two hexadecimal digits after `\\x`, four after `\\u`, eight after `\\U`.":
            "Escriba dos dígitos hexadecimales después de `\\x`, cuatro después de `\\u`, ocho después de `\\U`.",
        "the `:` that makes this a key is missing": "falta el `:` que hace de esto una clave",
        """
        Write `key: value`, with a space after the colon, on one line. If this belongs to the value above, \
        indent it more; if it contains quotes, look whether they are closed.
        """:
            """
        Escriba `key: value`, con un espacio después de los dos puntos, en una sola línea. Si esto pertenece \
        al valor de arriba, aumente su sangría; si contiene comillas, verifique que estén cerradas.
        """,
        "a `:` in the wrong place": "un `:` en el lugar equivocado",
        "Inside brackets put a space after the colon, or the whole value in quotes.":
            "Dentro de corchetes o llaves, ponga un espacio después de los dos puntos, o todo el valor entre comillas.",
        "a list item cannot stand here": "aquí no puede haber un elemento de lista",
        "Start each `- item` on a line of its own, below its key; quote a value that starts with `- `.":
            """
        Empiece cada `- item` en su propia línea, debajo de su clave; ponga entre comillas un valor que \
        empieza con `- `.
        """,
        "a `?` key cannot stand here": "aquí no puede haber una clave con `?`",
        "Quote a value that starts with `? `, or start a new line.":
            "Ponga entre comillas un valor que empieza con `? `, o empiece una línea nueva.",
        "the indentation after `|` or `>` must be 1 to 9": "la sangría después de `|` o `>` debe ser de 1 a 9",
        "Leave the digit out.": "Omita el dígito.",
        "text on the line of `|` or `>`": "texto en la misma línea que `|` o `>`",
        "Start the text on the next line, indented; quote a value that starts with `|` or `>`.":
            """
        Empiece el texto en la línea siguiente, con sangría; ponga entre comillas un valor que empieza con \
        `|` o `>`.
        """,
        "a value cannot start with a backquote": "un valor no puede empezar con un acento grave",
        "a value cannot start with `{1}`": "un valor no puede empezar con `{1}`",
        "an anchor's name has letters, digits, `-` and `_` only":
            "el nombre de un ancla solo tiene letras, dígitos, `-` y `_`",
        "Put a value that starts with `&` in quotes.": "Ponga entre comillas un valor que empieza con `&`.",
        "an alias's name has letters, digits, `-` and `_` only":
            "el nombre de un alias solo tiene letras, dígitos, `-` y `_`",
        "Put a value that starts with `*` in quotes.": "Ponga entre comillas un valor que empieza con `*`.",
        "a second `: ` on one line": "un segundo `: ` en una misma línea",
        "Put the value in quotes if the colon belongs to it; else start a new line.":
            "Ponga el valor entre comillas si los dos puntos le pertenecen; si no, empiece una línea nueva.",
        "a key cannot stand here": "aquí no puede haber una clave",
        """
        The line above already has a value, or its key has no space after the colon, so that this line only \
        continues it. Write `key: value`, and start the keys of one mapping in the same column.
        """:
            """
        La línea anterior ya tiene un valor, o su clave no tiene un espacio después de los dos puntos, de \
        modo que esta línea solo la continúa. Escriba `key: value`, y empiece las claves de un mismo mapeo \
        en la misma columna.
        """,
        "there is not enough memory to read the text": "no hay memoria suficiente para leer el texto",
        "The file may be binary, cut off, or saved as UTF-16: save it as UTF-8 text.":
            "El archivo puede ser binario, estar cortado o guardado en UTF-16: guárdelo como texto UTF-8.",
        "Remove it, or write it as an escape in double quotes.":
            "Quítelo, o escríbalo como secuencia de escape entre comillas dobles.",
        "the character {1} is not allowed in YAML": "el carácter {1} no se permite en YAML",
        "the text ends in the middle of a character": "el texto termina en medio de un carácter",
        "this is not UTF-8": "esto no está en UTF-8",
        "Save the file as UTF-8.": "Guarde el archivo en UTF-8.",
    ]
}
