package dev.bailiwick.connector.notice;

import dev.bailiwick.connector.siem.HttpReceiver;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.notice.Notice;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Notices by POST, each a CloudEvent 1.0 in structured JSON, signed as Standard Webhooks says: HMAC-SHA-256 over id, time and
 * body, so that a receiver knows who sent it, that nothing was changed, and that it is not an old one again. Everything of one
 * request has the same {@code subject}: a card is edited by it.
 */
final class SignedWebhook implements Carrier {
    private static final int SHORTEST_KEY = 24;

    private final HttpReceiver receiver;
    private final SecretKeySpec key;
    private final Supplier<URI> link;
    private final Supplier<Instant> now;

    SignedWebhook(HttpReceiver receiver, SecretKeySpec key, Supplier<URI> link, Supplier<Instant> now) {
        this.receiver = receiver;
        this.key = key;
        this.link = link;
        this.now = now;
    }

    static SignedWebhook of(SinkSettings settings, Supplier<URI> link) {
        return new SignedWebhook(
                HttpReceiver.of(settings, "application/cloudevents+json"), key(settings), link, Instant::now);
    }

    private static SecretKeySpec key(SinkSettings settings) {
        String name = settings.name();
        var file = settings.files()
                .token()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the sink \"" + name + "\" needs a token: the file with the key notices are signed with"));
        try {
            byte[] secret = Files.readString(Path.of(file)).strip().getBytes(StandardCharsets.UTF_8);
            if (secret.length < SHORTEST_KEY)
                throw new IllegalArgumentException(
                        "the key of the sink \"" + name + "\" is shorter than " + SHORTEST_KEY + " bytes");
            return new SecretKeySpec(secret, "HmacSHA256");
        } catch (IOException e) {
            throw new IllegalArgumentException("the key of the sink \"" + name + "\" cannot be read", e);
        }
    }

    @Override
    public void deliver(Notice notice) {
        String body = event(notice).text();
        String id = "entry-" + notice.entry();
        String time = Long.toString(now.get().getEpochSecond());
        receiver.post(
                body,
                Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", time,
                        "webhook-signature", "v1," + signature(id + "." + time + "." + body)));
    }

    private JsonObject event(Notice notice) {
        return JsonObject.with("specversion", "1.0")
                .and("id", "entry-" + notice.entry())
                .and("source", link.get().toString())
                .and("type", "dev.bailiwick." + notice.about() + "." + notice.event() + ".v1")
                .and("subject", notice.thread())
                .and("time", notice.at().toString())
                .and("datacontenttype", "application/json")
                .and("data", data(notice))
                .build();
    }

    private JsonObject data(Notice notice) {
        return JsonObject.with("title", notice.title())
                .and("lines", JsonArray.ofStrings(notice.lines()))
                .and("agentWords", notice.agentWords().map(JsonString::new))
                .and("over", notice.over())
                .and(
                        "to",
                        JsonArray.ofStrings(notice.to().stream()
                                .map(PersonId::value)
                                .sorted()
                                .toList()))
                .and("link", link.get().resolve(notice.path()).toString())
                .build();
    }

    private String signature(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        receiver.close();
    }
}
