package dev.bailiwick.core.register.automation;

import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All an automation is for: what is not named here lies outside.
 *
 * @param systems the systems it uses, by their guides' names; none when its work is the agent's own affair
 * @param operations the catalogue's ids, and names of tools the catalogue does not have
 * @param hosts sites it reads or writes, lines as {@link HostPattern} reads them
 * @param data what its calls may carry
 * @param ceiling the highest tier it acts at
 */
public record Scope(
        Set<String> systems,
        Set<String> operations,
        Set<String> hosts,
        Set<DataClass> data,
        Tier ceiling,
        Optional<Hours> hours) {
    public Scope {
        systems = Set.copyOf(systems);
        operations = Set.copyOf(operations);
        hosts = HostPattern.canonical(hosts);
        data = Set.copyOf(data);
    }

    /** In which way this act lies outside, in words without anything the agent wrote; empty when it lies inside. */
    public Optional<String> outside(Act act, Instant now) {
        return Stream.of(late(now), high(act), unnamed(act), elsewhere(act), away(act), carrying(act))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> late(Instant now) {
        return hours.filter(expected -> !expected.contain(now)).map(expected -> "it runs only from " + expected);
    }

    private Optional<String> high(Act act) {
        return when(
                act.tier().compareTo(ceiling) > 0,
                "tier " + act.tier().number() + " is above its ceiling " + ceiling.number());
    }

    private Optional<String> unnamed(Act act) {
        return when(!operations.contains(act.name()), "this operation is not among those it is for");
    }

    private Optional<String> elsewhere(Act act) {
        return when(
                !act.systems().isEmpty() && act.systems().stream().noneMatch(systems::contains),
                "this system is not among those it is for");
    }

    private Optional<String> away(Act act) {
        return when(act.site().filter(site -> !listed(site)).isPresent(), "this host is not among those it is for");
    }

    private boolean listed(String site) {
        return Url.of("https://" + site + "/")
                .filter(url -> HostPattern.listed(hosts, url.host(), url.port()))
                .isPresent();
    }

    private Optional<String> carrying(Act act) {
        return when(!data.containsAll(act.outgoing()), "the call carries data that it is not for");
    }

    private static Optional<String> when(boolean outside, String why) {
        return outside ? Optional.of(why) : Optional.empty();
    }

    public JsonObject json() {
        return JsonObject.with("systems", texts(systems))
                .and("operations", texts(operations))
                .and("hosts", texts(hosts))
                .and("data", texts(data.stream().map(Fields::spelling).toList()))
                .and("ceiling", ceiling.number())
                .and("hours", hours.map(Hours::json))
                .build();
    }

    private static JsonArray texts(Collection<String> texts) {
        return JsonArray.ofStrings(texts.stream().sorted().toList());
    }

    static Scope of(Fields fields) {
        var operations = Set.copyOf(fields.texts("operations"));
        if (operations.isEmpty()) throw new JsonException("name at least one of them", "/operations");
        var scope = new Scope(
                Set.copyOf(fields.texts("systems")),
                operations,
                Set.copyOf(
                        fields.eachParsed("hosts", text -> HostPattern.of(text).toString())),
                Set.copyOf(fields.eachOneOf("data", DataClass.class)),
                fields.whole("ceiling", Tier::of),
                fields.has("hours") ? Optional.of(Hours.of(fields.fields("hours"))) : Optional.empty());
        fields.end();
        return scope;
    }
}
