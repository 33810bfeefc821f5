package dev.bailiwick.host.confine;

import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rules of landlock(7): everything the kernel's version knows is denied but what is listed. */
final class Landlock {
    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_DIR = 1 << 3;
    private static final long FIRST_VERSION = (1 << 13) - 1;
    private static final long REFER = 1 << 13;
    private static final long TRUNCATE = 1 << 14;
    private static final long IOCTL = 1 << 15;
    private static final long OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL;
    private static final long SPECIAL_FILES = 1 << 6 | 1 << 11; // devices: no agent makes them

    private static final long BIND = 1;
    private static final long CONNECT = 2;
    private static final long SIGNALS_AND_ABSTRACT_SOCKETS = 3;

    private static final int VERSION = 1;
    private static final int PATH_RULE = 1;
    private static final int PORT_RULE = 2;
    private static final long AT_FDCWD = -100;
    private static final long O_PATH_CLOEXEC = 0x200000 | 0x80000;

    private final Kernel kernel;
    private final Machine machine;
    private final int version;

    Landlock(Kernel kernel, Machine machine) {
        this.kernel = kernel;
        this.machine = machine;
        this.version = (int) kernel.call(Machine.LANDLOCK_CREATE, 0, 0, VERSION, 0, 0);
    }

    /** The kernel's version of Landlock, not above 0 when it has none. */
    int version() {
        return version;
    }

    boolean filtersNetwork() {
        return version >= 4;
    }

    private long everything() {
        return FIRST_VERSION | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0) | (version >= 5 ? IOCTL : 0);
    }

    /** A set of rules, to be put in force by {@link #restrict}. */
    long prepare(Room room) {
        var attributes = kernel.arena().allocate(24);
        attributes.set(ValueLayout.JAVA_LONG, 0, everything());
        if (filtersNetwork()) attributes.set(ValueLayout.JAVA_LONG, 8, BIND | CONNECT);
        if (version >= 6) attributes.set(ValueLayout.JAVA_LONG, 16, SIGNALS_AND_ABSTRACT_SOCKETS);
        long size = version >= 6 ? 24 : filtersNetwork() ? 16 : 8;
        long rules = kernel.must("make Landlock rules", Machine.LANDLOCK_CREATE, attributes.address(), size, 0, 0, 0);
        allow(rules, room.read(), READ_FILE | READ_DIR);
        allow(rules, room.execute(), EXECUTE | READ_FILE);
        allow(rules, room.write(), everything() & ~EXECUTE & ~SPECIAL_FILES);
        allow(rules, room.devices(), READ_FILE | WRITE_FILE | TRUNCATE | IOCTL);
        if (filtersNetwork()) for (int port : room.ports()) allowPort(rules, port);
        return rules;
    }

    /** A path that is not there needs no rule. */
    private void allow(long rules, List<Path> paths, long rights) {
        for (var path : paths) {
            if (!Files.exists(path)) continue;
            long file = kernel.must(
                    "open " + path, machine.openat(), AT_FDCWD, kernel.text(path.toString()), O_PATH_CLOEXEC, 0, 0);
            var rule = kernel.arena().allocate(12, 8);
            rule.set(ValueLayout.JAVA_LONG, 0, rights & everything() & (Files.isDirectory(path) ? -1L : OF_FILES));
            rule.set(ValueLayout.JAVA_INT, 8, (int) file);
            kernel.must("allow " + path, Machine.LANDLOCK_ADD, rules, PATH_RULE, rule.address(), 0, 0);
        }
    }

    private void allowPort(long rules, int port) {
        var rule = kernel.arena().allocate(16, 8);
        rule.set(ValueLayout.JAVA_LONG, 0, CONNECT);
        rule.set(ValueLayout.JAVA_LONG, 8, port);
        kernel.must("allow port " + port, Machine.LANDLOCK_ADD, rules, PORT_RULE, rule.address(), 0, 0);
    }

    void restrict(long rules) {
        kernel.must("enforce Landlock rules", Machine.LANDLOCK_RESTRICT, rules, 0, 0, 0, 0);
    }
}
