package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.GuideFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.guide.Fact;
import dev.bailiwick.core.guide.Guide;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.guide.Scope;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is known of the systems agents are connected to. */
@Command(
        name = "guides",
        description = {
            "what is known of a system an agent may be connected to; needs no server",
            "Credentials, scopes from the narrowest, operations with tiers, revocation, detection, abuse; each fact says how sure it is."
        })
final class IntegrationGuides implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "one guide; without it a list of all")
    private Optional<String> name = Optional.empty();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        var guides = GuideFiles.shipped();
        var chosen = name.map(wanted -> List.of(one(guides, wanted))).orElseGet(guides::all);
        if (output.json()) {
            System.out.println(
                    Json.pretty(array(chosen.stream().map(Guide::json).toList())));
        } else {
            output.print(name.isPresent() ? page(chosen.getFirst()) : listing(chosen));
            if (name.isPresent()) sentences(chosen.getFirst());
        }
        return 0;
    }

    private static Guide one(Guides guides, String wanted) {
        return guides.find(wanted)
                .orElseThrow(() -> new Refusal(
                        2,
                        "there is no guide \"" + wanted + "\"; `./bailiwick guides` lists "
                                + guides.all().size()));
    }

    private static JsonObject listing(List<Guide> guides) {
        return JsonObject.with(
                        "guides",
                        array(guides.stream().map(IntegrationGuides::row).toList()))
                .build();
    }

    private static JsonObject row(Guide guide) {
        return JsonObject.with("name", guide.name())
                .and("title", guide.title())
                .and("category", Fields.spelling(guide.category()))
                .and(
                        "minimal",
                        JsonArray.ofStrings(
                                guide.minimal().stream().map(Scope::name).toList()))
                .and("revocation", Fields.spelling(guide.revocation().speed()))
                .and("rotate", guide.rotation().days() + " d")
                .build();
    }

    /** What fits into columns; the sentences follow. */
    private static JsonObject page(Guide guide) {
        var json = guide.json();
        return JsonObject.with("title", guide.title())
                .and("category", json.get("category"))
                .and("data", json.get("data"))
                .and(
                        "hosts",
                        JsonArray.ofStrings(
                                guide.hosts().stream().map(Fact::text).toList()))
                .and("own hosts", json.get("ownHosts"))
                .and("credentials", json.get("credentials"))
                .and("scopes", json.get("scopes"))
                .and("operations", json.get("operations"))
                .build();
    }

    private static void sentences(Guide guide) {
        section(
                "Revocation: " + Fields.spelling(guide.revocation().speed()),
                guide.revocation().steps());
        section(
                "Rotation: at least every " + guide.rotation().days() + " days",
                List.of(guide.rotation().how()));
        section("Watch for", guide.detection());
        section("What somebody who took the credential does", guide.abuse());
    }

    private static void section(String title, List<Fact> facts) {
        System.out.println("\n" + title);
        for (var fact : facts) System.out.println("  " + fact.text() + " (" + Fields.spelling(fact.sure()) + ")");
    }

    private static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(List.<JsonValue>copyOf(objects));
    }
}
