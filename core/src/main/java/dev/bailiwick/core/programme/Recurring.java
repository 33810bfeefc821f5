package dev.bailiwick.core.programme;

import dev.bailiwick.core.people.Function;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A duty that comes again.
 *
 * @param how what is done, in one sentence
 * @param per what it is done for
 * @param every the pause between two; zero when each carries a date of its own
 * @param owners whose it is, and to whom it goes next while it is overdue
 * @param escalateAfter how long it stays with one of them then
 * @param blocks whether tier 4 is refused while it is overdue
 */
public record Recurring(
        String id,
        String title,
        String how,
        Per per,
        Duration every,
        List<Function> owners,
        Duration escalateAfter,
        boolean blocks) {
    /** What a duty is done for. */
    public enum Per {
        HOUSE,
        AGENT,
        CREDENTIAL,
        REVIEW;

        /** Whether the programme says when, and people say that it was done. */
        boolean dated() {
            return this == CREDENTIAL || this == REVIEW;
        }
    }

    private static final Pattern ID = Pattern.compile("[a-z][a-z-]{1,38}[a-z]");
    private static final int LONGEST = 1_000;

    public Recurring {
        owners = List.copyOf(owners);
        if (owners.isEmpty()) throw new IllegalArgumentException("the duty " + id + " is nobody's");
        if (per.dated() != every.isZero())
            throw new IllegalArgumentException(
                    "the duty " + id + (per.dated() ? " has dates of its own" : " needs every"));
    }

    /** @param before what is already said of it; what the fields leave out stays */
    static Recurring of(Fields fields, String id, Optional<Recurring> before) {
        try {
            var recurring = new Recurring(
                    requireId(id),
                    fields.optionalText("title")
                            .or(() -> before.map(Recurring::title))
                            .orElseGet(() -> fields.text("title")),
                    fields.optionalText("how")
                            .or(() -> before.map(Recurring::how))
                            .orElseGet(() -> fields.text("how")),
                    fields.has("per") || before.isEmpty()
                            ? fields.oneOf("per", Per.class)
                            : before.get().per(),
                    days(fields, "every").or(() -> before.map(Recurring::every)).orElse(Duration.ZERO),
                    fields.has("owners") || before.isEmpty()
                            ? fields.eachOneOf("owners", Function.class)
                            : before.get().owners(),
                    days(fields, "escalateAfter")
                            .or(() -> before.map(Recurring::escalateAfter))
                            .orElse(Duration.ofDays(7)),
                    fields.optionalFlag("blocks")
                            .orElse(before.map(Recurring::blocks).orElse(false)));
            fields.end();
            return recurring;
        } catch (IllegalArgumentException e) {
            throw new JsonException(String.valueOf(e.getMessage()), "/duties");
        }
    }

    private static Optional<Duration> days(Fields fields, String name) {
        return fields.has(name)
                ? Optional.of(Duration.ofDays(fields.whole(name, Recurring::requireDays)))
                : Optional.empty();
    }

    private static long requireDays(long days) {
        if (days < 1 || days > LONGEST) throw new IllegalArgumentException("expected 1 to " + LONGEST + " days");
        return days;
    }

    private static String requireId(String id) {
        if (!ID.matcher(id).matches()) throw new IllegalArgumentException("a duty is named like containment-drill");
        return id;
    }
}
