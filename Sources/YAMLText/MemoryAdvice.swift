#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension ContiguousArray {
    /// Asks the system to back what the array has reserved with huge pages.
    ///
    /// A tree of 100,000 projects touches 40 MB for the first time; page by page that costs a tenth of the parsing.
    /// Only whole huge pages inside the reservation are named, and memory that is not touched stays free. It is advice:
    /// small arrays, and systems that have no such call, do without.
    mutating func preferHugePages() {
        #if canImport(Glibc) || canImport(Musl)
            let hugePage: UInt = 2 << 20
            let reserved = UInt(capacity * MemoryLayout<Element>.stride)
            guard reserved >= 2 * hugePage else { return }
            unsafe withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                let address = UInt(bitPattern: base)
                let start = (address + hugePage - 1) & ~(hugePage - 1)
                let end = (address + reserved) & ~(hugePage - 1)
                if end > start {
                    _ = unsafe madvise(base + Int(start - address), Int(end - start), MADV_HUGEPAGE)
                }
            }
        #endif
    }
}
