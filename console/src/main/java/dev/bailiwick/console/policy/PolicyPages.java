package dev.bailiwick.console.policy;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.exposure.Reach;
import dev.bailiwick.core.policy.Asks;
import dev.bailiwick.core.policy.Layer;
import dev.bailiwick.core.policy.Listed;
import dev.bailiwick.core.policy.Obligation;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two pages: every policy in force, and what one agent may do unattended. */
public final class PolicyPages implements Pages {
    /** One policy; {@code needs} says what would lift it, or what it binds to. */
    public record Row(String id, String says, String tone, String reason, String needs) {}

    /** One layer of policies. */
    public record Group(String name, String about, List<Row> rows) {
        public Group {
            rows = List.copyOf(rows);
        }
    }

    public record View(String version, List<Group> groups, int policies) {
        public View {
            groups = List.copyOf(groups);
        }
    }

    /** What may be done without a person. */
    public record Deed(int tier, String what, boolean always, String boundTo) {}

    /** @param pack the policies the agent is held to */
    public record Unattended(String agent, String pack, String version, List<Deed> deeds) {
        public Unattended {
            deeds = List.copyOf(deeds);
        }
    }

    private final Supplier<Facts> facts;
    private final InstantSource clock;

    public PolicyPages(Supplier<Facts> facts, InstantSource clock) {
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/policies", _ -> Answer.page("Policies", "policies.jte", view()))
                .get("/agents/{agent}/unattended", this::unattended);
    }

    private View view() {
        var policies = facts.get().policies();
        var listed = Listed.of(policies.text());
        var groups = Stream.of(Layer.values())
                .map(layer -> group(layer, listed))
                .filter(group -> !group.rows().isEmpty())
                .toList();
        return new View(policies.digest().hex(), groups, listed.size());
    }

    private static Group group(Layer layer, List<Listed> all) {
        var rows = all.stream()
                .filter(each -> each.layer() == layer)
                .map(PolicyPages::row)
                .toList();
        return new Group(Fields.spelling(layer), about(layer), rows);
    }

    private static String about(Layer layer) {
        return switch (layer) {
            case FREEZE -> "The kill switches. Sealed: no draft changes them.";
            case CORE -> "What always holds. Sealed: no draft changes them.";
            case BASELINE -> "For an agent nobody sits before.";
            case REGULATED -> "Beside baseline, for regulated work.";
            case ATTENDED -> "For an agent whose person sits before it.";
            case OBSERVE -> "While an agent is only observed: nothing is protected.";
            case DUTIES -> "What a permitted action is bound to.";
            case OWN -> "Yours, added to every pack.";
        };
    }

    private static Row row(Listed policy) {
        String says = Fields.spelling(policy.says());
        return new Row(policy.id(), says, tone(policy.says()), policy.reason(), needs(policy));
    }

    private static String tone(Listed.Says says) {
        return switch (says) {
            case PERMITS -> "good";
            case ASKS -> "wait";
            case FORBIDS -> "bad";
            case BINDS -> "quiet";
        };
    }

    private static String needs(Listed policy) {
        return policy.asks()
                .map(PolicyPages::words)
                .orElseGet(() ->
                        policy.obligations().stream().map(Obligation::toString).collect(Collectors.joining(", ")));
    }

    private static String words(Asks asks) {
        var functions = asks.functions().stream().map(Fields::spelling).sorted().collect(Collectors.joining(" and "));
        return functions
                + (asks.people() > asks.functions().size() ? ", " + asks.people() + " people" : "")
                + (asks.ticket() ? ", with a ticket" : "")
                + ", within " + asks.ttl().toHours() + " h";
    }

    private Answer unattended(Visit visit) {
        var now = facts.get();
        return visit.part("agent", AgentId::new)
                .flatMap(now::agent)
                .map(agent -> Answer.page("Unattended", "unattended.jte", unattended(now, agent)))
                .orElseGet(() -> Answer.notFound("agent"));
    }

    /** As in production: the ladder's other steps only narrow it, or protect nothing at all. */
    private Unattended unattended(Facts now, Agent agent) {
        var standing = now.with(agent.at(Step.PRODUCTION, clock.instant()));
        var deeds = new Reach(standing, agent.id(), clock.instant())
                .unattended().stream().map(PolicyPages::deed).toList();
        return new Unattended(
                agent.id().value(),
                Fields.spelling(agent.pack()),
                now.policies().digest().hex(),
                deeds);
    }

    private static Deed deed(Reach.Row row) {
        var deed = row.deed();
        String what = deed.toString();
        return new Deed(
                deed.tier().number(),
                what.substring(what.indexOf(' ') + 1),
                row.always(),
                String.join(", ", row.obligations()));
    }
}
