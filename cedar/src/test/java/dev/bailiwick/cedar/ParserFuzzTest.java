package dev.bailiwick.cedar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.TypeHints;
import dev.bailiwick.cedar.policy.Expr;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicyJson;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Slot;
import dev.bailiwick.cedar.schema.Fragment;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text, a parser gives a result or a {@link CedarException}: never another exception, never an endless run. */
class ParserFuzzTest {
    private static final String[] PIECES = {
        "permit",
        "forbid",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        ",",
        ";",
        ":",
        "::",
        ".",
        "==",
        "!=",
        "<",
        "<=",
        "=",
        "&&",
        "||",
        "!",
        "-",
        "+",
        "*",
        "/",
        "in",
        "is",
        "has",
        "like",
        "if",
        "then",
        "else",
        "when",
        "unless",
        "principal",
        "action",
        "resource",
        "context",
        "?principal",
        "?resource",
        "\"a\"",
        "\"\\u{1F600}\"",
        "\"\\*\"",
        "\"",
        "\\",
        "@id",
        "//",
        "\n",
        " ",
        "9223372036854775808",
        "1",
        "true",
        "ip(",
        "decimal(",
        ".contains(",
        "entity",
        "type",
        "enum",
        "namespace",
        "appliesTo",
        "__cedar",
        "\u0000",
        "\ud83d",
        "\u00e9",
        "null",
        "\"__entity\"",
        "\"__extn\"",
        "Set<"
    };

    private static final String SHOP = """
            @owner("it")
            namespace Shop {
              type Money = { minor: Long, @iso currency?: String };
              entity Customer in [Segment] { "e-mail": String, seen: Set<datetime> } tags Set<String>;
              entity Segment;
              entity Tier enum ["gold", "old"];
              action buy in [Action::"any"] appliesTo { principal: Customer, resource: [Segment], context: Money };
              action any;
            }
            """;

    /**
     * One form of input.
     *
     * @param parser reads it and, where there is a printer, checks that what was read prints the same twice
     * @param share of a hundred inputs
     */
    private record Target(String name, int share, Consumer<String> parser, List<String> seeds) {
        Target {
            seeds = seeds.stream().filter(seed -> seed.length() <= LONG).toList();
        }
    }

    /** Seeds of about so many characters at most: short texts reach the corners of a parser sooner. */
    private static final int LONG = 400;

    private static List<Target> targets() throws IOException {
        var schema = Schema.parse(resource("pack/bailiwick.cedarschema"));
        return List.of(
                new Target("policies", 60, ParserFuzzTest::policies, policySeeds()),
                new Target("policies in JSON", 10, ParserFuzzTest::policiesInJson, policyJsonSeeds()),
                new Target("schema", 10, ParserFuzzTest::schema, schemaSeeds()),
                new Target("schema in JSON", 10, ParserFuzzTest::schemaInJson, schemaJsonSeeds()),
                new Target("entities", 10, text -> entities(text, schema), entitySeeds()));
    }

    private static void policies(String text) {
        PolicySet set = PolicySet.parse(text);
        String printed = set.text();
        same(PolicySet.parse(printed).text(), printed);
        var json = PolicyJson.writeSet(set);
        same(PolicyJson.writeSet(PolicyJson.readSet(json)), json);
    }

    private static void policiesInJson(String text) {
        PolicySet set = PolicyJson.parseSet(text);
        var json = PolicyJson.writeSet(set);
        same(PolicyJson.writeSet(PolicyJson.parseSet(json.text())), json);
        String printed = set.text();
        same(PolicySet.parse(printed).text(), printed);
    }

    private static void schema(String text) {
        Fragment fragment = Fragment.parse(text);
        Schema.of(List.of(fragment));
        String printed = fragment.text();
        same(Fragment.parse(printed).text(), printed);
        same(Fragment.ofJson(fragment.json()).json(), fragment.json());
    }

    private static void schemaInJson(String text) {
        Schema.parseJson(text);
        var fragment = Fragment.ofJson(Json.parse(text, EntityJson.LIMITS));
        var json = fragment.json();
        same(Fragment.ofJson(json).json(), json);
        String printed = fragment.text(); // not all that JSON can say can be said in text: that is an error too
        same(Fragment.parse(printed).text(), printed);
    }

