package dev.bailiwick.procedure.control;

import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.FreezeRecords;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The freezes that the log knows: whoever takes one out of the store and off the disk has not lifted it. */
public record LoggedFreezes(ControlLog log) implements FreezeRecords {
    @Override
    public Freezes load() {
        return log.inForce(Binding.Kind.FREEZE).stream()
                .map(LoggedFreezes::frozen)
                .reduce(Freezes.NONE, Freezes::and);
    }

    private static Freezes frozen(Binding binding) {
        var freeze = new Freeze("the log says so, although no other record does", "bailiwick", Instant.EPOCH);
        return binding.id().equals("*")
                ? new Freezes(Optional.of(freeze), Map.of())
                : new Freezes(Optional.empty(), Map.of(new AgentId(binding.id()), freeze));
    }

    /** Its entry is its record. */
    @Override
    public void freeze(Optional<AgentId> agent, Freeze freeze) {}

    /** Its entry is its record. */
    @Override
    public void lift(Optional<AgentId> agent) {}
}
