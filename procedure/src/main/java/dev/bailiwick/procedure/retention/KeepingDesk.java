package dev.bailiwick.procedure.retention;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.register.Keeping;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@code bailiwick.yaml} says the log keeps counts once a person has agreed to it; until then what was agreed to before
 * holds, so that whoever can write the file cannot make the log forget. The first file counts as agreed to.
 */
public final class KeepingDesk {
    private final Keeping stated;
    private final ControlLog log;
    private final Supplier<Facts> facts;
    private final Copy copy;
    private volatile Keeping inForce;

    /** Holds the words of what was agreed to. It is believed as far as the log says the same. */
    public interface Copy {
        /** Empty when there is none, or none that can be read. */
        Optional<JsonObject> read();

        void write(JsonObject agreed);
    }

    /** @param stated what the file says */
    public KeepingDesk(Keeping stated, ControlLog log, Supplier<Facts> facts, Copy copy) {
        this.stated = stated;
        this.log = log;
        this.facts = facts;
        this.copy = copy;
        this.inForce = copy.read()
                .filter(agreed -> log.honours(Binding.keeping(agreed)))
                .map(Keeping::of)
                .orElse(Keeping.EVERYTHING);
        if (!log.knows(Binding.KEEPING)) settle(new Actor.House(), "the first that was stated");
    }

    public Keeping stated() {
        return stated;
    }

    public Keeping inForce() {
        return inForce;
    }

    /** Whether what the file says waits for its word. */
    public boolean waits() {
        return !stated.equals(inForce);
    }

    /** From now on what the file says holds. Returns why it does not, empty when it does. */
    public synchronized Optional<String> agree(Actor.Human actor, String reason) {
        var obstacle = facts.get()
                .person(actor.person())
                .map(person -> person.obstacle(Permission.PRUNE))
                .orElse(Optional.of("you are not an active person of the register"));
        if (obstacle.isPresent()) return obstacle;
        if (reason.isBlank()) return Optional.of("say why: --reason");
        if (!waits()) return Optional.of("nothing waits: what the log keeps is what bailiwick.yaml says");
        settle(actor, reason);
        return Optional.empty();
    }

    /** The entry first: a crash before the copy leaves a log that keeps everything. */
    private void settle(Actor actor, String reason) {
        var agreed = stated.json();
        var body = JsonObject.with("what", "audit-config-agreed")
                .and("keeping", agreed)
                .and("before", inForce.json())
                .and("reason", reason)
                .build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, Binding.keeping(agreed))));
        copy.write(agreed);
        inForce = stated;
    }
}
