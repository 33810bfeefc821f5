package dev.bailiwick.core.control;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.credential.Fingerprint;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.people.ApiToken;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Passkey;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an entry says of one record of control state: that from here on it is this one, or that it counts no more.
 *
 * @param key the record's kind and name, such as {@code approval/task-7}
 * @param digest of the record in its bound form; empty when it opens nothing any more
 */
public record Binding(String key, Optional<Digest> digest) {
    /** The member of an entry's body that holds them. Only Bailiwick's own desks write the top level of a body. */
    private static final String MEMBER = "binds";

    private static final String GONE = "none";

    /** There is one such record. */
    public static final String KEEPING = Kind.KEEPING.key("agreed");

    /** What is bound. */
    public enum Kind {
        APPROVAL,
        TICKET,
        REVIEW,
        INTEGRATION,
        /** That an owner stands by an agent; the log alone keeps it. */
        OWNER,
        /** That an owner attested what an automation is for; the log alone keeps it. */
        AUTOMATION,
        /** That a paper of governance was put forward, or is in force; the log alone keeps it. */
        PAPER,
        /** That an owner read exactly this paper; the log alone keeps it. */
        ACKNOWLEDGED,
        /** In whose place somebody says yes. */
        DELEGATION,
        /** That somebody broke the glass. */
        GLASS,
        AGENT,
        TOOL,
        CREDENTIAL,
        SERVICE_KEY,
        /** A fingerprint that is refused for ever. */
        COMPROMISED,
        FREEZE,
        SIGN_IN_LINK,
        SIGN_IN,
        PASSKEY,
        /** What a person's program presents to the HTTP API. */
        TOKEN,
        /** An agents' machine that may come in. */
        NODE,
        /** That somebody left, as the directory says; the log alone keeps it. */
        DEPARTED,
        ORGANISATION,
        /** How much the log keeps, how long, and where it is sent. */
        AUDIT,
        /** What it keeps, as a person agreed to it. */
        KEEPING;

        public String key(String id) {
            return Fields.spelling(this) + "/" + id;
        }

        /** The key of a record that lapses: the instant stands in it, so that the fold can let go of it. */
        public String key(Instant lapses, String id) {
            return key(lapses.toEpochMilli() + "-" + id);
        }
    }

    /** A record in force. */
    public static Binding of(Kind kind, String id, JsonObject record) {
        return new Binding(kind.key(id), Optional.of(Digest.of(record)));
    }

    /** A record that counts no more. */
    public static Binding gone(Kind kind, String id) {
        return new Binding(kind.key(id), Optional.empty());
    }

    /**
     * A task as long as it may open something. A claim without an execution is bound as the approval it may fall back to;
     * the revision is the store's own affair.
     */
    public static Binding of(ApprovalTask task) {
        if (!task.live()) return gone(task.id());
        var state = task.state() == State.CLAIMED ? State.APPROVED : task.state();
        var bound = task.json().minus("revision").plus("state", new JsonString(Fields.spelling(state)));
        return of(Kind.APPROVAL, task.id().value(), bound);
    }

    public static Binding gone(TaskId task) {
        return gone(Kind.APPROVAL, task.value());
    }

    public static Binding of(Ticket ticket) {
        return ticket.state() == Ticket.State.OPEN
                ? of(Kind.TICKET, ticket.id().value(), ticket.json().minus("revision"))
                : gone(ticket.id());
    }

    /** A review as long as it may hold an agent back. */
    public static Binding of(Review review) {
        return review.live()
                ? of(Kind.REVIEW, review.id().value(), review.json().minus("revision"))
                : gone(Kind.REVIEW, review.id().value());
    }

    /** An integration as long as it opens something, or waits to. */
    public static Binding of(Integration integration) {
        return integration.live()
                ? of(
                        Kind.INTEGRATION,
                        integration.id().value(),
                        integration.json().minus("revision"))
                : gone(Kind.INTEGRATION, integration.id().value());
    }

    /** That this person stands by this agent for this function. */
    public static Binding owned(AgentId agent, Function function, PersonId person) {
        var record = JsonObject.with("agent", agent.value())
                .and("function", Fields.spelling(function))
                .and("owner", person.value());
        return of(Kind.OWNER, agent + "/" + Fields.spelling(function), record.build());
    }

    /** That the owner of this automation attested it, so that it counts until then: the instant stands in the name. */
    public static Binding attested(Attested automation) {
        return new Binding(
                Kind.AUTOMATION.key(automation.automation().id() + "/" + automation.until()),
                Optional.of(automation.automation().digest()));
    }

    /** That this person read the paper of this digest. */
    public static Binding acknowledged(Digest paper, PersonId person) {
        var record = JsonObject.with("paper", paper.hex()).and("read", person.value());
        return of(Kind.ACKNOWLEDGED, paper + "/" + person, record.build());
    }

    /** A delegation until it is taken back; its dates stand in it. */
    public static Binding of(Delegation delegation) {
        return delegation.ended().isEmpty()
                ? of(Kind.DELEGATION, delegation.id().value(), delegation.json().minus("revision"))
                : gone(Kind.DELEGATION, delegation.id().value());
    }

