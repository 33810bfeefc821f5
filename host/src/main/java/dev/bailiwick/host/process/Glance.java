package dev.bailiwick.host.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One look at what a process is doing, from {@code /proc} (proc(5)); what may not be read is left empty. */
final class Glance {
    private static final Path PROC = Path.of("/proc");
    private static final int LONGEST_COMMAND = 4_096;

    // columns of /proc/PID/net/tcp
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private Glance() {}

    static Seen at(Running row) {
        var folder = PROC.resolve(String.valueOf(row.pid()));
        return new Seen(
                row.pid(), row.id().started(), row.parent(), executable(folder), command(folder), peers(folder));
    }

    private static String executable(Path folder) {
        try {
            return Files.readSymbolicLink(folder.resolve("exe")).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static List<String> command(Path folder) {
        try (var in = Files.newInputStream(folder.resolve("cmdline"))) {
            var text = new String(in.readNBytes(LONGEST_COMMAND), StandardCharsets.UTF_8);
            return text.isEmpty() ? List.of() : List.of(text.split("\0"));
        } catch (IOException _) {
            return List.of();
        }
    }

    private static List<String> peers(Path folder) {
        var connections = new HashMap<String, String>();
        read(folder.resolve("net/tcp"), connections);
        read(folder.resolve("net/tcp6"), connections);
        List<String> peers = new ArrayList<>();
        try (var handles = Files.newDirectoryStream(folder.resolve("fd"))) {
            for (var handle : handles) {
                var peer = connections.get(target(handle));
                if (peer != null && !peer.endsWith(":0")) peers.add(peer);
            }
        } catch (IOException | DirectoryIteratorException _) {
            return peers;
        }
        return peers;
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static void read(Path table, Map<String, String> connections) {
        try (var lines = Files.lines(table)) {
            lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .forEach(columns -> connections.put("socket:[" + columns[INODE] + "]", address(columns[REMOTE])));
        } catch (IOException | UncheckedIOException _) {
            // no network namespace of its own, or none that we may read
        }
    }

    /** The kernel prints each 32-bit word of an address in the machine's order; all of ours are little-endian. */
    static String address(String hex) {
        int colon = hex.indexOf(':');
        byte[] printed = HexFormat.of().parseHex(hex.substring(0, colon));
        byte[] address = new byte[printed.length];
        for (int i = 0; i < printed.length; i++) address[i] = printed[(i & ~3) + 3 - (i & 3)];
        try {
            String host = InetAddress.getByAddress(address).getHostAddress();
            return host + ":" + Integer.parseInt(hex.substring(colon + 1), 16);
        } catch (IOException e) {
            throw new IllegalArgumentException("an address has four or sixteen bytes", e);
        }
    }
}
