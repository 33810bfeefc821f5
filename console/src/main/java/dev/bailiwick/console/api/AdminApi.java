package dev.bailiwick.console.api;

import dev.bailiwick.console.api.AdminAnswer.Why;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditUnavailable;
import java.util.function.Supplier;

/** Answers the command line. */
public final class AdminApi {
    private static final System.Logger LOG = System.getLogger(AdminApi.class.getName());

    private final Supplier<Facts> facts;
    private final ApprovalVerbs approvals;
    private final AgentVerbs agents;
    private final RegisterVerbs register;
    private final LogVerbs log;

    public AdminApi(
            Supplier<Facts> facts, ApprovalVerbs approvals, AgentVerbs agents, RegisterVerbs register, LogVerbs log) {
        this.facts = facts;
        this.approvals = approvals;
        this.agents = agents;
        this.register = register;
        this.log = log;
    }

    /**
     * Carries out one request. Never throws: what fails is an answer.
     *
     * @param actor the person whom the channel has authenticated
     */
    public JsonObject handle(Actor.Human actor, JsonObject request) {
        return answer(actor, request).json();
    }

    private AdminAnswer answer(Actor.Human actor, JsonObject request) {
        if (facts.get().person(actor.person()).filter(Person::active).isEmpty()) {
            return AdminAnswer.refused("you are not an active person of the register");
        }
        try {
            return dispatch(actor, AdminRequest.of(request));
        } catch (JsonException | IllegalArgumentException e) {
            return new AdminAnswer.Not(Why.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (AuditUnavailable e) {
            return new AdminAnswer.Not(Why.UNAVAILABLE, "the log cannot be written or read, so nothing was changed");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an admin request failed", e);
            return new AdminAnswer.Not(Why.UNAVAILABLE, "something in Bailiwick failed; its own log says more");
        }
    }

    private AdminAnswer dispatch(Actor.Human actor, AdminRequest request) {
        return switch (request) {
            case AdminRequest.OfApprovals asked -> approvals.answer(actor, asked);
            case AdminRequest.OfAgents asked -> agents.answer(actor, asked);
            case AdminRequest.OfRegister asked -> register.answer(actor, asked);
            case AdminRequest.OfHouse asked -> log.answer(actor, asked);
        };
    }
}
