package dev.bailiwick.procedure.register;

import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classification worklist: tools the catalogue does not know, and the tier IT gave each, once per tool digest. */
public interface ConfirmedTools {
    /**
     * A tool on the worklist.
     *
     * @param example arguments of one call, as the agent sent them
     * @param confirmed the tier IT gave it
     */
    record Tool(
            ToolDigest digest,
            String name,
            AgentId firstUser,
            JsonObject example,
            Instant firstSeen,
            Optional<Tier> confirmed,
            Optional<PersonId> by,
            Optional<Instant> at) {}

    /** Puts a tool on the worklist unless it is there already; true when it is new. */
    boolean note(Tool tool);

    /**
     * Gives a tool its tier; a later word replaces an earlier one.
     *
     * @throws IllegalArgumentException when the tool is not on the worklist
     */
    void confirm(ToolDigest digest, Tier tier, PersonId by, Instant at);

    Optional<Tool> find(ToolDigest digest);

    /** How many unconfirmed tools this agent was the first to use. */
    int unconfirmedOf(AgentId agent);

    /** Unconfirmed first, newest first. */
    List<Tool> list(int limit, int offset);

    Map<ToolDigest, Tier> confirmed();
}
