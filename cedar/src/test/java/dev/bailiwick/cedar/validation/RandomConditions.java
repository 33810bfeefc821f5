package dev.bailiwick.cedar.validation;

import dev.bailiwick.cedar.EntityUid;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Conditions over the schema below, most of them almost well-typed: each part is of the type its place asks for, but one
 * in a few is not, guards come and go, and attributes are optional or missing.
 */
final class RandomConditions {
    static final String SCHEMA = """
            type Place = { city: String, zip?: String, keeper?: Person };
            entity Group in [Group] { lead?: Person };
            entity Person in [Group, Team] {
              age: Long, name: String, nick?: String, boss?: Person, active: Bool, born: datetime, home: ipaddr,
              pay?: decimal, labels: Set<String>, team: Team, place: Place, plan?: duration
            } tags String;
            entity Team in [Group] tags Set<Long>;
            entity Robot in [Team] { age: String, owner: Person, place: Place };
            entity Doc in [Doc] { owner: Person, readers: Set<Person>, due?: datetime, meta: { size: Long, of?: Doc } };
            entity Level enum ["low", "high"];
            action read, write in [any] appliesTo {
              principal: [Person, Robot], resource: [Doc, Team], context: { why?: String, level: Level, ip: ipaddr, by?: Person } };
            action serve in [serving] appliesTo { principal: [Robot], resource: Doc };
            action serving in any;
            action any;
            """;

    private final SplittableRandom random;

    RandomConditions(SplittableRandom random) {
        this.random = random;
    }

    String policy() {
        return policy(principal(), resource());
    }

    /** A policy whose scopes leave one or both slots open. */
    String template() {
        String principal =
                one("principal == ?principal", "principal in ?principal", "principal is Person in ?principal");
        String resource = one("resource == ?resource", "resource in ?resource", "resource is Robot in ?resource");
        return switch (random.nextInt(3)) {
            case 0 -> policy(principal, resource());
            case 1 -> policy(principal(), resource);
            default -> policy(principal, resource);
        };
    }

    /** What a link may put into a slot. */
    EntityUid slotValue() {
        return EntityUid.of(one("Person", "Robot", "Team", "Group", "Doc", "Nope"), "x");
    }

    private String policy(String principal, String resource) {
        String policy = one("permit", "forbid") + "(" + principal + ", " + action() + ", " + resource + ")";
        for (int n = random.nextInt(3); n > 0; n--) {
            policy += one(" when", " when", " unless") + " { " + bool(random.nextInt(1, 5)) + " }";
        }
        return policy + ";";
    }

    private String principal() {
        return one(
                "principal",
                "principal",
                "principal is Person",
                "principal is Robot",
                "principal == Person::\"p\"",
                "principal in Group::\"g\"",
                "principal in Team::\"t\"",
                "principal is Person in Group::\"g\"",
                "principal is Doc",
                "principal in Doc::\"d\"",
                "principal == Level::\"low\"",
                "principal is Robot in Nope::\"x\"");
    }

    private String action() {
        return one(
                "action",
                "action",
                "action == Action::\"read\"",
                "action in Action::\"any\"",
                "action in [Action::\"serve\"]",
                "action in [Action::\"read\", Action::\"serving\"]",
                "action == Action::\"any\"",
                "action == Action::\"reed\"");
    }

    private String resource() {
        return one(
                "resource",
                "resource",
                "resource is Doc",
                "resource is Team",
                "resource in Doc::\"d\"",
                "resource in Group::\"g\"",
                "resource == Doc::\"d\"",
                "resource is Team in Group::\"g\"",
                "resource == Level::\"mid\"");
    }

    String bool(int depth) {
        if (random.nextInt(25) == 0) return any(depth);
        if (depth <= 0)
            return one(
                    "true", "false", "principal.active", "principal has nick", "resource has due", "context has why");
        int less = depth - 1;
        return switch (random.nextInt(24)) {
            case 0, 1, 2 -> bool(less) + " && " + bool(less);
            case 3, 4 -> "(" + bool(less) + " || " + bool(less) + ")";
            case 5 -> "!(" + bool(less) + ")";
            case 6 -> "(if " + bool(less) + " then " + bool(less) + " else " + bool(less) + ")";
            case 7 -> "(" + number(less) + one(" < ", " <= ", " > ", " >= ", " == ", " != ") + number(less) + ")";
            case 8 -> "(" + text(less) + one(" == ", " != ") + text(less) + ")";
            case 9 -> "(" + entity(less) + one(" == ", " != ") + entity(less) + ")";
            case 10 ->
                "(" + entity(less) + " in "
                        + one(entity(less), "[" + entity(less) + ", " + entity(less) + "]", "resource.readers") + ")";
            case 11 -> "(" + entity(less) + " is " + one("Person", "Robot", "Doc", "Team", "Level", "Nope") + ")";
            case 12 ->
                "(" + entity(less) + " has "
                        + one("nick", "boss", "age", "place", "boss.nick", "place.zip", "meta.of", "nope", "lead")
                        + ")";
            case 13 ->
                "(" + record(less) + " has " + one("city", "zip", "keeper.nick", "size", "of", "why", "by.boss", "a")
                        + ")";
            case 14 -> guarded(less);
            case 15 -> entity(less) + ".hasTag(" + text(less) + ")";
            case 16 -> tagGuarded();
            case 17 -> set(less) + one(".contains(", ".contains(") + text(less) + ")";
            case 18 -> set(less) + one(".containsAll(", ".containsAny(") + set(less) + ")";
            case 19 -> set(less) + ".isEmpty()";
            case 20 -> "(" + text(less) + " like \"a*b\")";
            case 21 -> "(" + instant(less) + one(" < ", " >= ", " == ") + instant(less) + ")";
            case 22 -> address(less) + one(".isIpv4()", ".isLoopback()", ".isInRange(" + address(less) + ")");
            default -> money(less) + ".lessThan(" + money(less) + ")";
        };
    }

