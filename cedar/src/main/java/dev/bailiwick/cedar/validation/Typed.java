package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.schema.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression with its type under one kind of request.
 *
 * @param type null when checking failed so that none could be given
 * @param parts the parts that can be evaluated: a branch that a constant condition rules out is left away
 */
record Typed(Expr expr, @Nullable Type type, List<Typed> parts) {
    Typed {
        parts = List.copyOf(parts);
    }
}
