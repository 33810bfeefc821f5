package dev.bailiwick.secrets.github;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.github.Settings.Grant;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.http.Remote.Answer;
import dev.bailiwick.secrets.token.Assertion;
import dev.bailiwick.secrets.token.Kept;
import dev.bailiwick.secrets.token.TokenSeal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** An installation token for each lease. It lives an hour, and is ended with itself ({@code DELETE /installation/token}). */
public final class GitHubApp implements SecretBackend {
    private static final Duration LIFE = Duration.ofHours(1);

    /** Their clock may be behind ours, and they take no assertion of more than ten minutes. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final Duration ASSERTED = Duration.ofMinutes(9);

    private final String name;
    private final Settings settings;
    private final InstantSource clock;
    private final Remote remote;
    private final TokenSeal seal;

    public GitHubApp(String name, Settings settings, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.remote = new Remote(name, settings.address());
        this.seal = new TokenSeal(settings.root());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.INSTANT;
    }

    @Override
    public boolean standing() {
        return false;
    }

    @Override
    public Issued issue(Lease lease) {
        var grant = Optional.ofNullable(settings.grants().get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
        var answer = remote.ask(
                "POST",
                "/app/installations/" + settings.installation() + "/access_tokens",
                headers(assertion()),
                wish(grant));
        if (answer.status() != 201) throw failed(answer);
        var token = answer.body()
                .string("token")
                .filter(text -> !text.isEmpty())
                .map(Secret::new)
                .orElseThrow(() -> new BackendUnavailable("\"" + name + "\" gave no token"));
        if (more(grant, answer.body())) {
            end(token);
            throw new BackendUnavailable("\"" + name + "\" gave more than it was asked for: the token was ended");
        }
        return new Issued(token, seal.reference(lease, new Kept(token, ends(answer.body()), true)));
    }

    private static JsonObject wish(Grant grant) {
        var permissions = JsonObject.builder();
        grant.permissions().forEach(permissions::and);
        return JsonObject.with("repositories", JsonArray.ofStrings(grant.repositories()))
                .and("permissions", permissions.build())
                .build();
    }

    /** Reading of metadata comes with every other permission. */
    private static boolean more(Grant grant, JsonObject given) {
        var permissions = given.object("permissions").orElse(JsonObject.EMPTY);
        return permissions.members().keySet().stream()
                .anyMatch(what -> !permissions
                        .string(what)
                        .orElse("")
                        .equals(grant.permissions().getOrDefault(what, what.equals("metadata") ? "read" : "none")));
    }

    private Instant ends(JsonObject given) {
        try {
            return given.string("expires_at").map(Instant::parse).orElseGet(this::latest);
        } catch (DateTimeParseException _) {
            return latest();
        }
    }

    private Instant latest() {
        return clock.instant().plus(LIFE);
    }

    private Secret assertion() {
        var now = clock.instant();
        var claims = JsonObject.builder()
                .and("iat", now.minus(SKEW).getEpochSecond())
                .and("exp", now.plus(ASSERTED).getEpochSecond())
                .and("iss", settings.app());
        return settings.key().of(Assertion.header().build(), claims.build());
    }

    private static Map<String, String> headers(Secret bearer) {
        return Map.of(
                "Authorization", bearer.reveal(text -> "Bearer " + text),
                "User-Agent", "bailiwick",
                "X-GitHub-Api-Version", "2022-11-28");
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        boolean lives = seal.kept(longer)
                .filter(kept -> !kept.ends().isBefore(longer.expires()))
                .isPresent();
        if (!lives) throw new BackendUnavailable("\"" + name + "\" lengthens no token: another one is asked for");
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        var kept = seal.kept(lease);
        if (kept.isEmpty()) return new Ending.Lapses(lease.issued().plus(LIFE));
        end(kept.get().token());
        return new Ending.Done();
    }

    /** One that they do not know any more is ended. */
    private void end(Secret token) {
        var answer = remote.ask("DELETE", "/installation/token", headers(token), JsonObject.EMPTY);
        if (answer.status() != 204 && answer.status() != 401) throw failed(answer);
    }

    @Override
    public Standing probe(Lease lease) {
        var kept = seal.kept(lease);
        var ends = kept.map(Kept::ends).orElseGet(() -> lease.issued().plus(LIFE));
        if (!clock.instant().isBefore(ends)) return Standing.REFUSED;
        if (kept.isEmpty()) return Standing.UNKNOWN;
        var answer = remote.ask(
                "GET", "/installation/repositories", headers(kept.get().token()), JsonObject.EMPTY);
        return switch (answer.status()) {
            case 200 -> Standing.ACCEPTED;
            case 401 -> Standing.REFUSED;
            default -> Standing.UNKNOWN;
        };
    }

    private BackendUnavailable failed(Answer answer) {
        var why = switch (answer.status()) {
            case 401 -> "does not know the app: is its key the right one, and the clock?";
            case 403, 404 -> "does not have the installation, or it is suspended";
            case 422 -> "does not grant that much to the app";
            default -> "did not do it";
        };
        return new BackendUnavailable("\"" + name + "\" " + why + " (" + answer.status() + ")");
    }
}
