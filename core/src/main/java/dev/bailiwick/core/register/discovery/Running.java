package dev.bailiwick.core.register.discovery;

import java.util.List;
import java.util.Set;

/**
 * What one look saw running on a machine.
 *
 * @param programs every process whose name could be read
 * @param listeners every port that listens, whoever holds it
 */
public record Running(List<Program> programs, List<Listener> listeners) {
    public static final Running NOTHING = new Running(List.of(), List.of());

    public Running {
        programs = List.copyOf(programs);
        listeners = List.copyOf(listeners);
    }

    /**
     * One process, by its own words.
     *
     * @param names what it calls itself: its short name, its program, and the script an interpreter runs
     * @param account the number of the account it runs under
     * @param peers addresses beyond this machine that it is connected to
     */
    public record Program(long pid, Set<String> names, long account, List<String> peers) {
        public Program {
            names = Set.copyOf(names);
            peers = List.copyOf(peers);
        }
    }

    /**
     * One port.
     *
     * @param pid who holds it; 0 where the kernel does not let us see
     */
    public record Listener(String address, int port, long pid, long account) {}
}
