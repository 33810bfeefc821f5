package dev.bailiwick.host.confine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The C library's {@code syscall(2)} with the reason of a failure. Its effects are the calling thread's. */
final class Kernel {
    private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = syscall();

    private final Arena arena;

    Kernel(Arena arena) {
        this.arena = arena;
    }

    @SuppressWarnings("restricted") // native access is granted on the command line
    private static MethodHandle syscall() {
        var number = ValueLayout.JAVA_LONG;
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(number, number, number, number, number, number, number),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }

    Arena arena() {
        return arena;
    }

    /** What the call returned, or minus errno. */
    long call(long number, long a, long b, long c, long d, long e) {
        var captured = arena.allocate(CAPTURED);
        try {
            long result = (long) SYSCALL.invokeExact(captured, number, a, b, c, d, e);
            return result < 0 ? -(int) ERRNO.get(captured, 0L) : result;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a system call cannot be made", thrown);
        }
    }

    /** @throws ConfinementFailed when the call fails */
    long must(String what, long number, long a, long b, long c, long d, long e) {
        long result = call(number, a, b, c, d, e);
        if (result < 0) throw new ConfinementFailed("the kernel refused to " + what + " (errno " + -result + ")");
        return result;
    }

    long text(String text) {
        return arena.allocateFrom(text).address();
    }

    /** Addresses one after the other, a null address last, as execve(2) wants them. */
    long texts(Iterable<String> texts, int count) {
        MemorySegment array = arena.allocate(ValueLayout.JAVA_LONG, count + 1L);
        int index = 0;
        for (var text : texts) array.setAtIndex(ValueLayout.JAVA_LONG, index++, text(text));
        return array.address();
    }
}
