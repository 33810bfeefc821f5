package dev.bailiwick.host.confine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of classic BPF for seccomp(2): another calling convention ends the process, denied calls answer EPERM, {@code
 * clone3} answers ENOSYS so that the C library falls back to {@code clone}, whose flags are seen here.
 */
final class CallFilter {
    private static final int LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private static final int EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private static final int NOT_LESS = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    private static final int ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private static final int RETURN = 0x06; // BPF_RET | BPF_K

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int ERRNO = 0x00050000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    /** Offsets in struct seccomp_data; the low half of an argument comes first on both machines. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;

    /** x86-64's second table of calls starts here; no number of arm64 comes near. */
    private static final int SECOND_TABLE = 0x40000000;

    private static final int NEW_NAMESPACES = 0x7E020080;
    private static final int[] FAMILIES = {1, 2, 10, 16};
    /** Without Unix sockets: a socket of the file system leads out of every network. */
    private static final int[] OF_OWN_NETWORK = {2, 10, 16};

    private static final int SIZE = 8;

    private final List<long[]> program = new ArrayList<>();

    private CallFilter() {}

    /** The instructions as the kernel reads them (struct sock_filter). */
    static byte[] of(Machine machine, boolean ownNetwork) {
        var filter = new CallFilter();
        filter.add(LOAD, 0, 0, ARCHITECTURE);
        filter.add(EQUAL, 1, 0, machine.architecture());
        filter.add(RETURN, 0, 0, KILL);
        filter.add(LOAD, 0, 0, NUMBER);
        filter.answer(NOT_LESS, SECOND_TABLE, ERRNO | EPERM);
        filter.answer(EQUAL, Machine.CLONE3, ERRNO | ENOSYS);
        for (int number : machine.denied()) filter.answer(EQUAL, number, ERRNO | EPERM);
        filter.namespaces(machine.copy());
        filter.families(machine.socket(), ownNetwork ? OF_OWN_NETWORK : FAMILIES);
        filter.families(machine.socketpair(), new int[] {1});
        filter.add(RETURN, 0, 0, ALLOW);
        return filter.bytes();
    }

    private void add(int code, int ifTrue, int ifFalse, int value) {
        program.add(new long[] {code, ifTrue, ifFalse, value});
    }

    private void answer(int comparison, int value, int answer) {
        add(comparison, 0, 1, value);
        add(RETURN, 0, 0, answer);
    }

    private void namespaces(int copy) {
        add(EQUAL, 0, 4, copy);
        add(LOAD, 0, 0, FIRST_ARGUMENT);
        add(ANY_BIT, 0, 1, NEW_NAMESPACES);
        add(RETURN, 0, 0, ERRNO | EPERM);
        add(RETURN, 0, 0, ALLOW);
    }

    private void families(int call, int[] families) {
        add(EQUAL, 0, families.length * 2 + 2, call);
        add(LOAD, 0, 0, FIRST_ARGUMENT);
        for (int family : families) answer(EQUAL, family, ALLOW);
        add(RETURN, 0, 0, ERRNO | EPERM);
    }

    private byte[] bytes() {
        var buffer = ByteBuffer.allocate(program.size() * SIZE).order(ByteOrder.nativeOrder());
        for (var each : program) {
            buffer.putShort((short) each[0])
                    .put((byte) each[1])
                    .put((byte) each[2])
                    .putInt((int) each[3]);
        }
        return buffer.array();
    }

    static int length(byte[] program) {
        return program.length / SIZE;
    }
}
