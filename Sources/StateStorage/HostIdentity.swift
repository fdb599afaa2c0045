import SystemPackage

/// Who a process is on its machine, in a way that neither another host nor a later process with its number can repeat.
package struct HostIdentity: Hashable, Sendable {
    /// Drawn by the kernel when it starts; the same in all containers of a host.
    package var bootID: String?
    /// The process numbers count within it.
    package var pidNamespace: String?
    /// When the process started, in the kernel's own count since it did.
    package var processStart: String?

    package init(bootID: String? = nil, pidNamespace: String? = nil, processStart: String? = nil) {
        self.bootID = bootID
        self.pidNamespace = pidNamespace
        self.processStart = processStart
    }

    /// Of this process; what the system does not tell is nil.
    package static func current() -> HostIdentity {
        #if os(Linux)
            HostIdentity(
                bootID: text("/proc/sys/kernel/random/boot_id"),
                pidNamespace: try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid"),
                processStart: text("/proc/self/stat").flatMap(processStart))
        #elseif canImport(Darwin)
            HostIdentity(bootID: systemValue("kern.bootsessionuuid"))
        #else
            HostIdentity()
        #endif
    }

    /// The start time in a `/proc/PID/stat`.
    ///
    /// It is the 22nd field; the second is the program's name in parentheses, which may hold blanks and parentheses itself.
    static func processStart(_ text: String) -> String? {
        guard let name = text.lastIndex(of: ")") else { return nil }
        let fields = text[name...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : nil
    }

    #if canImport(Darwin)
        private static func systemValue(_ name: String) -> String? {
            var size = 128
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                let status = unsafe sysctlbyname(name, buffer.baseAddress, &size, nil, 0)
                count = status == 0 ? size : 0
            }
            let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            return text.isEmpty ? nil : text
        }
    #else
        /// The first line of a small file; nil if it cannot be read.
        private static func text(_ path: FilePath) -> String? {
            let limit = 4096
            guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return nil }
            defer { try? file.close() }
            let bytes = try? unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
                count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            guard let line = bytes?.prefix(while: { $0 != UInt8(ascii: "\n") }), !line.isEmpty else { return nil }
            return String(decoding: line, as: UTF8.self)
        }
    #endif
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#endif
