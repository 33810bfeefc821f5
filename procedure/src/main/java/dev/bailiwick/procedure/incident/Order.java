package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import java.util.Optional;

/**
 * What a step is told.
 *
 * @param agent whom to contain; all when empty
 */
public record Order(CaseId id, Optional<AgentId> agent, String reason, Actor actor) {}
