package dev.bailiwick.core.credential;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.core.value.HostPattern.Breadth;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * That one agent may use one credential at one service. The agent holds a handle; what the handle stands for is put in at
 * the border, for this host and this placement only.
 *
 * @param handle digest of what the agent holds
 * @param host exactly one name, with its port unless it is 443
 */
public record ServiceKey(
        String name,
        AgentId agent,
        SecretRef secret,
        String host,
        Placement placement,
        Urgency urgency,
        Duration rotateEvery,
        Digest handle) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    public ServiceKey {
        named(name);
        exactly(host);
        if (rotateEvery.compareTo(Duration.ofDays(1)) < 0 || rotateEvery.compareTo(urgency.longestAge()) > 0) {
            throw new IllegalArgumentException("a key of this urgency is rotated after 1 to "
                    + urgency.longestAge().toDays() + " days");
        }
    }

    /** @throws IllegalArgumentException when this is no name of a key */
    public static String named(String name) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("a key's name has lower-case letters, digits and hyphens, at most 60");
        return name;
    }

    private static void exactly(String host) {
        var pattern = HostPattern.of(host);
        if (pattern.breadth() != Breadth.EXACT || pattern.host().address().isPresent())
            throw new IllegalArgumentException("a key is for one named host, such as api.example.com");
    }

    /** Whether the key is for this host and port. */
    public boolean isFor(String otherHost, int otherPort) {
        var pattern = HostPattern.of(host);
        return pattern.host().text().equals(otherHost) && pattern.port().orElse(443) == otherPort;
    }

    /** From when on its credential is overdue. */
    public Instant due(Instant issued) {
        return issued.plus(rotateEvery);
    }

    public JsonObject json() {
        return JsonObject.with("name", name)
                .and("agent", agent.value())
                .and("secret", secret.toString())
                .and("host", host)
                .and("placement", placement.json())
                .and("urgency", Fields.spelling(urgency))
                .and("rotateEveryDays", rotateEvery.toDays())
                .and("handle", handle.hex())
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no service key */
    public static ServiceKey of(JsonObject json) {
        var fields = Fields.of(json);
        var key = new ServiceKey(
                fields.text("name"),
                fields.parsed("agent", AgentId::new),
                fields.parsed("secret", SecretRef::of),
                fields.text("host"),
                Placement.of(fields.fields("placement")),
                fields.oneOf("urgency", Urgency.class),
                Duration.ofDays(fields.number("rotateEveryDays")),
                fields.parsed("handle", Digest::new));
        fields.end();
        return key;
    }
}
