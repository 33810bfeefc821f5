package dev.bailiwick.gateway.authzen;

import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.json.CanonicalJson;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.Enforcer;
import io.helidon.http.Status;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties an access request to the denial it answers: a signed note of what exactly was asked, handed out with a requestable
 * denial and brought back unchanged (binding_token; JWS compact, RFC 7515, HS256).
 *
 * <p>The key is made at start and never leaves: issuer and verifier are this one process, so nobody else needs to verify. A
 * token from before a restart is refused, and the caller evaluates again.
 */
final class DenialBinding {
    /** How long a denial can be turned into a request. */
    static final Duration VALID = Duration.ofMinutes(10);

    private static final String ERROR = "urn:openid:authzen:access-request:error:";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            encoded(JsonObject.with("alg", "HS256").and("typ", "JWT").build());

    private final URI base;
    private final InstantSource clock;
    private final SecretKeySpec key;
    private final SecureRandom chance;

    DenialBinding(URI base, InstantSource clock, SecureRandom chance) {
        this.base = base;
        this.clock = clock;
        this.chance = chance;
        this.key = new SecretKeySpec(random(32), "HmacSHA256");
    }

    /** A token that was ours, in time, and about the same question. {@code id} tells one token from the next. */
    record Bound(String id) {}

    static String evaluationId(Enforcer.Asked asked) {
        return "entry-" + asked.entry();
    }

    URI endpoint() {
        return base.resolve("/access/v1/requests");
    }

    /** The {@code access_request} member of a requestable denial. */
    JsonObject requestable(
            AgentId caller, EvaluationRequest question, Enforcer.Asked asked, Decision.Requestable denial) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expires = now.plus(
                denial.route().ttl().compareTo(VALID) < 0 ? denial.route().ttl() : VALID);
        var claims = JsonObject.with("iss", base.toString())
                .and("aud", endpoint().toString())
                .and("iat", now.getEpochSecond())
                .and("exp", expires.getEpochSecond())
                .and("jti", BASE64.encodeToString(random(16)))
                .and("denial_expires_at", expires.toString())
                .and("binding_context_members", JsonArray.ofStrings(List.of("session")))
                .and("binding_hash", hash(question))
                .and("agent", caller.value())
                .and("evaluation_id", evaluationId(asked))
                .build();
        return JsonObject.with("endpoint", endpoint().toString())
                .and("template", denial.route().ticket() ? "person-and-ticket" : "person")
                .and("expires_at", expires.toString())
                .and("binding_token", signed(claims))
                .build();
    }

    /**
     * Checks what came back.
     *
     * @param denial the submission's {@code denial} member
     * @throws HttpError saying what does not fit
     */
    Bound check(AgentId caller, EvaluationRequest question, JsonObject denial) {
        var claims = claims(Fields.of(denial)
                .optionalText("binding_token")
                .orElseThrow(() -> unbound("the denial carries no binding_token")));
        var expires = Instant.ofEpochSecond(claims.number("exp"));
        if (!claims.text("agent").equals(caller.value())
                || !claims.text("binding_hash").equals(hash(question)))
            throw unbound("the denial was about another question");
        if (!echoed(denial).equals(expires)) throw unbound("denial.expires_at is not the one of the denial");
        if (!clock.instant().isBefore(expires))
            throw new HttpError(Status.GONE_410, ERROR + "expired_denial", "the denial is too old: evaluate again");
        return new Bound(claims.text("jti"));
    }

    static HttpError unbound(String why) {
        return new HttpError(Status.BAD_REQUEST_400, ERROR + "invalid_denial_binding", why);
    }

    static HttpError problem(Status status, String name, String why) {
        return new HttpError(status, ERROR + name, why);
    }

    private static Instant echoed(JsonObject denial) {
        try {
            return Instant.parse(Fields.of(denial).text("expires_at"));
        } catch (DateTimeException e) {
            throw unbound("denial.expires_at is no time");
        }
    }

    private Fields claims(String token) {
        int signature = token.lastIndexOf('.');
        if (signature < 0 || !token.startsWith(HEADER + ".") || signature <= HEADER.length())
            throw unbound("the binding_token is not one of ours");
        byte[] expected =
                BASE64.encodeToString(hmac(token.substring(0, signature))).getBytes(StandardCharsets.US_ASCII);
        byte[] presented = token.substring(signature + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, presented)) throw unbound("the binding_token is not one of ours");
        return Fields.of(decoded(token.substring(HEADER.length() + 1, signature)));
    }

    private static JsonObject decoded(String payload) {
        try {
            return Json.parseObject(Base64.getUrlDecoder().decode(payload), JsonLimits.REQUEST);
        } catch (IllegalArgumentException | JsonException e) {
            throw new IllegalStateException("a token we signed cannot be read", e);
        }
    }

    private String signed(JsonObject claims) {
        String content = HEADER + "." + encoded(claims);
        return content + "." + BASE64.encodeToString(hmac(content));
    }

    /** The profile's {@code binding_hash}: SHA-256 over RFC 8785 of subject, resource, action and relevant context. */
    private static String hash(EvaluationRequest question) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(question.bound()));
            return BASE64.encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private byte[] hmac(String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encoded(JsonObject object) {
        return BASE64.encodeToString(Json.utf8(object));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }
}
