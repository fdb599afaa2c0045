import Integrations

/// Appends JSON to bytes.
///
/// Beside what JSON demands it escapes every character that a terminal could act on or a reader be misled by, because
/// plans are looked at, and names come from strangers.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether the object or array that is being written has no member yet.
    private var isFirst = true

    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    /// Appends JSON as it stands.
    mutating func raw(_ json: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    }

    /// Appends what is known to be JSON.
    mutating func plain(_ json: String) {
        bytes.append(contentsOf: json.utf8)
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        nested("{", "}", body)
    }

    /// Each element is written by ``element(_:)``.
    mutating func array(_ body: (inout JSONWriter) -> Void) {
        nested("[", "]", body)
    }

    mutating func array<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        array { array in
            for element in elements { array.element { write(&$0, element) } }
        }
    }

    /// An array with a line for each element, for whoever reads two plans in a diff.
    mutating func lines<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        nested("[", "]") { array in
            for element in elements {
                array.separate()
                array.raw("\n")
                write(&array, element)
            }
            if !elements.isEmpty { array.raw("\n") }
        }
    }

    mutating func element(_ body: (inout JSONWriter) -> Void) {
        separate()
        body(&self)
    }

    mutating func field(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
        separate()
        raw("\"")
        raw(key)
        raw("\":")
        body(&self)
    }

    /// A field whose key is data.
    mutating func member(_ key: String, _ value: String) {
        separate()
        string(key)
        raw(":")
        string(value)
    }

    /// Leaves the field out if there is no value.
    mutating func field<Value>(_ key: StaticString, _ value: Value?, _ write: (inout JSONWriter, Value) -> Void) {
        guard let value else { return }
        field(key) { write(&$0, value) }
    }

    mutating func field(_ key: StaticString, _ value: String?) {
        field(key, value) { $0.string($1) }
    }

    mutating func field(_ key: StaticString, _ value: Int?) {
        field(key, value) { $0.plain(String($1)) }
    }

    mutating func field(_ key: StaticString, _ value: Timestamp?) {
        field(key, value) { $0.string($1.description) }
    }

    mutating func field(_ key: StaticString, _ value: Bool) {
        field(key) { $0.bool(value) }
    }

    mutating func bool(_ value: Bool) {
        if value { raw("true") } else { raw("false") }
    }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(Self.isPlain) {
            bytes.append(contentsOf: text.utf8)
        } else {
            JSONEscapes.append(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func nested(_ opening: StaticString, _ closing: StaticString, _ body: (inout JSONWriter) -> Void) {
        raw(opening)
        isFirst = true
        body(&self)
        raw(closing)
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { raw(",") }
        isFirst = false
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
