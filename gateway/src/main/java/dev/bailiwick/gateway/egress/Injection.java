package dev.bailiwick.gateway.egress;

import dev.bailiwick.core.credential.AwsKey;
import dev.bailiwick.core.credential.AwsSignature;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.core.credential.Spellings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exchanges a handle for what it stands for, in the one place of a request where the service wants it. */
record Injection(Placement placement, boolean keepsCookies) {
    Injection(Placement placement) {
        this(placement, false);
    }

    static final Pattern HANDLE = Pattern.compile("bwh_[A-Za-z0-9_-]{16,64}");

    /** What a client may have of its own is not sent beside what we put in. */
    private static final List<String> OWN = List.of("authorization", "cookie", "x-api-key", "proxy-authorization");

    private static final String BASIC = "Basic ";

    /** In the place of a handle, where the listener itself says which key it is. */
    private static final String STANDS_IN = "bwh_of-this-very-listener";

    /** The request as if it had brought one: what the client has there of its own is not sent. */
    Request standingIn(Request request) {
        var name = placement.kind() == Placement.Kind.BASIC
                ? "authorization"
                : placement.name().toLowerCase(java.util.Locale.ROOT);
        var value = placement.kind() == Placement.Kind.BASIC
                ? basic(STANDS_IN)
                : name.equals("authorization") ? "Bearer " + STANDS_IN : STANDS_IN;
        return request.with(request.head().with(name, value));
    }

    /** The handle at its place, if there is one. */
    Optional<String> handle(Request request) throws Refused {
        var text = switch (placement.kind()) {
            case HEADER -> request.head().one(placement.name().toLowerCase(java.util.Locale.ROOT));
            case QUERY -> request.parameter(placement.name());
            case PATH -> Optional.of(request.path());
            case BASIC -> request.head().one("authorization").flatMap(this::password);
            case AWS_SIGV4 -> request.head().one("authorization").flatMap(AwsSigning::handle);
        };
        return text.flatMap(Injection::found);
    }

    static Optional<String> found(String text) {
        var matcher = HANDLE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private Optional<String> password(String value) {
        if (!value.startsWith(BASIC)) return Optional.empty();
        return Spellings.of(value.substring(BASIC.length())).stream()
                .filter(text -> text.startsWith(placement.name() + ":") || text.startsWith("bwh_"))
                .findFirst();
    }

    /** The request with the credential in the handle's place, or signed with it. */
    Request put(Request request, String handle, Secret secret, Destination to, InstantSource clock) throws Refused {
        return placement.kind() == Placement.Kind.AWS_SIGV4
                ? new AwsSigning(AwsSignature.of(placement.name()), to, clock).signed(request, secret)
                : put(request, handle, secret);
    }

    /** What a service may echo of it: of a key that signs each part alone, for the whole is never sent. */
    List<Secret> echoes(Secret secret) {
        return placement.kind() == Placement.Kind.AWS_SIGV4 ? AwsKey.of(secret).secrets() : List.of(secret);
    }

    private Request put(Request request, String handle, Secret secret) throws Refused {
        var before = placement.kind() == Placement.Kind.HEADER
                ? request.head()
                        .one(placement.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("")
                : "";
        var cookies = keepsCookies ? request.head().all("cookie") : List.<String>of();
        var head = request.head().without(OWN);
        for (var cookie : cookies) head = head.with("cookie", cookie);
        var bare = request.with(head);
        return switch (placement.kind()) {
            case HEADER ->
                bare.with(bare.head()
                        .with(
                                placement.name().toLowerCase(java.util.Locale.ROOT),
                                secret.reveal(value -> before.replace(handle, value))));
            case BASIC -> bare.with(bare.head().with("authorization", secret.reveal(this::basic)));
            case AWS_SIGV4 -> throw new IllegalStateException("it is not put in, it signs");
            case QUERY, PATH -> bare.to(secret.reveal(value -> bare.target().replace(handle, encoded(value))));
        };
    }

    private String basic(String value) {
        var pair = (placement.name() + ":" + value).getBytes(StandardCharsets.UTF_8);
        return BASIC + Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
    }
}
