import Integrations
import Planning
import Reports

/// The words of documents for programs, each with what it means.
///
/// The switches are exhaustive: a word that is new does not compile until somebody has said what it means.
enum SchemaWords {
    static let severities = [Diagnostic.Severity.error, .warning, .note].map { severity in
        let meaning =
            switch severity {
            case .error: "The command does not succeed because of it."
            case .warning: "Probably not what was meant; it stops nothing."
            case .note: "Good to know."
            }
        return SchemaWord(severity.rawValue, meaning)
    }

    static let actions = [
        SchemaWord("create", "A POST makes an integration: the API proved that there is none."),
        SchemaWord("update", "A PATCH sends the fields that change."),
        SchemaWord("delete", "A DELETE, which cannot be undone."),
        SchemaWord("adopt", "Nothing is sent: the live values are the wanted ones and go into the state."),
        SchemaWord("record", "Nothing is sent: what the state remembers changes."),
        SchemaWord("forget", "Nothing is sent: the state lets go of a project that is gone."),
    ]

    static let reasons = Change.Reason.allCases.map { reason in
        let meaning =
            switch reason {
            case .desiredDiffers: "The files differ from what was last applied."
            case .liveDiffers: "The live values differ from the files."
            case .liveTouched: "Somebody wrote to it after our last write: perhaps the credential, which is sent again."
            case .notRecorded: "The state does not know the project."
            case .deletedBefore: "The state remembers that it was deleted."
            case .outcomeUnknown: "The last write may or may not have happened."
            case .liveAbsent: "The API proved that there is no integration."
            case .liveEqual: "The live values are the wanted ones already."
            case .stateAbsent: "The files say state: absent."
            case .leftTheFiles: "The project is no longer in the files."
            case .memoryDiffers: "Only what the state remembers differs."
            case .tombstoneDone: "It was deleted, and the files no longer mention it."
            case .rollback: "A former snapshot is to hold again."
            }
        return SchemaWord(reason.rawValue, meaning)
    }

    static let blockingGuards = BlockingGuard.allCases.map { blocking in
        let meaning =
            switch blocking {
            case .protect: "The project is protected from deletion."
            case .allowedWebhookHosts: "The host of the webhook is none of settings.guards.allowedWebhookHosts."
            case .forbiddenAuthTypes: "The auth type is one of settings.guards.forbiddenAuthTypes."
            case .signingSecrets: "A create whose signing secret would have no place to go."
            case .liveUnknown: "A delete with --refresh whose live side could not be read."
            }
        return SchemaWord(blocking.rawValue, meaning)
    }

    static let consents = [Consent.notNeeded, .missing, .given].map { consent in
        let meaning =
            switch consent {
            case .notNeeded: "Nobody has to own it."
            case .missing: "Somebody has to own it, and nobody did yet."
            case .given: "Somebody owned it."
            }
        return SchemaWord(consent.rawValue, meaning)
    }

    static let requirements = [
        SchemaWord("deletes", "Projects that vanished from the files would be deleted: --allow-deletes."),
        SchemaWord("deletesOfEverything", "As deletes, with no project left in the files: --allow-deletes."),
        SchemaWord("changes", "More changes than guards.maxChanges allows: --allow-changes."),
    ]

    static let outcomes = ChangeResult.Outcome.allCases.map { outcome in
        let meaning =
            switch outcome {
            case .succeeded: "It is done."
            case .failed: "It certainly did not happen."
            case .skipped: "It was not tried."
            case .unknown: "It may have happened; the next apply finds out."
            }
        return SchemaWord(outcome.rawValue, meaning)
    }

    static let driftStatuses = DriftStatus.allCases.map { status in
        let meaning =
            switch status {
            case .drifted: "The live side is not what was last applied."
            case .conflict: "Drifted and pending at once."
            case .missing: "Proven: there is no integration, and there should be one."
            case .touched: "The values are equal, but something changed after our last write: perhaps the credential."
            case .pending: "The files are not what was last applied; the live side is."
            case .unknown: "The live side could not be read."
            case .inSync: "All three sides agree."
            }
        return SchemaWord(status.rawValue, meaning)
    }

    static let driftFields = DriftField.Name.allCases.map { name in
        let meaning =
            switch name {
            case .webhookURL: "Where Jelou posts events to."
            case .authType: "How Jelou authenticates itself at the webhook."
            case .authorization: "What Jelou shows to the webhook; it cannot be read back."
            }
        return SchemaWord(name.rawValue, meaning)
    }

    static let checkOutcomes = DoctorCheck.Outcome.allCases.map { outcome in
        let meaning =
            switch outcome {
            case .ok: "As it should be."
            case .warning: "Works, and deserves a look."
            case .failed: "Has to be mended."
            case .skipped: "Could not be looked at because of another check, or nobody asked for it."
            }
        return SchemaWord(outcome.rawValue, meaning)
    }

    static let auditProblems = AuditVerification.Kind.allCases.map { kind in
        let meaning =
            switch kind {
            case .torn: "The last line has no end: a run was killed, or the disk was full. The next run cuts it."
            case .notAnEntry: "The line is not an entry of jelouctl."
            case .newerFormat: "A later jelouctl wrote the entry."
            case .changed: "The entry is not what its hash was made of."
            case .outOfPlace: "Entries before it are missing, doubled or in another order."
            }
        return SchemaWord(kind.rawValue, meaning)
    }

    static let writes = UnsettledWrite.Kind.allCases.map { kind in
        let meaning =
            switch kind {
            case .create: "A POST."
            case .update: "A PATCH."
            case .delete: "A DELETE."
            }
        return SchemaWord(kind.rawValue, meaning)
    }
}
