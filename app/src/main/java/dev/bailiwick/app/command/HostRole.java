package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.HostHouse;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.Store;
import dev.bailiwick.host.node.CutOff;
import dev.bailiwick.host.node.NodeLine;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agents' machines that are not the server's. */
@Command(
        name = "host",
        description = {
            "agents' machines that are not the server's: nodes",
            "At the server: invite, list, remove. On the machine: join once, then run."
        },
        subcommands = {
            HostRole.Invite.class,
            HostRole.All.class,
            HostRole.Remove.class,
            HostRole.Join.class,
            HostRole.Stay.class
        })
final class HostRole {
    private static final int DENIED = 4;
    private static final int UNREACHABLE = 6;

    @Command(name = "invite", description = "at the server: a token with which one machine joins, within an hour")
    static final class Invite extends Asking {
        @Parameters(paramLabel = "NODE", description = "what the machine is called")
        private String node = "";

        @Option(
                names = "--agents",
                paramLabel = "AGENT",
                required = true,
                split = ",",
                description = "the agents that run there")
        private List<String> agents = List.of();

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "host.invite")
                    .and("node", node)
                    .and("agents", JsonArray.ofStrings(agents))
                    .build();
        }
    }

    @Command(name = "list", description = "at the server: every node, its agents, its last contact")
    static final class All extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "host.list").build();
        }
    }

    @Command(name = "remove", description = "at the server: let a machine out, at once")
    static final class Remove extends Asking {
        @Parameters(paramLabel = "NODE")
        private String node = "";

        @Override
        JsonObject request() {
            return JsonObject.with("verb", "host.remove").and("node", node).build();
        }
    }

    @Command(name = "join", description = "on the machine: become a node, once; then `host run`")
    static final class Join implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "URL", description = "of the server's listener for nodes, https://ADDRESS:PORT")
        private URI server = URI.create("");

        @ArgGroup(multiplicity = "1")
        private Token token = new Token();

        /** What lets it join; a file keeps it out of the list of processes. */
        static final class Token {
            @Option(
                    names = "--token",
                    paramLabel = "TOKEN",
                    required = true,
                    description = "as `host invite` printed it")
            private String text = "";

            @Option(names = "--token-file", paramLabel = "FILE", required = true, description = "a file that holds it")
            private Path file = Path.of("");

            String value() {
                return text.isEmpty() ? Store.secret(file) : text;
            }
        }

        @Override
        public Integer call() {
            var folder = data.folder();
            if (Files.exists(folder.organisation()))
                throw new Refusal(2, folder.path() + " is a server's data folder: name another one with --data DIR");
            folder.make();
            try {
                var line = NodeLine.join(server, token.value(), folder.node());
                System.out.println("joined    as " + line.name() + " at " + line.server());
                System.out.println("next      ./bailiwick host run --data " + folder.path());
                return 0;
            } catch (CutOff e) {
                throw new Refusal(e.refused() ? DENIED : UNREACHABLE, String.valueOf(e.getMessage()));
            }
        }
    }

    @Command(
            name = "run",
            description = {
                "on the machine: stay in touch with the server, and let this machine's agents ask",
                "Without the server nothing is permitted here; `stop` and `freeze` with the same --data work without it."
            })
    static final class Stay implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Option(
                names = "--agents-port",
                description = "where this machine's agents ask, on loopback (default: ${DEFAULT-VALUE}; 0: a free one)")
        private int port = 7430;

        @Override
        public Integer call() throws InterruptedException {
            try (var house = HostHouse.open(data.folder(), port, why -> System.err.println(why))) {
                System.out.println("node      " + house.name());
                System.out.println("agents    http://127.0.0.1:" + house.port());
                new CountDownLatch(1).await();
            }
            return 0;
        }
    }

    private HostRole() {}
}
