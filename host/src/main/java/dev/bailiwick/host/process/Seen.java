package dev.bailiwick.host.process;

import java.util.List;

/**
 * One process of an agent as it was before it was stopped. Its command line is the process's own word.
 *
 * @param started in whatever unit its host counts
 * @param executable the file it runs, empty when that cannot be read
 * @param peers the other ends of its TCP connections, as {@code address:port}
 */
public record Seen(long pid, long started, long parent, String executable, List<String> command, List<String> peers) {
    public Seen {
        command = List.copyOf(command);
        peers = List.copyOf(peers);
    }
}
