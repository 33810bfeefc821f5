package dev.bailiwick.cedar.corpus;

import dev.bailiwick.cedar.CedarException;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.TypeHint;
import dev.bailiwick.cedar.entity.TypeHints;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.cedar.evaluation.Answer;
import dev.bailiwick.cedar.evaluation.Authorizer;
import dev.bailiwick.cedar.evaluation.Decision;
import dev.bailiwick.cedar.evaluation.PolicyError;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs every test of the archives and prints one line of counts; names the first disagreements. */
public final class CedarCorpus {
    private static final int NAMED = 20;

    private final Map<String, byte[]> files;
    private final List<String> disagreements = new ArrayList<>();
    private final Set<String> used = new TreeSet<>();
    private int tests;
    private int requests;
    private int validations;
    private int skipped;

    private CedarCorpus(Map<String, byte[]> files) {
        this.files = files;
    }

    public static void main(String[] archives) throws IOException {
        if (archives.length == 0) throw new IllegalArgumentException("usage: cedar-corpus FILE.tar.gz...");
        var files = new TreeMap<String, byte[]>();
        for (String archive : archives) files.putAll(TarArchive.read(Path.of(archive)));
        var corpus = new CedarCorpus(files);
        corpus.run();
        corpus.countUnused();
        corpus.report();
        System.exit(corpus.disagreements.isEmpty() && corpus.skipped == 0 ? 0 : 1);
    }

    private void run() {
        for (var file : files.entrySet()) {
            if (!file.getKey().endsWith(".json")) continue;
            if (json(file.getKey()) instanceof JsonObject test && test.has("requests") && test.has("policies")) {
                tests++;
                run(file.getKey(), test);
            }
        }
    }

    /** Expectations whose test is in none of the archives were not looked at. */
    private void countUnused() {
        for (String name : files.keySet()) {
            boolean expectation = name.endsWith(".validation.json") || name.endsWith(".cedarschema.json");
            if (expectation && !used.contains(name)) skipped++;
        }
    }

    private void report() {
        disagreements.stream().limit(NAMED).forEach(System.out::println);
        System.out.println(tests + " tests, " + requests + " requests, " + validations + " validations, " + skipped
                + " skipped, " + disagreements.size() + " disagreements");
    }

    private void run(String name, JsonObject test) {
        try {
            var policies = PolicySet.parse(text(test.string("policies").orElseThrow()));
            String schemaFile = test.string("schema").orElseThrow();
            var schema = Schema.parse(text(schemaFile));
            var given = EntityJson.read(json(test.string("entities").orElseThrow()), schema);
            var entities = EntityJson.store(given, schema);
            var checks = new SchemaChecks(schema);
            checks.shouldValidate(test.get("shouldValidate").orElseThrow().equals(new JsonBoolean(true)), policies);
            checks.fits(given);
            var asked = new ArrayList<Request>();
            for (JsonValue request : test.array("requests")) {
                requests++;
                asked.add(request((JsonObject) request, schema));
                checks.fits(asked.getLast());
                compare(name + " request " + asked.size(), (JsonObject) request, asked.getLast(), policies, entities);
            }
            expected(schemaFile, "-json-schemas/", ".json").ifPresent(json -> checks.jsonForm(text(schemaFile), json));
            expected(name.substring(0, name.length() - ".json".length()), "-validation/", ".validation.json")
                    .ifPresent(json -> checks.results((JsonObject) json, policies, asked, given));
            validations += checks.validations();
            checks.disagreements().forEach(text -> disagreements.add(name + " " + text));
        } catch (CedarException e) {
            disagreements.add(name + ": " + e.getMessage());
        }
    }

    /** What a second archive expects of a file: it lies under the same name in a folder of its own. */
    private Optional<JsonValue> expected(String file, String folder, String ending) {
        String name = file.replaceFirst("/", folder) + ending;
        used.add(name);
        return files.containsKey(name) ? Optional.of(json(name)) : Optional.empty();
    }

    private void compare(String name, JsonObject test, Request request, PolicySet policies, EntityStore entities) {
        for (Authorizer authorizer : List.of(Authorizer.interpreting(policies), Authorizer.compiled(policies))) {
            Answer answer = authorizer.answer(request, entities);
            expect(
                    name + " decision",
                    test.string("decision").orElseThrow().equals("allow"),
                    answer.decision() == Decision.ALLOW);
            expect(name + " reasons", texts(test.array("reason")), new TreeSet<>(answer.reasons()));
            var errors = new TreeSet<String>();
            for (PolicyError error : answer.errors()) errors.add(error.policyId());
            expect(name + " errors", texts(test.array("errors")), errors);
        }
    }

    private static Request request(JsonObject test, TypeHints hints) {
        var action = ValueJson.readUid(test.get("action").orElseThrow());
        TypeHint context = hints.context(action);
        return new Request(
                ValueJson.readUid(test.get("principal").orElseThrow()),
                action,
                ValueJson.readUid(test.get("resource").orElseThrow()),
                ValueJson.readRecord(test.get("context").orElseThrow(), context));
    }

    private void expect(String what, Object expected, Object got) {
        if (!expected.equals(got)) disagreements.add(what + ": expected " + expected + ", got " + got);
    }

    private static Set<String> texts(JsonArray array) {
        var texts = new TreeSet<String>();
        for (JsonValue value : array) texts.add(((JsonString) value).value());
        return texts;
    }

    private JsonValue json(String name) {
        return Json.parse(file(name), EntityJson.LIMITS);
    }

    private String text(String name) {
        return new String(file(name), StandardCharsets.UTF_8);
    }

    private byte[] file(String name) {
        byte[] content = files.get(name);
        if (content == null) throw new IllegalArgumentException("the archives have no file " + name);
        return content;
    }
}
