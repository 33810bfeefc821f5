package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What was asked of people's passkeys and is not answered yet. In memory alone: after a start one asks again. */
final class Challenges {
    static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 1_000;

    private record Open(PersonId person, Digest action, Instant until) {}

    private final Supplier<String> chance;
    private final Map<String, Open> open = new LinkedHashMap<>();

    Challenges(Supplier<String> chance) {
        this.chance = chance;
    }

    /** A fresh nonce for this person and this action; of too many the oldest is forgotten. */
    synchronized String open(PersonId person, Digest action, Instant now) {
        open.values().removeIf(each -> !now.isBefore(each.until()));
        if (open.size() >= MOST) open.remove(open.keySet().iterator().next());
        String nonce = chance.get();
        open.put(nonce, new Open(person, action, now.plus(LIFE)));
        return nonce;
    }

    /** Whether this nonce was given to this person for this action. It never is again. */
    synchronized boolean take(String nonce, PersonId person, Digest action, Instant now) {
        var found = open.remove(nonce);
        return found != null
                && found.person().equals(person)
                && found.action().equals(action)
                && now.isBefore(found.until());
    }
}
