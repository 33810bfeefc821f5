package dev.bailiwick.secrets.aws;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.AwsSignature;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.RevocationClass;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.credential.BackendUnavailable;
import dev.bailiwick.procedure.credential.SecretBackend;
import dev.bailiwick.secrets.aws.Aws.Answer;
import dev.bailiwick.secrets.http.Form;
import dev.bailiwick.secrets.http.Remote;
import dev.bailiwick.secrets.token.Kept;
import dev.bailiwick.secrets.token.TokenSeal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A session of one role for each lease ({@code sts:AssumeRole}), named after it and cut down by the grant's session policy.
 *
 * <p>AWS deletes no session. A policy of the role denies it everything by its name, which is true everywhere some minutes later; and because
 * the name is the lease's id, one whose answer was lost is ended too. The probe reads that policy with the session itself: it may until it may
 * nothing.
 */
public final class AwsSessions implements SecretBackend {
    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String POLICY = "bailiwick-ended-sessions";

    private final String name;
    private final SessionSettings settings;
    private final InstantSource clock;
    private final Aws sts;
    private final Aws iam;
    private final TokenSeal seal;
    private final ReentrantLock writing = new ReentrantLock();

    public AwsSessions(String name, SessionSettings settings, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.sts = new Aws(name, new Remote(name, settings.sts()), new AwsSignature(settings.region(), "sts"), clock);
        this.iam = new Aws(name, new Remote(name, settings.iam()), new AwsSignature("us-east-1", "iam"), clock);
        this.seal = new TokenSeal(settings.root());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RevocationClass revocation() {
        return RevocationClass.DELAYED;
    }

    @Override
    public boolean standing() {
        return false;
    }

    @Override
    public Issued issue(Lease lease) {
        var policy = Optional.ofNullable(settings.grants().get(lease.secret().name()))
                .orElseThrow(() -> new BackendUnavailable(
                        "\"" + name + "\" grants no \"" + lease.secret().name() + "\""));
        var form = form("AssumeRole", "2011-06-15")
                .and("RoleArn", settings.arn())
                .and("RoleSessionName", lease.id())
                .and("SourceIdentity", lease.agent().value())
                .and("DurationSeconds", String.valueOf(life(lease).toSeconds()))
                .and("Policy", probed(policy).text());
        var answer = sts.query(form, settings.own());
        if (!answer.ok()) throw sts.failed(answer);
        var secret = secret(answer);
        var ends = answer.element("Expiration").flatMap(AwsSessions::instant).orElseGet(() -> latest(lease));
        return new Issued(secret, seal.reference(lease, new Kept(secret, ends, alive(secret))));
    }

    private Duration life(Lease lease) {
        var wanted = Duration.between(clock.instant(), lease.expires()).plusSeconds(1);
        if (wanted.compareTo(SHORTEST) < 0) return SHORTEST;
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    /** It may also read the one policy that the probe asks for. */
    private JsonObject probed(JsonObject policy) {
        List<JsonValue> statements = new ArrayList<>(policy.array("Statement").values());
        statements.add(JsonObject.with("Effect", "Allow")
                .and("Action", "iam:GetRolePolicy")
                .and("Resource", settings.arn())
                .build());
        return policy.plus("Statement", new JsonArray(statements));
    }

    private Secret secret(Answer answer) {
        return answer.element("AccessKeyId")
                .flatMap(id -> answer.element("SecretAccessKey").map(key -> id + ":" + key))
                .flatMap(pair -> answer.element("SessionToken").map(token -> pair + ":" + token))
                .map(Secret::new)
                .orElseThrow(() -> new BackendUnavailable("\"" + name + "\" gave no session"));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Form form(String action, String version) {
        return Form.with("Action", action).and("Version", version);
    }

    private Instant latest(Lease lease) {
        return lease.issued().plus(LONGEST).plus(SHORTEST);
    }

    @Override
    public Secret renew(Lease longer, Secret held) {
        boolean lives = seal.kept(longer)
                .filter(kept -> !kept.ends().isBefore(longer.expires()))
                .isPresent();
        if (!lives) throw new BackendUnavailable("\"" + name + "\" lengthens no session: another one is asked for");
        return held;
    }

    @Override
    public Ending revoke(Lease lease) {
        writing.lock();
        try {
            var denied = denied();
            if (!denied.holds(lease.id())) write(denied.with(lease.id(), ends(lease), clock.instant()));
            return new Ending.Done();
        } finally {
            writing.unlock();
        }
    }

    private Instant ends(Lease lease) {
        return seal.kept(lease).map(Kept::ends).orElseGet(() -> latest(lease));
    }

    private DenyList denied() {
        var answer = iam.query(read(), settings.own());
        if (answer.code().equals("NoSuchEntity")) return new DenyList(Map.of());
        if (!answer.ok()) throw iam.failed(answer);
        try {
            var policy = answer.element("PolicyDocument").orElse("");
            return DenyList.of(URLDecoder.decode(policy, StandardCharsets.UTF_8));
        } catch (JsonException | IllegalArgumentException | ClassCastException e) {
            throw new BackendUnavailable(
                    "the policy \"" + POLICY + "\" of the role is not as we wrote it: delete it there");
        }
    }

    private Form read() {
        return form("GetRolePolicy", "2010-05-08")
                .and("RoleName", settings.role())
                .and("PolicyName", POLICY);
    }

    private void write(DenyList list) {
        var form = form("PutRolePolicy", "2010-05-08")
                .and("RoleName", settings.role())
                .and("PolicyName", POLICY)
                .and("PolicyDocument", list.policy().text());
        var answer = iam.query(form, settings.own());
        if (!answer.ok()) throw iam.failed(answer);
    }

    @Override
    public Standing probe(Lease lease) {
        if (!clock.instant().isBefore(ends(lease))) return Standing.REFUSED;
        var kept = seal.kept(lease);
        if (kept.isEmpty()) return Standing.UNKNOWN;
        var answer = iam.query(read(), AwsKey.of(kept.get().token()));
        if (answer.ok() || answer.code().equals("NoSuchEntity")) return Standing.ACCEPTED;
        boolean refused = answer.code().equals("AccessDenied") || answer.code().equals("ExpiredToken");
        return refused && kept.get().seenAlive() ? Standing.REFUSED : Standing.UNKNOWN;
    }

    /** Whether the probe can tell: a role that may not read its own policy is refused before and after. */
    private boolean alive(Secret session) {
        var answer = iam.query(read(), AwsKey.of(session));
        return answer.ok() || answer.code().equals("NoSuchEntity");
    }
}
