package dev.bailiwick.console.frame;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names this console answers to. A page of a stranger may point its own name at our address (DNS rebinding): then the
 * Host header still holds the stranger's name, and nothing is answered.
 */
public record Hosts(Set<String> names) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public Hosts {
        names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Loopback's own names. */
    public static Hosts loopback() {
        return new Hosts(LOOPBACK);
    }

    /** Loopback and the names people use for this machine. */
    public static Hosts with(Set<String> names) {
        return new Hosts(Stream.concat(LOOPBACK.stream(), names.stream()).collect(Collectors.toSet()));
    }

    /** Whether the value of a Host header, with or without port, names us. */
    public boolean answersTo(String authority) {
        return names.contains(name(authority).toLowerCase(Locale.ROOT));
    }

    private static String name(String authority) {
        int port = authority.lastIndexOf(':');
        boolean inBrackets = port >= 0 && authority.indexOf(']') > port;
        return port < 0 || inBrackets ? authority : authority.substring(0, port);
    }
}
