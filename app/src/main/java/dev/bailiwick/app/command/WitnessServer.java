package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.tlog.FolderWitness;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A witness (C2SP tlog-witness) on loopback. Under the log's own account it witnesses nothing. */
@Command(
        name = "witness",
        description = "cosign the growth of logs, and nothing else; to be run under an account of its own")
final class WitnessServer implements Callable<Integer> {
    /** The longest proof has 63 hashes of 45 characters, and a note beside it. */
    private static final int LONGEST = 64 << 10;

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "where it remembers")
    private Path folder = Path.of("");

    @Option(names = "--port", description = "on loopback (default: ${DEFAULT-VALUE}; 0: a free one)")
    private int port = 7432;

    @Option(names = "--trust", paramLabel = "FILE", description = "the key of a log to cosign for (`audit keys`)")
    private List<Path> trust = List.of();

    @Override
    public Integer call() throws InterruptedException {
        try (var witness = FolderWitness.open(folder, InstantSource.system())) {
            for (var file : trust) witness.trust(VerifierKey.parse(text(file)));
            var server = open(witness, port);
            System.out.println("witness   http://127.0.0.1:" + server.port());
            System.out.println("key       " + witness.key());
            new CountDownLatch(1).await();
        }
        return 0;
    }

    static WebServer open(FolderWitness witness, int port) {
        return WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(port)
                .shutdownHook(false)
                .maxPayloadSize(LONGEST)
                .routing(routing ->
                        routing.post("/add-checkpoint", (request, response) -> answer(witness, request, response)))
                .build()
                .start();
    }

    private static void answer(FolderWitness witness, ServerRequest request, ServerResponse response)
            throws IOException {
        try (var body = request.content().inputStream()) {
            byte[] bytes = body.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                response.status(Status.REQUEST_ENTITY_TOO_LARGE_413).send();
                return;
            }
            var answer = witness.addCheckpoint(new String(bytes, StandardCharsets.UTF_8));
            response.status(Status.create(answer.status()))
                    .header(HeaderNames.CONTENT_TYPE, answer.type())
                    .send(answer.body());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Refusal("cannot read " + file + ": " + e.getMessage());
        }
    }
}