    /** A broken glass for ever: its end stands in it. */
    public static Binding of(Glass glass) {
        return of(Kind.GLASS, glass.id().value(), glass.json());
    }

    public static Binding gone(TicketId ticket) {
        return gone(Kind.TICKET, ticket.value());
    }

    public static Binding of(Agent agent) {
        return of(Kind.AGENT, agent.id().value(), agent.json());
    }

    /** Named by its owner and its digest: whether somebody has one is asked of the log. */
    public static Binding of(Passkey passkey) {
        return of(Kind.PASSKEY, passkeys(passkey.person()) + Digest.of(passkey.id()), passkey.json());
    }

    /** @param deleted whether the directory forgot them */
    public static Binding departed(PersonId person, boolean deleted) {
        var record = JsonObject.with("departed", person.value()).and("deleted", deleted);
        return of(Kind.DEPARTED, person.value(), record.build());
    }

    /** Named by its end and its id, so that the fold lets go of it. */
    public static Binding of(ApiToken token) {
        return new Binding(Kind.TOKEN.key(token.expires(), token.id().value()), Optional.of(Digest.of(token.json())));
    }

    public static Binding of(Node node) {
        return of(Kind.NODE, node.id().value(), node.json());
    }

    public static Binding gone(NodeId node) {
        return gone(Kind.NODE, node.value());
    }

    /** What the names of this person's passkeys begin with. No person's name holds a slash. */
    public static String passkeys(PersonId person) {
        return person + "/";
    }

    /** Who and what there is, as {@code bailiwick.yaml} says. */
    public static Binding of(Organisation organisation) {
        return of(Kind.ORGANISATION, "file", organisation.json());
    }

    /** What it says of the log. */
    public static Binding audit(Organisation organisation) {
        return of(Kind.AUDIT, "file", organisation.audit());
    }

    /** What somebody agreed that the log keeps. */
    public static Binding keeping(JsonObject agreed) {
        return new Binding(KEEPING, Optional.of(Digest.of(agreed)));
    }

    public static Binding of(ToolDigest tool, Tier tier) {
        var record = JsonObject.with("tool", tool.toString()).and("tier", tier.number());
        return of(Kind.TOOL, tool.toString(), record.build());
    }

    public static Binding of(ServiceKey key) {
        return of(Kind.SERVICE_KEY, key.name(), key.json());
    }

    /** That a secret of this fingerprint is never used again. */
    public static Binding compromised(Fingerprint print) {
        return of(
                Kind.COMPROMISED,
                print.toString(),
                JsonObject.with("compromised", print.toString()).build());
    }

    /** A freeze is bound by its scope alone: that it holds is all that matters. */
    public static Binding frozen(Optional<AgentId> agent) {
        String scope = scope(agent);
        return of(Kind.FREEZE, scope, JsonObject.with("frozen", scope).build());
    }

    public static Binding lifted(Optional<AgentId> agent) {
        return gone(Kind.FREEZE, scope(agent));
    }

    /** No agent can be called {@code *}. */
    private static String scope(Optional<AgentId> agent) {
        return agent.map(AgentId::value).orElse("*");
    }

    public boolean is(Kind kind) {
        return key.startsWith(kind.key(""));
    }

    /** The record's name, without its kind. */
    public String id() {
        return key.substring(key.indexOf('/') + 1);
    }

    /** Whether this is a record that carries its own end, and has reached it. */
    boolean lapsed(Instant now) {
        if (!is(Kind.SIGN_IN) && !is(Kind.SIGN_IN_LINK) && !is(Kind.TOKEN)) return false;
        return Long.parseLong(id().substring(0, id().indexOf('-'))) <= now.toEpochMilli();
    }

    /** A body that says this of these records. */
    public static JsonObject in(JsonObject body, List<Binding> bindings) {
        var members = JsonObject.builder();
        for (var each : bindings)
            members.and(each.key(), each.digest().map(Digest::hex).orElse(GONE));
        return body.plus(MEMBER, members.build());
    }

    public static JsonObject in(JsonObject body, Binding binding) {
        return in(body, List.of(binding));
    }

    /** What an entry of this kind with this body says of control state. */
    public static List<Binding> of(Event.Kind kind, JsonObject body) {
        List<Binding> found = new ArrayList<>();
        spent(kind, body).ifPresent(found::add);
        body.object(MEMBER)
                .ifPresent(members -> members.members()
                        .keySet()
                        .forEach(key -> found.add(new Binding(
                                key,
                                members.string(key)
                                        .filter(text -> !text.equals(GONE))
                                        .map(Digest::new)))));
        return found;
    }

    public static List<Binding> of(Entry entry) {
        return of(entry.kind(), entry.body());
    }

    /** A permit under an approval spends it. */
    private static Optional<Binding> spent(Event.Kind kind, JsonObject body) {
        boolean permit = kind == Event.Kind.DECISION && body.string("verdict").equals(Optional.of("permit"));
        return permit ? body.string("task").map(task -> gone(Kind.APPROVAL, task)) : Optional.empty();
    }
}
