package dev.bailiwick.cedar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.PolicySet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Facts read off the reference implementation: expression, tab, outcome; long outcomes are cut off. */
class LanguageTest {
    private static final EntityUid PRINCIPAL = EntityUid.of("A", "a");
    private static final EntityStore ENTITIES = EntityStore.of(List.of(
            new Entity(
                    PRINCIPAL,
                    RecordValue.of(Map.of("s", Text.of("x"))),
                    Set.of(EntityUid.of("G", "g")),
                    RecordValue.of(Map.of("t", Text.of("v")))),
            Entity.of(EntityUid.of("R", "r"))));
    private static final Request REQUEST =
            new Request(PRINCIPAL, EntityUid.of("Action", "x"), EntityUid.of("R", "r"), RecordValue.EMPTY);

    @TestFactory
    Stream<DynamicTest> every_fact_of_the_language_holds() throws IOException {
        try (var in = LanguageTest.class.getResourceAsStream("/dev/bailiwick/cedar/language.tsv")) {
            return new String(assertPresent(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).toList().stream()
                            .map(LanguageTest::fact);
        }
    }

    private static <T> T assertPresent(@org.jspecify.annotations.Nullable T value) {
        if (value == null) throw new UncheckedIOException(new IOException("language.tsv is not on the class path"));
        return value;
    }

    private static DynamicTest fact(String line) {
        String[] columns = line.split("\t", 2);
        boolean wholePolicy = columns[1].startsWith("ok ") || columns[1].startsWith("rejected");
        return DynamicTest.dynamicTest(line, () -> {
            String got = wholePolicy ? parsed(columns[0]) : evaluated(columns[0], columns[1]);
            assertThat(got).startsWith(columns[1]);
        });
    }

    private static String parsed(String policy) {
        try {
            var set = PolicySet.parse(policy);
            return "ok policies=" + set.policies().size() + " templates="
                    + set.templates().size();
        } catch (CedarException e) {
            return "rejected " + e.problem();
        }
    }

    private static String evaluated(String expression, String expected) {
        try {
            var set = PolicySet.parse("@id(\"p\") permit(principal,action,resource) when { " + expression + " };")
                    .renamed(_ -> "p");
            Answer answer = Authorizer.interpreting(set).answer(REQUEST, ENTITIES);
            if (answer.errors().isEmpty() && !expected.contains("errors")) {
                return answer.decision() == Decision.ALLOW ? "Allow" : "Deny";
            }
            String errors = String.join(
                    ", ",
                    answer.errors().stream()
                            .map(e -> e.policyId() + ":" + e.message())
                            .toList());
            return "Deny errors=[" + errors + "]";
        } catch (CedarException e) {
            return "PARSE " + e.problem();
        }
    }
}
