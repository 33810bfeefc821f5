package dev.bailiwick.console.signin.openid;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.bailiwick.core.people.OpenIdSettings;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Speaks to the provider: where its doors are, which keys it signs with, what a code is worth. */
final class Provider {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration KNOWN = Duration.ofHours(1);

    /** Keys that were asked for so lately are not asked for again: anybody can name a key that is none. */
    private static final Duration KEYS_AGAIN = Duration.ofSeconds(10);

    private static final int LONGEST = 256 * 1024;

    private final OpenIdSettings settings;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private Optional<Doors> doors = Optional.empty();
    private Optional<Keys> keys = Optional.empty();

    /** Where the provider is asked what. */
    private record Doors(URI authorize, URI token, URI keys, Instant read) {}

    private record Keys(JWKSet all, Instant read) {}

    Provider(OpenIdSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    URI authorize() {
        return doors().authorize();
    }

    private synchronized Doors doors() {
        var now = clock.instant();
        if (doors.filter(known -> now.isBefore(known.read().plus(KNOWN))).isEmpty())
            doors = Optional.of(discovered(now));
        return doors.orElseThrow();
    }

    /** OpenID Connect Discovery 1.0, section 4: the document must be the issuer's own. */
    private Doors discovered(Instant now) {
        String base = settings.issuer().toString().replaceAll("/$", "");
        var document = get(URI.create(base + "/.well-known/openid-configuration"));
        if (!document.string("issuer").equals(Optional.of(settings.issuer().toString())))
            throw new ProviderAway("it says that it is another issuer");
        return new Doors(
                door(document, "authorization_endpoint"),
                door(document, "token_endpoint"),
                door(document, "jwks_uri"),
                now);
    }

    private static URI door(JsonObject document, String name) {
        try {
            return document.string(name)
                    .map(URI::create)
                    .filter(OpenIdSettings::confidential)
                    .orElseThrow(() -> new ProviderAway("it names no " + name + " under https"));
        } catch (IllegalArgumentException e) {
            throw new ProviderAway("its " + name + " is no address");
        }
    }

    /** The key of this name, asked for again when it is not known: providers change them. */
    synchronized Optional<JWK> key(String id) {
        var known = keys.flatMap(each -> Optional.ofNullable(each.all().getKeyByKeyId(id)));
        var now = clock.instant();
        boolean old = keys.map(each -> !now.isBefore(each.read().plus(KNOWN))).orElse(true);
        boolean askAgain =
                keys.map(each -> !now.isBefore(each.read().plus(KEYS_AGAIN))).orElse(true);
        if (!old && (known.isPresent() || !askAgain)) return known;
        keys = Optional.of(new Keys(read(), now));
        return Optional.ofNullable(keys.get().all().getKeyByKeyId(id));
    }

    private JWKSet read() {
        try {
            return JWKSet.parse(get(doors().keys()).text());
        } catch (ParseException e) {
            throw new ProviderAway("its keys cannot be read");
        }
    }

    /** What this code is worth: the provider's tokens (section 3.1.3). */
    JsonObject redeem(Map<String, String> form) {
        var request = HttpRequest.newBuilder(doors().token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)));
        settings.secretFile().ifPresent(file -> request.header("Authorization", basic(file)));
        return sent(request);
    }

    /** RFC 6749, section 2.3.1: both are form-encoded before they are joined. */
    private String basic(String file) {
        try {
            String pair = encoded(settings.client()) + ":"
                    + encoded(Files.readString(Path.of(file)).strip());
            return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProviderAway("the client's secret cannot be read");
        }
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonObject get(URI address) {
        return sent(HttpRequest.newBuilder(address).GET());
    }

    private JsonObject sent(HttpRequest.Builder request) {
        try {
            var answer = client.send(
                    request.timeout(PATIENCE)
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                byte[] bytes = body.readNBytes(LONGEST + 1);
                if (answer.statusCode() != 200) throw new ProviderAway("it answers with " + answer.statusCode());
                if (bytes.length > LONGEST) throw new ProviderAway("its answer has no end");
                return Json.parseObject(bytes, JsonLimits.REQUEST);
            }
        } catch (IOException e) {
            throw new ProviderAway("it does not answer");
        } catch (JsonException e) {
            throw new ProviderAway("its answer cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderAway("it was not waited for");
        }
    }
}
