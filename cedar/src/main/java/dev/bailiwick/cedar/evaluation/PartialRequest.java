package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.RecordValue;
import java.util.Optional;
import java.util.Set;

/**
 * A request of which some is not known yet.
 *
 * @param context what is known of the context
 * @param unknownContext names of context fields that may be absent or hold anything
 */
public record PartialRequest(
        Optional<EntityUid> principal,
        Optional<EntityUid> action,
        Optional<EntityUid> resource,
        RecordValue context,
        Set<String> unknownContext) {
    public PartialRequest {
        unknownContext = Set.copyOf(unknownContext);
        for (String name : unknownContext) {
            if (context.has(name)) throw new IllegalArgumentException("\"" + name + "\" is both known and unknown");
        }
    }

    /** A request with everything known but the resource: which of these may the principal see? */
    public static PartialRequest forAnyResource(EntityUid principal, EntityUid action, RecordValue context) {
        return new PartialRequest(Optional.of(principal), Optional.of(action), Optional.empty(), context, Set.of());
    }
}
