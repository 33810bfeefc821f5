package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;

/**
 * What became of one check: declared, enforced, observed.
 *
 * @param because one sentence with what was seen
 * @param source where it was seen
 * @param declared the rendered line that brings it about; empty when no rendered file does
 */
public record Result(Check check, Standing standing, String because, String source, Optional<Declared> declared) {
    /**
     * A control's line in a rendered file.
     *
     * @param place file and line, such as {@code docker-run.sh:12}
     * @param copy what became of that file where it was put
     */
    public record Declared(String place, Copy copy) {}

    /** A rendered file where it was put. */
    public enum Copy {
        AS_RENDERED,
        CHANGED,
        MISSING,
        /** Nobody said where it was put, or it cannot be read. */
        UNSEEN
    }

    public Result {
        because = Untrusted.visible(because);
    }

    public Result(Check check, Standing standing, String because, String source) {
        this(check, standing, because, source, Optional.empty());
    }

    static Result pass(Check check, String because, String source) {
        return new Result(check, Standing.PASS, because, source);
    }

    static Result fail(Check check, String because, String source) {
        return new Result(check, Standing.FAIL, because, source);
    }

    static Result unknown(Check check, String because) {
        return new Result(check, Standing.UNKNOWN, because, "");
    }

    static Result notApplicable(Check check, String because) {
        return new Result(check, Standing.NOT_APPLICABLE, because, "");
    }

    static Result of(Fields fields) {
        return new Result(
                fields.parsed("check", Check::of),
                fields.oneOf("standing", Standing.class),
                fields.text("because"),
                fields.text("source"),
                fields.optionalText("declared")
                        .map(place -> new Declared(place, fields.oneOf("enforced", Copy.class))));
    }

    public Result declaredBy(Declared line) {
        return new Result(check, standing, because, source, Optional.of(line));
    }

    /** Whether it counts against the machine: failed, or not seen. */
    public boolean open() {
        return switch (standing) {
            case FAIL, UNKNOWN -> true;
            case PASS, NOT_APPLICABLE -> false;
        };
    }

    /** File and line that would bring an open check about. */
    public Optional<String> remedy() {
        return declared.filter(_ -> open()).map(Declared::place);
    }

    public JsonObject json() {
        return JsonObject.with("check", check.id())
                .and("standing", Fields.spelling(standing))
                .and("severity", Fields.spelling(check.severity()))
                .and("group", Fields.spelling(check.group()))
                .and("promise", check.promise())
                .and("because", because)
                .and("source", source)
                .and("declared", declared.map(line -> new JsonString(line.place())))
                .and("enforced", declared.map(line -> new JsonString(Fields.spelling(line.copy()))))
                .build();
    }
}
