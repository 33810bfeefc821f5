package dev.bailiwick.console.posture;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.hardening.PostureDesk;
import dev.bailiwick.procedure.node.Contacts;
import dev.bailiwick.procedure.node.NodeRegister;
import dev.bailiwick.procedure.node.Standing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.function.Supplier;

/** Two pages: every agent's machine in a line, and one machine with the evidence of each control. */
public final class PosturePages implements Pages {
    private final PostureDesk desk;
    private final Nodes nodes;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    /** Agents' machines that are not the server's. */
    public record Nodes(NodeRegister known, Contacts heard) {}

    public PosturePages(PostureDesk desk, Nodes nodes, Supplier<Facts> facts, InstantSource clock) {
        this.desk = desk;
        this.nodes = nodes;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/posture", _ -> Answer.page("Posture", "posture.jte", all()))
                .get("/posture/{agent}", this::one);
    }

    private PostureView.All all() {
        return new PostureView.All(
                facts.get().agents().values().stream()
                        .sorted(Comparator.comparing(agent -> agent.id().value()))
                        .map(this::machine)
                        .toList(),
                nodes.known().all().stream().map(this::node).toList());
    }

    private static String tone(Standing standing) {
        return switch (standing) {
            case HEARD -> "good";
            case CUT_OFF -> "bad";
            case INVITED, INVITATION_OVER -> "wait";
        };
    }

    private PostureView.Node node(Node node) {
        var now = clock.instant();
        var heard = nodes.heard().last(node.id());
        var standing = nodes.heard().standing(node);
        return new PostureView.Node(
                node.id().value(),
                node.agents().stream().map(AgentId::value).sorted().toList(),
                standing.words(),
                tone(standing),
                heard.map(each -> Spoken.left(Duration.between(each.at(), now)) + " ago")
                        .orElse("not since the server's start"));
    }

    private PostureView.Machine machine(Agent agent) {
        var now = clock.instant();
        var dossier = desk.dossier(agent.id());
        var obstacle = desk.baselineNotMet(agent.id());
        var counts = PostureView.Counts.of(dossier.posture(now).results().stream());
        var latest = dossier.looks().values().stream().max(Comparator.comparing(Look::at));
        return new PostureView.Machine(
                agent.id().value(),
                Spoken.step(agent.stepAt(now)),
                obstacle.isEmpty() ? "good" : PostureView.tone(counts),
                obstacle,
                counts,
                latest.map(look -> PostureView.seen(look, now)).orElse("never"));
    }

    private Answer one(Visit visit) {
        return visit.part("agent", AgentId::new)
                .flatMap(id -> facts.get().agent(id))
                .map(agent -> Answer.page("Posture of " + agent.id(), "machine.jte", one(agent)))
                .orElseGet(() -> Answer.notFound("agent"));
    }

    private PostureView.One one(Agent agent) {
        var dossier = desk.dossier(agent.id());
        var profile = dossier.looks().values().stream()
                .max(Comparator.comparing(Look::at))
                .map(Look::profile)
                .orElse("");
        return new PostureView.One(machine(agent), profile, PostureView.groups(dossier, clock.instant()));
    }
}
