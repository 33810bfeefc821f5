package dev.bailiwick.cedar.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.LevelValidationRequest;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.LinkValue;
import com.cedarpolicy.model.policy.TemplateLink;
import com.cedarpolicy.value.EntityUID;
import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Slot;
import dev.bailiwick.cedar.schema.Schema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random policies and templates, judged by us and by the reference implementation: strictly, and level by level. */
class ReferenceValidationTest {
    private static final long SEED = Long.getLong("bailiwick.seed", 20_261_124L);
    private static final int CASES = Boolean.getBoolean("bailiwick.soak") ? 20_000 : 300;

    private static BasicAuthorizationEngine engine;
    private static com.cedarpolicy.model.schema.Schema theirs;

    private final Schema ours = Schema.parse(RandomConditions.SCHEMA);
    private final Validator validator = new Validator(ours, Mode.STRICT);

    @BeforeAll
    static void load_the_reference() throws InternalException {
        try {
            engine = new BasicAuthorizationEngine();
            theirs = com.cedarpolicy.model.schema.Schema.parse(
                    com.cedarpolicy.model.schema.Schema.JsonOrCedar.Cedar, RandomConditions.SCHEMA);
        } catch (LinkageError e) {
            abort("the reference implementation does not load here: " + e);
        }
    }

    @Test
    void random_policies_are_valid_for_both_or_for_neither() throws AuthException, InternalException {
        var conditions = new RandomConditions(new SplittableRandom(SEED));
        int valid = 0;
        for (int i = 0; i < CASES; i++) {
            String policy = conditions.policy();
            if (compare(policy, PolicySet.parse(policy), reference(policy, List.of()))) valid++;
        }
        assertThat(valid).as("seed %d", SEED).isBetween(CASES / 20, CASES * 19 / 20);
    }

    @Test
    void random_templates_and_links_are_valid_for_both_or_for_neither() throws AuthException, InternalException {
        var conditions = new RandomConditions(new SplittableRandom(SEED + 1));
        for (int i = 0; i < CASES / 3; i++) {
            String policy = conditions.template();
            var set = PolicySet.parse(policy);
            var template = set.templates().getFirst();
            var values = new EnumMap<Slot, EntityUid>(Slot.class);
            for (Slot slot : template.slots()) values.put(slot, conditions.slotValue());
            var link = new ArrayList<LinkValue>();
            values.forEach((slot, uid) -> link.add(
                    new LinkValue(slot.word(), EntityUID.parse(uid.toString()).orElseThrow())));
            var links = List.of(new TemplateLink(template.id(), "link", link));
            compare(policy + " " + values, set.linked(template.id(), "link", values), reference(policy, links));
        }
    }

    private static com.cedarpolicy.model.policy.PolicySet reference(String policy, List<TemplateLink> links)
            throws InternalException {
        var parsed = com.cedarpolicy.model.policy.PolicySet.parsePolicies(policy);
        var templates = new HashSet<com.cedarpolicy.model.policy.Policy>();
        for (var template : parsed.templates) {
            templates.add(new com.cedarpolicy.model.policy.Policy(template.policySrc, "policy0"));
        }
        return new com.cedarpolicy.model.policy.PolicySet(parsed.policies, templates, links);
    }

    /** Whether both call it valid; fails when they differ. */
    private boolean compare(String what, PolicySet set, com.cedarpolicy.model.policy.PolicySet reference)
            throws AuthException {
        var expected = engine.validate(new ValidationRequest(theirs, reference));
        var got = validator.validate(set);
        assertThat(got.passed()).as(() -> described(what, expected, got)).isEqualTo(passed(expected));
        assertThat(got.warnings().isEmpty())
                .as(() -> described(what, expected, got))
                .isEqualTo(expected.success.orElseThrow().validationWarnings.isEmpty());
        for (int level = 0; got.passed() && level < 4; level++) {
            var expectedAtLevel = engine.validateWithLevel(new LevelValidationRequest(theirs, reference, level));
            var gotAtLevel = validator.validate(set, level);
            assertThat(gotAtLevel.passed())
                    .as(() -> described(what, expectedAtLevel, gotAtLevel))
                    .isEqualTo(passed(expectedAtLevel));
        }
        return got.passed();
    }

    private static boolean passed(ValidationResponse response) {
        return response.success
                .orElseThrow(() -> new IllegalStateException(response.errors.toString()))
                .validationErrors
                .isEmpty();
    }

    private static String described(String what, ValidationResponse expected, Validation got) {
        return "seed " + SEED + "\n" + what + "\nours: " + got + "\ntheirs: "
                + expected.success.orElseThrow().validationErrors.stream()
                        .map(error -> error.getError().message)
                        .toList();
    }
}
