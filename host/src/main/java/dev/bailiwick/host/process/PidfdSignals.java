package dev.bailiwick.host.process;

import dev.bailiwick.procedure.stop.ProcessId;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Signals through a process file descriptor (pidfd_open(2), Linux 5.3): it stands for one process, whatever becomes of its
 * number. Opened first, compared with the process table second, used third: no moment is left in which the number could be
 * given again.
 */
final class PidfdSignals implements Signals {
    // the same on every architecture that Java 25 runs on
    private static final long PIDFD_OPEN = 434;
    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long SIGKILL = 9;
    private static final long SIGSTOP = 19;

    private static final Optional<Calls> CALLS = calls();

    private final ProcessTable table;

    PidfdSignals(ProcessTable table) {
        this.table = table;
    }

    /** The C library's {@code syscall} and {@code close}. */
    private record Calls(MethodHandle syscall, MethodHandle close) {}

    @SuppressWarnings("restricted") // native access is granted on the command line; without it there is HandleSignals
    private static Optional<Calls> calls() {
        if (!System.getProperty("os.name").equals("Linux")) return Optional.empty();
        try {
            var linker = Linker.nativeLinker();
            var library = linker.defaultLookup();
            var number = ValueLayout.JAVA_LONG;
            var syscall = linker.downcallHandle(
                    library.findOrThrow("syscall"),
                    FunctionDescriptor.of(number, number, number, number, number, number),
                    Linker.Option.firstVariadicArg(1));
            var close = linker.downcallHandle(
                    library.findOrThrow("close"), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return Optional.of(new Calls(syscall, close));
        } catch (RuntimeException | LinkageError _) {
            return Optional.empty();
        }
    }

    /** Whether this kernel and this JVM can do it: tried on ourselves. */
    static boolean available() {
        return CALLS.isPresent()
                && ProcFs.present()
                && opens(ProcessHandle.current().pid());
    }

    private static boolean opens(long pid) {
        long descriptor = syscall(PIDFD_OPEN, pid, 0, 0, 0);
        if (descriptor < 0) return false;
        close(descriptor);
        return true;
    }

    @Override
    public boolean halt(ProcessId process) {
        return send(process, SIGSTOP);
    }

    @Override
    public boolean kill(ProcessId process) {
        return send(process, SIGKILL);
    }

    private boolean send(ProcessId process, long signal) {
        long descriptor = syscall(PIDFD_OPEN, process.pid(), 0, 0, 0);
        if (descriptor < 0) return false;
        try {
            return table.identify(process.pid()).equals(Optional.of(process))
                    && syscall(PIDFD_SEND_SIGNAL, descriptor, signal, 0, 0) == 0;
        } finally {
            close(descriptor);
        }
    }

    private static long syscall(long number, long a, long b, long c, long d) {
        try {
            return (long) CALLS.orElseThrow().syscall().invokeExact(number, a, b, c, d);
        } catch (Throwable e) {
            throw new IllegalStateException("a system call cannot be made", e);
        }
    }

    private static void close(long descriptor) {
        try {
            int _ = (int) CALLS.orElseThrow().close().invokeExact((int) descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("a descriptor cannot be closed", e);
        }
    }
}
