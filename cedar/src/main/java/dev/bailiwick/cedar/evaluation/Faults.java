package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.ValueKind;

/** The messages of evaluation errors, worded as the reference implementation words them. */
final class Faults {
    private static final String ENTITY = "(entity of type `any_entity_type`)";

    private Faults() {}

    static EvaluationException type(ValueKind expected, Value got) {
        return new EvaluationException("type error: expected " + name(expected) + ", got " + name(got));
    }

    static EvaluationException type(String expectedOneOf, Value got) {
        return new EvaluationException("type error: expected one of [" + expectedOneOf + "], got " + name(got));
    }

    static EvaluationException notComparable(Value got) {
        return type("long, datetime, duration", got);
    }

    static EvaluationException noAttributes(Value got) {
        return type("record, " + ENTITY, got);
    }

    static EvaluationException noGroup(Value got) {
        return type("set, " + ENTITY, got);
    }

    private static String name(ValueKind kind) {
        return kind == ValueKind.ENTITY ? ENTITY : kind.word();
    }

    private static String name(Value value) {
        return value instanceof EntityUid uid
                ? "(entity of type `" + uid.type() + "`)"
                : value.kind().word();
    }

    static EvaluationException overflow(String verb, long left, long right) {
        return new EvaluationException(
                "integer overflow while attempting to " + verb + " the values `" + left + "` and `" + right + "`");
    }

    static EvaluationException negateOverflow(long value) {
        return new EvaluationException("integer overflow while attempting to negate the value `" + value + "`");
    }

    static EvaluationException noEntity(EntityUid uid) {
        return new EvaluationException("entity `" + uid + "` does not exist");
    }

    static EvaluationException noAttribute(EntityUid uid, String name) {
        return new EvaluationException("`" + uid + "` does not have the attribute `" + name + "`");
    }

    static EvaluationException noField(String name) {
        return new EvaluationException("record does not have the attribute `" + name + "`");
    }

    static EvaluationException noTag(EntityUid uid, String name) {
        return new EvaluationException("`" + uid + "` does not have the tag `" + name + "`");
    }

    static EvaluationException extension(ExtensionFunction function, String problem) {
        return new EvaluationException(
                "error while evaluating `" + function.extensionName() + "` extension function: " + problem);
    }

    /** The reference names the method here, not its extension. */
    static EvaluationException overflow(ExtensionFunction method, String problem) {
        return new EvaluationException(
                "error while evaluating `" + method.functionName() + "` extension function: " + problem);
    }

    static EvaluationException arguments(ExtensionFunction function, int got) {
        return new EvaluationException(
                "wrong number of arguments provided to extension function `" + function.functionName() + "`: expected "
                        + function.parameters().size() + ", got " + got);
    }
}
