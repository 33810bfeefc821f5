package dev.bailiwick.core.programme;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * One duty with its date.
 *
 * @param subject what it is done for, such as an agent's name; empty for the whole house
 * @param agent whose actions it blocks, if it is one's
 * @param last when it was done last
 * @param assigned who has it while nobody is late
 */
public record Duty(
        Recurring what,
        String subject,
        Optional<AgentId> agent,
        Optional<Instant> last,
        Instant due,
        Optional<PersonId> assigned) {
    /** How long before its date people are shown it. */
    public static final Duration SOON = Duration.ofDays(14);

    /** Where a duty stands. */
    public enum State {
        OVERDUE,
        SOON,
        LATER
    }

    public String id() {
        return subject.isEmpty() ? what.id() : what.id() + "/" + subject;
    }

    public boolean overdue(Instant now) {
        return !now.isBefore(due);
    }

    public State state(Instant now) {
        if (overdue(now)) return State.OVERDUE;
        return now.isBefore(due.minus(SOON)) ? State.LATER : State.SOON;
    }

    /** Whether tier 4 of this agent is refused because of it. */
    public boolean blocks(AgentId who, Instant now) {
        return what.blocks() && overdue(now) && agent.map(who::equals).orElse(true);
    }

    /** How often it has gone to the next one. */
    public int escalations(Instant now) {
        if (!overdue(now)) return 0;
        long steps = Duration.between(due, now).dividedBy(what.escalateAfter());
        return (int) Math.min(steps, what.owners().size() - 1);
    }

    /** Whose it is now. */
    public Function function(Instant now) {
        return what.owners().get(escalations(now));
    }

    /** Who has it now: while it is with the first function whoever it was given to, else somebody who holds the function. */
    public Optional<PersonId> owner(Collection<Person> people, Instant now) {
        if (escalations(now) == 0 && assigned.isPresent()) return assigned;
        return people.stream()
                .filter(person -> person.activeAt(now) && person.holds(function(now)))
                .map(Person::id)
                .min(Comparator.comparing(PersonId::value));
    }

    public JsonObject json(Collection<Person> people, Instant now) {
        return JsonObject.with("id", id())
                .and("title", what.title())
                .and("state", Fields.spelling(state(now)))
                .and("due", due.toString())
                .and("owner", owner(people, now).map(person -> new JsonString(person.value())))
                .and("function", Fields.spelling(function(now)))
                .and("escalations", escalations(now))
                .and("last", last.map(at -> new JsonString(at.toString())))
                .and("agent", agent.map(id -> new JsonString(id.value())))
                .and("blocks", what.blocks() ? "tier 4" : "")
                .and("how", what.how())
                .build();
    }
}
