package dev.bailiwick.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Two machines and a wire between them, made of network namespaces that end with the processes that hold them. */
final class TwoMachines {
    static final String SERVER = "10.78.0.1";
    private static final String NODE = "10.78.0.2";

    private final Process server;
    private final Process node;
    private final List<Process> started = new ArrayList<>();

    private TwoMachines(Process server, Process node) {
        this.server = server;
        this.node = node;
    }

    static TwoMachines wired() throws IOException {
        var machines = new TwoMachines(held(), held());
        machines.at(machines.server, "ip link add wire type veth peer name other netns " + machines.node.pid());
        machines.at(machines.server, "ip address add " + SERVER + "/24 dev wire");
        machines.at(machines.node, "ip address add " + NODE + "/24 dev other");
        for (var device : List.of("lo", "wire")) machines.at(machines.server, "ip link set " + device + " up");
        for (var device : List.of("lo", "other")) machines.at(machines.node, "ip link set " + device + " up");
        return machines;
    }

    private static Process held() throws IOException {
        var holder = new ProcessBuilder("/usr/bin/unshare", "--net", "--", "/usr/bin/cat")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // an echo says that it is in its own network
        holder.outputWriter(StandardCharsets.UTF_8).append("here\n").flush();
        if (!"here".equals(holder.inputReader(StandardCharsets.UTF_8).readLine()))
            throw new IOException("no network of its own");
        return holder;
    }

    /** Whether anything gets from one to the other. */
    void wire(boolean up) throws IOException {
        at(server, "ip link set wire " + (up ? "up" : "down"));
    }

    private void at(Process machine, String line) throws IOException {
        var process = new ProcessBuilder(inside(machine, line.split(" ")))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0)
                throw new IOException(line + ": " + said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static List<String> inside(Process machine, String... command) {
        return Stream.concat(
                        Stream.of("/usr/bin/nsenter", "--net=/proc/" + machine.pid() + "/ns/net"), Stream.of(command))
                .toList();
    }

    /** One command line of the program, on the server's machine. */
    Process server(String... words) throws IOException {
        return bailiwick(server, words);
    }

    /** One command line of the program, on the agents' machine. */
    Process node(String... words) throws IOException {
        return bailiwick(node, words);
    }

    private Process bailiwick(Process machine, String... words) throws IOException {
        var line = new ArrayList<>(inside(
                machine,
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.bailiwick.app.Main"));
        line.addAll(List.of(words));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    /** Reads what a process says until a line begins so, and returns the rest of it. */
    static String said(Process process, String beginning) throws IOException {
        var reader = process.inputReader(StandardCharsets.UTF_8);
        for (var line = reader.readLine(); line != null; line = reader.readLine())
            if (line.startsWith(beginning))
                return line.substring(beginning.length()).strip();
        throw new IOException("it never said " + beginning);
    }

    static Ran ended(Process process) throws IOException, InterruptedException {
        var said = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
        return new Ran(process.waitFor(), said);
    }

    void close() throws InterruptedException {
        for (var process : started.reversed()) process.destroyForcibly().waitFor();
        server.destroyForcibly().waitFor();
        node.destroyForcibly().waitFor();
    }
}
