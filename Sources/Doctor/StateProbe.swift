package import Integrations
import Messages
package import StateStorage

/// Looks at the recorded state and its lease, and writes nothing.
package struct StateProbe: Sendable {
    private let store: LocalStateStore

    package init(_ store: LocalStateStore) {
        self.store = store
    }

    /// What was found, and the state where it could be read.
    package func check() -> (findings: [Finding], recorded: RecordedState?) {
        let path = PlainText.cleaned(store.path, limit: 1024)
        do {
            let stored = try store.load()
            return ([Self.finding(stored, path), lease(path)], stored?.state)
        } catch {
            let text = Message("\(error.summary): \(error.detail)")
            return ([Finding(.stateReadable, path, .failed, text, remedy: error.hint), lease(path)], nil)
        }
    }

    private static func finding(_ stored: StoredState?, _ path: String) -> Finding {
        guard let stored else {
            return Finding(.stateReadable, path, .ok, Message("there is none yet; the first apply makes it"))
        }
        let count = stored.state.projects.count
        let text =
            count == 1
            ? Message("1 project, serial \(stored.state.serial)")
            : Message("\(count) projects, serial \(stored.state.serial)")
        guard let leftover = stored.leftover else { return Finding(.stateReadable, path, .ok, text) }
        let open = leftover.open.count
        return Finding(
            .stateReadable, path, .warning,
            Message(
                """
                \(text); a run left its journal behind, and the outcome of \(open) of its writes is open
                """),
            remedy: Message("If no apply is running, apply again: it takes the journal into account."))
    }

    private func lease(_ path: String) -> Finding {
        do {
            switch try store.leaseStatus() {
            case .free: return Finding(.leaseFree, path, .ok, Message("free"))
            case .abandoned(let holder):
                return Finding(
                    .leaseFree, path, .ok, Message("free: its last holder ended without giving it back, \(holder)"))
            case .held(let holder):
                let text =
                    holder.map { Message("held by \($0); its id is \($0.id)") }
                    ?? Message("held by a process that left no name")
                return Finding(
                    .leaseFree, path, .warning, text,
                    remedy:
                        Message(
                            """
                            Wait until it has finished. `jelouctl state unlock ID` breaks the lock of one that is \
                            stuck.
                            """))
            }
        } catch {
            return Finding(
                .leaseFree, path, .failed, Message("\(error.summary): \(error.detail)"), remedy: error.hint)
        }
    }
}
