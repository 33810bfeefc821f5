package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.Bool;
import dev.bailiwick.cedar.Datetime;
import dev.bailiwick.cedar.Decimal;
import dev.bailiwick.cedar.Duration;
import dev.bailiwick.cedar.EntityTypeName;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.ExtensionFunction;
import dev.bailiwick.cedar.IpAddress;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.Position;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.SetValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.ValueKind;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.ActionScope;
import dev.bailiwick.cedar.policy.BinaryOp;
import dev.bailiwick.cedar.policy.Condition;
import dev.bailiwick.cedar.policy.Effect;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Pattern;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Scope;
import dev.bailiwick.cedar.policy.Slot;
import dev.bailiwick.cedar.policy.Target;
import dev.bailiwick.cedar.policy.UnaryOp;
import dev.bailiwick.cedar.policy.Variable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random worlds: entities, several policies with templates and both clauses, a request. Most of it is well-typed. */
final class Cases {
    private static final Position NOWHERE = Position.NONE;
    private static final String[] NAMES = {"a", "b", "if", "x y", "owner", "n", "tags", "\u00e9\"q"};
    private static final String[] TEXTS = {
        "", "a", "ab", "a*b", "*", "1.2.3.4", "2024-01-01", "1d2h", "0.5", "\u00e9x\n"
    };
    private static final String[] ADDRESSES = {"1.2.3.4", "10.0.0.0/8", "127.0.0.1", "::1", "ff02::1/16", "1.2.3.256"};
    private static final String[] DECIMALS = {"1.0", "-0.5", "922337203685477.5807", "1.23456", "x"};
    private static final String[] INSTANTS = {
        "2024-01-01", "1969-12-31T23:00:00Z", "2024-02-30", "2024-01-01T00:00:00.123+0130", "0000-01-01"
    };
    private static final String[] LENGTHS = {"1d", "-1h30m", "5ms", "9223372036854775807ms", "1h1d"};
    private static final long[] NUMBERS = {0, 1, -1, 2, 5, Long.MAX_VALUE, Long.MIN_VALUE, 3037000500L};

    private final Random random;
    private final List<EntityUid> users = uids("U", 4);
    private final List<EntityUid> groups = uids("N::G", 4);
    private final List<EntityUid> resources = uids("R", 4);
    private final List<EntityUid> actions = uids("Action", 5);

    Cases(long seed) {
        random = new Random(seed);
    }

    record Case(PolicySet policies, List<Entity> entities, Request request) {
        EntityStore store() {
            return EntityStore.of(entities);
        }
    }

    private static List<EntityUid> uids(String type, int count) {
        var all = new ArrayList<EntityUid>();
        for (int i = 0; i < count; i++) all.add(EntityUid.of(type, i == 0 ? "" : "e" + i));
        return all;
    }

    Case next() {
        return new Case(policies(), entities(), new Request(any(users), any(actions), any(resources), record(2)));
    }

    private List<Entity> entities() {
        var all = new ArrayList<Entity>();
        for (List<EntityUid> kind : List.of(users, groups, resources, actions)) {
            for (int i = 0; i < kind.size(); i++) {
                if (random.nextInt(8) > 0) all.add(entity(kind, i));
            }
        }
        return all;
    }

    /** Parents have larger numbers than children, so there are no cycles. */
    private Entity entity(List<EntityUid> kind, int number) {
        var parents = new LinkedHashSet<EntityUid>();
        boolean action = kind.equals(actions);
        for (int i = number + 1; i < kind.size(); i++) {
            if (random.nextInt(3) == 0) parents.add(kind.get(i));
        }
        if (!kind.equals(groups) && !action && random.nextBoolean()) parents.add(any(groups));
        if (action) return new Entity(kind.get(number), RecordValue.EMPTY, parents, RecordValue.EMPTY);
        return new Entity(kind.get(number), record(2), parents, random.nextBoolean() ? record(1) : RecordValue.EMPTY);
    }

