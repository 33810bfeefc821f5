package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.schema.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What checking an expression brought.
 *
 * @param passed whether it and all its parts are well-typed
 * @param capabilities what is sure once it has evaluated to true; none when it failed
 */
record Answer(boolean passed, Typed typed, Capabilities capabilities) {
    Answer {
        if (!passed) capabilities = Capabilities.NONE;
    }

    static Answer passed(Expr expr, Type type, Typed... parts) {
        return new Answer(true, new Typed(expr, type, List.of(parts)), Capabilities.NONE);
    }

    /** @param recovered the type to go on with so that more can be found; null when none makes sense */
    static Answer failed(Expr expr, @Nullable Type recovered, Typed... parts) {
        return new Answer(false, new Typed(expr, recovered, List.of(parts)), Capabilities.NONE);
    }

    @Nullable
    Type type() {
        return typed.type();
    }

    Answer with(Capabilities sure) {
        return new Answer(passed, typed, sure);
    }

    /** This answer, failed when one of its parts has failed. */
    Answer after(Answer... parts) {
        for (Answer part : parts) {
            if (!part.passed) return new Answer(false, typed, Capabilities.NONE);
        }
        return this;
    }

    Answer after(List<Answer> parts) {
        return after(parts.toArray(Answer[]::new));
    }
}
