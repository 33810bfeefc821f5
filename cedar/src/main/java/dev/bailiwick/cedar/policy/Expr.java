package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.Value;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An expression. Equality is by form: {@code 1 + 2} is not {@code 3}, and the position counts; compare printed text to
 * compare what is meant.
 */
public sealed interface Expr {
    /** How deep expressions may nest, chains such as {@code a && b && c} counted link by link. */
    int MAX_DEPTH = 1000;

    /**
     * Reads one expression.
     *
     * @throws dev.bailiwick.cedar.CedarException when the text is no expression
     */
    static Expr parse(String source) {
        return PolicyParser.expression(source);
    }

    /** The expression in the human syntax. */
    default String text() {
        return Printer.expression(this);
    }

    /** The expressions this one is directly made of, in the order they are written. */
    default Collection<Expr> parts() {
        return ExprDepth.children(this);
    }

    /** Where the expression starts. */
    Position position();

    /** A boolean, number, string or entity written out. Sets, records and extension values are expressions of their own. */
    record Literal(Position position, Value value) implements Expr {}

    record Var(Position position, Variable variable) implements Expr {}

    record If(Position position, Expr condition, Expr then, Expr otherwise) implements Expr {}

    record And(Position position, Expr left, Expr right) implements Expr {}

    record Or(Position position, Expr left, Expr right) implements Expr {}

    record Unary(Position position, UnaryOp op, Expr operand) implements Expr {}

    record Binary(Position position, BinaryOp op, Expr left, Expr right) implements Expr {}

    /** {@code target.name} or {@code target["name"]}. */
    record GetAttribute(Position position, Expr target, String name) implements Expr {}

    /** {@code target has name}, {@code target has "name"}, or {@code target has a.b.c}, which {@link #steps()} spells out. */
    record Has(Position position, Expr target, List<String> path) implements Expr {
        public Has {
            path = List.copyOf(path);
            if (path.isEmpty()) throw new IllegalArgumentException("has needs a name");
        }

        /** {@code t has a.b} as {@code t has a && t.a has b}; itself when the path is a single name. */
        public Expr steps() {
            Expr all = new Has(position, target, path.subList(0, 1));
            Expr reached = target;
            for (int i = 1; i < path.size(); i++) {
                reached = new GetAttribute(position, reached, path.get(i - 1));
                all = new And(position, all, new Has(position, reached, path.subList(i, i + 1)));
            }
            return all;
        }
    }

    record Like(Position position, Expr target, Pattern pattern) implements Expr {}

    /** {@code target is Type} or {@code target is Type in group}, which {@link #steps()} spells out. */
    record Is(Position position, Expr target, EntityTypeName type, Optional<Expr> in) implements Expr {
        /** {@code t is T in g} as {@code t is T && t in g}; itself without a group. */
        public Expr steps() {
            return in.<Expr>map(group -> new And(
                            position,
                            new Is(position, target, type, Optional.empty()),
                            new Binary(position, BinaryOp.IN, target, group)))
                    .orElse(this);
        }
    }

    record SetOf(Position position, List<Expr> members) implements Expr {
        public SetOf {
            members = List.copyOf(members);
        }
    }

    record RecordOf(Position position, SequencedMap<String, Expr> fields) implements Expr {
        public RecordOf {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }
    }

    /** A call of an extension function; the receiver of a method is its first argument. */
    record Call(Position position, ExtensionFunction function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
