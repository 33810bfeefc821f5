package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A browser for an agent, with a listener and a profile of its own. Both are gone when it ends. */
@Command(
        name = "browse",
        mixinStandardHelpOptions = true,
        description = {
            "open a browser for an agent: signed in with --key and at its host alone, or reading and nothing more",
            "Its profile is made for this run and deleted after it."
        })
final class Browse implements Callable<Integer> {
    @Option(names = "--agent", required = true, paramLabel = "NAME")
    private String agent = "";

    @Option(names = "--key", paramLabel = "NAME", description = "sign in with this credential of the agent")
    private Optional<String> key = Optional.empty();

    @Option(names = "--browser", paramLabel = "PROGRAM", description = "Chromium or Chrome (default: ${DEFAULT-VALUE})")
    private Path browser = Path.of("/usr/bin/chromium");

    @Option(
            names = "--debug-port",
            paramLabel = "PORT",
            description = "where a program may drive it (CDP), on loopback")
    private Optional<Integer> debugPort = Optional.empty();

    @Option(names = "--headless", description = "without a window")
    private boolean headless;

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "URL")
    private String address = "";

    @Override
    public Integer call() {
        if (!address.startsWith("https://")) throw new Refusal(2, "a browser of an agent starts at https://...");
        if (!Files.isExecutable(browser))
            throw new Refusal("there is no browser at " + browser + ": name it with --browser");
        var request = JsonObject.with("verb", "browser.open").and("agent", agent);
        key.ifPresent(name -> request.and("key", name));
        var opened = Fields.of(Asking.answer(data, request.build()));
        var session = opened.text("session");
        try {
            return run(opened.number("port"), opened.text("spki"));
        } finally {
            Asking.answer(
                    data,
                    JsonObject.with("verb", "browser.close")
                            .and("session", session)
                            .build());
        }
    }

    private int run(long port, String spki) {
        try {
            var profile = Files.createTempDirectory("bailiwick-browser");
            try {
                return new ProcessBuilder(command(port, spki, profile))
                        .inheritIO()
                        .start()
                        .waitFor();
            } finally {
                delete(profile);
            }
        } catch (IOException e) {
            throw new Refusal("the browser did not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    /** Loopback too goes through the proxy, and is refused there; its own sandbox does not work for root. */
    private List<String> command(long port, String spki, Path profile) {
        List<String> words = new ArrayList<>(List.of(
                browser.toString(),
                "--no-first-run",
                "--disable-background-networking",
                "--disable-quic",
                "--user-data-dir=" + profile,
                "--proxy-server=http://127.0.0.1:" + port,
                "--proxy-bypass-list=<-loopback>",
                "--ignore-certificate-errors-spki-list=" + spki));
        if ("root".equals(System.getProperty("user.name"))) words.add("--no-sandbox");
        if (headless) words.add("--headless");
        debugPort.ifPresent(number -> words.add("--remote-debugging-port=" + number));
        words.add(address);
        return words;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}
