package dev.bailiwick.host.openclaw;

import static dev.bailiwick.host.openclaw.Pathway.Standing.CLOSED;
import static dev.bailiwick.host.openclaw.Pathway.Standing.GATED;
import static dev.bailiwick.host.openclaw.Pathway.Standing.UNGATED;
import static dev.bailiwick.host.openclaw.Pathway.Standing.UNMEASURED;

import dev.bailiwick.host.openclaw.Pathway.Standing;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every path by which an OpenClaw with this configuration can act, and whether Bailiwick stands in it. Read from the configuration
 * and from what was measured on the tested versions; on any other version what was measured counts as unmeasured.
 */
public final class Pathways {
    /** The versions the measurements were made on, newest last. Outside this list an agent stays in observe. */
    public static final List<String> TESTED = List.of("2026.9.6");

    private final Document config;
    private final String version;
    private final List<Pathway> found = new ArrayList<>();

    private Pathways(JsonObject config, String version) {
        this.config = new Document(config);
        this.version = version;
    }

    public static boolean tested(String version) {
        return TESTED.contains(version);
    }

    /** @param bailiwick Bailiwick's listener for agents: model traffic must go there */
    public static List<Pathway> of(JsonObject config, String version, URI bailiwick) {
        var pathways = new Pathways(config, version);
        pathways.toolCalls();
        pathways.code();
        pathways.aroundTheHooks();
        pathways.otherPrograms();
        pathways.model(bailiwick);
        return List.copyOf(pathways.found);
    }

    private void toolCalls() {
        var gate = gate();
        boolean gated = gate.isEmpty();
        var why = gated ? "the plugin's gate: before_tool_call, fails closed" : gate;
        var remedy = gated ? "" : "openclaw connect --write";
        gated(
                "tools",
                "the agent's tool calls (exec, read, write, web, message, browser, process ...)",
                gated,
                why,
                remedy);
        gated("tool-search", "tools behind tool_search and tool_call", gated, why, remedy);
        gated("mcp", "tools of MCP servers", gated, why, remedy);
        gated("sub-agent", "sub-agents: starting one, and its own calls", gated, why, remedy);
        gated("automation", "turns of automations (cron) and of wake-ups", gated, why, remedy);
        gated("invoke", "single tools over the gateway's HTTP and RPC (tools.invoke)", gated, why, remedy);
        boolean asks = asksBeforeInstalls();
        add(
                "install",
                "installs of plugins and skills",
                asks ? measured(GATED) : gated ? UNMEASURED : UNGATED,
                asks
                        ? "the install policy asks Bailiwick, with a gateway or without"
                        : "before_install is gated, but the command line installs without a gateway",
                asks ? "" : "openclaw connect --write");
    }

    private boolean asksBeforeInstalls() {
        var targets = names("security", "installPolicy", "targets");
        boolean all = targets.isEmpty() || targets.containsAll(Set.of("skill", "plugin"));
        return all
                && config.text("security", "installPolicy", "enabled").equals("true")
                && !config.string("security", "installPolicy", "exec", "command")
                        .isEmpty();
    }

    /** Why the gate does not stand, empty when it does. */
    private String gate() {
        if (config.text("plugins", "enabled").equals("false")) return "plugins.enabled is false";
        if (names("plugins", "deny").contains(OpenClawConfig.PLUGIN)) return "plugins.deny names the plugin";
        var allowed = config.get("plugins", "allow");
        if (allowed.isPresent() && !names("plugins", "allow").contains(OpenClawConfig.PLUGIN))
            return "plugins.allow does not name the plugin";
        if (!config.text("plugins", "entries", OpenClawConfig.PLUGIN, "enabled").equals("true"))
            return "the plugin is not enabled";
        if (names("plugins", "load", "paths").isEmpty()) return "plugins.load.paths is empty";
        long hook = number("plugins", "entries", OpenClawConfig.PLUGIN, "hooks", "timeouts", "before_tool_call");
        long wait = number("plugins", "entries", OpenClawConfig.PLUGIN, "config", "waitMillis");
        if (hook < wait) return "OpenClaw waits for the gate shorter than the gate waits for Bailiwick";
        return "";
    }

