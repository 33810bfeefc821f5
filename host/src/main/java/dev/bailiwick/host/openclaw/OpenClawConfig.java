package dev.bailiwick.host.openclaw;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration OpenClaw needs so that every action meets Bailiwick. Changes what must be so and keeps everything else; rendering
 * what was rendered before changes no byte.
 *
 * @param bailiwick Bailiwick's listener for agents
 * @param credentials a JSON file of mode 0600 with the members {@code ask}, {@code report}, {@code model} and {@code gateway}
 * @param configuration where the configuration itself lies: the plugin reports its digest
 * @param plugin the folder OpenClaw loads the plugin from
 * @param hold how long Bailiwick holds a call while people decide
 * @param port the gateway's port where the configuration names none
 * @param program Bailiwick's own program, which OpenClaw asks before it installs anything; empty as connections once were
 */
public record OpenClawConfig(
        URI bailiwick,
        Path credentials,
        Path configuration,
        Path plugin,
        Duration hold,
        int port,
        Optional<Path> program) {
    static final String PLUGIN = "bailiwick";
    private static final Duration PLUGIN_WAITS = Duration.ofSeconds(15);
    private static final Duration HOOK_WAITS = Duration.ofSeconds(30);
    private static final Duration LONGEST_HOOK = Duration.ofMinutes(10);

    public OpenClawConfig {
        if (hold.plus(HOOK_WAITS).compareTo(LONGEST_HOOK) > 0) {
            throw new IllegalArgumentException(
                    "OpenClaw waits for a hook at most 10 minutes: hold calls at most 9 min 30 s");
        }
    }

    /** One that says nothing about installs. */
    public OpenClawConfig(URI bailiwick, Path credentials, Path configuration, Path plugin, Duration hold, int port) {
        this(bailiwick, credentials, configuration, plugin, hold, port, Optional.empty());
    }

    /**
     * Reads a configuration, empty when there is none.
     *
     * @throws OpenClawFailure when it is not plain JSON: comments would be lost, so a person removes them
     */
    public static Optional<JsonObject> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.parseObject(Files.readAllBytes(file), JsonLimits.FILE))
                    : Optional.empty();
        } catch (JsonException e) {
            throw new OpenClawFailure(
                    "\"" + file + "\" is not plain JSON (comments or trailing commas?): " + e.getMessage(), e);
        } catch (IOException e) {
            throw new OpenClawFailure("cannot read \"" + file + "\": " + e.getMessage(), e);
        }
    }

    /** What the configuration becomes. */
    public Rendering render(JsonObject existing) {
        var document = new Document(existing);
        plugin(document);
        gateway(document);
        closings(document);
        isolatedCode(document);
        program.ifPresent(path -> document.set(installs(path), "security", "installPolicy"));
        model(document);
        return new Rendering(existing, document.value());
    }

    private void plugin(Document document) {
        if (document.text("plugins", "enabled").equals("false")) document.set(true, "plugins", "enabled");
        allow(document);
        var denied = texts(document, "plugins", "deny");
        if (denied.remove(PLUGIN)) document.set(JsonArray.ofStrings(denied), "plugins", "deny");
        var paths = texts(document, "plugins", "load", "paths");
        paths.add(plugin.toString());
        document.set(JsonArray.ofStrings(paths), "plugins", "load", "paths");
        document.set(entry(), "plugins", "entries", PLUGIN);
    }

    /** An allow list shuts out every plugin it does not name: those the configuration uses stay in. */
    private static void allow(Document document) {
        var allowed = texts(document, "plugins", "allow");
        if (document.get("plugins", "allow").isEmpty()) allowed.addAll(inUse(document));
        allowed.add(PLUGIN);
        document.set(JsonArray.ofStrings(allowed), "plugins", "allow");
    }

    private static Set<String> inUse(Document document) {
        Set<String> names = new LinkedHashSet<>();
        document.object("plugins", "entries").members().forEach((name, entry) -> {
            boolean off = entry instanceof JsonObject object
                    && object.get("enabled").map(JsonValue::text).orElse("").equals("false");
            if (!off && !name.equals(PLUGIN)) names.add(name);
        });
        document.object("channels").members().keySet().stream()
                .filter(name -> !name.equals("defaults"))
                .forEach(names::add);
        return names;
    }

    private JsonObject entry() {
        var settings = JsonObject.with("url", bailiwick.toString())
                .and("credentialsFile", credentials.toString())
                .and("configFile", configuration.toString())
                .and("waitMillis", hold.plus(PLUGIN_WAITS).toMillis())
                .build();
        long hook = hold.plus(HOOK_WAITS).toMillis();
        var timeouts = JsonObject.with("before_tool_call", JsonNumber.of(hook))
                .and("before_install", hook)
                .build();
        var hooks = JsonObject.with("allowConversationAccess", new JsonBoolean(true))
                .and("allowPromptInjection", true)
                .and("timeouts", timeouts)
                .build();
        return JsonObject.with("enabled", new JsonBoolean(true))
                .and("config", settings)
                .and("hooks", hooks)
                .build();
    }

    private void gateway(Document document) {
        if (document.get("gateway", "mode").isEmpty()) document.set(new JsonString("local"), "gateway", "mode");
        if (document.get("gateway", "port").isEmpty()) document.set(JsonNumber.of(port), "gateway", "port");
        document.set(new JsonString("loopback"), "gateway", "bind");
        document.remove("gateway", "customBindHost");
        boolean open = Set.of("", "none").contains(document.string("gateway", "auth", "mode"));
        if (open) document.set(new JsonString("token"), "gateway", "auth", "mode");
        boolean token = document.string("gateway", "auth", "mode").equals("token");
        if (token && document.get("gateway", "auth", "token").isEmpty()) {
            document.set(secret("/gateway"), "gateway", "auth", "token");
        }
        var file = JsonObject.with("source", "file")
                .and("path", credentials.toString())
                .and("mode", "json")
                .build();
        document.set(file, "secrets", "providers", PLUGIN);
    }

    private static JsonObject secret(String pointer) {
        return JsonObject.with("source", "file")
                .and("provider", PLUGIN)
                .and("id", pointer)
                .build();
    }

    /** Ways to act that reach no hook are closed. */
    private static void closings(Document document) {
        document.set(false, "commands", "bash");
        document.set(false, "gateway", "terminal", "enabled");
        document.set(false, "tools", "elevated", "enabled");
        // Script payloads, condition triggers and stream schedules of automations; command payloads have no switch.
        document.set(false, "cron", "triggers", "enabled");
        if (document.get("acp", "enabled").isEmpty()) document.set(false, "acp", "enabled");
    }

    /** Skills and plugins of every kind are asked about; nothing is installed when nobody answers. */
    private JsonObject installs(Path path) {
        var arguments =
                List.of("skills", "policy", "--server", bailiwick.toString(), "--credentials", credentials.toString());
        long waits = hold.plus(HOOK_WAITS).toMillis();
        var command = JsonObject.with("source", "exec")
                .and("command", path.toString())
                .and("args", JsonArray.ofStrings(arguments))
                .and("timeoutMs", waits)
                .and("noOutputTimeoutMs", waits)
                .build();
        return JsonObject.with("enabled", new JsonBoolean(true))
                .and("exec", command)
                .build();
    }

    /** JavaScript an agent writes runs in QuickJS, which has no file, network or process of its own; not in the gateway's Node.js. */
    private static void isolatedCode(Document document) {
        document.set(quickJs(document.get("tools", "codeMode").orElse(new JsonString("auto"))), "tools", "codeMode");
        for (var agent : document.object("agents", "entries").members().keySet()) {
            document.get("agents", "entries", agent, "tools", "codeMode")
                    .ifPresent(own -> document.set(quickJs(own), "agents", "entries", agent, "tools", "codeMode"));
        }
        document.get("tools", "toolSearch").ifPresent(search -> {
            if (search.text().equals("true")) document.set(toolsMode(JsonObject.EMPTY), "tools", "toolSearch");
            if (search instanceof JsonObject object
                    && !object.string("mode").orElse("").equals("directory")) {
                document.set(toolsMode(object), "tools", "toolSearch");
            }
        });
    }

    private static JsonObject quickJs(JsonValue codeMode) {
        var executor = new JsonString("quickjs");
        if (codeMode instanceof JsonObject object) return object.plus("executor", executor);
        return JsonObject.with("enabled", codeMode).and("executor", executor).build();
    }

    private static JsonObject toolsMode(JsonObject search) {
        var on = search.has("enabled") ? search : search.plus("enabled", new JsonBoolean(true));
        return on.plus("mode", new JsonString("tools"));
    }

    /** Model traffic goes through Bailiwick, and nowhere else: other providers would be a way around the second cut point. */
    private void model(Document document) {
        var primary = primary(document);
        int slash = primary.indexOf('/');
        var id = primary.substring(slash + 1);
        var described = describe(document, slash < 0 ? "" : primary.substring(0, slash), id);
        var provider = JsonObject.with("baseUrl", bailiwick.resolve("/model/v1").toString())
                .and("apiKey", secret("/model"))
                .and("api", "openai-completions")
                .and("models", JsonArray.of(described))
                .build();
        document.set(new JsonString("replace"), "models", "mode");
        document.set(JsonObject.with(PLUGIN, provider).build(), "models", "providers");
        var own = JsonObject.with("primary", PLUGIN + "/" + id).build();
        document.set(own, "agents", "defaults", "model");
        for (var agent : document.object("agents", "entries").members().keySet()) {
            if (document.get("agents", "entries", agent, "model").isPresent()) {
                document.set(own, "agents", "entries", agent, "model");
            }
        }
    }

    private static String primary(Document document) {
        var model = document.get("agents", "defaults", "model");
        if (model.isPresent() && model.get() instanceof JsonString(var name)) return name;
        var named = document.string("agents", "defaults", "model", "primary");
        return named.isEmpty() ? "default" : named;
    }

    private static JsonObject describe(Document document, String provider, String id) {
        for (var one : document.array("models", "providers", provider, "models")) {
            if (one instanceof JsonObject model && model.string("id").orElse("").equals(id)) return model;
        }
        return JsonObject.with("id", id)
                .and("name", id)
                .and("reasoning", false)
                .and("input", JsonArray.ofStrings(List.of("text")))
                .and("contextWindow", 200_000)
                .and("maxTokens", 8192)
                .build();
    }

    private static LinkedHashSet<String> texts(Document document, String... path) {
        List<String> found = new ArrayList<>();
        for (var one : document.array(path)) if (one instanceof JsonString(var text)) found.add(text);
        return new LinkedHashSet<>(found);
    }
}
