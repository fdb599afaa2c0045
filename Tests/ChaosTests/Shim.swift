import Foundation
import TestSupport
import Testing

/// A library that is loaded before the C library and changes what some of its calls do in the program under test.
///
/// It makes one process of two hosts, and kills at the very call that a test names: a state on disk changes with these
/// calls and with nothing else, so killing before each of them meets every state that a killed process can leave.
enum Shim {
    /// The C compiler of this machine; nil where there is none.
    static let compiler = ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    #if os(Linux)
        static let isAvailable = compiler != nil
    #else
        static let isAvailable = false
    #endif

    /// Compiles it into a folder.
    ///
    /// - Returns: its path.
    static func build(in folder: TemporaryFolder) async throws -> String {
        try folder.write(source, to: "shim.c")
        let run = try await BuiltProgram.shell.launch(
            ["-c", "\"$0\" -O1 -fPIC -shared -o shim.so shim.c -ldl", try #require(compiler)], in: folder
        ) { _ in }
        try #require(run.exitCode == 0, "\(run.errors)")
        return folder.path("shim.so")
    }

    /// - `SHIM_BOOT_ID`: a file that is opened in the place of the kernel's boot id.
    /// - `SHIM_NO_FLOCK`: `flock` locks nothing, as between hosts that share a folder.
    /// - `SHIM_KILL_AT`: the process kills itself at so many calls that change a file or send something, before that call;
    ///   with `SHIM_TORN` half of what it was to write is written.
    private static let source = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <stdarg.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/file.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <sys/uio.h>
        #include <unistd.h>

        #define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

        static long calls;

        /* Whether this is the call to die at. */
        static int strikes(void) {
            const char *at = getenv("SHIM_KILL_AT");
            if (!at) return 0;
            return __sync_add_and_fetch(&calls, 1) == atol(at);
        }

        static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }
        static void tick(void) { if (strikes()) die(); }

        static int matters(int fd) {
            struct stat status;
            return fd > 2 && fstat(fd, &status) == 0 && (S_ISREG(status.st_mode) || S_ISSOCK(status.st_mode));
        }

        ssize_t write(int fd, const void *bytes, size_t count) {
            if (matters(fd) && strikes()) {
                if (getenv("SHIM_TORN")) syscall(SYS_write, fd, bytes, count / 2);
                die();
            }
            return NEXT(write)(fd, bytes, count);
        }

        static ssize_t placed(ssize_t (*next)(int, const void *, size_t, off_t), int fd, const void *bytes,
                              size_t count, off_t offset) {
            if (matters(fd) && strikes()) {
                if (getenv("SHIM_TORN")) next(fd, bytes, count / 2, offset);
                die();
            }
            return next(fd, bytes, count, offset);
        }

        ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
            return placed(NEXT(pwrite), fd, bytes, count, offset);
        }
        ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
            return placed((ssize_t (*)(int, const void *, size_t, off_t))NEXT(pwrite64), fd, bytes, count, offset);
        }
        ssize_t writev(int fd, const struct iovec *parts, int count) {
            if (matters(fd)) tick();
            return NEXT(writev)(fd, parts, count);
        }
        int fsync(int fd) { tick(); return NEXT(fsync)(fd); }
        int fdatasync(int fd) { tick(); return NEXT(fdatasync)(fd); }
        int ftruncate(int fd, off_t length) { tick(); return NEXT(ftruncate)(fd, length); }
        int ftruncate64(int fd, off64_t length) { tick(); return NEXT(ftruncate64)(fd, length); }
        int fallocate(int fd, int mode, off_t offset, off_t length) {
            tick(); return NEXT(fallocate)(fd, mode, offset, length);
        }
        int rename(const char *old, const char *new) { tick(); return NEXT(rename)(old, new); }
        int link(const char *old, const char *new) { tick(); return NEXT(link)(old, new); }
        int unlink(const char *path) { tick(); return NEXT(unlink)(path); }
        int mkdir(const char *path, mode_t mode) { tick(); return NEXT(mkdir)(path, mode); }

        int flock(int fd, int operation) {
            if (getenv("SHIM_NO_FLOCK")) return 0;
            return NEXT(flock)(fd, operation);
        }

        static const char *place(const char *path, int flags) {
            const char *other = getenv("SHIM_BOOT_ID");
            if (other && strcmp(path, "/proc/sys/kernel/random/boot_id") == 0) return other;
            if (flags & O_CREAT) tick();
            return path;
        }

        #define OPENING(name) \
            int name(const char *path, int flags, ...) { \
                va_list rest; va_start(rest, flags); \
                mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
                va_end(rest); \
                return NEXT(name)(place(path, flags), flags, mode); \
            }
        OPENING(open)
        OPENING(open64)

        #define OPENING_AT(name) \
            int name(int folder, const char *path, int flags, ...) { \
                va_list rest; va_start(rest, flags); \
                mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
                va_end(rest); \
                return NEXT(name)(folder, place(path, flags), flags, mode); \
            }
        OPENING_AT(openat)
        OPENING_AT(openat64)

        """#
}
