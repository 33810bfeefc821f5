package dev.bailiwick.core.secrecy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a line that somebody left on a machine shows a secret, and of which kind: never which. What only says where one is
 * kept (a variable, a handle of ours, a credential that systemd loads) is none.
 */
public final class LeftInClear {
    /** A variable, a command's output, a handle, a mark of ours, a place; and a switch, which is no value. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\([^)]{0,200}\\)|\\$\\{?[A-Za-z_][A-Za-z0-9_]*}?"
            + "|\\bbwh_[A-Za-z0-9_-]{8,}|\\[redacted: [a-z-]+]|(?<=[=:\"' ])(?:file|env|exec|vault):[^\\s\"']*"
            + "|(?<=[=:]\\s{0,4})(?:true|false|null|none|yes|no)(?=[\\s,;}]|$)");

    private static final Pattern LOADED = Pattern.compile("\\s*(?:Load|Import)Credential(?:Encrypted)?=.*");
    private static final Pattern MARK = Pattern.compile("\\[redacted: ([a-z-]+)]");

    /** What only its randomness or its digits tell is left out: a machine is full of digests and numbers. */
    private static final List<String> SURE =
            List.of("private-key", "service-key", "web-token", "authorization", "password");

    private LeftInClear() {}

    /** In a file of settings, where what is called a password is one. */
    public static Optional<String> inSettings(String line) {
        if (LOADED.matcher(line).matches()) return Optional.empty();
        var marked = MARK.matcher(Redacted.text(REFERENCE.matcher(line).replaceAll("")));
        while (marked.find())
            if (SURE.contains(marked.group(1)))
                return Optional.of(marked.group(1).replace('-', ' '));
        return Optional.empty();
    }

    /** A text, such as a path, without such keys. */
    public static String without(String text) {
        var masked = new StringBuilder(text);
        for (var key : KnownKeys.in(text)) for (int at = key.start(); at < key.end(); at++) masked.setCharAt(at, '*');
        return masked.toString();
    }

    /**
     * One that stands in a text.
     *
     * @param start where it begins
     */
    public record Shown(int start, String kind) {}

    /** In any text: keys that services mark as theirs, and private keys, in the order in which they begin. */
    public static List<Shown> inText(String text) {
        return KnownKeys.in(text).stream()
                .map(found -> new Shown(found.start(), kind(text.substring(found.start(), found.end()))))
                .toList();
    }

    private static String kind(String key) {
        return key.startsWith("-----BEGIN") || key.startsWith("AGE-") ? "private key" : "service key";
    }
}
