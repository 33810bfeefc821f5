package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether those who said yes may say it still: who leaves, or loses the role or the function, takes the word along. */
public final class Standing {
    private Standing() {}

    /** Whose yes is lost and why, as a sentence without its stop; empty when every yes still stands. */
    public static Optional<String> lost(ApprovalTask task, Map<PersonId, Person> people, Instant now) {
        return task.votes().stream()
                .filter(Vote::yes)
                .flatMap(vote -> lost(task, vote, Optional.ofNullable(people.get(vote.person())), now)
                        .map(why -> vote.person() + ", who had said yes, " + why)
                        .stream())
                .findFirst();
    }

    private static Optional<String> lost(ApprovalTask task, Vote vote, Optional<Person> person, Instant now) {
        if (person.isEmpty() || !person.get().activeAt(now)) return Optional.of("is no longer active");
        if (vote.own()) return without(person.get(), Permission.APPROVE_OWN);
        return without(person.get(), Permission.APPROVE).or(() -> function(task, vote, person.get()));
    }

    private static Optional<String> without(Person person, Permission permission) {
        return person.may(permission)
                ? Optional.empty()
                : Optional.of("lost the role in which they may " + permission.words());
    }

    private static Optional<String> function(ApprovalTask task, Vote vote, Person person) {
        return vote.functions().stream()
                .filter(task.route().functions()::contains)
                .filter(function -> !person.holds(function))
                .sorted()
                .findFirst()
                .map(function -> "no longer holds the function " + Fields.spelling(function));
    }
}
