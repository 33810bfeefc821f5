package dev.bailiwick.core.value;

import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of a host list: {@code wiki.corp.example}, {@code *.corp.example} for exactly one label below, {@code
 * **.corp.example} for every name below (neither includes the name itself); each may end in {@code :8443} and then means that
 * port only, otherwise any port. An address stands for itself.
 */
public record HostPattern(Breadth breadth, Host host, OptionalInt port) {
    private static final Pattern PORT = Pattern.compile("(.*?):([1-9][0-9]{0,4})", Pattern.DOTALL);

    /** Names nobody can register: only under these may a wildcard stand directly. */
    private static final Set<String> PRIVATE =
            Set.of("corp", "example", "home", "internal", "intranet", "lan", "local", "localhost", "private", "test");

    /** How much below the name a line means. */
    public enum Breadth {
        EXACT(""),
        ONE_LABEL("*."),
        SUBTREE("**.");

        private final String mark;

        Breadth(String mark) {
            this.mark = mark;
        }
    }

    /** @throws IllegalArgumentException when the text is no such line */
    public static HostPattern of(String text) {
        var breadth =
                text.startsWith("**.") ? Breadth.SUBTREE : text.startsWith("*.") ? Breadth.ONE_LABEL : Breadth.EXACT;
        String rest = text.substring(breadth.mark.length());
        var port = PORT.matcher(rest);
        boolean withPort = port.matches() && !rest.endsWith("]");
        var host = Host.read(withPort ? port.group(1) : rest).orElseThrow(() -> wrong(text));
        if (breadth != Breadth.EXACT && !mayHaveBelow(host)) {
            throw new IllegalArgumentException(
                    "a wildcard needs a name of at least two labels below it: \"" + Untrusted.visible(text) + "\"");
        }
        if (!withPort) return new HostPattern(breadth, host, OptionalInt.empty());
        int number = Integer.parseInt(port.group(2));
        if (number > 65_535) throw wrong(text);
        return new HostPattern(breadth, host, OptionalInt.of(number));
    }

    private static boolean mayHaveBelow(Host host) {
        return host.address().isEmpty() && (host.text().indexOf('.') > 0 || PRIVATE.contains(host.text()));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "not a host such as wiki.corp.example, *.corp.example or **.corp.example: \"" + Untrusted.visible(text)
                        + "\"");
    }

    /** The lines in their one spelling, for {@link #listed}. */
    public static Set<String> canonical(Set<String> lines) {
        return lines.stream().map(line -> of(line).toString()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether canonical lines have this host: by looking up every line that would mean it, so that a long list costs no more
     * than a short one.
     */
    public static boolean listed(Set<String> canonical, Host host, int port) {
        if (has(canonical, host.text(), port)) return true;
        if (host.address().isPresent()) return false;
        int dot = host.text().indexOf('.');
        if (dot > 0 && has(canonical, "*" + host.text().substring(dot), port)) return true;
        while (dot > 0) {
            if (has(canonical, "**" + host.text().substring(dot), port)) return true;
            dot = host.text().indexOf('.', dot + 1);
        }
        return false;
    }

    private static boolean has(Set<String> canonical, String line, int port) {
        return canonical.contains(line) || canonical.contains(line + ":" + port);
    }

    @Override
    public String toString() {
        return breadth.mark + host + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
