package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;

/** What the command line asks of one room of the running server. */
@FunctionalInterface
interface Verbs {
    /**
     * Carries out one request.
     *
     * @return empty when it is none of this room's
     * @throws Refusal when this person may not, or when it cannot be done
     */
    Optional<JsonObject> answer(Actor.Human actor, JsonObject request);
}
