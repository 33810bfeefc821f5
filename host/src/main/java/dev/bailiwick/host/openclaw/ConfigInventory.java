package dev.bailiwick.host.openclaw;

import dev.bailiwick.core.register.Inventory;
import dev.bailiwick.core.register.Inventory.Connection;
import dev.bailiwick.core.register.Inventory.Kind;
import dev.bailiwick.core.value.Url;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an OpenClaw configuration connects its agents to. Only what is free of secrets is read from; a section that is not what
 * OpenClaw makes of it is refused, because an agent whose connections cannot be read is not one without connections.
 */
public final class ConfigInventory {
    private static final int LONGEST = 120;
    private static final Pattern ACCOUNT = Pattern.compile("//[^/@?#]*@");

    private final PlainSecrets secrets;
    private final List<Connection> found = new ArrayList<>();

    private ConfigInventory(PlainSecrets secrets) {
        this.secrets = secrets;
    }

    /** @throws OpenClawFailure naming the section that cannot be read */
    public static Inventory of(JsonObject config) {
        var secrets = PlainSecrets.in(config);
        var inventory = new ConfigInventory(secrets);
        inventory.refuseLegacy();
        inventory.add(Kind.AGENT, "agents", "entries");
        inventory.add(Kind.CHANNEL, "channels");
        inventory.add(Kind.PLUGIN, "plugins", "entries");
        inventory.add(Kind.MCP_SERVER, "mcp", "servers");
        inventory.add(Kind.SKILL, "skills", "entries");
        inventory.add(Kind.MODEL_PROVIDER, "models", "providers");
        return new Inventory(inventory.found, secrets.places());
    }

    /** Older releases keep their agents in a list: read as today's, it would have none. */
    private void refuseLegacy() {
        if (section("agents").has("list")) {
            throw new OpenClawFailure("cannot read /agents/list: this configuration is of an older OpenClaw;"
                    + " let \"openclaw doctor --fix\" bring it up to date");
        }
    }

    private void add(Kind kind, String... section) {
        section(section).members().forEach((name, value) -> found.add(connection(kind, name, value, section)));
    }

    private JsonObject section(String... path) {
        JsonValue here = secrets.redacted();
        for (int i = 0; i < path.length; i++) {
            var object = (JsonObject) here;
            if (!object.has(path[i])) return JsonObject.EMPTY;
            here = object.get(path[i]).orElseThrow();
            if (!(here instanceof JsonObject)) {
                throw new OpenClawFailure(
                        "cannot read /" + String.join("/", List.of(path).subList(0, i + 1))
                                + " of this configuration: it is no object, so its connections are unknown");
            }
        }
        return (JsonObject) here;
    }

    private Connection connection(Kind kind, String name, JsonValue value, String... section) {
        String place = "/" + String.join("/", section) + "/" + PlainSecrets.pointer(name);
        var body = value instanceof JsonObject object ? object : JsonObject.EMPTY;
        int plaintext = (int)
                secrets.places().stream().filter(each -> each.below(place)).count();
        return new Connection(kind, name, enabled(value, body), reaches(body), plaintext);
    }

    /** On unless it says off: in its own object, or as a bare {@code false}. */
    private static boolean enabled(JsonValue value, JsonObject body) {
        var off = new JsonBoolean(false);
        return !value.equals(off) && !body.get("enabled").filter(off::equals).isPresent();
    }

    private static String reaches(JsonObject body) {
        return Stream.of("url", "baseUrl")
                .flatMap(member -> body.string(member).stream())
                .map(ConfigInventory::host)
                .findFirst()
                .orElseGet(() -> program(body));
    }

    /** The host alone: what else stands in an address may be a key, and its mark is no part of an address. */
    private static String host(String address) {
        String bare = PlainSecrets.MARK.matcher(address).replaceAll("x");
        return Url.of(ACCOUNT.matcher(bare).replaceFirst("//"))
                .map(url -> url.host() + ":" + url.port())
                .orElse("an address that cannot be read");
    }

    private static String program(JsonObject body) {
        var command = body.string("command");
        if (command.isEmpty()) return "";
        String line = "runs " + command.get() + arguments(body.array("args"));
        return line.length() <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }

    private static String arguments(JsonArray arguments) {
        var line = new StringBuilder();
        for (var each : arguments) line.append(' ').append(each instanceof JsonString(var text) ? text : "?");
        return line.toString();
    }
}