    PolicySet policies() {
        var all = new ArrayList<Policy>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) all.add(policy("p" + i));
        PolicySet set = PolicySet.of(all);
        int links = 0;
        for (Policy template : List.copyOf(set.templates())) {
            for (int i = random.nextInt(3); i > 0; i--) {
                var values = new EnumMap<Slot, EntityUid>(Slot.class);
                for (Slot slot : template.slots()) {
                    boolean principal = slot == Slot.PRINCIPAL;
                    values.put(slot, random.nextBoolean() ? any(groups) : any(principal ? users : resources));
                }
                set = set.linked(template.id(), "link" + links++, values);
            }
        }
        return set;
    }

    private Policy policy(String id) {
        var conditions = new ArrayList<Condition>();
        for (int i = random.nextInt(3); i > 0; i--) {
            conditions.add(new Condition(random.nextInt(3) > 0, expr(ValueKind.BOOL, 1 + random.nextInt(4))));
        }
        var annotations = new LinkedHashMap<String, String>();
        if (random.nextInt(4) == 0) annotations.put(random.nextBoolean() ? "if" : "note", any(TEXTS));
        return new Policy(
                id,
                annotations,
                random.nextBoolean() ? Effect.PERMIT : Effect.FORBID,
                scope(users, "U", Slot.PRINCIPAL),
                actionScope(),
                scope(resources, "R", Slot.RESOURCE),
                conditions,
                NOWHERE);
    }

    private Scope scope(List<EntityUid> kind, String type, Slot slot) {
        Target target = random.nextInt(4) == 0
                ? new Target.Open(slot)
                : new Target.Known(random.nextBoolean() ? any(kind) : any(groups));
        return switch (random.nextInt(8)) {
            case 0 -> new Scope.Equal(target);
            case 1, 2 -> new Scope.In(target);
            case 3 -> new Scope.Is(EntityTypeName.of(random.nextInt(4) > 0 ? type : "N::G"));
            case 4 -> new Scope.IsIn(EntityTypeName.of(type), target);
            default -> new Scope.Any();
        };
    }

    private ActionScope actionScope() {
        return switch (random.nextInt(5)) {
            case 0 -> new ActionScope.Equal(any(actions));
            case 1 -> new ActionScope.In(List.of(any(actions)), false);
            case 2 -> {
                var some = new ArrayList<EntityUid>();
                for (int i = random.nextInt(4); i > 0; i--) some.add(any(actions));
                yield new ActionScope.In(some, true);
            }
            default -> new ActionScope.Any();
        };
    }

    RecordValue record(int depth) {
        var fields = new LinkedHashMap<String, Value>();
        for (String name : NAMES) {
            if (random.nextInt(3) > 0) fields.put(name, value(depth));
        }
        return RecordValue.of(fields);
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> Bool.of(random.nextBoolean());
            case 1 -> LongValue.of(number());
            case 2 -> Text.of(any(TEXTS));
            case 3 -> entityUid();
            case 4 -> Decimal.parse(DECIMALS[random.nextInt(3)]);
            case 5 -> IpAddress.parse(ADDRESSES[random.nextInt(5)]);
            case 6 -> Datetime.parse(INSTANTS[random.nextInt(2)]);
            case 7 -> Duration.parse(LENGTHS[random.nextInt(4)]);
            case 8 -> {
                var members = new ArrayList<Value>();
                for (int i = random.nextInt(7); i > 0; i--) members.add(value(depth - 1));
                yield SetValue.of(members);
            }
            default -> record(depth - 1);
        };
    }

    private long number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private EntityUid entityUid() {
        return switch (random.nextInt(5)) {
            case 0 -> any(groups);
            case 1 -> any(resources);
            case 2 -> EntityUid.of("Nope", "x");
            default -> any(users);
        };
    }

    /** An expression that is likely, not certainly, of the kind. */
    Expr expr(ValueKind kind, int depth) {
        if (random.nextInt(12) == 0) return expr(any(ValueKind.values()), depth - 1);
        if (depth <= 0) return leaf(kind);
        if (random.nextInt(10) == 0) {
            return new Expr.If(NOWHERE, expr(ValueKind.BOOL, depth - 1), expr(kind, depth - 1), expr(kind, depth - 1));
        }
        if (kind != ValueKind.BOOL && random.nextInt(4) == 0) return access(depth);
        return switch (kind) {
            case BOOL -> bool(depth - 1);
            case LONG -> number(depth - 1);
            case SET -> new Expr.SetOf(NOWHERE, exprs(any(ValueKind.values()), depth - 1));
            case RECORD -> {
                var fields = new LinkedHashMap<String, Expr>();
                for (int i = random.nextInt(3); i > 0; i--)
                    fields.put(any(NAMES), expr(any(ValueKind.values()), depth - 1));
                yield new Expr.RecordOf(NOWHERE, fields);
            }
            case DATETIME -> random.nextBoolean() ? leaf(kind) : call(ExtensionFunction.OFFSET, depth);
            case DURATION -> random.nextBoolean() ? leaf(kind) : call(ExtensionFunction.DURATION_SINCE, depth);
            default -> leaf(kind);
        };
    }

    private List<Expr> exprs(ValueKind kind, int depth) {
        var all = new ArrayList<Expr>();
        for (int i = random.nextInt(7); i > 0; i--) all.add(expr(kind, depth));
        return all;
    }

    private Expr access(int depth) {
        Expr target = random.nextInt(3) == 0 ? expr(ValueKind.RECORD, depth - 1) : var();
        if (random.nextInt(5) == 0) {
            Expr name = random.nextInt(3) == 0 ? expr(ValueKind.TEXT, depth - 1) : literal(Text.of(any(NAMES)));
            return new Expr.Binary(NOWHERE, BinaryOp.GET_TAG, target, name);
        }
        return new Expr.GetAttribute(NOWHERE, target, any(NAMES));
    }

    private Expr var() {
        return new Expr.Var(NOWHERE, any(Variable.values()));
    }

    private Expr literal(Value value) {
        return new Expr.Literal(NOWHERE, value);
    }

    private Expr leaf(ValueKind kind) {
        if (random.nextInt(4) == 0) return new Expr.GetAttribute(NOWHERE, var(), any(NAMES));
        return switch (kind) {
            case BOOL -> literal(Bool.of(random.nextBoolean()));
            case LONG -> literal(LongValue.of(number()));
            case TEXT -> literal(Text.of(any(TEXTS)));
            case ENTITY -> random.nextBoolean() ? var() : literal(entityUid());
            case SET -> new Expr.SetOf(NOWHERE, List.of());
            case RECORD -> new Expr.Var(NOWHERE, Variable.CONTEXT);
            case DECIMAL -> constructor(ExtensionFunction.DECIMAL_OF, any(DECIMALS));
            case IP_ADDRESS -> constructor(ExtensionFunction.IP_OF, any(ADDRESSES));
            case DATETIME -> constructor(ExtensionFunction.DATETIME_OF, any(INSTANTS));
            case DURATION -> constructor(ExtensionFunction.DURATION_OF, any(LENGTHS));
        };
    }

    private Expr constructor(ExtensionFunction function, String text) {
        return new Expr.Call(NOWHERE, function, List.of(literal(Text.of(text))));
    }

    private Expr call(ExtensionFunction function, int depth) {
        var arguments = new ArrayList<Expr>();
        for (ValueKind kind : function.parameters()) arguments.add(expr(kind, depth - 1));
        return new Expr.Call(NOWHERE, function, arguments);
    }

    private Expr number(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> new Expr.Unary(NOWHERE, UnaryOp.NEGATE, expr(ValueKind.LONG, depth));
            case 1 -> call(ExtensionFunction.TO_HOURS, depth);
            case 2 -> leaf(ValueKind.LONG);
            default -> {
                BinaryOp op = any(new BinaryOp[] {BinaryOp.ADD, BinaryOp.SUBTRACT, BinaryOp.MULTIPLY});
                yield new Expr.Binary(NOWHERE, op, expr(ValueKind.LONG, depth), expr(ValueKind.LONG, depth));
            }
        };
    }

    private Expr bool(int depth) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> new Expr.And(NOWHERE, expr(ValueKind.BOOL, depth), expr(ValueKind.BOOL, depth));
            case 2, 3 -> new Expr.Or(NOWHERE, expr(ValueKind.BOOL, depth), expr(ValueKind.BOOL, depth));
            case 4 -> new Expr.Unary(NOWHERE, UnaryOp.NOT, expr(ValueKind.BOOL, depth));
            case 5 -> equality(depth);
            case 6 -> comparison(depth);
            case 7 -> membership(depth);
            case 8 -> sets(depth);
            case 9 -> has(depth);
            case 10 -> new Expr.Like(NOWHERE, expr(ValueKind.TEXT, depth), pattern());
            case 11 -> {
                Optional<Expr> in =
                        random.nextBoolean() ? Optional.empty() : Optional.of(expr(ValueKind.ENTITY, depth));
                yield new Expr.Is(
                        NOWHERE, expr(ValueKind.ENTITY, depth), any(users).type(), in);
            }
            case 12 ->
                call(
                        any(new ExtensionFunction[] {
                            ExtensionFunction.IS_IN_RANGE,
                            ExtensionFunction.IS_LOOPBACK,
                            ExtensionFunction.IS_IPV4,
                            ExtensionFunction.LESS_THAN,
                            ExtensionFunction.GREATER_THAN_OR_EQUAL
                        }),
                        depth);
            default -> access(depth);
        };
    }

    private Expr equality(int depth) {
        ValueKind kind = any(ValueKind.values());
        BinaryOp op = random.nextBoolean() ? BinaryOp.EQUAL : BinaryOp.NOT_EQUAL;
        return new Expr.Binary(NOWHERE, op, expr(kind, depth), expr(kind, depth));
    }

    private Expr comparison(int depth) {
        ValueKind kind = any(new ValueKind[] {ValueKind.LONG, ValueKind.DATETIME, ValueKind.DURATION});
        BinaryOp op = any(
                new BinaryOp[] {BinaryOp.LESS, BinaryOp.LESS_OR_EQUAL, BinaryOp.GREATER, BinaryOp.GREATER_OR_EQUAL});
        return new Expr.Binary(NOWHERE, op, expr(kind, depth), expr(kind, depth));
    }

    private Expr membership(int depth) {
        Expr group = random.nextBoolean()
                ? expr(ValueKind.ENTITY, depth)
                : new Expr.SetOf(NOWHERE, exprs(ValueKind.ENTITY, depth));
        return new Expr.Binary(NOWHERE, BinaryOp.IN, expr(ValueKind.ENTITY, depth), group);
    }

    private Expr sets(int depth) {
        Expr set = expr(ValueKind.SET, depth);
        return switch (random.nextInt(4)) {
            case 0 -> new Expr.Unary(NOWHERE, UnaryOp.IS_EMPTY, set);
            case 1 -> new Expr.Binary(NOWHERE, BinaryOp.CONTAINS, set, expr(any(ValueKind.values()), depth));
            case 2 -> new Expr.Binary(NOWHERE, BinaryOp.CONTAINS_ALL, set, expr(ValueKind.SET, depth));
            default -> new Expr.Binary(NOWHERE, BinaryOp.CONTAINS_ANY, set, expr(ValueKind.SET, depth));
        };
    }

    private Expr has(int depth) {
        Expr target = random.nextInt(3) == 0 ? expr(ValueKind.RECORD, depth) : var();
        if (random.nextInt(4) == 0) {
            return new Expr.Binary(NOWHERE, BinaryOp.HAS_TAG, target, literal(Text.of(any(NAMES))));
        }
        List<String> path = random.nextInt(3) == 0 ? List.of("a", "owner") : List.of(any(NAMES));
        return new Expr.Has(NOWHERE, target, path);
    }

    private Pattern pattern() {
        var pieces = new ArrayList<String>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) pieces.add(any(TEXTS));
        return new Pattern(pieces);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private <T> T any(T[] array) {
        return array[random.nextInt(array.length)];
    }
}
