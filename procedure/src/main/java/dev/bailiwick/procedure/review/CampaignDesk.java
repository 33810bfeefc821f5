package dev.bailiwick.procedure.review;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.review.Campaign;
import dev.bailiwick.core.review.Grant;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.procedure.enforcement.Precautions;
import dev.bailiwick.procedure.register.IntegrationDesk;
import dev.bailiwick.procedure.register.Narrowing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Recertification: each quarter every grant is put before people who did not ask for it. What is revoked stops at once, what nobody
 * answers stops at the deadline, and either works again when somebody keeps it.
 */
public final class CampaignDesk {
    public static final Duration EVERY = Duration.ofDays(90);
    public static final Duration ANSWER_WITHIN = Duration.ofDays(14);

    private static final String PRECAUTION = "recertification/";

    /**
     * What a campaign works on.
     *
     * @param grants every grant there is, with nothing said of its use
     * @param credentials is told which keys do not work until somebody keeps them
     * @param integrations the same of integrations, and narrows one to what was used of it
     */
    public record Surroundings(
            Supplier<Facts> facts,
            Supplier<List<Grant>> grants,
            Alerts alerts,
            Precautions precautions,
            Consumer<Set<String>> credentials,
            IntegrationDesk integrations,
            InstantSource clock) {}

    private final AuditLog log;
    private final Surroundings around;
    private final Campaigns campaigns;
    private final Set<String> told = new HashSet<>();
    private Set<AgentId> held = Set.of();

    public CampaignDesk(AuditLog log, Surroundings around) {
        this.log = log;
        this.around = around;
        this.campaigns = new Campaigns(log);
    }

    public Optional<Campaign> current() {
        return campaigns.current();
    }

    /** Opens a campaign when one is due, and holds back what was revoked or not answered in time. */
    public synchronized void round() {
        var now = around.clock().instant();
        var before = campaigns.current().map(Campaign::opened).or(campaigns::begun);
        if (before.filter(at -> !now.isBefore(at.plus(EVERY))).isPresent()) open(new Actor.House(), before.get(), now);
        hold(now);
    }

    /**
     * Opens one now, ahead of its time.
     *
     * @return why that cannot be done, empty when it was
     */
    public synchronized Optional<String> open(Actor.Human actor) {
        var now = around.clock().instant();
        boolean security = around.facts()
                .get()
                .person(actor.person())
                .filter(person -> person.holds(Function.SECURITY))
                .isPresent();
        if (!security) return Optional.of("only Security opens a campaign ahead of its time");
        if (around.grants().get().isEmpty()) return Optional.of("no agent was granted anything");
        if (campaigns.current().filter(campaign -> !campaign.answered()).isPresent())
            return Optional.of("the present campaign is not answered yet");
        var before =
                campaigns.current().map(Campaign::opened).or(campaigns::begun).orElse(now);
        open(actor, before, now);
        return Optional.empty();
    }

    private void open(Actor by, Instant since, Instant now) {
        var grants = Usage.of(log, since, around.grants().get());
        if (grants.isEmpty()) return;
        var campaign = new Campaign(
                "campaign-" + now.toString().substring(0, 10) + "-" + log.size(),
                now,
                now.plus(ANSWER_WITHIN),
                grants,
                Map.of());
        campaigns.open(campaign, by);
        around.alerts()
                .raise(
                        "campaign-opened",
                        campaign.id() + ": " + grants.size() + " grants to be answered until " + campaign.deadline());
    }

    private void hold(Instant now) {
        var suspended =
                campaigns.current().map(campaign -> campaign.suspended(now)).orElse(List.of());
        var agents = suspended.stream().filter(Grant::place).map(Grant::agent).collect(Collectors.toSet());
        agents.forEach(agent -> around.precautions()
                .stand(PRECAUTION + agent, new Precautions.Precaution(Tier.T1, reason(agent), agent)));
        held.stream()
                .filter(agent -> !agents.contains(agent))
                .forEach(agent -> around.precautions().end(PRECAUTION + agent));
        held = agents;
        around.credentials()
                .accept(suspended.stream()
                        .flatMap(grant -> grant.key().stream())
                        .collect(Collectors.toSet()));
        around.integrations()
                .suspend(suspended.stream()
                        .flatMap(grant -> grant.integration().stream())
                        .collect(Collectors.toSet()));
        suspended.stream()
                .filter(grant -> told.add(grant.name()))
                .forEach(grant -> around.alerts()
                        .raise(
                                grant.agent(),
                                "recertification-lapsed",
                                grant.name() + " does not work until somebody keeps it"));
        told.retainAll(suspended.stream().map(Grant::name).collect(Collectors.toSet()));
    }

    private Reason reason(AgentId agent) {
        return new Reason(
                "recertification_lapsed",
                "agent " + agent + " was not kept in the last recertification",
                "Stop and wait. Ask " + around.facts().get().contact() + ".");
    }

    /**
     * Takes what a person says of grants. Only revoking is said of several at once.
     *
     * @return why it does not count, empty when it does
     */
    public synchronized Optional<String> answer(
            List<String> names, Campaign.Answer answer, String reason, Actor.Human actor) {
        if (names.size() != 1 && answer != Campaign.Answer.REVOKE)
            return Optional.of(
                    "keep and reduce are said of one grant at a time: nobody has looked at all of them at once");
        for (var name : names) {
            var obstacle = answer(name, answer, reason, actor);
            if (obstacle.isPresent()) return obstacle;
        }
        hold(around.clock().instant());
        return Optional.empty();
    }

    private Optional<String> answer(String name, Campaign.Answer answer, String reason, Actor.Human actor) {
        var campaign = campaigns.current();
        var grant = campaign.flatMap(open -> open.grant(name));
        if (grant.isEmpty()) return Optional.of("no campaign asks about " + name);
        var person = around.facts().get().person(actor.person());
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        var obstacle = campaign.get()
                .obstacle(
                        grant.get(),
                        answer,
                        reason,
                        person.get(),
                        around.clock().instant());
        if (obstacle.isPresent()) return obstacle;
        var narrowed =
                answer == Campaign.Answer.REDUCE ? narrowed(grant.get(), actor, reason) : Optional.<String>empty();
        if (narrowed.isPresent()) return narrowed;
        campaigns.answer(campaign.get(), name, answer, reason, actor);
        if (answer == Campaign.Answer.REDUCE && grant.get().integration().isEmpty())
            around.alerts()
                    .raise(grant.get().agent(), "recertification-reduce", name + " is to be narrowed: " + reason);
        return Optional.empty();
    }

    /** What nobody used of an integration is gone at once; of anything else a person takes something away. */
    private Optional<String> narrowed(Grant grant, Actor.Human actor, String reason) {
        if (grant.integration().isEmpty()) return Optional.empty();
        if (grant.unused().isEmpty())
            return Optional.of("all of it was used: say what goes with `bailiwick integrations narrow`");
        var left = new HashSet<>(grant.operations());
        left.removeAll(grant.unused());
        if (left.isEmpty()) return Optional.of("nothing of it was used: revoke it");
        return around.integrations().reduce(grant.integration().get(), Narrowing.to(left), actor, reason);
    }
}
