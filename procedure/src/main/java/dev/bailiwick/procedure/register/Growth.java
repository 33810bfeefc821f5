package dev.bailiwick.procedure.register;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Vote;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.guide.Use;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.register.integration.Part;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import dev.bailiwick.procedure.enforcement.Newcomers;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What an integration's tools say of themselves is kept when each is first used; from then on another description or schema,
 * like another tool of the same server, waits at the gate for Business and Security. What they agreed to belongs to the
 * integration; the parts that were approved go on meanwhile.
 */
public final class Growth implements Newcomers {
    private static final Set<Function> NEEDED = EnumSet.of(Function.BUSINESS, Function.SECURITY);

    private final IntegrationBook book;
    private final CurrentFacts facts;
    private final InstantSource clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    public Growth(Integrations integrations, CurrentFacts facts, ControlLog log, InstantSource clock) {
        this.book = new IntegrationBook(integrations, facts, log);
        this.facts = facts;
        this.clock = clock;
    }

    /** Nothing yet: it is judged first. */
    @Override
    public void met(Attempt attempt) {}

    @Override
    public void permitted(Attempt attempt, Judgement judgement) {
        var use = judgement.meaning().use();
        if (attempt.definition().isEmpty()) return;
        facts.now()
                .grants()
                .about(attempt.agent(), use)
                .filter(grant -> grant.covers(use))
                .filter(grant -> !grant.definitions().containsKey(attempt.tool()))
                .ifPresent(grant -> first(grant.id(), attempt));
    }

    /** An operator who approves alone, or a broken glass, lets one call pass and makes nothing larger. */
    @Override
    public void approved(Attempt attempt, Judgement judgement, ApprovalTask task) {
        var use = judgement.meaning().use();
        var grown = facts.now().grants().grown(attempt.agent(), use);
        if (grown.isEmpty()) permitted(attempt, judgement);
        else if (agreed(task)) grow(grown.get(), use, attempt, task);
    }

    private static boolean agreed(ApprovalTask task) {
        var spoken = EnumSet.noneOf(Function.class);
        task.votes().stream()
                .filter(vote -> vote.yes() && !vote.own() && vote.glass().isEmpty())
                .forEach(vote -> spoken.addAll(vote.functions()));
        return spoken.containsAll(NEEDED);
    }

    private void first(IntegrationId id, Attempt attempt) {
        oneAtATime.lock();
        try {
            var integration = approved(id);
            var known = integration
                    .grant()
                    .map(Grant::definitions)
                    .flatMap(each -> Optional.ofNullable(each.get(attempt.tool())));
            if (known.isEmpty()) keep(integration.with(part(attempt, Optional.empty())), new Actor.House(), "met");
            else if (!known.equals(attempt.definition()))
                throw new IllegalStateException("the tool was met with two definitions at once");
        } finally {
            oneAtATime.unlock();
        }
    }

    private void grow(Grant grant, Use use, Attempt attempt, ApprovalTask task) {
        oneAtATime.lock();
        try {
            var part = part(attempt, Optional.of(task));
            var before = approved(grant.id());
            Vote last = task.votes().getLast();
            keep(
                    grant.covers(use) ? before.with(part) : before.widened(part),
                    new Actor.Human(last.person(), last.channel()),
                    "grown");
        } finally {
            oneAtATime.unlock();
        }
    }

    private Part part(Attempt attempt, Optional<ApprovalTask> task) {
        return new Part(attempt.tool(), attempt.definition(), clock.instant(), task.map(ApprovalTask::id));
    }

    private Integration approved(IntegrationId id) {
        return book.find(id)
                .filter(each -> each.state() == Integration.State.APPROVED)
                .filter(book::honours)
                .orElseThrow(() -> new IllegalStateException("the integration is not as the log has it"));
    }

    private void keep(Integration next, Actor actor, String how) {
        book.grown(
                        next,
                        actor,
                        "integration-part-" + how,
                        next.parts().getLast().tool())
                .ifPresent(why -> {
                    throw new IllegalStateException(why);
                });
    }
}
