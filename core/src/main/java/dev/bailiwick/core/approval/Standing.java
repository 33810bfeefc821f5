package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether those who said yes may say it still: who leaves, or loses the role or the function, takes the word along. */
public final class Standing {
    private Standing() {}

    /**
     * Whose yes is lost and why, as a sentence without its stop; empty when every yes still stands.
     *
     * @param stands whether a delegation was not taken back
     */
    public static Optional<String> lost(
            ApprovalTask task, Map<PersonId, Person> people, Predicate<DelegationId> stands, Instant now) {
        return task.votes().stream()
                .filter(Vote::yes)
                .flatMap(vote -> lost(vote, new Around(task, people, stands, now))
                        .map(why -> vote.person() + ", who had said yes, " + why)
                        .stream())
                .findFirst();
    }

    private record Around(
            ApprovalTask task, Map<PersonId, Person> people, Predicate<DelegationId> stands, Instant now) {
        Optional<Person> active(PersonId id) {
            return Optional.ofNullable(people.get(id)).filter(person -> person.activeAt(now));
        }
    }

    private static Optional<String> lost(Vote vote, Around around) {
        var person = around.active(vote.person());
        if (person.isEmpty()) return Optional.of("is no longer active");
        if (vote.glass().isPresent()) return glass(vote.glass().get(), person.get(), around.now());
        if (vote.own()) return without(person.get(), Permission.APPROVE_OWN);
        return without(person.get(), Permission.APPROVE).or(() -> function(vote, person.get(), around));
    }

    private static Optional<String> glass(Vote.Under under, Person person, Instant now) {
        return now.isBefore(under.until())
                ? without(person, Permission.BREAK_GLASS)
                : Optional.of("said it under a broken glass that is closed again");
    }

    private static Optional<String> without(Person person, Permission permission) {
        return person.may(permission)
                ? Optional.empty()
                : Optional.of("lost the role in which they may " + permission.words());
    }

    private static Optional<String> function(Vote vote, Person person, Around around) {
        var lender = vote.stead().flatMap(stead -> lender(stead, around));
        return vote.functions().stream()
                .filter(around.task().route().functions()::contains)
                .filter(function -> !person.holds(function))
                .filter(function ->
                        lender.filter(giver -> giver.holds(function)).isEmpty())
                .sorted()
                .findFirst()
                .map(function -> "no longer holds the function " + Fields.spelling(function));
    }

    /** Who lent the function, as long as they may approve themselves and did not take it back. */
    private static Optional<Person> lender(Stead stead, Around around) {
        return around.active(stead.of())
                .filter(giver ->
                        giver.may(Permission.APPROVE) && around.stands().test(stead.under()));
    }
}
