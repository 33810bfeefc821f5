package dev.bailiwick.core.catalog;

import static dev.bailiwick.core.testing.World.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The tier of each concrete call of the published set, and that no rule of the catalogue can change without one of them. */
class TierVectorsTest {
    private static final World WORLD = World.at(Step.PRODUCTION);
    private static final List<Vector> VECTORS =
            text("tiers.jsonl").lines().map(Vector::of).toList();
    private static final List<JsonObject> FILES = Catalog.FILES.stream()
            .map(name -> Json.parseObject(text(name).getBytes(StandardCharsets.UTF_8), JsonLimits.FILE))
            .toList();

    /** One line of the set. */
    private record Vector(String tool, String arguments, Tier tier, boolean hazard) {
        static Vector of(String line) {
            var fields = Fields.of(Json.parseObject(line));
            var vector = new Vector(
                    fields.text("tool"),
                    fields.object("arguments").text(),
                    Tier.of(fields.number("tier")),
                    fields.optionalFlag("hazard").orElse(false));
            fields.end();
            return vector;
        }

        boolean holds(Catalog catalog) {
            var found = understood(catalog);
            return found.tier() == tier && (!hazard || !found.hazard().isEmpty());
        }

        Operation understood(Catalog catalog) {
            var facts = WORLD.facts();
            return catalog.classify(
                    call(tool, arguments).asCall(),
                    _ -> false,
                    facts.agent(World.DESK).orElseThrow(),
                    facts.network());
        }
    }

    @Test
    void every_call_of_the_published_set_has_its_tier() {
        assertThat(VECTORS)
                .hasSizeGreaterThan(300)
                .allSatisfy(vector -> assertThat(vector.holds(World.CATALOG))
                        .as("%s is %s", vector, vector.understood(World.CATALOG).json())
                        .isTrue());
    }

    @Test
    void every_operation_explains_itself() {
        assertThat(VECTORS)
                .allSatisfy(vector ->
                        assertThat(vector.understood(World.CATALOG).because()).isNotEmpty());
    }

    @Test
    void no_rule_of_the_catalogue_changes_without_a_call_of_the_set_noticing() {
        List<String> unnoticed = new ArrayList<>();
        int[] mutants = {0};
        for (int file = 0; file < FILES.size(); file++) {
            var operations = FILES.get(file).get("operations");
            if (operations.isEmpty()) continue;
            int place = file;
            for (int i = 0; i < ((JsonArray) operations.get()).values().size(); i++) {
                int at = i;
                var operation =
                        (JsonObject) ((JsonArray) operations.get()).values().get(i);
                mutants(operation, mutant -> {
                    mutants[0]++;
                    if (!noticed(place, at, mutant)) unnoticed.add(mutant.text());
                });
            }
        }
        System.out.println(mutants[0] + " changes of one rule, " + unnoticed.size() + " unnoticed");
        assertThat(mutants[0]).isGreaterThan(240);
        assertThat(unnoticed).isEmpty();
    }

    /** A change that the catalogue itself refuses was noticed too. */
    private static boolean noticed(int file, int operation, JsonObject mutant) {
        try {
            var files = new ArrayList<>(FILES);
            var operations = new ArrayList<>(FILES.get(file).array("operations").values());
            operations.set(operation, mutant);
            files.set(file, FILES.get(file).plus("operations", new JsonArray(operations)));
            var catalog = Catalog.of(files);
            var tools = mutant.array("tools").values().stream()
                    .map(name -> Fields.of(JsonObject.with("tool", name).build())
                            .text("tool")
                            .replace("*", ""))
                    .toList();
            return VECTORS.stream()
                    .filter(vector -> tools.stream().anyMatch(vector.tool()::startsWith))
                    .anyMatch(vector -> !vector.holds(catalog));
        } catch (JsonException | IllegalArgumentException refused) {
            return true;
        }
    }

    /** One tier up or down where no reading decides it, one reading, one list of known arguments or one raise left out. */
    private static void mutants(JsonObject operation, Consumer<JsonObject> each) {
        rules(operation.object("otherwise").orElseThrow(), rule -> each.accept(operation.plus("otherwise", rule)));
        inList(operation, "cases", (rule, to) -> rules(rule, to), each);
        without(operation, "raises", each);
    }

    private static void rules(JsonObject rule, Consumer<JsonObject> each) {
        int tier = Integer.parseInt(rule.get("tier").orElseThrow().text());
        boolean reads = rule.get("reads").isPresent();
        if (tier > 1 && !reads) each.accept(rule.plus("tier", JsonNumber.of(tier - 1)));
        if (tier < 4) each.accept(rule.plus("tier", JsonNumber.of(tier + 1)));
        if (rule.get("only").isPresent()) each.accept(rule.minus("only"));
        without(rule, "reads", each);
    }

    private interface Change {
        void of(JsonObject element, Consumer<JsonObject> each);
    }

    private static void inList(JsonObject holder, String list, Change change, Consumer<JsonObject> each) {
        var all = holder.get(list).map(value -> ((JsonArray) value).values()).orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            int at = i;
            change.of((JsonObject) all.get(i), changed -> {
                var others = new ArrayList<>(all);
                others.set(at, changed);
                each.accept(holder.plus(list, new JsonArray(others)));
            });
        }
    }

    private static void without(JsonObject holder, String list, Consumer<JsonObject> each) {
        Optional<List<JsonValue>> all = holder.get(list).map(value -> ((JsonArray) value).values());
        for (int i = 0; i < all.map(List::size).orElse(0); i++) {
            var others = new ArrayList<>(all.orElseThrow());
            others.remove(i);
            each.accept(others.isEmpty() ? holder.minus(list) : holder.plus(list, new JsonArray(others)));
        }
    }

    private static String text(String name) {
        try (var file = Objects.requireNonNull(Catalog.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
