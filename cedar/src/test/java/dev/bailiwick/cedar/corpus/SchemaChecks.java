package dev.bailiwick.cedar.corpus;

import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.schema.Fragment;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.cedar.validation.Conformance;
import dev.bailiwick.cedar.validation.Finding;
import dev.bailiwick.cedar.validation.Mode;
import dev.bailiwick.cedar.validation.Validation;
import dev.bailiwick.cedar.validation.Validator;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the archives expect of the schema of a test: its JSON form, whether the policies are valid, each policy under
 * both modes with the kinds of its errors, each request, each entity.
 */
final class SchemaChecks {
    private final Schema schema;
    private final Conformance conformance;
    private final List<String> disagreements = new ArrayList<>();
    private int validations;

    SchemaChecks(Schema schema) {
        this.schema = schema;
        this.conformance = new Conformance(schema);
    }

    int validations() {
        return validations;
    }

    List<String> disagreements() {
        return disagreements;
    }

    /** The policies of a test against its own word, {@code shouldValidate}. */
    void shouldValidate(boolean expected, PolicySet policies) {
        var result = new Validator(schema, Mode.STRICT).validate(policies);
        expect("shouldValidate " + result.errors(), expected, result.passed());
    }

    /** Every request and entity of these tests fits its schema. */
    void fits(Request request) {
        var mismatch =
                conformance.request(request.principal(), request.action(), request.resource(), request.context());
        expect("request", Optional.empty(), mismatch);
    }

    void fits(List<Entity> entities) {
        validations += entities.size() - 1;
        expect("entities", List.of(), conformance.entities(entities));
    }

    /** The JSON form, and that it reads back as what it is. */
    void jsonForm(String source, JsonValue expected) {
        expect("JSON form of the schema", expected, Fragment.parse(source).json());
        Fragment back = Fragment.ofJson(expected);
        expect("JSON form of the schema read from JSON", expected, back.json());
        Schema again = Schema.of(List.of(back));
        expect("entity types read from JSON", names(schema), names(again));
    }

    private static Set<String> names(Schema schema) {
        var names = new TreeSet<String>();
        schema.entityTypes().forEach(type -> names.add(type.toString()));
        schema.actionTypes().forEach(action -> names.add(action.toString()));
        return names;
    }

    /** The results of the reference implementation, policy by policy, request by request, entity by entity. */
    void results(JsonObject expected, PolicySet policies, List<Request> requests, List<Entity> entities) {
        for (Mode mode : Mode.values()) {
            var result = new Validator(schema, mode).validate(policies);
            var policyResults = expected.object("policyValidation").orElseThrow();
            expect(mode + " of all policies", flag(policyResults, mode), result.passed());
            policyResults
                    .object("perPolicy")
                    .orElseThrow()
                    .members()
                    .forEach((id, each) -> policy(id, (JsonObject) each, mode, result));
            var requestResults = expected.array("requestValidation").values();
            for (int i = 0; i < requestResults.size(); i++) {
                var request = requests.get(i);
                var mismatch = conformance.request(
                        request.principal(), request.action(), request.resource(), request.context());
                expect(mode + " of request " + i, flag((JsonObject) requestResults.get(i), mode), mismatch.isEmpty());
            }
        }
        var results = expected.object("entityValidation")
                .orElseThrow()
                .object("perEntity")
                .orElseThrow();
        var wrong = new TreeSet<String>();
        conformance.entities(entities).forEach(mismatch -> wrong.add(mismatch.about()));
        for (Entity entity : entities) {
            String key = entity.uid().type() + "::" + entity.uid().id();
            boolean right = results.object(key).map(JsonObject.EMPTY::equals).orElse(true);
            expect("entity " + key, right, !wrong.contains("entity `" + entity.uid() + "`"));
        }
    }

    private void policy(String id, JsonObject expected, Mode mode, Validation result) {
        var found = result.errorsOf(id);
        expect(mode + " of " + id + " " + found, flag(expected, mode), found.isEmpty());
        var kinds = new TreeSet<String>();
        for (Finding finding : found) kinds.add(ReferenceErrors.kind(finding));
        expect(mode + " error kinds of " + id, kinds(expected.array(word(mode) + "Errors")), kinds);
    }

    private static Set<String> kinds(JsonArray messages) {
        var kinds = new TreeSet<String>();
        for (JsonValue message : messages) kinds.add(ReferenceErrors.kind(((JsonString) message).value()));
        return kinds;
    }

    private static boolean flag(JsonObject json, Mode mode) {
        return json.get(word(mode)).orElseThrow() instanceof JsonBoolean(boolean value) && value;
    }

    private static String word(Mode mode) {
        return switch (mode) {
            case STRICT -> "strict";
            case PERMISSIVE -> "permissive";
        };
    }

    private void expect(String what, Object expected, Object got) {
        validations++;
        if (!expected.equals(got)) disagreements.add(what + ": expected " + expected + ", got " + got);
    }
}
