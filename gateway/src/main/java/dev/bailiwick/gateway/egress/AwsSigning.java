package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.AwsSignature;
import dev.bailiwick.core.credential.AwsSignature.Message;
import dev.bailiwick.core.credential.Secret;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs a request to AWS again. The agent signed it with a handle: that signature is thrown away, and the real key signs what is
 * sent, for the region and service that a person wrote into the service key, whatever the agent named.
 */
record AwsSigning(AwsSignature signature, Destination to, InstantSource clock) {
    private static final Pattern BY_HANDLE =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=(" + Injection.HANDLE.pattern() + ")/.*");

    private static final List<String> OWN =
            List.of("authorization", "cookie", "date", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");

    /** The handle where an ordinary client puts the id of its key. */
    static Optional<String> handle(String authorization) {
        var matcher = BY_HANDLE.matcher(authorization);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** @throws Refused when it carries signatures where ours cannot replace them, or there is no access key */
    Request signed(Request request, Secret secret) throws Refused {
        if (request.head().one("x-amz-content-sha256").orElse("").startsWith("STREAMING-"))
            throw Refused.denied("aws_chunked", "send the body whole: the border signs it, and not piece by piece");
        if (request.target().contains("X-Amz-"))
            throw Refused.denied("aws_presigned", "a signature in the address is not taken: sign in the header");
        var key = key(secret);
        var now = clock.instant();
        var head = request.head()
                .without(OWN)
                .with("x-amz-date", AwsSignature.date(now))
                .with("x-amz-content-sha256", payload(request.body()));
        if (key.session().isPresent())
            head = head.with("x-amz-security-token", key.session().get().reveal(text -> text));
        var message = new Message(request.method(), request.target(), fields(head), payload(request.body()));
        return request.with(head.with("authorization", signature.authorization(key, now, message)));
    }

    private static AwsKey key(Secret secret) throws Refused {
        try {
            return AwsKey.of(secret);
        } catch (IllegalArgumentException e) {
            throw Refused.denied("credential_unavailable", "what lies behind this key is no access key of AWS");
        }
    }

    private static String payload(Body body) {
        return switch (body) {
            case Body.Whole whole ->
                dev.bailiwick.core.value.Digest.of(whole.bytes()).hex();
            case Body.Passing passing -> passing.named().hex();
        };
    }

    /** What decides about the meaning is signed: the host, the type and everything of Amazon's own. */
    private Map<String, String> fields(Head head) throws Refused {
        var fields = new HashMap<String, String>();
        fields.put("host", to.authority());
        for (var field : head.fields()) {
            boolean counts = field.name().startsWith("x-amz-") || field.name().equals("content-type");
            if (counts && fields.put(field.name(), field.value()) != null)
                throw Refused.malformed("more than one " + field.name());
        }
        return fields;
    }
}
