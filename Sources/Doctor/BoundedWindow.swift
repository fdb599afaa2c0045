/// Does something for each element, a few at a time; the results are in the order of the elements.
func inWindow<Element: Sendable, Result: Sendable>(
    of width: Int, _ elements: [Element], _ body: @escaping @Sendable (Element) async -> Result
) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
        var results = [Result?](repeating: nil, count: elements.count)
        for (index, element) in elements.enumerated() {
            if index >= width, let (done, result) = await group.next() { results[done] = result }
            group.addTask { (index, await body(element)) }
        }
        for await (done, result) in group { results[done] = result }
        return results.compactMap(\.self)
    }
}
