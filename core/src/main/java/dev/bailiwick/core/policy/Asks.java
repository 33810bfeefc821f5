package dev.bailiwick.core.policy;

import dev.bailiwick.core.people.Function;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What people must give so that a requestable forbid no longer applies.
 *
 * @param functions each held by a different approver
 * @param people how many different people at least
 * @param ticket whether a verified change ticket
 * @param ttl how long they have
 */
public record Asks(Set<Function> functions, int people, boolean ticket, Duration ttl) {
    public Asks {
        if (functions.isEmpty()) throw new IllegalArgumentException("somebody must be asked");
        functions = Set.copyOf(functions);
        people = Math.max(people, functions.size());
    }

    /** What two forbids ask together: everybody, and within the shorter time. */
    Asks and(Asks other) {
        var both = EnumSet.copyOf(functions);
        both.addAll(other.functions);
        return new Asks(
                both,
                Math.max(people, other.people),
                ticket || other.ticket,
                ttl.compareTo(other.ttl) <= 0 ? ttl : other.ttl);
    }
}
