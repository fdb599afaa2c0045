import Planning
import Reports

/// The JSON Schema (draft 2020-12) of one line of `--events`.
///
/// The words of types, outcomes, classes and actions are taken from the types that the lines are made of.
package enum EventSchema {
    /// The schema as a text, with a line break at its end.
    package static let jsonSchema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "One event of jelouctl apply --events",
          "description": "Newline-delimited JSON, one event a line. Minor versions only add keys and types.",
          "type": "object",
          "required": ["formatVersion", "type", "time", "run"],
          "properties": {
            "formatVersion": { "type": "string", "pattern": "^1\\\\.", "description": "Version of the format." },
            "type": { "enum": \(words(EventType.allCases.map(\.rawValue))) },
            "time": { "type": "string", "format": "date-time", "description": "RFC 3339, UTC, to the millisecond." },
            "run": { "type": "string", "description": "Names the run, as in the state and in every other output." }
          },
          "additionalProperties": true,
          "oneOf": [
        \(EventType.allCases.map(variant).joined(separator: ",\n"))
          ],
          "$defs": {
        \(definitions)
          }
        }

        """

    private static func variant(_ type: EventType) -> String {
        let (description, properties) = parts(type)
        let keys = properties.map(\.key)
        let members = properties.map { "        \"\($0.key)\": \($0.schema)" }
        return """
                {
                  "description": "\(description)",
                  "required": \(words(["type"] + keys)),
                  "properties": {
            \((["        \"type\": { \"const\": \"\(type.rawValue)\" }"] + members).joined(separator: ",\n"))
                  }
                }
            """
    }

    private typealias Property = (key: String, schema: String)

    private static func parts(_ type: EventType) -> (description: String, properties: [Property]) {
        switch type {
        case .runStarted:
            (
                "The first line: what will be carried out.",
                [
                    ("changes", count("Changes of the plan, those that send nothing too.")),
                    ("digest", #"{ "type": "string", "description": "Of the plan, as plan and apply print it." }"#),
                    ("state", ##"{ "$ref": "#/$defs/state", "description": "The state that was planned from." }"##),
                ]
            )
        case .runRecovered:
            (
                "An earlier run ended before it could record what it did; this one found out what it could.",
                [
                    ("recoveredRun", #"{ "type": "string", "description": "The earlier run." }"#),
                    ("settled", count("Writes of which it is known now whether they happened.")),
                    (
                        "open",
                        #"{ "type": "array", "items": { "type": "string" }, "description": "#
                            + #""Projects of which it is still open." }"#
                    ),
                ]
            )
        case .sendingStarted:
            ("The requests begin.", [("changes", count("Changes that will be tried."))])
        case .attemptFailed: ("An attempt did not succeed and is made again, or asked about.", attempt)
        case .changeFinished: ("What became of a change, as in the document of apply.", result)
        case .slowed:
            (
                "The API asked for less: every call waits, and the pace drops.",
                [("waitMilliseconds", count("How long."))]
            )
        case .canaryPassed:
            ("The first changes are done and hold; the others follow.", [("changes", count("How many."))])
        case .stopping: ("No further call is made; those that run are waited for.", [("reason", stopReason)])
        case .runFinished: ("The last line.", end)
        }
    }

    private static let attempt: [Property] = [
        ("project", project), ("class", resultClass), ("attempt", count("From 1.")),
        ("message", text("The words of the server or the network.")),
    ]

    private static let result: [Property] = [
        ("project", project), ("name", text("As the files call it.")),
        ("action", #"{ "enum": ["create", "update", "delete", "adopt", "record", "forget"] }"#),
        ("outcome", "{ \"enum\": \(words(ChangeResult.Outcome.allCases.map(\.rawValue))) }"),
        ("class", resultClass),
        ("httpStatus", #"{ "type": ["integer", "null"], "description": "Of the last answer." }"#),
        ("attempts", count("Writing calls that were made.")),
        ("message", text("What happened, and what that means.")),
        ("advice", text("What to do about it.")),
    ]

    private static let end: [Property] = [
        ("summary", ##"{ "$ref": "#/$defs/summary" }"##),
        ("state", ##"{ "$ref": "#/$defs/state", "description": "The state after the run." }"##),
        ("stopped", ##"{ "oneOf": [{ "type": "null" }, { "$ref": "#/$defs/stopReason" }] }"##),
        ("exitStatus", #"{ "type": "integer", "description": "Of the command." }"#),
    ]

    private static let definitions = """
            "class": {
              "enum": \(words(ResultClass.allCases.map(\.rawValue))),
              "description": "A stable word for how a change or an attempt ended."
            },
            "stopReason": {
              "enum": \(words(StopReason.words)),
              "description": "Why no further call is made."
            },
            "state": {
              "type": "object",
              "required": ["lineage", "serial"],
              "properties": {
                "lineage": { "type": ["string", "null"], "description": "Null where there is no state." },
                "serial": { "type": ["integer", "null"] },
                "outcome": {
                  "enum": ["saved", "unchanged", "untouched", "journaled", "notSaved"],
                  "description": "What became of it; in the last line only."
                }
              }
            },
            "summary": {
              "type": "object",
              "required": ["succeeded", "failed", "skipped", "unknown"],
              "properties": {
                "succeeded": { "type": "integer", "minimum": 0 },
                "failed": { "type": "integer", "minimum": 0 },
                "skipped": { "type": "integer", "minimum": 0 },
                "unknown": { "type": "integer", "minimum": 0 }
              }
            }
        """

    private static let project = #"{ "type": "string", "description": "The project's id." }"#
    private static let resultClass = ##"{ "$ref": "#/$defs/class" }"##
    private static let stopReason = ##"{ "$ref": "#/$defs/stopReason" }"##

    private static func count(_ description: String) -> String {
        #"{ "type": "integer", "minimum": 0, "description": "\#(description)" }"#
    }

    private static func text(_ description: String) -> String {
        #"{ "type": ["string", "null"], "description": "\#(description)" }"#
    }

    private static func words(_ words: [String]) -> String {
        "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
}
