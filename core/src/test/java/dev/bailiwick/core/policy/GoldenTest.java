package dev.bailiwick.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.core.testing.ShippedPolicies;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shipped packs answer their golden cases. */
class GoldenTest {
    private static final List<GoldenCase> CASES = GoldenCase.read(ShippedPolicies.resource("golden.jsonl"));
    private static final List<Entity> FIXTURE =
            EntityJson.parse(ShippedPolicies.resource("entities.json"), ShippedPolicies.RULES.schema());

    @TestFactory
    Stream<DynamicTest> every_golden_case_gets_its_answer() {
        return CASES.stream()
                .map(golden -> DynamicTest.dynamicTest(
                        golden.id() + " " + golden.why(),
                        () -> assertThat(golden.fault(ShippedPolicies.RULES, FIXTURE))
                                .isEmpty()));
    }
}
