package dev.bailiwick.cedar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The policies of the default packs, asked their golden cases: both evaluators name the policies each case names. */
class PackTest {
    private static final Map<String, List<String>> PROFILES = Map.of(
            "baseline", List.of("freeze", "core", "baseline"),
            "regulated", List.of("freeze", "core", "baseline", "regulated"),
            "observe", List.of("freeze", "observe"));

    @TestFactory
    Stream<DynamicTest> every_golden_case_is_determined_by_the_policies_it_names() throws IOException {
        Schema schema = Schema.parse(resource("bailiwick.cedarschema"));
        List<Entity> entities = EntityJson.parse(resource("entities.json"), schema);
        return resource("golden.jsonl").lines().toList().stream()
                .map(Json::parseObject)
                .map(golden -> DynamicTest.dynamicTest(
                        golden.string("id").orElseThrow() + " "
                                + golden.string("why").orElseThrow(),
                        () -> check(golden, schema, entities)));
    }

    private static void check(JsonObject golden, Schema schema, List<Entity> entities) throws IOException {
        var text = new StringBuilder();
        for (String file : PROFILES.getOrDefault(golden.string("profile").orElseThrow(), List.of())) {
            text.append(resource(file + ".cedar"));
        }
        PolicySet policies = PolicySet.parse(text.toString())
                .renamed(policy -> policy.annotation("id").orElseThrow());
        EntityStore store = EntityJson.store(without(entities, golden.array("drop_entities")), schema);
        var request = request(golden, schema);
        Answer plain = Authorizer.interpreting(policies).answer(request, store);
        assertThat(Authorizer.compiled(policies).answer(request, store)).isEqualTo(plain);
        JsonObject expected = golden.object("expect").orElseThrow();
        var determining = texts(expected.array("determining"));
        // an error, or no permit at all, refuses before any policy determines
        if (plain.errors().isEmpty() && !determining.isEmpty()) {
            assertThat(new TreeSet<>(plain.reasons())).isEqualTo(determining);
        } else {
            assertThat(expected.string("outcome")).contains("refusal");
        }
        boolean permit = expected.string("outcome").orElseThrow().equals("permit");
        assertThat(plain.errors().isEmpty() && plain.decision() == Decision.ALLOW)
                .isEqualTo(permit);
    }

    private static List<Entity> without(List<Entity> entities, JsonArray dropped) {
        var gone = new HashSet<EntityUid>();
        dropped.forEach(uid -> gone.add(ValueJson.readUid(uid)));
        var rest = new ArrayList<Entity>();
        for (Entity entity : entities) {
            if (!gone.contains(entity.uid())) rest.add(entity);
        }
        return rest;
    }

    private static Request request(JsonObject golden, Schema schema) {
        EntityUid action = ValueJson.readUid(golden.get("action").orElseThrow());
        return new Request(
                ValueJson.readUid(golden.get("principal").orElseThrow()),
                action,
                ValueJson.readUid(golden.get("resource").orElseThrow()),
                ValueJson.readRecord(golden.get("context").orElseThrow(), schema.context(action)));
    }

    private static Set<String> texts(JsonArray array) {
        var texts = new TreeSet<String>();
        array.forEach(value -> texts.add(((JsonString) value).value()));
        return texts;
    }

    private static String resource(String name) throws IOException {
        try (var in = PackTest.class.getResourceAsStream("/dev/bailiwick/cedar/pack/" + name)) {
            if (in == null) throw new IOException("no resource " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
