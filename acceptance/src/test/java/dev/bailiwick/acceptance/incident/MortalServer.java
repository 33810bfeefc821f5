package dev.bailiwick.acceptance.incident;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.procedure.register.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A server in a process of its own, which dies by SIGKILL and starts again on what the disk holds. Itself the program of that process. */
public final class MortalServer implements AutoCloseable {
    private final Path folder;
    private Process process;
    private List<String> said = List.of();

    private MortalServer(Path folder) throws IOException {
        this.folder = folder;
        process = launched();
        said = heard();
    }

    public static MortalServer start(Path folder) throws IOException {
        return new MortalServer(folder);
    }

    /** The server: says where it listens and what its agent presents, and serves until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        var house = House.open(
                Configuration.of(new DataFolder(Path.of(arguments[0]))).onFreePorts());
        System.out.println("gate " + house.agents());
        house.issue(WholeDay.AGENT, new Actor.House())
                .forEach((use, value) -> System.out.println("key " + use + " " + value));
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private Process launched() throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                MortalServer.class.getName(),
                folder.resolve("data").toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
    }

    private List<String> heard() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> heard = new ArrayList<>();
        for (var line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            if (line == null) throw new IllegalStateException(Files.readString(folder.resolve("server.log")));
            heard.add(line);
        }
        return heard;
    }

    private List<String> said(String what) {
        return said.stream()
                .filter(line -> line.startsWith(what))
                .map(line -> line.substring(what.length()))
                .toList();
    }

    URI agents() {
        return URI.create(said("gate ").getFirst());
    }

    /** What its agent presents; fresh with each start. */
    Map<Credentials.Use, String> credentials() {
        var credentials = new EnumMap<Credentials.Use, String>(Credentials.Use.class);
        for (var line : said("key ")) {
            String[] words = line.split(" ", 2);
            credentials.put(Credentials.Use.valueOf(words[0]), words[1]);
        }
        return credentials;
    }

    /** SIGKILL: no shutdown hook, no finally. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void startAgain() throws IOException {
        process = launched();
        said = heard();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
