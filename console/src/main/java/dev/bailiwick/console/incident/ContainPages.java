package dev.bailiwick.console.incident;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import java.util.Optional;
import java.util.function.Supplier;

/** The lever for the worst day, on each agent's page and on the list. Anybody who is signed in may pull it: it only closes. */
public final class ContainPages implements Pages {
    /** Contains one agent, or all where none is named, and answers with the case. */
    public interface Lever {
        CaseId contain(Optional<AgentId> agent, String reason, Actor.Human actor);
    }

    private final Lever lever;
    private final Supplier<Facts> facts;

    public ContainPages(Lever lever, Supplier<Facts> facts) {
        this.lever = lever;
        this.facts = facts;
    }

    @Override
    public void on(Routes routes) {
        routes.post("/agents/contain", visit -> contain(visit, Optional.empty()))
                .post("/agents/{id}/contain", this::one);
    }

    /** An agent that nobody knows is never read as all of them. */
    private Answer one(Visit visit) {
        return visit.part("id", AgentId::new)
                .flatMap(id -> facts.get().agent(id))
                .map(Agent::id)
                .map(id -> contain(visit, Optional.of(id)))
                .orElseGet(() -> Answer.notFound("agent"));
    }

    private Answer contain(Visit visit, Optional<AgentId> agent) {
        String reason = visit.form().reason();
        if (!visit.form().checked("sure")) throw new NotUnderstood("Please confirm that you mean it.");
        return new Answer.Go("/incidents/" + lever.contain(agent, reason, visit.actor()));
    }
}
