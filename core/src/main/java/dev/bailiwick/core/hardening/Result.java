package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * What became of one check.
 *
 * @param because one sentence with what was seen
 * @param source where it was seen
 */
public record Result(Check check, Standing standing, String because, String source) {
    public Result {
        because = Untrusted.visible(because);
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
                fields.text("source"));
    }

    /** Whether it counts against the machine: failed, or not seen. */
    public boolean open() {
        return switch (standing) {
            case FAIL, UNKNOWN -> true;
            case PASS, NOT_APPLICABLE -> false;
        };
    }

    public JsonObject json() {
        return JsonObject.with("check", check.id())
                .and("standing", Fields.spelling(standing))
                .and("severity", Fields.spelling(check.severity()))
                .and("group", Fields.spelling(check.group()))
                .and("promise", check.promise())
                .and("because", because)
                .and("source", source)
                .build();
    }
}
