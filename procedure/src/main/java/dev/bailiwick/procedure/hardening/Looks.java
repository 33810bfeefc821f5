package dev.bailiwick.procedure.hardening;

import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.value.AgentId;
import java.util.List;

/** The last looks, kept for the next start. What is read back counts only if the entry it names holds its digest. */
public interface Looks {
    /** @param entry the sequence of the entry that holds the look's digest */
    record Kept(AgentId agent, Look look, long entry) {}

    /** Replaces what was kept of this agent by the same eyes. */
    void keep(Kept kept);

    List<Kept> all();

    /** Keeps nothing. */
    Looks NOWHERE = new Looks() {
        @Override
        public void keep(Kept kept) {}

        @Override
        public List<Kept> all() {
            return List.of();
        }
    };
}
