import Synchronization

/// A value that several tasks change, and that a test can wait on without sleeping.
package final class Watched<Value: Sendable>: Sendable {
    private struct Waiter {
        var condition: @Sendable (Value) -> Bool
        var end: AsyncStream<Never>.Continuation
    }

    private struct State {
        var value: Value
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0
    }

    private let state: Mutex<State>

    package init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    package var value: Value { state.withLock { $0.value } }

    /// Changes the value, and wakes those whose condition it fulfils then.
    @discardableResult
    package func change<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        let (result, met) = try state.withLock { state in
            let result = try body(&state.value)
            let met = state.waiters.filter { $0.value.condition(state.value) }
            for number in met.keys { state.waiters[number] = nil }
            return (result, met.values.map(\.end))
        }
        for end in met { end.finish() }
        return result
    }

    /// Returns once the value fulfils the condition, or the task is cancelled (as the time limit of a test does).
    package func wait(until condition: @escaping @Sendable (Value) -> Bool) async {
        let (stream, end) = AsyncStream.makeStream(of: Never.self)
        let number: Int? = state.withLock { state in
            guard !condition(state.value) else { return nil }
            state.nextWaiter += 1
            state.waiters[state.nextWaiter] = Waiter(condition: condition, end: end)
            return state.nextWaiter
        }
        guard let number else { return }
        for await _ in stream {}
        state.withLock { $0.waiters[number] = nil }
    }
}
