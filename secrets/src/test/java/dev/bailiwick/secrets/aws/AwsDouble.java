package dev.bailiwick.secrets.aws;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.AwsSignature;
import dev.bailiwick.core.credential.AwsSignature.Message;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secrets.testing.HttpDouble;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays STS, IAM and Secrets Manager as their API references describe them: every signature is checked, a role's policy takes
 * effect only when {@link #settle} is called, and a version has its stages moved one at a time.
 */
final class AwsDouble extends HttpDouble {
    static final String KEY = "AKIDBAILIWICK:the+signing/key";
    static final String ROLE = "arn:aws:iam::123456789012:role/agent-desk";

    private record Session(AwsKey key, String name, String policy, Instant ends) {}

    private record Version(String id, String text) {}

    private final InstantSource clock;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, Version> stages = new TreeMap<>();
    private Optional<String> written = Optional.empty();
    private Optional<String> inEffect = Optional.empty();
    volatile boolean throttles;
    volatile boolean throttlesOnce;
    volatile boolean readsItsPolicy = true;
    /** Refuses to move stages after this many calls. */
    final AtomicInteger movesLeft = new AtomicInteger(100);

    AwsDouble(InstantSource clock) throws IOException {
        this.clock = clock;
        stages.put("AWSCURRENT", new Version("version-1", "value-1"));
    }

    /** Some minutes pass: what was written is true everywhere. */
    void settle() {
        inEffect = written;
    }

    String policy() {
        return written.orElse("");
    }

    String sessionPolicy(String name) {
        return sessions.values().stream()
                .filter(session -> session.name().equals(name))
                .findFirst()
                .orElseThrow()
                .policy();
    }

    int living() {
        return sessions.size();
    }

    void lay(String id, String text) {
        stages.put("AWSPENDING", new Version(id, text));
    }

    String at(String stage) {
        return Optional.ofNullable(stages.get(stage)).map(Version::id).orElse("");
    }

    boolean isCurrent(String text) {
        return stages.values().stream().anyMatch(version -> version.text().equals(text));
    }

    boolean opens(Secret secret) {
        var key = AwsKey.of(secret);
        return Optional.ofNullable(sessions.get(key.id()))
                .filter(session -> clock.instant().isBefore(session.ends()) && !denied(session))
                .isPresent();
    }

    private boolean denied(Session session) {
        return inEffect.filter(policy -> policy.contains("\"*:" + session.name() + "\""))
                .isPresent();
    }

    @Override
    protected Reply reply(Call call) {
        if (throttlesOnce) {
            throttlesOnce = false;
            return xml(400, "Throttling");
        }
        if (throttles)
            return call.header("x-amz-target").isPresent() ? type(400, "ThrottlingException") : xml(400, "Throttling");
        var caller = caller(call);
        if (caller.isEmpty())
            return call.header("x-amz-target").isPresent()
                    ? type(400, "InvalidSignatureException")
                    : xml(403, "SignatureDoesNotMatch");
        if (call.header("x-amz-target").isPresent())
            return secrets(call.header("x-amz-target").get(), call.json());
        var form = call.form();
        return switch (form.getOrDefault("Action", "")) {
            case "AssumeRole" -> assumed(form);
            case "GetRolePolicy" -> policy(caller.get());
            case "PutRolePolicy" -> put(form);
            default -> xml(400, "InvalidAction");
        };
    }

    /** Whose key signed this, if one that we know did, and within five minutes. */
    private Optional<String> caller(Call call) {
        var authorization = call.header("authorization").orElse("");
        var parts = List.of(authorization
                .replaceAll(
                        "AWS4-HMAC-SHA256 Credential=([^/]*)/[0-9]{8}/([^/]*)/([^/]*)/aws4_request, "
                                + "SignedHeaders=([^,]*), Signature=[0-9a-f]{64}",
                        "$1 $2 $3 $4")
                .split(" ", -1));
        if (parts.size() != 4) return Optional.empty();
        var key = parts.getFirst().equals("AKIDBAILIWICK")
                ? Optional.of(AwsKey.of(new Secret(KEY)))
                : Optional.ofNullable(sessions.get(parts.getFirst())).map(Session::key);
        var fields = new HashMap<String, String>();
        for (var name : parts.get(3).split(";", -1))
            fields.put(name, call.header(name).orElse(""));
        var message = new Message(
                call.method(), call.path(), fields, Digest.of(call.body()).hex());
        var signature = new AwsSignature(parts.get(1), parts.get(2));
        return key.filter(known -> fields.getOrDefault("x-amz-date", "").equals(AwsSignature.date(clock.instant())))
                .filter(known ->
                        signature.authorization(known, clock.instant(), message).equals(authorization))
                .map(AwsKey::id);
    }

    private Reply assumed(Map<String, String> form) {
        int seconds = Integer.parseInt(form.getOrDefault("DurationSeconds", "0"));
        if (seconds < 900 || seconds > 3600) return xml(400, "ValidationError");
        if (!ROLE.equals(form.get("RoleArn"))) return xml(403, "AccessDenied");
        int number = turn.incrementAndGet();
        var session = new Session(
                AwsKey.of(new Secret("ASIA" + number + ":signing" + number + ":token" + number)),
                form.getOrDefault("RoleSessionName", ""),
                form.getOrDefault("Policy", ""),
                clock.instant().plus(Duration.ofSeconds(seconds)));
        sessions.put("ASIA" + number, session);
        return Reply.text(
                200,
                "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA" + number
                        + "</AccessKeyId><SecretAccessKey>signing" + number + "</SecretAccessKey><SessionToken>token"
                        + number + "</SessionToken><Expiration>" + session.ends()
                        + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>");
    }

    private Reply policy(String caller) {
        var session = Optional.ofNullable(sessions.get(caller));
        if (session.filter(this::denied).isPresent()) return xml(403, "AccessDenied");
        if (session.isPresent() && !readsItsPolicy) return xml(403, "AccessDenied");
        if (written.isEmpty()) return xml(404, "NoSuchEntity");
        return Reply.text(
                200,
                "<GetRolePolicyResponse><GetRolePolicyResult><PolicyDocument>"
                        + URLEncoder.encode(written.get(), StandardCharsets.UTF_8)
                        + "</PolicyDocument></GetRolePolicyResult></GetRolePolicyResponse>");
    }

    private Reply put(Map<String, String> form) {
        if (!"agent-desk".equals(form.get("RoleName"))) return xml(404, "NoSuchEntity");
        written = Optional.of(form.getOrDefault("PolicyDocument", ""));
        return Reply.text(200, "<PutRolePolicyResponse/>");
    }

    private Reply secrets(String target, JsonObject body) {
        if (!body.string("SecretId").orElse("").equals("crm/api")) return type(400, "ResourceNotFoundException");
        return switch (target) {
            case "secretsmanager.GetSecretValue" -> value(body);
            case "secretsmanager.UpdateSecretVersionStage" -> moved(body);
            default -> type(400, "UnknownOperationException");
        };
    }

    private Reply value(JsonObject body) {
        var found = body.string("VersionId")
                .flatMap(id -> stages.values().stream()
                        .filter(version -> version.id().equals(id))
                        .findFirst())
                .or(() -> body.string("VersionStage").map(stages::get));
        return found.map(version -> Reply.of(
                        200, JsonObject.with("SecretString", version.text()).and("VersionId", version.id())))
                .orElseGet(() -> type(400, "ResourceNotFoundException"));
    }

    private Reply moved(JsonObject body) {
        if (movesLeft.getAndDecrement() <= 0) return type(500, "InternalServiceError");
        var stage = body.string("VersionStage").orElseThrow(() -> new JsonException("no stage", "/"));
        var from = body.string("RemoveFromVersionId").orElse("");
        if (!at(stage).equals(from)) return type(400, "InvalidParameterException");
        var to = body.string("MoveToVersionId");
        if (to.isEmpty()) stages.remove(stage);
        else {
            if (stage.equals("AWSCURRENT")) stages.put("AWSPREVIOUS", stages.get(stage));
            stages.put(
                    stage,
                    stages.values().stream()
                            .filter(version -> version.id().equals(to.get()))
                            .findFirst()
                            .orElseThrow());
        }
        return Reply.of(200, JsonObject.with("Name", "crm/api"));
    }

    private static Reply xml(int status, String code) {
        return Reply.text(
                status,
                "<ErrorResponse><Error><Code>" + code + "</Code><Message>of " + KEY
                        + "</Message></Error></ErrorResponse>");
    }

    private static Reply type(int status, String code) {
        return Reply.of(
                status, JsonObject.with("__type", "com.amazonaws#" + code).and("message", "of " + KEY));
    }
}
