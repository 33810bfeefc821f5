package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.value.DelegationId;
import dev.bailiwick.core.value.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where delegations are kept. Every method is one transaction, durable when it returns. */
public interface Delegations {
    /** @throws IllegalArgumentException when the id is taken */
    void add(Delegation delegation);

    Optional<Delegation> find(DelegationId id);

    /** Replaces a delegation if it still has the revision before this one; false when somebody was faster. */
    boolean replace(Delegation next);

    /** What was handed to this person, was not taken back and is not over at this moment, what ends first first. */
    List<Delegation> to(PersonId deputy, Instant now);

    /** Those that nobody took back, over or not, what ends last first. */
    List<Delegation> standing(int limit, int offset);
}
