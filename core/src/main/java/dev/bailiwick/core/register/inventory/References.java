package dev.bailiwick.core.register.inventory;

import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Whether everything an inventory names is in it; a permission, whether the guide has it. */
record References(Inventory inventory, JsonObject file, Set<String> names) {
    void require() {
        each(
                "hosts",
                host -> requireAll(credentials(), host.array("credentials").values(), "credential"));
        each("agents", agent -> {
            agent.string("host").ifPresent(host -> require(inventory.hosts().keySet(), host, "host"));
            requireAll(credentials(), agent.array("credentials").values(), "credential");
        });
        each("credentials", this::requireCredential);
        each(
                "integrations",
                integration -> integration
                        .object("onward")
                        .ifPresent(onward -> onward.members()
                                .keySet()
                                .forEach(kind ->
                                        requireAll(names, onward.array(kind).values(), "entry"))));
    }

    private void requireCredential(JsonObject json) {
        var held = inventory.credential(json.string("id").orElseThrow());
        require(inventory.integrations().keySet(), held.integration(), "integration");
        var guide = inventory.integration(held.integration()).guide();
        for (var scope : held.permissions()) {
            if (guide.isPresent() && guide.get().scope(scope).isEmpty()) {
                throw new IllegalArgumentException(
                        "the guide " + guide.get().name() + " has no scope \"" + scope + "\"");
            }
        }
    }

    private Set<String> credentials() {
        return inventory.credentials().keySet();
    }

    private void each(String list, Consumer<JsonObject> check) {
        List<JsonValue> values = file.array(list).values();
        for (int i = 0; i < values.size(); i++) {
            try {
                check.accept((JsonObject) values.get(i));
            } catch (IllegalArgumentException wrong) {
                throw new JsonException(String.valueOf(wrong.getMessage()), "/" + list + "/" + i);
            }
        }
    }

    private static void requireAll(Set<String> known, Collection<JsonValue> named, String kind) {
        for (var each : named) {
            if (each instanceof JsonString(var name)) require(known, name, kind);
        }
    }

    private static void require(Set<String> known, String name, String kind) {
        if (!known.contains(name))
            throw new IllegalArgumentException("there is no " + kind + " \"" + name + "\" in this file");
    }
}
