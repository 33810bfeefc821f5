package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What one person said to a task.
 *
 * @param functions the functions the person held then, or was lent
 * @param own whether it was the operator who said yes to their own agent (pilot only, always listed)
 * @param proof what the person's passkey signed, where one was asked for
 * @param stead for whom it was said, when the person's own functions were not enough
 * @param glass under which broken glass, when nothing else made it count
 * @param shown since when the person had it before them; empty when its page was not opened
 */
public record Vote(
        PersonId person,
        Set<Function> functions,
        boolean yes,
        boolean own,
        String reason,
        Actor.Channel channel,
        Instant at,
        Optional<Assertion> proof,
        Optional<Stead> stead,
        Optional<Under> glass,
        Optional<Instant> shown) {
    public Vote {
        functions = Set.copyOf(functions);
    }

    /**
     * The broken glass a yes was said under.
     *
     * @param until when the glass is closed again: the yes counts no longer than that
     */
    public record Under(GlassId glass, Instant until) {
        JsonObject json() {
            return JsonObject.with("id", glass.value())
                    .and("until", until.toString())
                    .build();
        }

        static Under of(JsonObject json) {
            var fields = Fields.of(json);
            var under = new Under(fields.parsed("id", GlassId::new), fields.parsed("until", Instant::parse));
            fields.end();
            return under;
        }
    }

    /** Somebody's own word, perhaps signed. */
    public Vote(
            PersonId person,
            Set<Function> functions,
            boolean yes,
            boolean own,
            String reason,
            Actor.Channel channel,
            Instant at,
            Optional<Assertion> proof) {
        this(
                person,
                functions,
                yes,
                own,
                reason,
                channel,
                at,
                proof,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Said without a passkey. */
    public Vote(
            PersonId person,
            Set<Function> functions,
            boolean yes,
            boolean own,
            String reason,
            Actor.Channel channel,
            Instant at) {
        this(person, functions, yes, own, reason, channel, at, Optional.empty());
    }

    /** How long the person had it before them. */
    Optional<Duration> thought() {
        return shown.map(since -> Duration.between(since, at));
    }

    /** Whether this is the person's word: their own, or said for them. */
    boolean speaksFor(PersonId other) {
        return person.equals(other) || stead.map(Stead::of).equals(Optional.of(other));
    }

    public JsonObject json() {
        return JsonObject.with("person", person.value())
                .and(
                        "functions",
                        JsonArray.ofStrings(functions.stream()
                                .sorted()
                                .map(Fields::spelling)
                                .toList()))
                .and("yes", yes)
                .and("own", own)
                .and("reason", reason)
                .and("channel", Fields.spelling(channel))
                .and("stead", stead.map(Stead::json))
                .and("glass", glass.map(Under::json))
                .and("shown", shown.map(since -> new JsonString(since.toString())))
                .and("at", at.toString())
                .and("proof", proof.map(Assertion::json))
                .build();
    }

    static Vote of(Fields fields) {
        var vote = new Vote(
                fields.parsed("person", PersonId::new),
                Set.copyOf(fields.eachOneOf("functions", Function.class)),
                fields.flag("yes"),
                fields.flag("own"),
                fields.text("reason"),
                fields.oneOf("channel", Actor.Channel.class),
                fields.parsed("at", Instant::parse),
                fields.optionalObject("proof").map(Fields::of).map(Assertion::of),
                fields.optionalObject("stead").map(Stead::of),
                fields.optionalObject("glass").map(Under::of),
                fields.optionallyParsed("shown", Instant::parse));
        fields.end();
        return vote;
    }
}