    private static void entities(String text, Schema schema) {
        var printed = EntityJson.write(EntityJson.parse(text, TypeHints.NONE));
        same(EntityJson.write(EntityJson.parse(printed.text(), TypeHints.NONE)), printed);
        EntityJson.parse(text, schema);
    }

    /** A plain comparison: an assertion object for each of a million inputs would cost more than the parsers. */
    private static void same(Object again, Object first) {
        if (!again.equals(first)) throw new AssertionError("first " + first + "\nagain " + again);
    }

    private static PolicySet pack() throws IOException {
        return PolicySet.parse(
                resource("pack/core.cedar")
                        + resource("pack/baseline.cedar")
                        + resource("pack/freeze.cedar")
                        + "permit(principal in ?principal, action in [A::Action::\"b\", Action::\"c\"], resource is R in ?resource);");
    }

    private static List<String> policySeeds() throws IOException {
        var seeds = new ArrayList<String>(List.of(""));
        for (Policy policy : pack().policies()) seeds.add(policy.text());
        for (Policy template : pack().templates()) seeds.add(template.text());
        for (String line : resource("language.tsv").lines().skip(1).toList()) {
            seeds.add("permit(principal,action,resource) when {" + line.split("\t", 2)[0] + "};");
        }
        return seeds;
    }

    private static List<String> policyJsonSeeds() throws IOException {
        var seeds = new ArrayList<String>(List.of("{}"));
        for (Policy policy : pack().policies()) seeds.add(json(PolicySet.of(List.of(policy))));
        var template = PolicySet.of(pack().templates());
        seeds.add(json(template));
        String id = template.templates().getFirst().id();
        var values = Map.of(Slot.PRINCIPAL, EntityUid.of("P", "p"), Slot.RESOURCE, EntityUid.of("R", "r"));
        seeds.add(json(template.linked(id, "link", values)));
        return seeds;
    }

    private static String json(PolicySet set) {
        return PolicyJson.writeSet(set).text();
    }

    private static List<String> schemaSeeds() throws IOException {
        String schema = resource("pack/bailiwick.cedarschema");
        var seeds = schema.lines()
                .filter(line -> line.contains("entity") || line.contains("action") || line.contains("type"))
                .map(line -> "namespace N { " + line.strip() + " }")
                .collect(Collectors.toCollection(ArrayList::new));
        seeds.add("");
        seeds.add(SHOP);
        return seeds;
    }

    private static List<String> schemaJsonSeeds() {
        return List.of(
                Fragment.parse(SHOP).json().text(),
                Fragment.parse("entity A, B in [A] tags Long; action x in [y]; action y;")
                        .json()
                        .text(),
                "{\"N\": {\"entityTypes\": {\"E\": {\"shape\": {\"type\": \"Record\", \"attributes\": {\"a\": {\"type\":"
                        + " \"Extension\", \"name\": \"ipaddr\"}, \"b\": {\"type\": \"Entity\", \"name\": \"E\","
                        + " \"required\": false}}}}}, \"actions\": {\"x\": {\"memberOf\": null}}}}",
                "{\"\": {\"entityTypes\": {}, \"actions\": {}}}");
    }

    private static List<String> entitySeeds() throws IOException {
        var seeds = new ArrayList<String>();
        for (JsonValue entity : (JsonArray) Json.parse(resource("pack/entities.json"))) {
            seeds.add("[" + entity.text() + "]");
        }
        seeds.add("[{\"uid\": {\"__entity\": {\"type\": \"A\", \"id\": \"\"}}, \"attrs\": {\"d\": {\"__extn\": {\"fn\":"
                + " \"decimal\", \"arg\": \"1.0\"}}, \"r\": {\"s\": [1, true, \"x\"]}}, \"parents\": [{\"type\": \"A\","
                + " \"id\": \"b\"}], \"tags\": {\"t\": -1}}]");
        return seeds;
    }

