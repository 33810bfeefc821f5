package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.EntityUid;

/** The right side of a scope constraint: an entity, or a slot that a link will fill. */
public sealed interface Target {
    record Known(EntityUid uid) implements Target {
        @Override
        public String toString() {
            return uid.toString();
        }
    }

    record Open(Slot slot) implements Target {
        @Override
        public String toString() {
            return slot.word();
        }
    }
}
