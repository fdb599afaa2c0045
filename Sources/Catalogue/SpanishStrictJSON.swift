extension Catalogue {
    /// What is said of JSON that cannot be read.
    static let spanishStrictJSON: KeyValuePairs<String, String> = [
        "a \"{1}\" should stand here": "aquí debe haber \"{1}\"",
        "there are more values here than are read": "aquí hay más valores de los que se leen",
        "this is nested too deeply": "esto tiene demasiados niveles anidados",
        "this string is not valid UTF-8": "esta cadena no es UTF-8 válido",
        "there is more after the end of the document": "hay algo más después del final del documento",
        "a JSON value should stand here": "aquí debe haber un valor JSON",
        "a key in quotes should stand here": "aquí debe haber una clave entre comillas",
        "the same key stands here twice": "la misma clave figura aquí dos veces",
        "a \",\" or \"}\" should stand here": "aquí debe haber una \",\" o una \"}\"",
        "a \",\" or \"]\" should stand here": "aquí debe haber una \",\" o un \"]\"",
        "a control character stands in a string": "hay un carácter de control en una cadena",
        "an escape in this string is no character": "una secuencia de escape de esta cadena no designa ningún carácter",
        "a digit should stand here": "aquí debe haber un dígito",
        "the file ends in the middle; it was cut off": "el archivo termina a la mitad; está cortado",
    ]
}