    private static String resource(String name) throws IOException {
        try (var in = ParserFuzzTest.class.getResourceAsStream("/dev/bailiwick/cedar/" + name)) {
            if (in == null) throw new IOException("no resource " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void mutated_texts_give_a_result_or_an_error() throws IOException {
        fuzz(1_000_000, Long.getLong("bailiwick.seed", 20_251_124));
    }

    @Test
    @Tag("long")
    void mutated_texts_give_a_result_or_an_error_for_long() throws IOException {
        fuzz(100_000_000, System.nanoTime());
    }

    private static void fuzz(int inputs, long seed) throws IOException {
        System.out.println("parser fuzz: " + inputs + " inputs, seed " + seed);
        var targets = targets();
        var random = new Random(seed);
        var read = new TreeMap<String, Integer>();
        long slowest = 0;
        for (int i = 0; i < inputs; i++) {
            Target target = pick(targets, random.nextInt(100));
            String text = mutated(any(target.seeds(), random), random);
            long start = System.nanoTime();
            try {
                target.parser().accept(text);
                read.merge(target.name(), 1, Integer::sum);
            } catch (CedarException e) {
                if (e.problem().isEmpty()) fail("no problem named");
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail(target.name() + ", seed " + seed + ", input " + i + ": " + text, e);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        System.out.println("parser fuzz: read " + read);
        assertThat(TimeUnit.NANOSECONDS.toSeconds(slowest)).as("slowest input").isLessThan(10);
        // mutants that are never read would test the first lines of a parser only
        for (Target target : targets) {
            assertThat(read.getOrDefault(target.name(), 0))
                    .as(target.name())
                    .isGreaterThan(inputs / 100 * target.share() / 50);
        }
    }

    private static Target pick(List<Target> targets, int hundredth) {
        int rest = hundredth;
        for (Target target : targets) {
            rest -= target.share();
            if (rest < 0) return target;
        }
        throw new IllegalStateException("the shares do not make a hundred");
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String mutated(String seed, Random random) {
        var text = new StringBuilder(seed);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(7)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.delete(at, end);
                case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
                case 4, 5 -> exchange(text, at, random);
                default -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0xffff));
            }
        }
        return text.toString();
    }

    /** Puts a copy of one quoted string in the place of another, which leaves the text around in good form. */
    private static void exchange(StringBuilder text, int at, Random random) {
        int open = text.indexOf("\"", at);
        int close = text.indexOf("\"", open + 1);
        int from = text.indexOf("\"", random.nextInt(text.length() + 1));
        int to = text.indexOf("\"", from + 1);
        if (open >= 0 && close >= 0 && from >= 0 && to >= 0)
            text.replace(open, close + 1, text.substring(from, to + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{a:",
                "!",
                "-",
                "if ",
                "ip(",
                "a.b(",
                "true && ",
                "true || ",
                "1 + ",
                "1 * ",
                "principal.a",
                "[].isEmpty()",
                "principal has a && ",
                "if true then ",
                "{\"a\":[",
                "((true)) == "
            })
    void endless_nesting_is_an_error_not_a_crash(String piece) throws InterruptedException {
        String text = "permit(principal,action,resource) when {" + piece.repeat(100_000);
        onSmallStack(() -> assertThatThrownBy(() -> PolicySet.parse(text)).isInstanceOf(CedarException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"||", "&&", "+", "-", "*"})
    void chains_up_to_the_limit_are_read_printed_and_read_again(String op) throws InterruptedException {
        String operand = op.length() == 2 ? "context.a" : "1";
        String chain = (operand + " " + op + " ").repeat(Expr.MAX_DEPTH - 2) + operand;
        String text = "permit(principal,action,resource) when {" + chain + "};";
        onSmallStack(() -> {
            String printed = PolicySet.parse(text).text();
            assertThat(PolicySet.parse(printed).text()).isEqualTo(printed);
        });
        String longer = "permit(principal,action,resource) when {" + chain + " " + op + " " + chain + "};";
        onSmallStack(() -> assertThatThrownBy(() -> PolicySet.parse(longer)).isInstanceOf(CedarException.class));
    }

    private static void onSmallStack(Runnable check) throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var thread = new Thread(null, check, "small stack", 512 << 10);
        thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
        thread.start();
        thread.join();
        if (failure.get() != null) fail("on a stack of 512 KiB", failure.get());
    }
}
