package dev.bailiwick.host.confine;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.HostPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a confined command reaches.
 *
 * @param execute files, never folders: a folder would let in what is put there later
 * @param ports of TCP it may connect to; Landlock knows no addresses
 */
record Room(List<Path> read, List<Path> execute, List<Path> write, List<Path> devices, List<Integer> ports) {
    /** What programs need to start. Not /usr/bin: the loader could start from there whatever it can read. */
    private static final List<String> SYSTEM = List.of(
            "/usr/lib",
            "/usr/lib64",
            "/lib",
            "/lib64",
            "/usr/share/zoneinfo",
            "/usr/share/locale",
            "/etc/ld.so.cache",
            "/etc/localtime",
            "/etc/passwd",
            "/etc/group",
            "/etc/nsswitch.conf",
            "/etc/ssl/certs");

    private static final List<String> LOADERS = List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1");
    private static final List<String> DEVICES =
            List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/dev/tty");

    static Room of(AgentProfile profile, Passage passage) {
        var files = profile.files();
        List<Path> read = new ArrayList<>(SYSTEM.stream().map(Path::of).toList());
        read.add(path(files.config()));
        files.read().stream().map(Room::path).forEach(read::add);
        var programs = profile.programs().allowed().stream().map(HostPath::text);
        return new Room(
                List.copyOf(read),
                Stream.concat(programs, LOADERS.stream()).map(Path::of).toList(),
                files.writable().stream().map(Room::path).toList(),
                DEVICES.stream().map(Path::of).toList(),
                passage.own() ? passage.proxy().stream().toList() : ports(profile));
    }

    private static List<Integer> ports(AgentProfile profile) {
        var network = profile.network();
        return Stream.concat(network.local().stream(), network.egress().stream().map(each -> each.port()))
                .distinct()
                .toList();
    }

    private static Path path(HostPath path) {
        return Path.of(path.text());
    }
}
