package dev.bailiwick.procedure.testing;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Course;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.approval.Vote;
import dev.bailiwick.core.credential.Placement;
import dev.bailiwick.core.credential.SecretRef;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.credential.Urgency;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.decision.Route;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Owners;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.register.integration.Assessment;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.register.integration.Justification;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.core.review.Review;
import dev.bailiwick.core.review.ReviewId;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One plausible value of each record the ports keep. Numbers make them differ. */
public final class Specimens {
    public static final AgentId DESK = new AgentId("desk");
    public static final AgentId LAB = new AgentId("lab");
    public static final PersonId ANA = new PersonId("ana");
    public static final PersonId BEN = new PersonId("ben");
    public static final Instant MORNING = ManualClock.START;
    public static final Duration TASK_TTL = Duration.ofMinutes(30);

    private Specimens() {}

    public static TaskId taskId(int number) {
        return new TaskId("task-" + "%012d".formatted(number));
    }

    public static Digest digest(String of) {
        return Digest.of(of);
    }

    /** An open review of what entry so many permitted, due so many seconds after the next morning. */
    public static Review review(int entry) {
        return new Review(
                ReviewId.about(entry),
                Review.Kind.EXECUTION,
                DESK,
                entry,
                Optional.of(taskId(entry)),
                Set.of(BEN),
                Optional.of(ANA),
                MORNING,
                MORNING.plus(Duration.ofDays(1)).plusSeconds(entry),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    /** A pending task of {@link #DESK}, opened so many seconds after the morning. */
    public static ApprovalTask task(int number, String action) {
        return task(number, action, JsonObject.with("to", "someone@example.org").build());
    }

    public static ApprovalTask task(int number, String action, JsonObject arguments) {
        var opened = MORNING.plusSeconds(number);
        return new ApprovalTask(
                taskId(number),
                DESK,
                new SessionId("agent:main:main"),
                JsonObject.with("tool", "message").and("arguments", arguments).build(),
                JsonObject.with("id", "openclaw.message").build(),
                Tier.T3,
                false,
                digest(action),
                new Reason("approval_required", "a person decides", "wait"),
                new Route(Set.of(Function.BUSINESS), false, false, TASK_TTL),
                Optional.of(ANA),
                number,
                opened,
                opened.plus(TASK_TTL),
                State.PENDING,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Course.NOTHING,
                1);
    }

    public static Vote yes(PersonId person) {
        return new Vote(
                person,
                Set.of(Function.BUSINESS),
                true,
                false,
                "as agreed",
                Actor.Channel.CONSOLE,
                MORNING.plusSeconds(3600));
    }

    public static Vote no(PersonId person) {
        return new Vote(
                person,
                Set.of(Function.BUSINESS),
                false,
                false,
                "not today",
                Actor.Channel.CONSOLE,
                MORNING.plusSeconds(3600));
    }

    /** Ana's business function in Ben's hands, from the morning on for so many days. */
    public static Delegation delegation(int days) {
        return new Delegation(
                new DelegationId("delegation-" + "%010d".formatted(days)),
                ANA,
                BEN,
                Set.of(Function.BUSINESS),
                MORNING,
                MORNING.plus(Duration.ofDays(days)),
                "holidays",
                Optional.empty(),
                1);
    }

    /** Ben's broken glass for {@link #DESK}, so many seconds after the morning. */
    public static Glass glass(int seconds) {
        return new Glass(
                new GlassId("glass-" + "%010d".formatted(seconds)),
                BEN,
                DESK,
                "nobody answers",
                new TicketId("CHG-1"),
                MORNING.plusSeconds(seconds),
                MORNING.plus(Duration.ofHours(1)));
    }

    public static ApprovalTask approved(ApprovalTask task) {
        return task.with(yes(BEN), Optional.empty());
    }

    /** A request for a system of the agent {@code desk}, made so many seconds after the morning. */
    public static Integration integration(int number) {
        var ask = new Ask(
                DESK,
                "stripe",
                Set.of("charges:read"),
                Set.of("payments.read"),
                Set.of(DataClass.PERSONAL),
                new Justification("Refunds of the web shop are looked up by hand today, two hours a day"),
                Set.of(Safeguard.GATE),
                new Owners(ANA, BEN, new PersonId("cyd")),
                MORNING.plus(Duration.ofDays(90)));
        return Integration.opened(
                new IntegrationId("int-%012d".formatted(number)),
                ask,
                new PersonId("dee"),
                MORNING.plusSeconds(number),
                new Assessment(10, 25, List.of("charges:read at stripe"), List.of(), Set.of(), List.of("look"), 1));
    }

    public static Ticket ticket(TicketId id) {
        return new Ticket(
                id,
                "Renew the certificate",
                DESK,
                "mail gateway",
                BEN,
                MORNING,
                MORNING.plus(Duration.ofHours(4)),
                Ticket.State.OPEN,
                Optional.empty(),
                1);
    }

    public static Agent agent(AgentId id) {
        return new Agent(
                id,
                ANA,
                Step.PILOT,
                MORNING,
                Optional.of("openclaw"),
                Optional.empty(),
                Set.of("docs.example.org", "*.example.net"));
    }

    /** A key of the agent {@code desk} at a service of the same name. */
    public static ServiceKey serviceKey(String name, String secret) {
        return new ServiceKey(
                name,
                DESK,
                SecretRef.of(secret),
                name + ".example.com",
                Placement.bearer(),
                Urgency.REST,
                Duration.ofDays(90),
                Digest.of("bwh_" + name));
    }
}
