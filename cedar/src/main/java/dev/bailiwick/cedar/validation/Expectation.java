package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.schema.Type;
import dev.bailiwick.cedar.schema.Type.Basic;
import java.util.function.Predicate;

/** What an operator asks of an operand. */
record Expectation(String described, Predicate<Type> test) {
    static final Expectation BOOL = new Expectation("Bool", Type::isBoolean);
    static final Expectation LONG = of(Basic.LONG);
    static final Expectation STRING = of(Basic.STRING);
    static final Expectation SET = new Expectation("a set", Type.SetOf.class::isInstance);
    static final Expectation ENTITY = new Expectation("an entity", Type.Entity.class::isInstance);
    static final Expectation ENTITY_OR_RECORD = new Expectation(
            "an entity or a record", type -> type instanceof Type.Entity || type instanceof Type.RecordOf);
    static final Expectation ENTITY_OR_ENTITIES = new Expectation(
            "an entity or a set of entities",
            type -> type instanceof Type.Entity
                    || (type instanceof Type.SetOf(Type element)
                            && (element == Basic.NEVER || element instanceof Type.Entity)));

    static Expectation of(Type exactly) {
        return new Expectation(exactly.toString(), exactly::equals);
    }

    boolean isMetBy(Type type) {
        return type == Basic.NEVER || test.test(type);
    }
}
