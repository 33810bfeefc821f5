package dev.bailiwick.core.review;

import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Who may close a review, and whose duty it is. */
public final class Reviewer {
    private Reviewer() {}

    /** Why this person cannot close it, empty when they can. */
    public static Optional<String> obstacle(Review review, Person person, Instant now) {
        if (!person.activeAt(now)) return Optional.of("you are not active in the register");
        if (review.apart().contains(person.id()))
            return Optional.of("you approved this, asked for it, or run the agent: a third person must review it");
        return person.obstacle(Permission.REVIEW);
    }

    /** Why this person cannot settle it: as closing it, and not the one who found it not ok. */
    public static Optional<String> obstacleToSettling(Review review, Person person, Instant now) {
        boolean found = review.said().map(Said::person).equals(Optional.of(person.id()));
        return obstacle(review, person, now)
                .or(() -> found
                        ? Optional.of("you found it not ok: somebody else must say that it is dealt with")
                        : Optional.empty());
    }

    /** Of those who may close it, one of the function whose duty it is, and of these the one with the least to do. */
    public static Optional<Person> owner(
            Review unowned, Collection<Person> people, ToLongFunction<Person> load, Instant now) {
        return people.stream()
                .filter(person -> obstacle(unowned, person, now).isEmpty())
                .min(Comparator.<Person, Boolean>comparing(
                                person -> !person.holds(unowned.kind().asked()))
                        .thenComparingLong(load)
                        .thenComparing(person -> person.id().value()));
    }
}