    /** A test of an optional attribute with a use of it, in the right order or not. */
    private String guarded(int depth) {
        String on = one("principal", "principal", "resource.owner", "context.by");
        String guard = on + " has " + one("nick", "boss", "boss.nick");
        String use = one(on + ".nick == " + text(0), on + ".boss.age > " + number(0), on + ".boss.nick like \"*\"");
        return switch (random.nextInt(6)) {
            case 0 -> "(" + guard + " || " + use + ")";
            case 1 -> "(!(" + guard + ") || " + use + ")";
            case 2 -> "(if " + guard + " then " + use + " else " + bool(depth) + ")";
            case 3 -> "((" + guard + " && " + bool(depth) + " || " + guard + ") && " + use + ")";
            default -> "(" + guard + " && " + use + ")";
        };
    }

    private String tagGuarded() {
        String on = one("principal", "resource", "resource.owner", "principal.team");
        String key = one("\"k\"", "principal.name", "\"l\"");
        String other = one(key, key, key, "\"k\"");
        return "(" + on + ".hasTag(" + key + ")" + one(" && ", " && ", " || ") + on + ".getTag(" + other + ") == "
                + one("\"x\"", "[1]", "principal.name") + ")";
    }

    private String number(int depth) {
        if (depth <= 0) return one("1", "principal.age", "-3", "resource.meta.size", "resource.owner.age");
        return switch (random.nextInt(6)) {
            case 0 -> "(" + number(depth - 1) + one(" + ", " - ", " * ") + number(depth - 1) + ")";
            case 1 -> "-(" + number(depth - 1) + ")";
            case 2 -> "(if " + bool(depth - 1) + " then " + number(depth - 1) + " else " + number(depth - 1) + ")";
            case 3 -> "{a: " + number(depth - 1) + ", b: " + text(0) + "}" + one(".a", "[\"a\"]", ".b");
            case 4 -> instant(depth - 1) + ".durationSince(" + instant(depth - 1) + ").toDays()";
            default -> number(0);
        };
    }

    private String text(int depth) {
        if (depth <= 0)
            return one("\"a\"", "principal.name", "principal.place.city", "resource.owner.name", "context.why");
        return switch (random.nextInt(4)) {
            case 0 -> "(if " + bool(depth - 1) + " then " + text(depth - 1) + " else " + text(depth - 1) + ")";
            case 1 -> entity(depth - 1) + one(".name", ".nick", ".place.city", ".age");
            default -> text(0);
        };
    }

    private String entity(int depth) {
        if (depth <= 0) {
            return one(
                    "principal",
                    "principal",
                    "resource",
                    "action",
                    "resource.owner",
                    "principal.boss",
                    "principal.team",
                    "context.by",
                    "Person::\"p\"",
                    "Group::\"g\"",
                    "context.level",
                    "Level::\"low\"",
                    "Action::\"read\"",
                    "Level::\"mid\"");
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(if " + bool(depth - 1) + " then " + entity(depth - 1) + " else " + entity(depth - 1) + ")";
            case 1 -> "{a: " + entity(depth - 1) + ", b: " + entity(depth - 1) + "}.a";
            case 2 -> record(depth - 1) + one(".keeper", ".of", ".by");
            default -> entity(0);
        };
    }

    private String record(int depth) {
        if (depth <= 0)
            return one("principal.place", "resource.meta", "context", "{a: 1}", "{}", "resource.owner.place");
        return one(
                "{city: " + text(depth - 1) + "}",
                "{a: " + number(depth - 1) + ", b: " + bool(depth - 1) + "}",
                record(0));
    }

    private String set(int depth) {
        if (depth <= 0) return one("principal.labels", "[\"a\"]", "[]", "resource.readers", "[principal.name, \"b\"]");
        return one("[" + text(depth - 1) + ", " + text(depth - 1) + "]", "[" + any(depth - 1) + "]", set(0));
    }

    private String instant(int depth) {
        if (depth <= 0)
            return one(
                    "principal.born",
                    "datetime(\"2024-01-01\")",
                    "resource.due",
                    "datetime(\"never\")",
                    "duration(\"1h\")");
        return one(
                instant(0),
                instant(depth - 1) + ".offset(" + one("duration(\"1h\")", "principal.plan") + ")",
                instant(depth - 1) + ".toDate()");
    }

    private String address(int depth) {
        return one(
                "principal.home", "context.ip", "ip(\"10.0.0.0/8\")", "ip(\"1.2.3\")", "ip(" + text(depth - 1) + ")");
    }

    private String money(int depth) {
        return one("principal.pay", "decimal(\"1.0\")", "decimal(\"1\")", "decimal(\"1.0\", " + text(depth - 1) + ")");
    }

    private String any(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> number(depth);
            case 1 -> text(depth);
            case 2 -> entity(depth);
            case 3 -> record(depth);
            case 4 -> set(depth);
            case 5 -> instant(depth);
            case 6 -> address(depth);
            default -> "principal." + one("nope", "age", "nick", "lead");
        };
    }

    private String one(String... choices) {
        return List.of(choices).get(random.nextInt(choices.length));
    }
}
