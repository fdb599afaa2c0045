import Foundation
import TestSupport
import Testing

/// A library that is loaded before the C library and plays the internet to the program under test.
///
/// Webhooks must be at public addresses, and a server of a test is at none. So here names lead to public addresses, and a
/// connection to one of those ends at this machine. The program itself has no switch for that.
enum PlayedInternet {
    /// Where a name leads that can be reached.
    static let publicAddress = "93.184.215.14"

    private static let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    #if os(Linux)
        static let isAvailable = compiler != nil
    #else
        static let isAvailable = false
    #endif

    /// Compiles it into a folder.
    ///
    /// - Parameter names: each name that leads somewhere, and its address. No other does, and no name service is asked.
    /// - Returns: the environment that loads it.
    static func environment(_ names: [String: String], in folder: TemporaryFolder) async throws -> [String: String] {
        try folder.write(source, to: "internet.c")
        let command = "\"$0\" -O1 -fPIC -shared -o internet.so internet.c -ldl"
        let run = try await BuiltProgram.shell.run(["-c", command, try #require(compiler)], in: folder)
        try #require(run.exitCode == 0, "\(run.errors)")
        let list = names.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        return ["LD_PRELOAD": folder.path("internet.so"), "INTERNET_NAMES": list, "INTERNET_PUBLIC": publicAddress]
    }

    /// - `INTERNET_NAMES`: `name=address`, with blanks between.
    /// - `INTERNET_PUBLIC`: the address whose connections end at this machine.
    private static let source = #"""
        #define _GNU_SOURCE
        #include <arpa/inet.h>
        #include <dlfcn.h>
        #include <netdb.h>
        #include <netinet/in.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/socket.h>

        #define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

        int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **list) {
            unsigned char bytes[16];
            char address[64];
            if (!name || inet_pton(AF_INET, name, bytes) == 1 || inet_pton(AF_INET6, name, bytes) == 1)
                return NEXT(getaddrinfo)(name, service, hints, list);
            size_t length = strlen(name);
            const char *names = getenv("INTERNET_NAMES");
            for (const char *at = names ? names : ""; *at; at += strcspn(at, " "), at += *at == ' ') {
                if (strncmp(at, name, length) != 0 || at[length] != '=') continue;
                const char *value = at + length + 1;
                size_t size = strcspn(value, " ");
                if (size >= sizeof address) return EAI_FAIL;
                memcpy(address, value, size);
                address[size] = 0;
                return NEXT(getaddrinfo)(address, service, hints, list);
            }
            return EAI_NONAME;
        }

        int connect(int fd, const struct sockaddr *to, socklen_t length) {
            const char *public = getenv("INTERNET_PUBLIC");
            struct sockaddr_in place;
            if (public && to->sa_family == AF_INET && length >= sizeof place) {
                memcpy(&place, to, sizeof place);
                if (place.sin_addr.s_addr == inet_addr(public)) {
                    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
                    return NEXT(connect)(fd, (struct sockaddr *)&place, sizeof place);
                }
            }
            return NEXT(connect)(fd, to, length);
        }

        """#
}
