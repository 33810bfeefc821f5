package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Connection;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.openclaw.ConfigCheck;
import dev.bailiwick.host.openclaw.Installer;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.host.openclaw.Pathways;
import dev.bailiwick.host.openclaw.Rendering;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.Credentials;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Governing an OpenClaw. */
@Command(
        name = "openclaw",
        description = "connect an OpenClaw, and prove that it is gated",
        subcommands = {OpenClaw.Connect.class, OpenClaw.Pathlist.class, OpenClaw.SelfTest.class})
final class OpenClaw {
    private static Path usualConfiguration() {
        return Path.of(System.getProperty("user.home"), ".openclaw", "openclaw.json");
    }

    @Command(
            name = "connect",
            description =
                    "register the agent, issue its credentials, show what its configuration becomes; --write does it")
    static final class Connect implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Option(names = "--agent", required = true, description = "its name in the register")
        private String agent = "";

        @Option(
                names = "--config",
                paramLabel = "PATH",
                description = "OpenClaw's configuration (default: ~/.openclaw/openclaw.json)")
        private Path config = usualConfiguration();

        @Option(
                names = "--account",
                description = "the account OpenClaw runs under (default: yours: then it is not protected)")
        private String account = System.getProperty("user.name");

        @Option(names = "--write", description = "write it; without this only the difference is shown")
        private boolean write;

        @Override
        public Integer call() {
            var id = new AgentId(agent);
            var server = Asking.answer(data, JsonObject.with("verb", "server").build());
            var connection = new Connection(
                    data.folder(),
                    id,
                    config.toAbsolutePath().normalize(),
                    URI.create(server.string("agents").orElseThrow()),
                    Duration.ofSeconds(hold(server)),
                    separate());
            var rendering = connection.rendering();
            show(rendering, server);
            if (!write) {
                System.out.println("\nnothing was written; add --write to do it");
                return 0;
            }
            refuseWhatOpenClawRefuses(rendering);
            var issued = Asking.answer(
                    data,
                    JsonObject.with("verb", "register.agent")
                            .and("agent", agent)
                            .and("account", account)
                            .build());
            var backup = connection.write(
                    rendering, credentials(issued), issued.string("gateway").orElseThrow());
            System.out.println("\nwrote " + config
                    + backup.map(old -> " (before: " + old + ")").orElse(""));
            System.out.println(
                    "agent " + agent + " is observed: nothing is stopped yet. Restart OpenClaw, let it work, then "
                            + (separate().isEmpty() ? inTheConsole() : onTheCommandLine()));
            return 0;
        }

        /** Its account could speak for us from now on, so the command line takes no decision from it. */
        private static String inTheConsole() {
            return "look at it and move it on in the console: it runs under your own account, from which the command"
                    + " line now only freezes and stops (--account NAME gives it one of its own)";
        }

        private String onTheCommandLine() {
            return "look at `./bailiwick agents show " + agent + "` and move it on: `./bailiwick agents step " + agent
                    + " pilot --reason ...`";
        }

        private Optional<String> separate() {
            return account.equals(System.getProperty("user.name")) ? Optional.empty() : Optional.of(account);
        }

        private static long hold(JsonObject server) {
            return Fields.of(server).optionalNumber("hold").orElse(540L);
        }

        private static Map<Credentials.Use, String> credentials(JsonObject issued) {
            var values = new EnumMap<Credentials.Use, String>(Credentials.Use.class);
            for (var use : Credentials.Use.values()) {
                values.put(use, issued.string(Fields.spelling(use)).orElseThrow());
            }
            return values;
        }

        private void show(Rendering rendering, JsonObject server) {
            System.out.println(
                    rendering.changesNothing()
                            ? "the configuration is as it must be"
                            : "what changes in " + config + ":");
            rendering.diff().forEach(line -> System.out.println("  " + Untrusted.visible(line)));
            System.out.println();
            paths(rendering.after(), URI.create(server.string("agents").orElseThrow()));
        }

        /** OpenClaw itself is asked when it is installed where we look. */
        private static void refuseWhatOpenClawRefuses(Rendering rendering) {
            var installed = dev.bailiwick.host.openclaw.Installation.in(Installer.folder());
            if (installed.isEmpty()) {
                System.out.println("not validated: no OpenClaw in " + Installer.folder());
                return;
            }
            var complaints = ConfigCheck.complaints(installed.get(), rendering.text());
            if (complaints.isEmpty()) return;
            throw new Refusal("OpenClaw refuses this configuration: " + String.join("; ", complaints));
        }
    }

    private static void paths(JsonObject configuration, URI bailiwick) {
        String version = dev.bailiwick.host.openclaw.Installation.in(Installer.folder())
                .map(dev.bailiwick.host.openclaw.Installation::version)
                .orElse("unknown");
        System.out.println("paths by which this OpenClaw (" + version + ") can act:");
        for (var path : Pathways.of(configuration, version, bailiwick)) {
            String standing = Fields.spelling(path.standing());
            System.out.printf(
                    "  %-11s %s%s%n", standing, path.what(), path.remedy().isEmpty() ? "" : ": " + path.remedy());
        }
    }

    @Command(
            name = "paths",
            description = "every path by which a connected OpenClaw can act: gated, closed, ungated, unmeasured")
    static final class Pathlist implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Option(names = "--config", paramLabel = "PATH")
        private Path config = usualConfiguration();

        @Override
        public Integer call() {
            var server = Asking.answer(data, JsonObject.with("verb", "server").build());
            var configuration =
                    OpenClawConfig.read(config).orElseThrow(() -> new Refusal("there is no configuration " + config));
            paths(configuration, URI.create(server.string("agents").orElseThrow()));
            return 0;
        }
    }

    @Command(
            name = "selftest",
            description =
                    "prove each path with a probe that must be denied; exit code 3 when one was not, or a path is unproved")
    static final class SelfTest implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Option(names = "--agent", required = true, description = "its name in the register")
        private String agent = "";

        @Override
        public Integer call() {
            var proof = Asking.answer(
                    data,
                    JsonObject.with("verb", "openclaw.selftest")
                            .and("agent", agent)
                            .build());
            if (output.json()) output.print(proof);
            else show(Fields.of(proof));
            return proof.get("holds").equals(Optional.of(new JsonBoolean(true))) ? 0 : 3;
        }

        private static void show(Fields proof) {
            System.out.println("OpenClaw " + Untrusted.visible(proof.text("runtime")) + ":");
            for (var probe : proof.list("probes")) {
                System.out.printf(
                        "  %-10s %-28s %s%n",
                        probe.text("finding"), probe.text("probe"), Untrusted.visible(probe.text("said")));
            }
            boolean holds = proof.flag("holds");
            System.out.println(
                    holds ? "the gate holds on every path" : "the gate is not proved: the agent stays in observe");
        }
    }
}
