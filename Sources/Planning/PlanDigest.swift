import Integrations

extension Plan {
    /// SHA-256 over the sorted changes: project, action, before, after, references, guard and consent.
    ///
    /// Times, serial, run and positions are not in it, so the same decision has the same digest on every machine.
    package var digest: String {
        var digest = ContentDigest()
        digest.add("jelouctl/plan/1")
        digest.add(baseURL.text)
        for change in changes { digest.add(change) }
        return digest.finalized()
    }
}

extension ContentDigest {
    fileprivate mutating func add(_ change: Change) {
        add(change.project.rawValue)
        add(change.access)
        add(change.blockedBy?.rawValue)
        add(change.consent.rawValue)
        switch change.action {
        case .create(let creation):
            add("create")
            add(creation.webhookURL.text)
            add(creation.authType?.rawValue)
            add(creation.authorization)
        case .update(let update, let memoryChanges):
            add("update")
            add(update.webhookURL?.before, \.self)
            add(update.webhookURL?.after.text)
            add(update.authentication?.authType.before, \.self)
            add(update.authentication?.authType.after.rawValue)
            add(update.authentication?.authorization?.before)
            add(update.authentication?.authorization?.after)
            add("\(memoryChanges.count)")
            for memoryChange in memoryChanges { add(memoryChange) }
        case .delete(let deletion):
            add(deletion.isImplicit ? "delete-implicit" : "delete")
            add(deletion.prior, \.webhookURL)
            add(deletion.prior, \.authType?.rawValue)
            add(deletion.prior, \.credential?.fingerprint.description)
        case .adopt: add("adopt")
        case .record(let memoryChanges):
            add("record")
            for memoryChange in memoryChanges.elements { add(memoryChange) }
        case .forget: add("forget")
        }
        add(change.memory)
    }

    private mutating func add<Value>(_ prior: Prior<Value>?, _ text: (Value) -> String?) {
        switch prior {
        case nil: add(nil as String?)
        case .known(let value):
            add("known")
            add(text(value))
        case .nothing: add("nothing")
        case .unknown: add("unknown")
        }
    }

    private mutating func add(_ credential: PlannedCredential?) {
        guard let credential else { return add(nil as String?) }
        add(credential.reference)
        switch credential.finding {
        case .fingerprint(let fingerprint): add(fingerprint.description)
        case .noKey: add("no-key")
        case .notChecked: add("not-checked")
        }
    }

    mutating func add(_ reference: SecretReference) {
        switch reference {
        case .environment(let name):
            add("env")
            add(name)
        case .file(let path):
            add("file")
            add(path)
        case .command(let arguments):
            add("command")
            add("\(arguments.count)")
            for argument in arguments { add(argument) }
        }
    }

    mutating func add(_ access: APIAccess) {
        switch access {
        case .apiKey(let reference):
            add("apiKey")
            add(reference)
        case .basic(.literal(let id), let secret):
            add("basic")
            add(id)
            add(secret)
        case .basic(.reference(let id), let secret):
            add("basic-reference")
            add(id)
            add(secret)
        }
    }

    private mutating func add(_ memory: ProjectMemory?) {
        guard let memory else { return add(nil as String?) }
        add(memory.name)
        add(memory.access)
        add(memory.baseURL.text)
        add(memory.labels)
        add("\(memory.protect)")
        add(memory.integration?.webhookURL)
        add(memory.integration?.authType?.rawValue)
        add(memory.integration?.credential)
    }

    mutating func add(_ labels: [String: String]) {
        add("\(labels.count)")
        for (key, value) in labels.sorted(by: { $0.key < $1.key }) {
            add(key)
            add(value)
        }
    }

    private mutating func add(_ change: MemoryChange) {
        switch change {
        case .name(let before, _):
            add("name")
            add(before)
        case .labels(let before, _):
            add("labels")
            add(before)
        case .protect(let before, _):
            add("protect")
            add("\(before)")
        case .access(let before, _):
            add("access")
            add(before)
        case .baseURL(let before, _):
            add("base-url")
            add(before.text)
        case .authorizationReference(let before, _):
            add("authorization-reference")
            add(before)
        case .authTypeNoLongerManaged(let before):
            add("auth-type-no-longer-managed")
            add(before.rawValue)
        case .authorizationNoLongerManaged(let before):
            add("authorization-no-longer-managed")
            add(before)
        }
    }

    private mutating func add(_ credential: RecordedCredential) {
        add(credential.fingerprint.description)
        add(credential.reference)
    }

    private mutating func add(_ credential: Prior<RecordedCredential>?) {
        add(credential, \.fingerprint.description)
        if let recorded = credential?.value { add(recorded.reference) }
    }
}
