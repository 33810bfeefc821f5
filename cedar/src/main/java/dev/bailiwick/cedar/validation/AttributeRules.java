package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Variable;
import dev.bailiwick.cedar.schema.EntityType;
import dev.bailiwick.cedar.schema.Suggestion;
import dev.bailiwick.cedar.schema.Type;
import dev.bailiwick.cedar.schema.Type.Basic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules for attributes and tags: what may be read, and what a test makes sure of. */
final class AttributeRules {
    private final TypeChecker checker;

    AttributeRules(TypeChecker checker) {
        this.checker = checker;
    }

    Answer get(Expr.GetAttribute get, Capabilities prior) {
        var target = checker.expect(get.target(), prior, Expectation.ENTITY_OR_RECORD, "");
        var type = target.type();
        if (type == null) return Answer.failed(get, null, target.typed());
        var attribute = checker.lattice.attribute(type, get.name());
        if (attribute == null) {
            reportUnknown(get, target.typed(), type);
            return Answer.failed(get, null, target.typed());
        }
        if (!attribute.required() && !prior.include(Capabilities.attribute(get.target(), get.name()))) {
            reportUnguarded(get, target.typed());
            return Answer.failed(get, attribute.type(), target.typed());
        }
        return Answer.passed(get, attribute.type(), target.typed()).after(target);
    }

    Answer has(Expr.Has has, Capabilities prior) {
        String name = has.path().getFirst();
        var target =
                checker.expect(has.target(), prior, Expectation.ENTITY_OR_RECORD, "only entities and records `have`");
        var type = target.type();
        if (type == null) return Answer.failed(has, Basic.BOOL, target.typed());
        var attribute = checker.lattice.attribute(type, name);
        if (attribute == null) {
            var answer = checker.lattice.mayHave(type, name) ? Basic.BOOL : Basic.FALSE;
            return Answer.passed(has, answer, target.typed()).after(target);
        }
        var capability = Capabilities.attribute(has.target(), name);
        // An entity may be missing from the store, and then has nothing; a record is always there.
        boolean sure = prior.include(capability) || (attribute.required() && type instanceof Type.RecordOf);
        return Answer.passed(has, sure ? Basic.TRUE : Basic.BOOL, target.typed())
                .with(Capabilities.of(capability))
                .after(target);
    }

    Answer hasTag(Expr.Binary has, Capabilities prior) {
        var entity = checker.expect(has.left(), prior, Expectation.ENTITY, "");
        var key = checker.expect(has.right(), prior, Expectation.STRING, "");
        if (!(entity.type() instanceof Type.Entity types)) {
            return Answer.failed(has, null, entity.typed(), key.typed());
        }
        var capability = Capabilities.tag(has.left(), has.right());
        var type = tagTypes(types).isEmpty() ? Basic.FALSE : prior.include(capability) ? Basic.TRUE : Basic.BOOL;
        return Answer.passed(has, type, entity.typed(), key.typed())
                .with(Capabilities.of(capability))
                .after(entity, key);
    }

    Answer getTag(Expr.Binary get, Capabilities prior) {
        var entity = checker.expect(get.left(), prior, Expectation.ENTITY, "");
        var key = checker.expect(get.right(), prior, Expectation.STRING, "");
        var failed = Answer.failed(get, null, entity.typed(), key.typed());
        if (!(entity.type() instanceof Type.Entity types)) return failed;
        if (!prior.include(Capabilities.tag(get.left(), get.right()))) {
            reportUnguardedTag(get, types);
            return failed;
        }
        var tags = tagTypes(types);
        if (tags.isEmpty()) {
            checker.report(
                    get,
                    Problem.NO_TAGS,
                    List.of(types.toString()),
                    "entities of type " + names(types) + " carry no tags",
                    "declare `tags` on the entity type");
            return failed;
        }
        var type = checker.lattice.join(tags);
        if (type == null) {
            checker.reportIncompatible(get, tags, "the tags of " + names(types));
            return failed;
        }
        return Answer.passed(get, type, entity.typed(), key.typed()).after(entity, key);
    }

    private List<Type> tagTypes(Type.Entity entity) {
        return entity.names().stream()
                .map(checker.schema::entityType)
                .flatMap(Optional::stream)
                .map(EntityType::tags)
                .flatMap(Optional::stream)
                .toList();
    }

    private void reportUnknown(Expr.GetAttribute get, Typed target, Type type) {
        var reached = Reached.by(get, target, checker.environment.action().uid().toString());
        checker.report(
                get,
                Problem.NO_SUCH_ATTRIBUTE,
                List.of(reached.path(), reached.root()),
                "there is no attribute `" + reached.shown() + "`" + reached.on(),
                checker.lattice.mayHave(type, get.name())
                        ? "not every value here has it"
                        : Suggestion.of(
                                        get.name(),
                                        checker.lattice.attributes(type).keySet())
                                .orElse(""));
    }

    private void reportUnguarded(Expr.GetAttribute get, Typed target) {
        var reached = Reached.by(get, target, checker.environment.action().uid().toString());
        checker.report(
                get,
                Problem.UNGUARDED_ATTRIBUTE,
                List.of(reached.path(), reached.root()),
                "attribute `" + reached.shown() + "`" + reached.on() + " is optional and may be absent here",
                "test for it first: `... has " + TypeText.name(get.name()) + " && ...`");
    }

    private void reportUnguardedTag(Expr.Binary get, Type.Entity types) {
        checker.report(
                get,
                Problem.UNGUARDED_TAG,
                List.of(types.toString()),
                "the tag may be absent here on entities of type " + names(types),
                get.right() instanceof Expr.Literal literal && literal.value() instanceof Text key
                        ? "test for it first: `... .hasTag(" + key + ") && ...`"
                        : "test for it first with `hasTag` and the same key expression");
    }

    private static String names(Type.Entity types) {
        return types.names().stream()
                .map(EntityTypeName::name)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    /** Where a chain of attributes starts: {@code a.b} on an entity type, in the context, or on something else. */
    private record Reached(List<String> steps, String root) {
        static Reached by(Expr.GetAttribute get, Typed target, String action) {
            var path = new ArrayList<>(List.of(get.name()));
            Typed at = target;
            while (true) {
                if (at.type() instanceof Type.Entity entity) return new Reached(path.reversed(), entity.toString());
                if (at.expr() instanceof Expr.Var variable && variable.variable() == Variable.CONTEXT) {
                    return new Reached(path.reversed(), "context of " + action);
                }
                if (!(at.expr() instanceof Expr.GetAttribute outer)
                        || at.parts().isEmpty()) {
                    return new Reached(path.reversed(), "");
                }
                path.add(outer.name());
                at = at.parts().getFirst();
            }
        }

        String path() {
            return String.join(".", steps);
        }

        String shown() {
            return steps.stream().map(TypeText::name).collect(Collectors.joining("."));
        }

        String on() {
            return root.isEmpty()
                    ? ""
                    : root.startsWith("context of ") ? " in the " + root : " on entity type `" + root + "`";
        }
    }
}
