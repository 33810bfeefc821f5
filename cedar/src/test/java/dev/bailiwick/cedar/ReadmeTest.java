package dev.bailiwick.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.TypeHints;
import dev.bailiwick.cedar.evaluation.Answer;
import dev.bailiwick.cedar.evaluation.Authorizer;
import dev.bailiwick.cedar.evaluation.CompiledAuthorizer;
import dev.bailiwick.cedar.evaluation.Decision;
import dev.bailiwick.cedar.evaluation.PartialAnswer;
import dev.bailiwick.cedar.evaluation.PartialInterpreter;
import dev.bailiwick.cedar.evaluation.PartialRequest;
import dev.bailiwick.cedar.evaluation.PolicyError;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.evaluation.Verdict;
import dev.bailiwick.cedar.policy.PolicyJson;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.policy.Slot;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.validation.Mode;
import dev.bailiwick.cedar.validation.Validation;
import dev.bailiwick.cedar.validation.Validator;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example of the README stands here word for word, so that it compiles, and does what is said beside it. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final String ENTITIES = """
            [{"uid": {"type": "User", "id": "alice"}, "attrs": {}, "parents": [{"type": "Team", "id": "editors"}]},
             {"uid": {"type": "Document", "id": "plan"}, "parents": [],
              "attrs": {"owner": {"__entity": {"type": "User", "id": "bob"}}, "locked": false}}]
            """;

    private static final String SCHEMA = """
            entity Team; entity User in [Team]; entity Document { owner: User, locked: Bool };
            action edit appliesTo { principal: User, resource: Document, context: { mfa: Bool } };
            """;

    @Test
    void every_example_of_the_readme_stands_in_this_test() throws IOException {
        Path module = Path.of(Files.exists(Path.of("cedar")) ? "cedar" : ".");
        String test = bare(Files.readString(module.resolve("src/test/java/dev/bailiwick/cedar/ReadmeTest.java")));
        var examples = EXAMPLE.matcher(Files.readString(module.resolve("README.md")))
                .results()
                .map(example -> example.group(1))
                .toList();

        assertThat(examples).hasSizeGreaterThan(6);
        assertThat(examples).allSatisfy(example -> assertThat(test).contains(bare(example)));
    }

    /** Code without remarks and blanks: the formatter breaks lines elsewhere than a page does. */
    private static String bare(String code) {
        return code.replaceAll("// .*", "").replaceAll("\\s+", "");
    }

    @Test
    void examples_do_what_is_said_beside_them() {
        String json = ENTITIES;
        PolicySet policies = PolicySet.parse("""
                permit(principal in Team::"editors", action == Action::"edit", resource is Document)
                when { resource.owner == principal || context.mfa };

                forbid(principal, action, resource) when { resource.locked };
                """);

        EntityStore entities = EntityStore.of(EntityJson.parse(json, TypeHints.NONE));
        Authorizer authorizer = Authorizer.compiled(policies);

        EntityUid alice = EntityUid.of("User", "alice");
        EntityUid edit = EntityUid.of("Action", "edit");
        RecordValue context = RecordValue.of(Map.of("mfa", Bool.TRUE));
        Request request = new Request(alice, edit, EntityUid.of("Document", "plan"), context);
        Answer answer = authorizer.answer(request, entities);

        Decision decision = answer.decision();
        List<String> permits = answer.permits();
        List<String> forbids = answer.forbids();
        List<PolicyError> errors = answer.errors();

        assertThat(decision).isEqualTo(Decision.ALLOW);
        assertThat(permits).containsExactly("policy0");
        assertThat(forbids).isEmpty();
        assertThat(errors).isEmpty();

        CompiledAuthorizer compiled = Authorizer.compiled(policies);
        Verdict verdict = compiled.verdict();
        compiled.evaluate(request, entities, verdict);
        boolean allowed = verdict.decision() == Decision.ALLOW && !verdict.anyError();
        Answer words = compiled.answer(verdict, request, entities);

        assertThat(allowed).isTrue();
        assertThat(words).isEqualTo(answer);

        Entity session =
                Entity.of(EntityUid.of("Session", "s1"), RecordValue.of(Map.of("secure", Bool.TRUE)), List.of(alice));
        EntityStore now = entities.with(List.of(session));

        assertThat(now.isIn(session.uid(), EntityUid.of("Team", "editors"))).isTrue();

        String text = policies.text();
        forms(policies, text);
        PartialRequest which = PartialRequest.forAnyResource(alice, edit, RecordValue.of(Map.of("mfa", Bool.FALSE)));
        assertThat(new PartialInterpreter(which, entities).answer(policies).residualText("policy0"))
                .contains("resource.owner == User::\"alice\" || false");
        assertThat(unknown(policies, alice, edit, context, entities)).isNotEmpty();
    }

    private static List<String> unknown(
            PolicySet policies, EntityUid alice, EntityUid edit, RecordValue context, EntityStore entities) {
        PartialRequest which = PartialRequest.forAnyResource(alice, edit, context);
        PartialAnswer partial = new PartialInterpreter(which, entities).answer(policies);
        List<String> left = partial.residualText("policy0");
        return left;
    }

    private static void forms(PolicySet policies, String expected) {
        String text = policies.text();
        JsonObject json = PolicyJson.writeSet(policies);
        PolicySet again = PolicyJson.parseSet(json.text());

        assertThat(again.text()).isEqualTo(text).isEqualTo(expected);
    }

    @Test
    void a_schema_tells_types_and_checks_policies() {
        String text = SCHEMA;
        String json = ENTITIES;
        EntityUid alice = EntityUid.of("User", "alice");
        EntityUid edit = EntityUid.of("Action", "edit");
        PolicySet policies = PolicySet.parse("permit(principal, action, resource) when { resource.locked };");

        Schema schema = Schema.parse(text);
        List<Entity> facts = EntityJson.parse(json, schema);
        EntityStore entities = EntityJson.store(facts, schema);

        Validation validation = new Validator(schema, Mode.STRICT).validate(policies);
        boolean clean = validation.clean();
        List<EntityUid> missing = entities.missingAtLevel(List.of(alice, edit), 1);

        assertThat(clean).isTrue();
        assertThat(missing).isEmpty();
    }

    @Test
    void a_template_is_linked() {
        PolicySet set = PolicySet.parse("permit(principal == ?principal, action, resource in ?resource);");
        set = set.linked(
                "policy0",
                "alice-plans",
                Map.of(
                        Slot.PRINCIPAL, EntityUid.of("User", "alice"),
                        Slot.RESOURCE, EntityUid.of("Folder", "plans")));

        assertThat(set.policy("alice-plans")).isPresent();
    }
}
