package dev.bailiwick.core.node;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An agents' machine that may come in: invited first, joined once it has shown the invitation's token.
 *
 * @param agents whom it runs
 * @param token digest of what it shows to join, until it did
 * @param until how long the token counts
 * @param certificates digests of the certificates it may come with: one, or two while it renews
 */
public record Node(NodeId id, Set<AgentId> agents, Optional<Digest> token, Instant until, Set<Digest> certificates) {
    public Node {
        agents = Set.copyOf(agents);
        certificates = Set.copyOf(certificates);
        if (agents.isEmpty()) throw new IllegalArgumentException("a node runs at least one agent");
    }

    public static Node invited(NodeId id, Set<AgentId> agents, Digest token, Instant until) {
        return new Node(id, agents, Optional.of(token), until, Set.of());
    }

    public boolean joined() {
        return !certificates.isEmpty();
    }

    /** Whether this token lets it join now. */
    public boolean opens(Digest shown, Instant now) {
        return token.equals(Optional.of(shown)) && now.isBefore(until);
    }

    /** The token is spent. */
    public Node with(Digest certificate) {
        return new Node(id, agents, Optional.empty(), until, Set.of(certificate));
    }

    /** The one it comes with now stays good until it comes with the new one: the answer may be lost on the way. */
    public Node renewing(Digest current, Digest next) {
        return new Node(id, agents, Optional.empty(), until, Set.of(current, next));
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no node */
    public static Node of(JsonObject json) {
        var fields = Fields.of(json);
        var node = new Node(
                fields.parsed("node", NodeId::new),
                new HashSet<>(fields.eachParsed("agents", AgentId::new)),
                fields.optionallyParsed("token", Digest::new),
                fields.parsed("until", Instant::parse),
                new HashSet<>(fields.eachParsed("certificates", Digest::new)));
        fields.end();
        return node;
    }

    public JsonObject json() {
        return JsonObject.with("node", id.value())
                .and("agents", sorted(agents.stream().map(AgentId::value)))
                .and("token", token.map(each -> new JsonString(each.hex())))
                .and("until", until.toString())
                .and("certificates", sorted(certificates.stream().map(Digest::hex)))
                .build();
    }

    private static JsonArray sorted(Stream<String> texts) {
        return JsonArray.ofStrings(texts.sorted().toList());
    }
}
