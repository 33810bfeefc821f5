package dev.bailiwick.core.approval;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * Break-glass: for at most an hour one person may say yes alone to what one agent asks, each action by itself, because nobody
 * else can be reached. It lifts who must approve, never what must be asked, and never a freeze.
 */
public record Glass(
        GlassId id, PersonId person, AgentId agent, String reason, TicketId ticket, Instant broken, Instant until) {
    public static final Duration LONGEST = Duration.ofHours(1);

    public Glass {
        if (reason.isBlank() || reason.length() > 2_000)
            throw new IllegalArgumentException("breaking the glass needs a reason of at most 2,000 characters");
        if (!broken.isBefore(until)) throw new IllegalArgumentException("the glass is closed again after it is broken");
        if (until.isAfter(broken.plus(LONGEST)))
            throw new IllegalArgumentException("the glass is broken for at most " + LONGEST.toMinutes() + " minutes");
    }

    public boolean inForce(Instant now) {
        return !now.isBefore(broken) && now.isBefore(until);
    }

    /** Whether it is this person's, for this agent, now. */
    public boolean serves(PersonId who, AgentId what, Instant now) {
        return person.equals(who) && agent.equals(what) && inForce(now);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("person", person.value())
                .and("agent", agent.value())
                .and("reason", reason)
                .and("ticket", ticket.value())
                .and("broken", broken.toString())
                .and("until", until.toString())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is none */
    public static Glass of(JsonObject json) {
        var fields = Fields.of(json);
        var glass = new Glass(
                fields.parsed("id", GlassId::new),
                fields.parsed("person", PersonId::new),
                fields.parsed("agent", AgentId::new),
                fields.text("reason"),
                fields.parsed("ticket", TicketId::new),
                fields.parsed("broken", Instant::parse),
                fields.parsed("until", Instant::parse));
        fields.end();
        return glass;
    }
}
