package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.EntityUid;
import java.util.List;

/** Which actions a policy speaks about. */
public sealed interface ActionScope {
    /** All of them: {@code action}. */
    record Any() implements ActionScope {}

    /** {@code action == Action::"read"}. */
    record Equal(EntityUid uid) implements ActionScope {}

    /**
     * {@code action in Action::"change"} or {@code action in [Action::"a", Action::"b"]}; an empty list matches nothing.
     *
     * @param bracketed whether it was written as a set, which matters to the printer alone when there is one member
     */
    record In(List<EntityUid> uids, boolean bracketed) implements ActionScope {
        public In {
            uids = List.copyOf(uids);
            if (!bracketed && uids.size() != 1) throw new IllegalArgumentException("one action, or a set");
        }
    }
}
