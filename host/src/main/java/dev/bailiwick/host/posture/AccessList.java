package dev.bailiwick.host.posture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** A file's access control list (acl(5)), of which Java tells nothing on Linux: an attribute that is there only when it says more than the mode. */
final class AccessList {
    private static final int NONE = 61; // ENODATA
    private static final int UNKNOWN = 95; // EOPNOTSUPP: this file system has no lists

    private AccessList() {}

    /** @throws IOException when it cannot be known */
    @SuppressWarnings("restricted") // native access is granted on the command line
    static boolean names(Path file) throws IOException {
        var linker = Linker.nativeLinker();
        var state = Linker.Option.captureCallState("errno");
        var read = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("lgetxattr"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG),
                state);
        try (var arena = Arena.ofConfined()) {
            var layout = Linker.Option.captureStateLayout();
            var error = arena.allocate(layout);
            long size = (long) read.invokeExact(
                    error,
                    arena.allocateFrom(file.toString()),
                    arena.allocateFrom("system.posix_acl_access"),
                    MemorySegment.NULL,
                    0L);
            if (size >= 0) return size > 0;
            int number = error.get(
                    ValueLayout.JAVA_INT,
                    layout.byteOffset(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno")));
            if (number == NONE || number == UNKNOWN) return false;
            throw new IOException("the access control list cannot be read: error " + number);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a system call cannot be made", e);
        }
    }
}
