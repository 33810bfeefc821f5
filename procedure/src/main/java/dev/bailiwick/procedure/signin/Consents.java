package dev.bailiwick.procedure.signin;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.signin.StepUp.Presented;
import dev.bailiwick.procedure.signin.StepUp.Proved;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Grave changes that are asked for where no passkey can answer, such as on the command line: each waits here until its person
 * agrees in the console, and counts once when it is asked for again. In memory alone: after a start one agrees again.
 */
public final class Consents {
    /** How long a change waits, and an agreement counts. */
    public static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MOST = 200;

    private final StepUp stepUp;
    private final AuditLog log;
    private final Around around;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();

    /**
     * What it needs of the world around it.
     *
     * @param page the address of the page where one agrees, but for the name of what is agreed to
     */
    public record Around(InstantSource clock, Supplier<String> chance, String page) {}

    /**
     * A change that waits for its person.
     *
     * @param words what it is, as it follows "you want to"
     * @param given what the person's passkey signed
     */
    public record Wanted(
            String id, PersonId person, String words, Digest action, Instant until, Optional<Assertion> given) {
        private boolean by(PersonId somebody, Instant now) {
            return person.equals(somebody) && now.isBefore(until);
        }
    }

    public Consents(StepUp stepUp, AuditLog log, Around around) {
        this.stepUp = stepUp;
        this.log = log;
        this.around = around;
    }

    /**
     * Why this person may not change this yet, empty when they may. What they agreed to is used up.
     *
     * @param change all of it: another change is another agreement
     */
    public synchronized Optional<String> obstacle(Actor.Human actor, String words, JsonObject change) {
        var ask = stepUp.ask(actor, Optional.empty());
        if (ask != StepUp.Ask.PASSKEY) return ask.obstacle();
        var action = Digest.of(change);
        var known = known(actor.person(), action).orElseGet(() -> opened(actor.person(), words, action));
        if (known.given().isEmpty())
            return Optional.of(
                    "this needs your passkey: agree at " + around.page() + known.id() + ", and repeat the command");
        wanted.remove(known.id());
        return stepUp.lost(known.person(), action, known.given(), now())
                .map(why -> "nothing was changed: " + known.person() + " " + why);
    }

    private Optional<Wanted> known(PersonId person, Digest action) {
        return wanted.values().stream()
                .filter(each -> each.by(person, now()) && each.action().equals(action))
                .findFirst();
    }

    /** Of too many the oldest is forgotten. */
    private Wanted opened(PersonId person, String words, Digest action) {
        wanted.values().removeIf(each -> !now().isBefore(each.until()));
        if (wanted.size() >= MOST) wanted.remove(wanted.keySet().iterator().next());
        var fresh = new Wanted(around.chance().get(), person, words, action, now().plus(LIFE), Optional.empty());
        wanted.put(fresh.id(), fresh);
        return fresh;
    }

    /** What this person wants to change, while it waits. */
    public synchronized Optional<Wanted> find(PersonId person, String id) {
        return Optional.ofNullable(wanted.get(id)).filter(each -> each.by(person, now()));
    }

    /** What the person's passkey must sign to agree. */
    public StepUp.Challenge challenge(Wanted change) {
        return stepUp.challenge(change.person(), change.action());
    }

    /** The person agrees. Returns why that does not count, empty when it does. */
    public synchronized Optional<String> agree(Actor.Human actor, Wanted change, Presented presented) {
        if (presented.assertion().isEmpty()) return Optional.of("this needs your passkey");
        return switch (stepUp.prove(actor, change.action(), presented)) {
            case Proved.Not(var why) -> Optional.of(why);
            case Proved.By(var proof) -> {
                record(actor, change, proof);
                wanted.put(change.id(), agreed(change, proof));
                yield Optional.empty();
            }
        };
    }

    private Wanted agreed(Wanted change, Optional<Assertion> proof) {
        return new Wanted(change.id(), change.person(), change.words(), change.action(), now().plus(LIFE), proof);
    }

    private void record(Actor actor, Wanted change, Optional<Assertion> proof) {
        var body = JsonObject.with("what", "agreed")
                .and("words", change.words())
                .and("action", change.action().hex())
                .and("proof", proof.map(Assertion::json));
        log.append(Event.of(Event.Kind.SIGN_IN, actor, body.build()));
    }

    private Instant now() {
        return around.clock().instant();
    }
}
