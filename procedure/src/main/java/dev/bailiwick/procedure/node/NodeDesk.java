package dev.bailiwick.procedure.node;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.node.Beat;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.NodeId;
import dev.bailiwick.core.node.Word;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.stop.StopDesk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets agents' machines in and out, and answers what they say. */
public final class NodeDesk {
    /** How long an invitation counts. */
    public static final Duration INVITATION = Duration.ofHours(1);

    private static final String PREFIX = "bwn_";
    private static final int MOST = 200;

    private final NodeRegister nodes;
    private final Contacts contacts;
    private final ControlLog log;
    private final Supplier<Facts> facts;
    private final StopDesk stop;
    private final Around around;

    /**
     * What it needs of the world around it.
     *
     * @param chance at least 128 bits that nobody can guess, as URL-safe text
     * @param process the process an agent's plugin says it speaks from
     */
    public record Around(
            InstantSource clock,
            Supplier<String> chance,
            NodeAuthority authority,
            Function<AgentId, Optional<Long>> process) {}

    public NodeDesk(
            NodeRegister nodes,
            Contacts contacts,
            ControlLog log,
            Supplier<Facts> facts,
            StopDesk stop,
            Around around) {
        this.nodes = nodes;
        this.contacts = contacts;
        this.log = log;
        this.facts = facts;
        this.stop = stop;
        this.around = around;
    }

    /** What became of an invitation. */
    public sealed interface Invited {
        /** @param token what the machine shows, once; nobody can read it again */
        record Open(Node node, String token) implements Invited {}

        record Not(String why) implements Invited {}
    }

    /** Invites a machine. Whoever was invited under this name before and has not joined can no longer. */
    public synchronized Invited invite(Actor.Human actor, NodeId id, Set<AgentId> agents) {
        var why = obstacle(actor, Permission.CONNECT_AGENTS).or(() -> unfit(id, agents));
        if (why.isPresent()) return new Invited.Not(why.get());
        String secret = PREFIX + around.chance().get();
        var node = Node.invited(
                id, agents, Digest.of(secret), around.clock().instant().plus(INVITATION));
        open("node-invited", actor, node);
        return new Invited.Open(
                node, secret + "." + around.authority().fingerprint().hex());
    }

    private Optional<String> obstacle(Actor.Human actor, Permission permission) {
        return facts.get()
                .person(actor.person())
                .map(person -> person.obstacle(permission))
                .orElse(Optional.of("you are not in the register"));
    }

    private Optional<String> unfit(NodeId id, Set<AgentId> agents) {
        if (nodes.find(id).filter(Node::joined).isPresent())
            return Optional.of("node " + id + " has joined already: remove it first");
        if (nodes.all().size() >= MOST) return Optional.of("there are " + MOST + " nodes already");
        if (agents.isEmpty()) return Optional.of("name the agents that run there");
        return agents.stream()
                .sorted(java.util.Comparator.comparing(AgentId::value))
                .flatMap(agent -> unfit(id, agent).stream())
                .findFirst();
    }

    private Optional<String> unfit(NodeId id, AgentId agent) {
        if (facts.get().agent(agent).isEmpty()) return Optional.of("no agent " + agent + " is registered");
        return nodes.speakingFor(agent)
                .filter(other -> !other.id().equals(id))
                .map(other -> "agent " + agent + " runs on node " + other.id());
    }

    private void open(String what, Actor actor, Node node) {
        var body = JsonObject.with("what", what)
                .and("node", node.json().minus("token"))
                .build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, Binding.of(node))));
        nodes.put(node);
    }

    /** Lets in the machine that shows an invitation's token, once; empty for anything else. */
    public synchronized Optional<NodeAuthority.Issued> join(String token, byte[] key) {
        var shown = Digest.of(token);
        var now = around.clock().instant();
        var invited =
                nodes.all().stream().filter(node -> node.opens(shown, now)).findFirst();
        if (invited.isEmpty()) return Optional.empty();
        var issued = around.authority().issue(invited.get().id(), key);
        open("node-joined", new Actor.House(), invited.get().with(issued.digest()));
        return Optional.of(issued);
    }

    /** A new certificate for one that runs out. */
    public synchronized NodeAuthority.Issued renew(Node node, Digest current, byte[] key) {
        var issued = around.authority().issue(node.id(), key);
        open("node-renewed", new Actor.House(), node.renewing(current, issued.digest()));
        return issued;
    }

    /** The node that comes with this certificate; its older one counts until it ends, or until the next is issued. */
    public Optional<Node> admit(Digest certificate) {
        return nodes.comingWith(certificate);
    }

    /** Lets a machine out at once. Why not, empty when it is out. */
    public synchronized Optional<String> remove(Actor.Human actor, NodeId id) {
        var why = obstacle(actor, Permission.STOP);
        if (why.isPresent()) return why;
        if (nodes.find(id).isEmpty()) return Optional.of("there is no node " + id);
        nodes.remove(id);
        contacts.forget(id);
        var body =
                JsonObject.with("what", "node-removed").and("node", id.value()).build();
        log.append(Event.of(Event.Kind.REGISTER, actor, Binding.in(body, Binding.gone(id))));
        return Optional.empty();
    }

    /** Takes what a node says; answers what it has to know and to do. */
    public Word beat(Node node, Beat beat) {
        var orders = contacts.take(node.id(), beat);
        for (var agent : node.agents()) {
            beat.frozen()
                    .of(agent)
                    .filter(_ -> facts.get().freezes().of(agent).isEmpty())
                    .ifPresent(freeze -> stop.freeze(
                            Optional.of(agent), "on node " + node.id() + ": " + freeze.reason(), new Actor.House()));
        }
        return new Word(freezes(node), charges(node), orders);
    }

    private Freezes freezes(Node node) {
        var now = facts.get().freezes();
        var own = new HashMap<>(now.agents());
        own.keySet().retainAll(node.agents());
        return new Freezes(now.all(), own);
    }

    private List<Word.Charge> charges(Node node) {
        return node.agents().stream()
                .map(agent -> new Word.Charge(
                        agent,
                        facts.get().agent(agent).flatMap(Agent::account),
                        around.process().apply(agent)))
                .toList();
    }
}
