package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.EntityUid;
import java.util.Map;

/** A policy made from a template: which one, under what id, and what its slots hold. */
public record Link(String id, String templateId, Map<Slot, EntityUid> values) {
    public Link {
        values = Map.copyOf(values);
    }
}
