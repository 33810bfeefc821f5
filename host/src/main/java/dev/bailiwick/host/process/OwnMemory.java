package dev.bailiwick.host.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/**
 * What other programs may see of this process's memory. Closed, it leaves no core file, and no program without its own
 * privileges attaches a debugger or reads {@code /proc/self/mem} (prctl(2), PR_SET_DUMPABLE).
 */
public final class OwnMemory {
    private static final int GET_DUMPABLE = 3;
    private static final int SET_DUMPABLE = 4;

    private OwnMemory() {}

    /** Returns whether the kernel did it: only Linux knows how. */
    public static boolean close() {
        return control(SET_DUMPABLE, 0) == 0 && closed();
    }

    public static boolean closed() {
        return control(GET_DUMPABLE, 0) == 0;
    }

    @SuppressWarnings("restricted") // native access is granted on the command line
    private static int control(int option, long argument) {
        if (!System.getProperty("os.name").equals("Linux")) return -1;
        var number = ValueLayout.JAVA_LONG;
        var linker = Linker.nativeLinker();
        var prctl = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("prctl"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, number, number, number, number),
                Linker.Option.firstVariadicArg(1));
        try {
            return (int) prctl.invokeExact(option, argument, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("a system call cannot be made", e);
        }
    }
}
