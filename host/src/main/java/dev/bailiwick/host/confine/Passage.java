package dev.bailiwick.host.confine;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * How a command gets out.
 *
 * @param own whether it has a network of its own, in which nothing but the proxy answers
 * @param whyNot why it has none
 * @param proxy the port of loopback where the agent's egress proxy is, outside and inside
 */
record Passage(boolean own, String whyNot, Optional<Integer> proxy) {
    /** This machine's network, as far as Landlock lets it. */
    static final Passage SHARED = new Passage(false, "nobody asked for one", Optional.empty());

    JsonObject json() {
        return JsonObject.with("own", new JsonBoolean(own))
                .and("whyNot", whyNot)
                .and("proxy", proxy.map(JsonNumber::of))
                .build();
    }

    static Passage of(JsonObject json) {
        var fields = Fields.of(json);
        var passage = new Passage(
                fields.flag("own"),
                fields.text("whyNot"),
                fields.optionalNumber("proxy").map(Math::toIntExact));
        fields.end();
        return passage;
    }

    String described() {
        if (!own) return "NO NETWORK OF ITS OWN (" + whyNot + "): UDP is open to it, TCP to listed ports (best effort)";
        return proxy.isPresent()
                ? "a network of its own, out through the egress proxy"
                : "a network of its own, no way out";
    }
}
