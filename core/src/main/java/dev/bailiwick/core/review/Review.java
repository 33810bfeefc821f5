package dev.bailiwick.core.review;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * That somebody must look at one permitted action afterwards. Every change makes a new value with the next revision.
 *
 * @param about the entry that permitted the action
 * @param task the approval it was carried out under
 * @param apart who cannot close it: who approved, who asked, who runs the agent
 * @param owner who answers for it being done; nobody when there was nobody left
 * @param due from then on it holds the agent back
 * @param said what the reviewer found
 * @param settled after a "not ok": what became of it
 */
public record Review(
        ReviewId id,
        Kind kind,
        AgentId agent,
        long about,
        Optional<TaskId> task,
        Set<PersonId> apart,
        Optional<PersonId> owner,
        Instant opened,
        Instant due,
        Optional<Said> said,
        Optional<Said> settled,
        long revision) {
    public Review {
        apart = Set.copyOf(apart);
        if (owner.filter(apart::contains).isPresent())
            throw new IllegalArgumentException("a review is owned by a third person");
        if (settled.isPresent() && said.filter(found -> !found.ok()).isEmpty())
            throw new IllegalArgumentException("only what was found not ok is settled");
    }

    /** What is reviewed, and what comes of a review that nobody does. */
    public enum Kind {
        /** After an infrastructure change: the agent's next one is refused. */
        EXECUTION("after an infrastructure change", "the agent's next tier 4 action is refused", Function.SECURITY),
        /** One of the agent's writes, drawn by lot: all of them ask a person. */
        SAMPLE("a write, drawn by lot", "every tier 2 action of the agent asks a person", Function.BUSINESS),
        /** After break-glass: nobody breaks the glass again before it is closed, and overdue it holds the agent back. */
        EMERGENCY(
                "after break-glass",
                "nobody breaks the glass again, and the agent's next tier 4 action is refused",
                Function.SECURITY);

        private final String words;
        private final String lapse;
        private final Function asked;

        Kind(String words, String lapse, Function asked) {
            this.words = words;
            this.lapse = lapse;
            this.asked = asked;
        }

        public String words() {
            return words;
        }

        /** What happens while it is overdue, or found not ok and not settled. */
        public String lapse() {
            return lapse;
        }

        /** Whose duty it is first. */
        public Function asked() {
            return asked;
        }
    }

    /** Whether nobody has looked yet. */
    public boolean open() {
        return said.isEmpty();
    }

    /** Whether it may still hold the agent back: open, or found not ok and not settled. */
    public boolean live() {
        return settled.isEmpty() && said.filter(Said::ok).isEmpty();
    }

    /** Whether it holds the agent back at this moment. */
    public boolean holds(Instant now) {
        return live() && (!open() || overdue(now));
    }

    public boolean overdue(Instant now) {
        return open() && !now.isBefore(due);
    }

    public Review closed(Said found) {
        return new Review(
                id, kind, agent, about, task, apart, owner, opened, due, Optional.of(found), settled, revision + 1);
    }

    /** What was found not ok is dealt with. */
    public Review settled(Said how) {
        return new Review(
                id, kind, agent, about, task, apart, owner, opened, due, said, Optional.of(how), revision + 1);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("kind", Fields.spelling(kind))
                .and("agent", agent.value())
                .and("about", about)
                .and("task", task.map(number -> new JsonString(number.value())))
                .and(
                        "apart",
                        JsonArray.ofStrings(
                                apart.stream().map(PersonId::value).sorted().toList()))
                .and("owner", owner.map(person -> new JsonString(person.value())))
                .and("opened", opened.toString())
                .and("due", due.toString())
                .and("said", said.map(Said::json))
                .and("settled", settled.map(Said::json))
                .and("revision", revision)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no review */
    public static Review of(JsonObject json) {
        var fields = Fields.of(json);
        var review = new Review(
                fields.parsed("id", ReviewId::new),
                fields.oneOf("kind", Kind.class),
                fields.parsed("agent", AgentId::new),
                fields.number("about"),
                fields.optionallyParsed("task", TaskId::new),
                Set.copyOf(fields.eachParsed("apart", PersonId::new)),
                fields.optionallyParsed("owner", PersonId::new),
                fields.parsed("opened", Instant::parse),
                fields.parsed("due", Instant::parse),
                fields.optionalObject("said").map(Said::of),
                fields.optionalObject("settled").map(Said::of),
                fields.number("revision"));
        fields.end();
        return review;
    }
}
