import Integrations
import Messages
import Planning

extension JSONWriter {
    mutating func change(_ change: Change, _ binding: PlanBinding) {
        object { object in
            object.field("project", change.project.rawValue)
            object.field("name", change.name)
            object.field("action") { $0.action(change.action) }
            object.field("reason", change.reason.rawValue)
            object.field("source", change.source) { $0.location($1) }
            object.field("formerFile", change.formerFile)
            object.field("access") { $0.access(change.access) }
            object.field("blockedBy", change.blockedBy?.rawValue)
            object.field("consent", change.consent.rawValue)
            object.field("memory", change.memory) { $0.memory($1) }
            object.field("liveUpdatedAt", change.liveUpdatedAt)
            object.field("binding", binding.description)
        }
    }

    // MARK: actions

    private mutating func action(_ action: Change.Action) {
        object { object in
            switch action {
            case .create(let creation): object.field("create") { $0.creation(creation) }
            case .update(let update, let alsoRecorded):
                object.field("update") { $0.update(update, alsoRecorded) }
            case .delete(let deletion): object.field("delete") { $0.deletion(deletion) }
            case .adopt: object.field("adopt") { $0.object { _ in } }
            case .record(let changes):
                object.field("record") { $0.array(changes.elements) { $0.memoryChange($1) } }
            case .forget: object.field("forget") { $0.object { _ in } }
            }
        }
    }

    private mutating func creation(_ creation: IntegrationCreation) {
        object { object in
            object.field("webhookUrl", creation.webhookURL.text)
            object.field("authType", creation.authType?.rawValue)
            object.field("authorization", creation.authorization) { $0.planned($1) }
        }
    }

    private mutating func update(_ update: IntegrationUpdate, _ alsoRecorded: [MemoryChange]) {
        object { object in
            object.field("webhookUrl", update.webhookURL) { output, field in
                output.pair({ $0.prior(field.before) { $0.string($1) } }, { $0.string(field.after.text) })
            }
            object.field("authType", update.authentication?.authType) { output, field in
                output.pair({ $0.prior(field.before) { $0.string($1) } }, { $0.string(field.after.rawValue) })
            }
            object.field("authorization", update.authentication?.authorization) { output, field in
                output.pair({ $0.prior(field.before) { $0.recorded($1) } }, { $0.planned(field.after) })
            }
            guard !alsoRecorded.isEmpty else { return }
            object.field("alsoRecorded") { $0.array(alsoRecorded) { $0.memoryChange($1) } }
        }
    }

    private mutating func deletion(_ deletion: Change.Deletion) {
        object { object in
            object.field("prior") { output in
                output.prior(deletion.prior) { output, values in
                    output.object { object in
                        object.field("webhookUrl", values.webhookURL)
                        object.field("authType", values.authType?.rawValue)
                        object.field("credential", values.credential) { $0.recorded($1) }
                    }
                }
            }
            object.field("implicit", deletion.isImplicit)
            object.field("liveUnknown", deletion.isLiveUnknown)
        }
    }

    private mutating func prior<Value>(_ prior: Prior<Value>, _ write: (inout JSONWriter, Value) -> Void) {
        switch prior {
        case .known(let value): object { $0.field("known") { write(&$0, value) } }
        case .nothing: string("nothing")
        case .unknown(let why): object { $0.field("unknown", why.rawValue) }
        }
    }

    private mutating func pair(_ before: (inout JSONWriter) -> Void, _ after: (inout JSONWriter) -> Void) {
        object { object in
            object.field("before", before)
            object.field("after", after)
        }
    }

    // MARK: what is remembered

    private mutating func memory(_ memory: ProjectMemory) {
        object { object in
            object.field("name", memory.name)
            object.field("access") { $0.access(memory.access) }
            object.field("baseUrl", memory.baseURL.text)
            object.field("labels") { $0.labels(memory.labels) }
            object.field("protect", memory.protect)
            object.field("sourceFile", memory.sourceFile)
            object.field("integration", memory.integration) { output, integration in
                output.object { object in
                    object.field("webhookUrl", integration.webhookURL)
                    object.field("authType", integration.authType?.rawValue)
                    object.field("authorization", integration.credential) { $0.planned($1) }
                }
            }
            object.field("remote", memory.remote) { output, remote in
                output.object { object in
                    object.field("id", remote.id)
                    object.field("createdAt", remote.createdAt)
                    object.field("updatedAt", remote.updatedAt)
                }
            }
        }
    }

    private mutating func memoryChange(_ change: MemoryChange) {
        object { object in
            switch change {
            case .name(let before, let after):
                object.field("name") { output in
                    output.object { pair in
                        pair.field("before", before)
                        pair.field("after", after)
                    }
                }
            case .labels(let before, let after):
                object.field("labels") { $0.pair({ $0.labels(before) }, { $0.labels(after) }) }
            case .protect(let before, let after):
                object.field("protect") { $0.pair({ $0.bool(before) }, { $0.bool(after) }) }
            case .access(let before, let after):
                object.field("access") { $0.pair({ $0.access(before) }, { $0.access(after) }) }
            case .baseURL(let before, let after):
                object.field("baseUrl") { $0.pair({ $0.string(before.text) }, { $0.string(after.text) }) }
            case .authorizationReference(let before, let after):
                object.field("authorizationReference") { $0.pair({ $0.recorded(before) }, { $0.planned(after) }) }
            case .authTypeNoLongerManaged(let before):
                object.field("authTypeNoLongerManaged", before.rawValue)
            case .authorizationNoLongerManaged(let before):
                object.field("authorizationNoLongerManaged") { $0.recorded(before) }
            }
        }
    }

    // MARK: credentials

    private mutating func recorded(_ credential: RecordedCredential) {
        object { object in
            object.field("fingerprint", credential.fingerprint.description)
            object.field("reference") { $0.reference(credential.reference) }
        }
    }

    private mutating func planned(_ credential: PlannedCredential) {
        object { object in
            switch credential.finding {
            case .fingerprint(let fingerprint): object.field("fingerprint", fingerprint.description)
            case .noKey: object.field("noKey", true)
            case .notChecked(let why): object.field("notChecked", why.english)
            }
            object.field("reference") { $0.reference(credential.reference) }
        }
    }

    private mutating func reference(_ reference: SecretReference) {
        object { object in
            switch reference {
            case .environment(let name): object.field("env", name)
            case .file(let path): object.field("file", path)
            case .command(let arguments): object.field("command") { $0.array(arguments) { $0.string($1) } }
            }
        }
    }

    private mutating func access(_ access: APIAccess) {
        object { object in
            switch access {
            case .apiKey(let key): object.field("apiKey") { $0.reference(key) }
            case .basic(let clientID, let clientSecret):
                object.field("basicAuth") { output in
                    output.object { basic in
                        basic.field("clientId") { output in
                            switch clientID {
                            case .literal(let text): output.string(text)
                            case .reference(let reference): output.reference(reference)
                            }
                        }
                        basic.field("clientSecret") { $0.reference(clientSecret) }
                    }
                }
            }
        }
    }

    /// Sorted by bytes, so that the same labels are the same line on every machine.
    private mutating func labels(_ labels: [String: String]) {
        let sorted = labels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        object { object in
            for (key, value) in sorted { object.member(key, value) }
        }
    }
}
