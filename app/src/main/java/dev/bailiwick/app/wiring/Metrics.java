package dev.bailiwick.app.wiring;

import dev.bailiwick.core.approval.State;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.Supplier;

/**
 * What Prometheus reads, in its text format: counts and times of the whole, about nobody. An agent on this machine must not
 * read how tired its approvers are, so it takes the token of a file that only Bailiwick's account reads.
 */
final class Metrics implements Handler {
    private static final Duration BACK = Duration.ofDays(30);

    private final byte[] wanted;
    private final Supplier<String> text;

    Metrics(String token, Supplier<String> text) {
        this.wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.text = text;
    }

    static Metrics of(Rooms rooms) {
        var desk = rooms.enforcement().approvals();
        var approvals = rooms.records().store().approvals();
        return new Metrics(
                token(rooms.records().data().path().resolve("metrics.token")),
                () -> "bailiwick_approvals_pending " + approvals.count(EnumSet.of(State.PENDING)) + "\n"
                        + desk.fatigue(BACK).metrics());
    }

    private static String token(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, new Chance().token());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Refusal("the token for metrics cannot be kept in " + file + ": " + e.getMessage());
        }
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        byte[] given =
                request.headers().first(HeaderNames.AUTHORIZATION).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, given)) {
            response.status(Status.UNAUTHORIZED_401)
                    .header("WWW-Authenticate", "Bearer")
                    .send("the token stands in metrics.token of the data folder\n");
            return;
        }
        response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .send(text.get());
    }
}
