import Integrations
import Planning
import Testing

@Suite("In any world, of what is sent")
struct SendingPropertyTests {
    /// Each seed is a world of its own.
    static let seeds: Range<UInt64> = 400..<800

    /// Every update of every world, with what the files say of its project.
    private func updates() throws -> [(seed: UInt64, update: IntegrationUpdate, desired: DesiredIntegration)] {
        var updates: [(seed: UInt64, update: IntegrationUpdate, desired: DesiredIntegration)] = []
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            for change in try world.plan().changes {
                guard case .update(let update, _) = change.action,
                    case .present(let integration)? = world.desired.first(where: { $0.id == change.project })?.intent
                else { continue }
                updates.append((seed, update, integration))
            }
        }
        return updates
    }

    @Test("a field that is left out is never in an update")
    func unmanagedFieldsAreNotSent() throws {
        let updates = try updates()
        #expect(updates.count > 300)
        for (seed, update, desired) in updates {
            if desired.authType == nil { #expect(update.authentication == nil, "seed \(seed)") }
            if desired.authorization == nil { #expect(update.authentication?.authorization == nil, "seed \(seed)") }
        }
    }

    @Test("a field is sent with the value of the files, and only if it was another or not known")
    func changedFieldsAlone() throws {
        for (seed, update, desired) in try updates() {
            if let url = update.webhookURL {
                #expect(url.after == desired.webhookURL, "seed \(seed)")
                #expect(url.before != .known(desired.webhookURL.text), "seed \(seed)")
            }
            guard let authentication = update.authentication else { continue }
            #expect(authentication.authType.after == desired.authType, "seed \(seed)")
            #expect(authentication.authorization?.after.reference == desired.authorization, "seed \(seed)")
            let isTypeNew = authentication.authType.before != desired.authType.map { .known($0.rawValue) }
            #expect(isTypeNew || authentication.authorization != nil, "seed \(seed)")
        }
    }

    @Test("auth type and credential go together; a change to no_auth sends the type alone")
    func authenticationGoesTogether() throws {
        var (together, alone) = (0, 0)
        for (seed, update, desired) in try updates() {
            guard let authentication = update.authentication else { continue }
            if authentication.authType.after == .noAuth {
                #expect(authentication.authorization == nil, "seed \(seed)")
                alone += 1
            } else if let reference = desired.authorization {
                #expect(authentication.authorization?.after.reference == reference, "seed \(seed)")
                together += 1
            }
        }
        #expect(together > 50 && alone > 20)
    }

    @Test("nothing that could not be read is deleted")
    func deleteNeedsAnAnswer() throws {
        var deletes: [(seed: UInt64, change: Change)] = []
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            let observed = world.model.observed
            for change in try world.plan().changes {
                guard case .delete = change.action, case .unknown? = observed?[change.project] else { continue }
                deletes.append((seed, change))
            }
        }
        let allowed = deletes.filter { $0.change.isAllowed }.map { "seed \($0.seed): \($0.change.project)" }
        #expect(deletes.count > 10)
        #expect(allowed.isEmpty)
    }

    @Test("nothing is created, adopted or forgotten without proof, nor deleted that is proven gone")
    func proof() throws {
        var creates = 0
        for seed in Self.seeds {
            let world = try RandomWorld(seed: seed)
            let observed = world.model.observed
            for change in try world.plan().changes {
                let observation = observed?[change.project]
                switch change.action {
                case .create:
                    #expect(observation == .absent, "seed \(seed): \(change.project)")
                    creates += 1
                case .delete: #expect(observation != .absent, "seed \(seed): \(change.project)")
                case .forget:
                    let isTombstone = world.model.state?[change.project]?.isTombstone == true
                    #expect(isTombstone || observation == .absent, "seed \(seed): \(change.project)")
                case .adopt:
                    guard case .present? = observation else {
                        Issue.record("seed \(seed): \(change.project) is adopted unseen")
                        continue
                    }
                case .update, .record: break
                }
            }
        }
        #expect(creates > 50)
    }

    @Test("the digest moves with any value that is sent")
    func digestOfSentValues() throws {
        let (url, credential) = try (
            Sample.url("Z"), PlannedCredential(reference: .environment("ANOTHER"), finding: .noKey)
        )
        for seed in Self.seeds {
            let plan = try RandomWorld(seed: seed).plan()
            for (index, change) in plan.changes.enumerated() {
                for action in change.action.variants(url, credential) {
                    var altered = plan
                    altered.changes[index].action = action
                    #expect(altered.digest != plan.digest, "seed \(seed): \(change.project)")
                }
            }
        }
    }

    @Test("the digest does not move with the state's serial, lineage and time, nor with positions")
    func digestOfTheSameDecision() throws {
        for seed in Self.seeds {
            var world = try RandomWorld(seed: seed)
            let digest = try world.plan().digest
            world.model.state?.serial += 1
            world.model.state?.lineage = "00000000-0000-4000-8000-000000000000"
            world.model.state?.writtenAt = Timestamp(millisecondsSinceEpoch: Int64(seed))
            for index in world.desired.indices {
                world.desired[index].places = DesiredProject.Places(project: Sample.place("b.yaml", line: 1000 + index))
            }
            #expect(try world.plan().digest == digest, "seed \(seed)")
        }
    }
}

extension Change.Action {
    /// The action with one of its sent values replaced, each in turn.
    fileprivate func variants(_ url: WebhookURL, _ credential: PlannedCredential) -> [Change.Action] {
        switch self {
        case .create(let creation):
            var (first, second, third) = (creation, creation, creation)
            first.webhookURL = url
            second.authType = creation.authType == .basic ? .bearer : .basic
            third.authorization = credential
            return [.create(first), .create(second), .create(third)]
        case .update(let update, let memory):
            return update.variants(url, credential).map { .update($0, alsoRecorded: memory) }
        case .delete, .adopt, .record, .forget: return []
        }
    }
}

extension IntegrationUpdate {
    fileprivate func variants(_ url: WebhookURL, _ credential: PlannedCredential) -> [IntegrationUpdate] {
        let moved = FieldChange<String, WebhookURL>(before: webhookURL?.before ?? .nothing, after: url)
        var variants = [IntegrationUpdate(webhookURL: moved, authentication: authentication)]
        guard let authentication else { return variants }
        var (typed, keyed) = (authentication, authentication)
        typed.authType.after = authentication.authType.after == .basic ? .bearer : .basic
        keyed.authorization = FieldChange(before: authentication.authorization?.before ?? .nothing, after: credential)
        for changed in [typed, keyed] {
            if let variant = IntegrationUpdate(webhookURL: webhookURL, authentication: changed) {
                variants.append(variant)
            }
        }
        return variants
    }
}
