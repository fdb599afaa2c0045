import Planning
import Reports

// The words for how changes and runs end.
extension SchemaWords {
    static let resultClasses = ResultClass.allCases.map { SchemaWord($0.rawValue, meaning($0)) }

    private static func meaning(_ resultClass: ResultClass) -> String {
        switch resultClass {
        case .done: "It was sent, and it holds."
        case .alreadyAbsent: "A delete of what was gone already."
        case .recorded: "Nothing had to be sent."
        case .serverNormalised: "Done, and the API holds another value than the one that was sent."
        case .notTakenOver: "The API said yes and kept the old value."
        case .absent: "The API has no integration for this project."
        case .unauthorized: "401: the key was refused."
        case .forbidden: "403: the key may not do this."
        case .rejected: "The API refused the values."
        case .rateLimited: "429 to the end."
        case .serverFailure: "408 or 5xx to the end."
        case .redirected: "3xx, which is not followed."
        case .notTheAPI: "Something else than the API answered: a gateway's 404, a page of HTML."
        case .notSuccessful: "200 with a failure inside."
        case .unclearAnswer: "200 that proves nothing: empty, cut off, too long, about another project."
        case .notSent, .connectionLost, .timedOut: transportMeaning(resultClass)
        case .blocked, .consentMissing, .keyStopped, .tooManyFailures, .interrupted, .stateNotSaved, .stale,
            .canaryFailed, .leaseLost, .auditNotWritten:
            skippedMeaning(resultClass)
        case .sinkNotReady: "A create whose signing secret would have no place to go; nothing was sent."
        case .signingSecretLost: "Created and recorded, but the signing secret could not be stored."
        }
    }

    private static func transportMeaning(_ resultClass: ResultClass) -> String {
        switch resultClass {
        case .notSent: "No byte of the request reached the server."
        case .connectionLost: "The connection ended before the answer did."
        default: "No answer within the time-out."
        }
    }

    private static func skippedMeaning(_ resultClass: ResultClass) -> String {
        switch resultClass {
        case .blocked: "A guard forbids it."
        case .consentMissing: "Nobody owned the number of deletes or changes."
        case .keyStopped: "The same key was refused twice for other projects."
        case .tooManyFailures: "--max-failures was reached."
        case .interrupted: "A signal ended the run."
        case .stateNotSaved: "The state could not be written."
        case .stale: "Something moved since it was planned."
        case .canaryFailed: "One of the first changes did not hold."
        case .leaseLost: "Somebody else holds the state's lock now."
        default: "The audit log could not be written."
        }
    }

    static let stopReasons = StopReason.words.map { SchemaWord($0, stopMeanings[$0] ?? "") }

    private static let stopMeanings = [
        "interrupted": "SIGINT.", "terminated": "SIGTERM.", "too-many-failures": "--max-failures was reached.",
        "state-not-saved": "The state could not be written.", "canary-failed": "One of the first changes did not hold.",
        "lease-lost": "Somebody else holds the state's lock now.",
        "audit-not-written": "The audit log could not be written.",
    ]

    static let stateOutcomes = [
        SchemaWord("saved", "A new snapshot is in place."),
        SchemaWord("unchanged", "There was nothing to write."),
        SchemaWord("untouched", "There is none, or the command ended before it came to that."),
        SchemaWord("journaled", "The snapshot is as before, and the journal beside it holds the results."),
        SchemaWord("notSaved", "The results could not be written down; a diagnostic says why."),
    ]

    static let originResults = [
        SchemaWord("explained", "A line of the project's own block."),
        SchemaWord("indirect", "A line that the project shares with others."),
        SchemaWord("unexplained", "None."),
    ]

    static let originKinds =
        TouchedPlace.Kind.allCases.map { SchemaWord($0.rawValue, meaning($0)) }
        + ChangeOrigin.Cause.allCases.map { SchemaWord($0.rawValue, meaning($0)) }

    private static func meaning(_ kind: TouchedPlace.Kind) -> String {
        switch kind {
        case .block: "The project's block."
        case .removedBlock: "The block that was taken out."
        case .anchor: "An anchor that the block refers to."
        case .defaults: "The defaults of the document."
        case .settings: "The setting that says which API or which state is meant."
        }
    }

    private static func meaning(_ cause: ChangeOrigin.Cause) -> String {
        switch cause {
        case .elsewhere:
            "The files say of the project what they said before: the state or the live side moved, or a credential did."
        case .structure:
            "No line of the project was touched: something around it moved it, as a slip of indentation does."
        }
    }
}
