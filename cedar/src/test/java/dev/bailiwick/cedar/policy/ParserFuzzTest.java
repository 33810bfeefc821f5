package dev.bailiwick.cedar.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.TypeHints;
import dev.bailiwick.cedar.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    private record Target(String name, Consumer<String> parser, List<String> seeds) {}

    private static List<Target> targets() throws IOException {
        String policies = resource("pack/core.cedar") + resource("pack/baseline.cedar") + resource("pack/freeze.cedar");
        var each = new ArrayList<String>();
        for (Policy policy : PolicySet.parse(policies).policies()) each.add(policy.text());
        for (String line : resource("language.tsv").lines().skip(1).toList()) {
            each.add("permit(principal,action,resource) when {" + line.split("\t", 2)[0] + "};");
        }
        var json = PolicySet.parse(policies).policies().stream()
                .map(policy ->
                        PolicyJson.writeSet(PolicySet.of(List.of(policy))).text())
                .toList();
        String schema = resource("pack/bailiwick.cedarschema");
        var declarations = schema.lines()
                .filter(line -> line.contains("entity") || line.contains("action") || line.contains("type"))
                .map(line -> "namespace N { " + line.strip() + " }")
                .collect(Collectors.toList());
        declarations.add(schema.substring(0, 1200));
        var entities = resource("pack/entities.json").substring(0, 1500);
        return List.of(
                new Target("policies", ParserFuzzTest::policiesSurvive, each),
                new Target("policies in JSON", PolicyJson::parseSet, json),
                new Target("schema", Schema::parse, declarations),
                new Target("entities", text -> EntityJson.parse(text, TypeHints.NONE), List.of(entities, "[]")));
    }

    /** What parses prints the same twice. */
    private static void policiesSurvive(String text) {
        String printed = PolicySet.parse(text).text();
        assertThat(PolicySet.parse(printed).text()).isEqualTo(printed);
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

    /** Half of the inputs go to the policy parser, the others in turn to the rest. */
    private static void fuzz(int inputs, long seed) throws IOException {
        System.out.println("parser fuzz: " + inputs + " inputs, seed " + seed);
        var targets = targets();
        var random = new Random(seed);
        long slowest = 0;
        for (int i = 0; i < inputs; i++) {
            Target target = i % 2 == 0 ? targets.getFirst() : targets.get(i / 2 % targets.size());
            String text =
                    mutated(target.seeds().get(random.nextInt(target.seeds().size())), random);
            long start = System.nanoTime();
            try {
                target.parser().accept(text);
            } catch (CedarException e) {
                assertThat(e.problem()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail(target.name() + ", seed " + seed + ", input " + i + ": " + text, e);
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        assertThat(TimeUnit.NANOSECONDS.toSeconds(slowest)).as("slowest input").isLessThan(10);
    }

    private static String mutated(String seed, Random random) {
        // most of a long seed is left out: short texts reach the parser's corners sooner
        int from = seed.length() > 300 && random.nextInt(4) == 0 ? random.nextInt(seed.length() - 200) : 0;
        var text = new StringBuilder(seed.substring(from, Math.min(seed.length(), from + 300)));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.delete(at, end);
                case 3 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
                default -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0xffff));
            }
        }
        return text.toString();
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
