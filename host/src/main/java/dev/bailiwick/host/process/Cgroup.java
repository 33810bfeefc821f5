package dev.bailiwick.host.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One control group of version 2 (Linux's admin-guide/cgroup-v2). Killing it is one act of the kernel: nothing can fork away. */
final class Cgroup {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Path OURS = Path.of("/proc/self/cgroup");

    private final Path folder;
    private final String path;

    private Cgroup(Path folder, String path) {
        this.folder = folder;
        this.path = path;
    }

    /** The group of this path, if it exists, is not the root and does not hold ourselves. */
    static Optional<Cgroup> of(String path) {
        if (!path.startsWith("/")
                || path.equals("/")
                || Path.of(path).normalize().compareTo(Path.of(path)) != 0) {
            return Optional.empty();
        }
        boolean ours = own().map(own -> Path.of(own).startsWith(path)).orElse(false);
        return ours ? Optional.empty() : at(path);
    }

    private static Optional<Cgroup> at(String path) {
        return mount().map(mount -> new Cgroup(mount.resolve(path.substring(1)), path))
                .filter(group -> Files.isDirectory(group.folder, LinkOption.NOFOLLOW_LINKS));
    }

    /** A new group below the one we are in, or the one of that name that is there already; empty without the right to. */
    static Optional<Cgroup> make(String name) {
        var parent = own().filter(_ -> mount().isPresent());
        if (parent.isEmpty()) return Optional.empty();
        var path = (parent.get().equals("/") ? "" : parent.get()) + "/" + name;
        try {
            Files.createDirectories(mount().orElseThrow().resolve(path.substring(1)));
        } catch (IOException _) {
            return Optional.empty();
        }
        return at(path).filter(Cgroup::killable);
    }

    /** Where version 2 is mounted: the only mount, or beside the older controllers. */
    private static Optional<Path> mount() {
        try {
            for (var line : Files.readAllLines(MOUNTS)) {
                var fields = line.split(" ", -1);
                var tail = line.substring(line.indexOf(" - ") + 3);
                if (tail.startsWith("cgroup2 ") && fields.length > 4) return Optional.of(Path.of(fields[4]));
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The group a process is in, on the terms of {@link #of}. */
    static Optional<Cgroup> holding(long pid) {
        return path(Path.of("/proc", String.valueOf(pid), "cgroup")).flatMap(Cgroup::of);
    }

    /** The group we are in ourselves. */
    private static Optional<String> own() {
        return path(OURS);
    }

    private static Optional<String> path(Path membership) {
        try {
            return Files.readAllLines(membership).stream()
                    .filter(line -> line.startsWith("0::"))
                    .map(line -> line.substring(3))
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    String path() {
        return path;
    }

    /** The file that a process writes itself into. */
    Path entrance() {
        return folder.resolve("cgroup.procs");
    }

    /** Whether the kernel has {@code cgroup.kill} (5.14) and lets us write it. */
    boolean killable() {
        return Files.isWritable(folder.resolve("cgroup.kill"));
    }

    /** SIGKILL to all in it and below it. False when that was not possible. */
    boolean kill() {
        try {
            Files.writeString(folder.resolve("cgroup.kill"), "1", StandardOpenOption.WRITE);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Numbers of the processes in it and below it. */
    Set<Long> processes() {
        Set<Long> found = new HashSet<>();
        try (var folders = Files.walk(folder)) {
            for (var each : folders.filter(Files::isDirectory).toList()) found.addAll(listed(each));
        } catch (IOException | java.io.UncheckedIOException _) {
            return found;
        }
        return found;
    }

    private static Set<Long> listed(Path folder) {
        Set<Long> found = new HashSet<>();
        try {
            for (var line : Files.readAllLines(folder.resolve("cgroup.procs"), StandardCharsets.US_ASCII)) {
                // 0 stands for a process outside our own namespace of numbers
                if (!line.equals("0")) found.add(Long.parseLong(line));
            }
        } catch (IOException _) {
            return found;
        }
        return found;
    }

    /** What the kernel says, whatever we may list. True when it cannot be asked while the group exists. */
    boolean populated() {
        try {
            return Files.readAllLines(folder.resolve("cgroup.events")).contains("populated 1");
        } catch (IOException _) {
            return Files.isDirectory(folder);
        }
    }

    /** Removes it when nothing is in it. */
    void remove() {
        try (var folders = Files.walk(folder)) {
            for (var each : folders.filter(Files::isDirectory)
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList()) {
                Files.delete(each);
            }
        } catch (IOException | java.io.UncheckedIOException _) {
            // somebody is in it again, or it is gone: neither is ours to mend
        }
    }
}
