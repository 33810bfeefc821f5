package dev.bailiwick.core.register;

import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A paper of governance that people put into force: a text by which nothing is decided and to which people are held.
 *
 * @param name such as {@code acceptable-use}
 * @param pack the class of agents it is for; empty is every agent
 * @param days within which each owner acknowledges it
 */
public record Paper(String name, Optional<Pack> pack, int days, String text) {
    /** The paper that owners acknowledge. */
    public static final String ACCEPTABLE_USE = "acceptable-use";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final int LONGEST = 100_000;

    public Paper {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("not the name of a paper (lower-case letters, digits, -)");
        if (days < 1 || days > 60) throw new IllegalArgumentException("between 1 and 60 days to acknowledge it");
        if (text.isBlank() || text.length() > LONGEST)
            throw new IllegalArgumentException("a paper has between 1 and " + LONGEST + " characters");
    }

    /** What another version of it replaces. */
    public String subject() {
        return name + pack.map(each -> "." + Fields.spelling(each)).orElse("");
    }

    public Duration grace() {
        return Duration.ofDays(days);
    }

    /** Whether the owners of this agent acknowledge it. */
    public boolean heldTo(Agent agent) {
        return name.equals(ACCEPTABLE_USE)
                && pack.map(each -> each == agent.pack()).orElse(true);
    }

    public Digest digest() {
        return Digest.of(json());
    }

    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("class", pack.map(each -> new JsonString(Fields.spelling(each))))
                .and("days", JsonNumber.of(days))
                .and("text", text)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException naming the field that is wrong */
    public static Paper of(Fields fields) {
        var name = fields.text("name");
        var pack = fields.has("class") ? Optional.of(fields.oneOf("class", Pack.class)) : Optional.<Pack>empty();
        var paper = new Paper(name, pack, Math.clamp(fields.number("days"), 0, 1_000), fields.text("text"));
        fields.end();
        return paper;
    }
}
