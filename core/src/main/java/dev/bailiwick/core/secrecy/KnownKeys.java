package dev.bailiwick.core.secrecy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds private keys and the keys that services mark as theirs, such as {@code ghp_...}: nothing else that may be a secret,
 * because what looks random is often an innocent identifier, and an answer must stay of use.
 */
public final class KnownKeys {
    private static final Set<SecretKind> KINDS = Set.of(SecretKind.PRIVATE_KEY, SecretKind.SERVICE_KEY);

    /** Without signatures in links, which open one thing for a moment. */
    private static final List<SecretForm> FORMS = SecretForm.ALL.stream()
            .filter(form -> KINDS.contains(form.kind()) && !form.hints().contains("sig"))
            .toList();

    /** Where one stands. */
    public record Found(int start, int end) {}

    private KnownKeys() {}

    /** In the order in which they begin. */
    public static List<Found> in(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        List<Found> found = new ArrayList<>();
        for (var form : FORMS) {
            if (!form.mayBeIn(lowerCase)) continue;
            var matcher = form.pattern().matcher(text);
            while (matcher.find()) found.add(new Found(matcher.start(), matcher.end()));
        }
        found.sort(Comparator.comparingInt(Found::start));
        return found;
    }
}
