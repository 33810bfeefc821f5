package dev.bailiwick.bench.cedar;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.LongValue;
import dev.bailiwick.cedar.RecordValue;
import dev.bailiwick.cedar.Text;
import dev.bailiwick.cedar.Value;
import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityJson;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.entity.ValueJson;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.cedar.schema.Schema;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The two series: policies that each name a principal or resource of their own, and the default pack beside such. */
final class Worlds {
    private static final Path PACK = Path.of("cedar/src/test/resources/dev/bailiwick/cedar/pack");
    private static final int REQUESTS = 256;

    private Worlds() {}

    /** A series and its number of policies: {@code scoped-10}, {@code pack-1000}. */
    static World named(String name) throws IOException {
        int cut = name.indexOf('-');
        int count = Integer.parseInt(name.substring(cut + 1));
        return switch (name.substring(0, cut)) {
            case "scoped" -> scoped(count);
            case "pack" -> pack(count);
            default -> throw new IllegalArgumentException("no series \"" + name + "\"");
        };
    }

    /** Each policy names its own user or its own document; users stand in one of eight teams, documents in a folder. */
    static World scoped(int count) {
        var random = new Random(1);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(scopedPolicy(i, random));
        var entities = new ArrayList<Entity>();
        for (int i = 0; i < count; i++) {
            entities.add(entity("User", i, "Team", i % 8));
            entities.add(entity("Document", i, "Folder", i % 8));
        }
        var requests = new ArrayList<Request>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(new Request(
                    EntityUid.of("User", "u" + random.nextInt(count)),
                    EntityUid.of("Action", "a" + random.nextInt(4)),
                    EntityUid.of("Document", "d" + random.nextInt(count)),
                    RecordValue.of(Map.<String, Value>of("n", LongValue.of(random.nextInt(10))))));
        }
        return new World("scoped", policies(text.toString()), entities, requests);
    }

    private static String scopedPolicy(int number, Random random) {
        String scope = number % 2 == 0
                ? "principal == User::\"u" + number + "\", action, resource"
                : "principal, action, resource == Document::\"d" + number + "\"";
        return "@id(\"s" + number + "\") " + (random.nextInt(4) > 0 ? "permit(" : "forbid(") + scope
                + ") when { context.n < " + random.nextInt(10)
                + " && (principal.level >= 2 || resource.label like \"pub*\") };\n";
    }

    private static Entity entity(String type, int number, String groupType, int group) {
        String id = type.equals("User") ? "u" : "d";
        var attributes = RecordValue.of(
                Map.of("level", LongValue.of(number % 4), "label", Text.of(number % 3 == 0 ? "public" : "internal")));
        return Entity.of(EntityUid.of(type, id + number), attributes, List.of(EntityUid.of(groupType, "g" + group)));
    }

    /** Freeze, core and baseline of the default pack, and scoped policies up to the count; asked the pack's own cases. */
    static World pack(int count) throws IOException {
        var text = new StringBuilder();
        for (String file : List.of("freeze", "core", "baseline")) {
            text.append(Files.readString(PACK.resolve(file + ".cedar"))).append('\n');
        }
        var hints = Schema.parse(Files.readString(PACK.resolve("bailiwick.cedarschema")));
        var requests = new ArrayList<Request>();
        for (String line : Files.readAllLines(PACK.resolve("golden.jsonl"))) requests.add(golden(line));
        var entities = EntityJson.parse(Files.readString(PACK.resolve("entities.json")), hints);
        EntityStore store = EntityJson.store(entities, hints);
        int core = policies(text.toString()).policies().size();
        for (int i = 0; i < count - core; i++) text.append(customer(i, requests));
        return new World(
                "pack",
                policies(text.toString()),
                store.entities().stream().map(stored -> stored.entity()).toList(),
                requests);
    }

    private static Request golden(String line) {
        JsonObject g = Json.parseObject(line);
        return new Request(
                ValueJson.readUid(g.get("principal").orElseThrow()),
                ValueJson.readUid(g.get("action").orElseThrow()),
                ValueJson.readUid(g.get("resource").orElseThrow()),
                ValueJson.readRecord(
                        g.get("context").orElseThrow(), new dev.bailiwick.cedar.entity.TypeHint.Unknown()));
    }

    /** A customer's own rule: some for the agents and targets that are asked about, most for others. */
    private static String customer(int number, List<Request> requests) {
        Request request = requests.get(number % requests.size());
        String own = number % 50 == 0 ? "" : "-" + number;
        EntityUid principal = request.principal();
        EntityUid resource = request.resource();
        String scope = number % 2 == 0
                ? "principal == " + principal.type() + "::\"" + principal.id() + own + "\", action, resource"
                : "principal, action, resource == " + resource.type() + "::\"" + resource.id() + own + "\"";
        return "@id(\"customer" + number + "\") forbid(" + scope
                + ") when { context.tier > 3 && principal.maxTier < 4 };\n";
    }

    private static PolicySet policies(String text) {
        return PolicySet.parse(text).renamed(policy -> annotation(policy));
    }

    private static String annotation(Policy policy) {
        return policy.annotation("id")
                .orElseThrow(() -> new UncheckedIOException(new IOException("a policy has no id")));
    }
}
