package dev.bailiwick.secrets.cyberark;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.http.ClientIdentity;
import dev.bailiwick.secrets.http.Remote;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Accounts of one safe, read through the Central Credential Provider by an application that shows its certificate. While their
 * password is being changed they are asked for again, a few times, and then not lent.
 */
public final class CentralProvider extends Kept {
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final Remote remote;
    private final Where where;
    private final Duration pause;

    /** Whose accounts, for whom. */
    public record Where(String application, String safe) {}

    CentralProvider(String name, Remote remote, Where where, Map<String, String> grants, Duration pause) {
        super(name, grants);
        this.remote = remote;
        this.where = where;
        this.pause = pause;
    }

    /** @throws JsonException when the settings are not complete */
    public static CentralProvider of(String name, Fields fields) {
        var secured = ClientIdentity.connections(
                fields.text("certificate"), fields.parsed("privateKey", Secret::new), fields.optionalText("authority"));
        return new CentralProvider(
                name,
                new Remote(name, fields.parsed("address", URI::create), secured),
                new Where(fields.text("application"), fields.text("safe")),
                grants(fields),
                PAUSE);
    }

    @Override
    public Issued issue(Lease lease) {
        var path = "/AIMWebService/api/Accounts?AppID=" + encoded(where.application()) + "&Safe="
                + encoded(where.safe()) + "&Object=" + encoded(granted(lease)) + "&FailRequestOnPasswordChange=false";
        for (int tried = 1; tried <= TRIES; tried++) {
            var answer = remote.ask("GET", path, Map.of(), JsonObject.EMPTY);
            if (answer.status() != 200) throw failed(answer);
            if (!changing(answer.body())) return Issued.of(value(answer.body()));
            if (tried < TRIES) rest();
        }
        throw unavailable("is changing this password: it is not lent meanwhile");
    }

    /** It spells a flag as text; whoever does not say it is taken to be changing. */
    private static boolean changing(JsonObject account) {
        return !account.string("PasswordChangeInProcess").orElse("").equalsIgnoreCase("false");
    }

    private Secret value(JsonObject account) {
        return account.string("Content")
                .filter(text -> !text.isEmpty())
                .map(Secret::new)
                .orElseThrow(() -> unavailable("gave no value"));
    }

    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unavailable("was not waited for");
        }
    }

    /** Its codes are its own; its messages may name what we asked for, and are not passed on. */
    private dev.bailiwick.procedure.credential.BackendUnavailable failed(Remote.Answer answer) {
        var code = answer.body().string("ErrorCode").filter(text -> text.matches("[A-Z0-9]{1,16}"));
        return unavailable(switch (code.orElse("")) {
                    case "APPAP004E" -> "has no such account in the safe, or does not show it to us";
                    case "APPAP133E", "APPAP306E" -> "does not let this application in from here";
                    default ->
                        answer.status() == 403 || answer.status() == 401
                                ? "does not let us read that"
                                : "did not do it";
                }
                + " (" + code.map(text -> text + ", ").orElse("") + answer.status() + ")");
    }

    @Override
    public Ending revoke(Lease lease) {
        return new Ending.ByPerson("have the password of " + granted(lease) + " in the safe " + where.safe()
                + " changed at once (PVWA: Accounts, Change), and see that the old one is refused");
    }
}
