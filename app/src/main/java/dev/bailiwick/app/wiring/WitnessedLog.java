package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.Checkpoint;
import dev.bailiwick.core.audit.VerifierKey;
import dev.bailiwick.core.audit.Witness;
import dev.bailiwick.host.account.Accounts;
import dev.bailiwick.tlog.Cosigning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has a log's newest checkpoint cosigned by a witness. A witness on this machine under our own account is none: whoever can
 * rewrite the log can make it sign.
 */
public final class WitnessedLog {
    private static final String LISTENS = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int ACCOUNT = 7;

    private final Path log;
    private final URI witness;
    private final VerifierKey key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private long seen;

    /** @param key the witness's, from somebody who is not the witness */
    public WitnessedLog(Path log, URI witness, VerifierKey key) {
        this.log = log;
        this.witness = witness;
        this.key = key;
    }

    /**
     * Asks for a cosignature on the newest checkpoint.
     *
     * @return the size it covers; empty when there is nothing new
     * @throws Refusal when the witness refuses, or is none, or has seen more than there is
     */
    public Optional<Long> cosign() {
        refuseOurselves();
        return cosign(true);
    }

    private Optional<Long> cosign(boolean again) {
        var request = Cosigning.request(log, seen);
        if (request.isEmpty()) return nothingNew();
        var answer = post(request.get());
        if (answer.statusCode() == 409 && again) {
            seen = Long.parseLong(answer.body().strip());
            return cosign(false);
        }
        if (answer.statusCode() != 200) {
            throw new Refusal(
                    7,
                    "the witness does not cosign (" + answer.statusCode() + "): "
                            + answer.body().strip());
        }
        if (Cosigning.keep(log, request.get(), answer.body(), key).isEmpty()) {
            throw new Refusal(7, "the answer is not signed by the witness you trust");
        }
        seen = Checkpoint.of(request.get().checkpoint()).size();
        return Optional.of(seen);
    }

    /** A log that has signed fewer entries than it once had cosigned was cut, or an older copy took its place. */
    private Optional<Long> nothingNew() {
        if (seen == 0) return Optional.empty();
        throw new Refusal(
                7,
                "the witness has cosigned " + seen + " entries and this log has signed fewer: it was cut, or replaced"
                        + " by an older copy. The witness's checkpoint says more: `audit verify --against`");
    }

    private HttpResponse<String> post(Witness.Request request) {
        var post = HttpRequest.newBuilder(witness.resolve("/add-checkpoint"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                .build();
        try {
            return client.send(post, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Refusal(6, "the witness at " + witness + " does not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(6, "interrupted while asking the witness");
        }
    }

    private void refuseOurselves() {
        if (!"127.0.0.1".equals(witness.getHost())) return;
        long own = Accounts.own().number();
        if (accountListening(witness.getPort()).equals(Optional.of(own))) {
            throw new Refusal(4, "the witness runs under the log's own account and counts as none: give it another");
        }
    }

    /** The account that listens on a port of this machine (proc(5), /proc/net/tcp). */
    private static Optional<Long> accountListening(int port) {
        String wanted = ":%04X".formatted(port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                for (String line : Files.readAllLines(Path.of(table))) {
                    var fields = line.strip().split("\\s+", -1);
                    if (fields.length > ACCOUNT && fields[LOCAL].endsWith(wanted) && fields[STATE].equals(LISTENS)) {
                        return Optional.of(Long.parseLong(fields[ACCOUNT]));
                    }
                }
            } catch (IOException _) {
                // no such table here: then it is not known
            }
        }
        return Optional.empty();
    }
}
