package dev.bailiwick.bench.egress;

import dev.bailiwick.bench.http.Program;
import dev.bailiwick.bench.http.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** The way out with a credential put in, beside nginx that decrypts and encrypts again, to the same server. */
final class Main {
    private static final int CONNECTIONS = Integer.getInteger("bailiwick.bench.connections", 64);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.warmup", 10));
    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bailiwick.bench.seconds", 15));

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        var folder = Files.createTempDirectory("bailiwick-bench-egress");
        var certificate = Certificate.made(folder);
        var sink = Ways.sink();
        try (var service = Ways.service(folder, certificate, sink.getAddress().getPort());
                var between = Ways.between(folder, certificate, service);
                var bailiwick = ServerProcess.start(folder, server(folder, certificate, service.port()))) {
            var world = Certificate.context(certificate.certificate());
            var direct = new Client.Way("the service itself", service.port(), "", world, Certificate.NAME, "");
            var nginx = new Client.Way("nginx between", between.port(), "", world, Certificate.NAME, "");
            var target = Certificate.NAME + ":" + service.port();
            var border = new Client.Way(
                    "Bailiwick between",
                    Integer.parseInt(bailiwick.told().getFirst()),
                    target,
                    Certificate.context(folder.resolve("authority.pem")),
                    target,
                    "Authorization: Bearer " + EgressServer.HANDLE + "\r\n");
            small(List.of(direct, nginx, border), List.of(service.pid(), between.pid(), bailiwick.pid()));
            large(List.of(direct, nginx, border), bailiwick.pid());
        } finally {
            sink.stop(0);
        }
    }

    /** Its own truststore, and a name that only it resolves. */
    private static List<String> server(Path folder, Certificate certificate, int port)
            throws IOException, GeneralSecurityException {
        var hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + Certificate.NAME + "\n");
        var trust = Certificate.trusting(certificate.certificate(), folder.resolve("trust.p12"));
        return List.of(
                "-Djdk.net.hosts.file=" + hosts,
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD,
                EgressServer.class.getName(),
                folder.toString(),
                String.valueOf(port));
    }

    private static void small(List<Client.Way> ways, List<Long> pids) throws IOException, InterruptedException {
        System.out.printf(Locale.ROOT, "%d connections that stay open, a small answer%n", CONNECTIONS);
        System.out.println("way                      p50 ms      p99 ms   per second   CPU us per request");
        for (int i = 0; i < ways.size(); i++) {
            run(ways.get(i), WARM_UP);
            var before = Program.cpu(pids.get(i));
            long[] nanos = run(ways.get(i), MEASURED);
            var used = Program.cpu(pids.get(i)).minus(before);
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %10.3f %11.3f %12.0f %20.1f%n",
                    ways.get(i).name(),
                    nanos[nanos.length / 2] / 1e6,
                    nanos[(int) (nanos.length * 0.99)] / 1e6,
                    nanos.length / (double) MEASURED.toSeconds(),
                    used.toNanos() / 1e3 / nanos.length);
        }
    }

    private static long[] run(Client.Way way, Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        byte[] request = way.get("/answer");
        List<Callable<long[]>> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(() -> {
                try (var client = way.open()) {
                    return client.latencies(request, end);
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<long[]> all = new ArrayList<>();
            for (var one : threads.invokeAll(clients)) all.add(one.get());
            return all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e.getCause());
        }
    }

    private static void large(List<Client.Way> ways, long pid) throws IOException, GeneralSecurityException {
        var digest = digest();
        System.out.printf(
                Locale.ROOT, "%n%d MiB, one connection     to the agent    from the agent%n", Ways.LARGE >> 20);
        for (var way : ways) {
            System.out.printf(Locale.ROOT, "%-24s %8.0f MiB/s %11.0f MiB/s%n", way.name(), down(way), up(way, digest));
        }
        System.out.printf(
                Locale.ROOT,
                "resident memory of Bailiwick: %d MiB, at most %d MiB%n",
                Program.residentMebibytes(pid),
                Program.peakMebibytes(pid));
    }

    private static double down(Client.Way way) throws IOException {
        try (var client = way.open()) {
            client.ask(way.get("/answer"));
            long begun = System.nanoTime();
            return rate(client.ask(way.get("/large")), begun);
        }
    }

    private static double up(Client.Way way, String digest) throws IOException {
        try (var client = way.open()) {
            client.ask(way.get("/answer"));
            long begun = System.nanoTime();
            client.send(way.post("/taken", Ways.LARGE, digest), Ways.LARGE);
            return rate(Ways.LARGE, begun);
        }
    }

    private static double rate(long bytes, long begun) {
        return (bytes >> 20) / ((System.nanoTime() - begun) / 1e9);
    }

    /** Of what is sent, taken before anything is timed. */
    private static String digest() throws GeneralSecurityException {
        var sha256 = MessageDigest.getInstance("SHA-256");
        var piece = new byte[1 << 20];
        for (long left = Ways.LARGE; left > 0; left -= piece.length) sha256.update(piece);
        return Base64.getEncoder().encodeToString(sha256.digest());
    }
}