    private void code() {
        var mode = config.get("tools", "codeMode");
        var enabled = mode.isPresent() && mode.get() instanceof JsonObject object
                ? object.get("enabled").map(Object::toString).orElse("false")
                : config.text("tools", "codeMode");
        boolean off = enabled.equals("false");
        boolean isolated = config.string("tools", "codeMode", "executor").equals("quickjs") && agentsKeepQuickJs();
        add(
                "code-mode",
                "code mode: JavaScript the model writes",
                off ? CLOSED : isolated ? measured(GATED) : UNGATED,
                off
                        ? "tools.codeMode is off"
                        : isolated
                                ? "runs in QuickJS, whose only way out are gated calls"
                                : "runs in the gateway's own Node.js, which is no boundary",
                off || isolated ? "" : "tools.codeMode.executor = \"quickjs\"");
        boolean script = config.text("tools", "toolSearch").equals("true")
                || (config.get("tools", "toolSearch").isPresent()
                        && config.get("tools", "toolSearch").get() instanceof JsonObject object
                        && object.string("mode").orElse("code").equals("code"));
        add(
                "tool-search-code",
                "tool_search_code: JavaScript in a Node.js process of its own",
                script ? UNMEASURED : CLOSED,
                script ? "tools.toolSearch selects the mode \"code\"" : "tools.toolSearch does not select it",
                script ? "tools.toolSearch.mode = \"tools\"" : "");
    }

    private boolean agentsKeepQuickJs() {
        return config.object("agents", "entries").members().keySet().stream()
                .map(agent -> config.string("agents", "entries", agent, "tools", "codeMode", "executor"))
                .allMatch(own -> own.isEmpty() || own.equals("quickjs"));
    }

    private void aroundTheHooks() {
        shut("bash", "/bash and ! in a chat: a command without a hook", "commands", "bash");
        shut("terminal", "the operator's terminal (terminal.open)", "gateway", "terminal", "enabled");
        open("elevated", "elevated commands for allowed senders", "tools", "elevated", "enabled");
        open(
                "cron-script",
                "automations: scripts, condition triggers, stream schedules",
                "cron",
                "triggers",
                "enabled");
        boolean noCron = config.text("cron", "enabled").equals("false");
        add(
                "cron-command",
                "automations with a command payload: run on the host without a hook",
                noCron ? CLOSED : UNGATED,
                noCron
                        ? "cron.enabled is false"
                        : "OpenClaw has no switch for them; only the gateway's token can create one",
                noCron ? "" : "cron.enabled = false; until then Bailiwick raises an alert when one appears");
        boolean authenticated = !Set.of("", "none").contains(config.string("gateway", "auth", "mode"));
        add(
                "token",
                "whoever holds the gateway's token: configuration, nodes, approvals, sessions",
                UNGATED,
                authenticated
                        ? "by design of OpenClaw; the token is the only lock"
                        : "gateway.auth.mode is not set: no lock at all",
                authenticated
                        ? "give the agent's commands another account than the gateway"
                        : "gateway.auth.mode = \"token\"");
        boolean loopback = config.string("gateway", "bind").equals("loopback");
        add(
                "network",
                "the gateway's port from other machines",
                loopback ? CLOSED : UNGATED,
                loopback ? "gateway.bind is loopback" : "gateway.bind is not loopback",
                loopback ? "" : "gateway.bind = \"loopback\"");
    }

