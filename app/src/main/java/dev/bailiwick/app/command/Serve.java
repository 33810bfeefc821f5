package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.app.wiring.OrganisationFile;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.value.Address;
import dev.bailiwick.host.process.OwnMemory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The server. */
@Command(name = "serve", description = "start the gateway and the console, on loopback")
final class Serve implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--console-port", description = "pages and sign-in (default: ${DEFAULT-VALUE}; 0: a free one)")
    private int consolePort = 7431;

    @Option(names = "--agents-port", description = "enforcement points (default: ${DEFAULT-VALUE}; 0: a free one)")
    private int agentsPort = 7430;

    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            description = "how long a call is held open (default: ${DEFAULT-VALUE})")
    private int hold = 540;

    @Option(names = "--host", hidden = true)
    private Optional<String> host = Optional.empty();

    @ArgGroup(exclusive = false)
    private @Nullable Database database;

    @ArgGroup(exclusive = false)
    private @Nullable Model model;

    @ArgGroup(exclusive = false)
    private @Nullable Nodes nodes;

    /** Where agents' machines come in. */
    static final class Nodes {
        @Option(
                names = "--nodes-port",
                required = true,
                paramLabel = "PORT",
                description = "agents' machines come in here, over mutual TLS (usually 7433; 0: a free one)")
        private int port;

        @Option(
                names = "--nodes-address",
                paramLabel = "ADDRESS",
                description = "on this address of a network of your own (default: ${DEFAULT-VALUE})",
                converter = AddressOption.class,
                defaultValue = "127.0.0.1")
        private Address address = Address.read("127.0.0.1").orElseThrow();
    }

    /** Where control state is kept. */
    static final class Database {
        @Option(
                names = "--postgres",
                required = true,
                paramLabel = "URL",
                description = "jdbc:postgresql://... instead of SQLite")
        private String url = "";

        @Option(names = "--postgres-user", required = true)
        private String user = "";

        @Option(names = "--postgres-password-file", required = true, paramLabel = "FILE")
        private Path passwordFile = Path.of("");
    }

    /** Where model traffic goes. */
    static final class Model {
        @Option(
                names = "--model",
                required = true,
                paramLabel = "URL",
                description = "the model provider (OpenAI-compatible)")
        private URI url = URI.create("");

        @Option(
                names = "--model-key-file",
                required = true,
                paramLabel = "FILE",
                description = "its key, held by Bailiwick alone")
        private Path keyFile = Path.of("");
    }

    @Override
    public Integer call() throws InterruptedException {
        host.ifPresent(Serve::refuseUnlessLoopback);
        var configuration = configuration();
        configuration.data().make();
        String account = System.getProperty("user.name");
        if (OrganisationFile.begin(configuration.data(), account)) {
            System.out.println(
                    "wrote a first " + configuration.data().organisation() + ": you hold every function there");
        }
        var stopping = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        if (!OwnMemory.close())
            System.err.println("bailiwick: this machine lets others look into the server's memory: keep them off it");
        try (var house = House.open(configuration)) {
            announce(house, account);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(stopping, done), "stop"));
            stopping.await();
        } finally {
            done.countDown();
        }
        return 0;
    }

    private static void finish(CountDownLatch stopping, CountDownLatch done) {
        stopping.countDown();
        try {
            var _ = done.await(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void announce(House house, String account) {
        System.out.println("console   " + house.console());
        System.out.println("agents    " + house.agents());
        house.nodes().ifPresent(nodes -> System.out.println("nodes     " + nodes));
        house.parts().facts().now().people().values().stream()
                .filter(person -> person.active() && person.account().equals(Optional.of(account)))
                .findFirst()
                .flatMap(person -> house.signInLink(person.id()))
                .ifPresent(link -> System.out.println("sign in   " + link + "  (once, within 15 minutes)"));
    }

    private Configuration configuration() {
        return new Configuration(
                data.folder(),
                consolePort,
                agentsPort,
                Duration.ofSeconds(hold),
                Optional.ofNullable(database).map(db -> new Configuration.Postgres(db.url, db.user, db.passwordFile)),
                Optional.ofNullable(model).map(to -> new Configuration.ModelProvider(to.url, to.keyFile)),
                false,
                Optional.ofNullable(nodes).map(at -> new Configuration.NodesListener(at.address, at.port)),
                InstantSource.system());
    }

    static void refuseUnlessLoopback(String host) {
        if (host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1")) return;
        throw new Refusal(
                2, "Bailiwick binds to loopback only: put an authenticated reverse proxy with TLS in front of it");
    }
}
