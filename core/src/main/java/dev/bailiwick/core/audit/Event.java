package dev.bailiwick.core.audit;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/**
 * What somebody asks the log to record.
 *
 * @param body what happened, one form per kind
 */
public record Event(Kind kind, Actor actor, Optional<AgentId> agent, Optional<SessionId> session, JsonObject body) {
    /** The vocabulary of the log. */
    public enum Kind {
        /** An attempt was judged by an enforcement point. */
        DECISION,
        /** Somebody asked what would be answered; nothing was done. */
        ASKED,
        /** What became of a permitted action. */
        OUTCOME,
        /** The runtime reported a prompt, a result, a sub-agent, a schedule. */
        REPORTED,
        APPROVAL,
        TICKET,
        /** A review fell due, was done, or was drawn by lot. */
        REVIEW,
        FREEZE,
        STOP,
        /** A tool was put into a tier. */
        CLASSIFICATION,
        /** A version of the policies was proposed, published or taken back. */
        POLICY,
        /** An agent was registered or moved on the ladder; a credential was issued or revoked. */
        REGISTER,
        SIGN_IN,
        /** Something that a person should look at now. */
        ALERT,
        /** The heartbeat of an enforcement point appeared, changed or was lost. */
        LIVENESS,
        /** A case was opened, a step of it taken, a person answered or ended it. */
        INCIDENT,
        /** Somebody read the log: searched, exported, opened an entry or a session. */
        READ,
        /** Bodies past their retention were removed; a legal hold was set or lifted. */
        RETENTION,
        /** What stays of an entry past its retention. Nobody appends it: it stands where the entry stood. */
        PRUNED,
        /** Bailiwick itself started, stopped, repaired. */
        HOUSE
    }

    public static Event of(Kind kind, Actor actor, JsonObject body) {
        return new Event(kind, actor, Optional.empty(), Optional.empty(), body);
    }

    public static Event of(Kind kind, Actor actor, AgentId agent, JsonObject body) {
        return new Event(kind, actor, Optional.of(agent), Optional.empty(), body);
    }
}
