package dev.bailiwick.core.register.inventory;

import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The register file's content. */
public record Inventory(
        Map<String, Machine> hosts,
        Map<String, Integration> integrations,
        Map<String, Held> credentials,
        Map<String, Deployed> agents) {
    public static final Inventory EMPTY = new Inventory(Map.of(), Map.of(), Map.of(), Map.of());

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_.-]{0,62}");

    public Inventory {
        hosts = Map.copyOf(hosts);
        integrations = Map.copyOf(integrations);
        credentials = Map.copyOf(credentials);
        agents = Map.copyOf(agents);
    }

    /**
     * Reads the file's values.
     *
     * @throws JsonException naming the place of what is missing, unknown, twice or wrong
     */
    public static Inventory of(JsonObject json, Guides guides) {
        var fields = Fields.of(json);
        if (fields.number("version") != 1) throw new JsonException("expected the version 1", "/version");
        Set<String> names = new HashSet<>();
        var inventory = new Inventory(
                each(fields, "hosts", Machine::of, Machine::id, names),
                each(fields, "integrations", one -> Integration.of(one, guides), Integration::id, names),
                each(fields, "credentials", Held::of, Held::id, names),
                each(fields, "agents", Deployed::of, Deployed::id, names));
        fields.end();
        new References(inventory, json, names).require();
        return inventory;
    }

    private static <T> Map<String, T> each(
            Fields fields, String list, Function<Fields, T> reader, Function<T, String> id, Set<String> names) {
        Map<String, T> found = new LinkedHashMap<>();
        for (var one : fields.list(list)) {
            var value = reader.apply(one);
            if (!names.add(id.apply(value))) {
                throw new JsonException(
                        "\"" + id.apply(value) + "\" is the name of something else",
                        "/" + list + "/" + found.size() + "/id");
            }
            found.put(id.apply(value), value);
        }
        return found;
    }

    /** The file's values again, each list by name. */
    public JsonObject json() {
        return JsonObject.with("version", JsonNumber.of(1))
                .and("hosts", sorted(hosts, Machine::json))
                .and("integrations", sorted(integrations, Integration::json))
                .and("credentials", sorted(credentials, Held::json))
                .and("agents", sorted(agents, Deployed::json))
                .build();
    }

    private static <T> JsonArray sorted(Map<String, T> byName, Function<T, JsonObject> form) {
        return new JsonArray(
                new TreeMap<>(byName).values().stream().<JsonValue>map(form).toList());
    }

    static String id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "not a name (lower-case letters, digits, _ . -, at most 63): \"" + Untrusted.visible(text) + "\"");
        }
        return text;
    }

    /** The one of this name, which a file that was read has: every reference was checked. */
    public Deployed agent(String id) {
        return Objects.requireNonNull(agents.get(id), id);
    }

    public Machine host(String id) {
        return Objects.requireNonNull(hosts.get(id), id);
    }

    public Held credential(String id) {
        return Objects.requireNonNull(credentials.get(id), id);
    }

    public Integration integration(String id) {
        return Objects.requireNonNull(integrations.get(id), id);
    }

    public boolean has(String name) {
        return agents.containsKey(name)
                || credentials.containsKey(name)
                || hosts.containsKey(name)
                || integrations.containsKey(name);
    }

    /**
     * This register if an agent or a host got a credential of that integration besides.
     *
     * @throws IllegalArgumentException when the subject can hold none
     */
    public Inventory adding(String subject, Integration integration, List<String> permissions) {
        return adding(
                subject,
                integration,
                new Held("added-" + integration.id(), integration.id(), "not issued", permissions));
    }

    /** The same with a credential of this name. */
    public Inventory adding(String subject, Integration integration, Held held) {
        if (has(held.id())) throw new IllegalArgumentException("\"" + held.id() + "\" is in the register already");
        Map<String, Integration> integrations = new LinkedHashMap<>(this.integrations);
        integrations.putIfAbsent(integration.id(), integration);
        Map<String, Held> credentials = new LinkedHashMap<>(this.credentials);
        credentials.put(held.id(), held);
        Map<String, Deployed> agents = new LinkedHashMap<>(this.agents);
        Map<String, Machine> hosts = new LinkedHashMap<>(this.hosts);
        var agent = agents.computeIfPresent(
                subject,
                (_, old) -> new Deployed(old.id(), old.host(), old.confined(), plus(old.credentials(), held.id())));
        var host =
                hosts.computeIfPresent(subject, (_, old) -> new Machine(old.id(), plus(old.credentials(), held.id())));
        if (agent == null && host == null) {
            throw new IllegalArgumentException("only to an agent or a host can something be added");
        }
        return new Inventory(hosts, integrations, credentials, agents);
    }

    /** This register with this agent: one that does not stand here runs nobody knows where. */
    public Inventory knowing(String agent) {
        if (agents.containsKey(agent)) return this;
        Map<String, Deployed> more = new LinkedHashMap<>(agents);
        more.put(agent, new Deployed(agent, Optional.empty(), false, List.of()));
        return new Inventory(hosts, integrations, credentials, more);
    }

    private static List<String> plus(List<String> list, String one) {
        List<String> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }
}