    private void otherPrograms() {
        boolean acp = config.text("acp", "enabled").equals("false");
        add(
                "acp",
                "coding agents under ACP (Codex, Claude Code ...)",
                acp ? CLOSED : UNMEASURED,
                acp ? "acp.enabled is false" : "acp.enabled is not false",
                acp ? "" : "acp.enabled = false");
        boolean hooks = config.text("hooks", "enabled").equals("true");
        add(
                "webhooks",
                "web hooks that start turns",
                hooks ? UNMEASURED : CLOSED,
                hooks ? "hooks.enabled is true; the turn's calls pass the gate" : "hooks.enabled is not true",
                "");
        boolean internal = config.text("hooks", "internal", "enabled").equals("true");
        add(
                "internal-hooks",
                "JavaScript hooks inside the gateway",
                internal ? UNGATED : CLOSED,
                internal ? "hooks.internal.enabled is true" : "hooks.internal is not enabled",
                internal ? "hooks.internal.enabled = false" : "");
        var others = names("plugins", "allow").stream()
                .filter(name -> !name.equals(OpenClawConfig.PLUGIN))
                .toList();
        boolean alone = config.get("plugins", "allow").isPresent() && others.isEmpty();
        add(
                "plugins",
                "other plugins: code inside the gateway, able to change arguments after the decision",
                alone ? CLOSED : UNMEASURED,
                alone
                        ? "plugins.allow names only ours"
                        : "plugins.allow lets in " + (others.isEmpty() ? "everything" : others),
                alone ? "" : "plugins.allow = [\"" + OpenClawConfig.PLUGIN + "\"] and what is really needed");
        add(
                "nodes",
                "paired nodes (system.run on other machines)",
                UNMEASURED,
                "a call by the agent passes the gate; the node itself was not tested",
                "pair none");
        boolean browser = config.text("browser", "enabled").equals("false");
        add(
                "browser",
                "what a page does inside the agent's browser",
                browser ? CLOSED : UNMEASURED,
                browser ? "browser.enabled is false" : "the call is gated; what the page loads is not",
                browser ? "" : "browser.enabled = false");
        var channels = config.object("channels").members().keySet();
        add(
                "replies",
                "the agent's answer to the conversation it is in",
                UNGATED,
                "an answer is no tool call"
                        + (channels.isEmpty() ? "; only the web chat is configured" : "; channels: " + channels),
                "let only people write to the agent who may read what it knows");
        boolean included = config.value().text().contains("\"$include\"");
        if (included)
            add(
                    "include",
                    "parts of the configuration in other files",
                    UNMEASURED,
                    "$include is used: those files were not read",
                    "one file");
    }

    private void model(URI bailiwick) {
        var providers = config.object("models", "providers").members();
        boolean replaced = config.string("models", "mode").equals("replace");
        boolean through = !providers.isEmpty()
                && providers.values().stream()
                        .allMatch(provider -> provider instanceof JsonObject object
                                && object.string("baseUrl").orElse("").startsWith(bailiwick + "/model/"));
        boolean gated = replaced && through;
        add(
                "model",
                "model traffic",
                gated ? measured(GATED) : UNGATED,
                gated
                        ? "every provider is Bailiwick's model gateway"
                        : "a provider is reached past Bailiwick's model gateway",
                gated ? "" : "openclaw connect --write");
        var primary = config.string("agents", "defaults", "model", "primary");
        boolean harness =
                primary.startsWith("claude-cli/") || primary.startsWith("codex/") || primary.startsWith("copilot/");
        if (harness)
            add(
                    "harness",
                    "a model backend that runs tools itself",
                    UNGATED,
                    primary + " brings tools of its own",
                    "a model over an API");
    }

    private void gated(String id, String what, boolean gated, String because, String remedy) {
        add(id, what, gated ? measured(GATED) : UNGATED, because, remedy);
    }

    /** Shut unless the configuration says true. */
    private void shut(String id, String what, String... path) {
        boolean on = config.text(path).equals("true");
        var name = String.join(".", path);
        add(
                id,
                what,
                on ? UNGATED : measured(CLOSED),
                name + (on ? " is true" : " is not true"),
                on ? name + " = false" : "");
    }

    /** Open unless the configuration says false. */
    private void open(String id, String what, String... path) {
        boolean off = config.text(path).equals("false");
        var name = String.join(".", path);
        add(
                id,
                what,
                off ? CLOSED : UNMEASURED,
                name + (off ? " is false" : " is not false"),
                off ? "" : name + " = false");
    }

    private Standing measured(Standing standing) {
        return tested(version) ? standing : UNMEASURED;
    }

    private void add(String id, String what, Standing standing, String because, String remedy) {
        boolean untested = standing == UNMEASURED && !tested(version);
        found.add(new Pathway(
                id,
                what,
                standing,
                untested ? because + " (not measured on OpenClaw " + version + ")" : because,
                remedy));
    }

    private List<String> names(String... path) {
        List<String> names = new ArrayList<>();
        for (var one : config.array(path)) if (one instanceof JsonString(var text)) names.add(text);
        return names;
    }

    private long number(String... path) {
        return config.get(path)
                .map(one -> one instanceof JsonNumber number && number.isLong() ? number.longValue() : 0L)
                .orElse(0L);
    }
}
