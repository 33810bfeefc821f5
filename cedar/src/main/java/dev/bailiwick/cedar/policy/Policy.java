package dev.bailiwick.cedar.policy;

import dev.bailiwick.cedar.EntityUid;
import dev.bailiwick.cedar.Position;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One policy, or a template when a scope has an open {@link Slot}.
 *
 * @param id unique in its set; {@code @id} annotations are annotations like any other
 * @param annotations by key, in the order written; an annotation without value has the empty string
 * @param conditions all must hold: {@code when} clauses true, {@code unless} clauses false
 */
public record Policy(
        String id,
        SequencedMap<String, String> annotations,
        Effect effect,
        Scope principal,
        ActionScope action,
        Scope resource,
        List<Condition> conditions,
        Position position) {
    public Policy {
        annotations = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(annotations));
        conditions = List.copyOf(conditions);
    }

    /** The value of an annotation, the empty string for one without value; empty when the policy has none of that key. */
    public Optional<String> annotation(String key) {
        return Optional.ofNullable(annotations.get(key));
    }

    /** The slots a link must fill; empty for a policy that can be evaluated. */
    public Set<Slot> slots() {
        var slots = EnumSet.noneOf(Slot.class);
        if (principal.isOpen()) slots.add(Slot.PRINCIPAL);
        if (resource.isOpen()) slots.add(Slot.RESOURCE);
        return slots;
    }

    /** Whether a slot is still open, so that it is evaluated only through its links. */
    public boolean isTemplate() {
        return principal.isOpen() || resource.isOpen();
    }

    /** The policy in the human syntax, laid out for people. */
    public String text() {
        return Printer.policy(this);
    }

    public Policy withId(String newId) {
        return new Policy(newId, annotations, effect, principal, action, resource, conditions, position);
    }

    /**
     * This template with its slots filled.
     *
     * @throws IllegalArgumentException when a slot is left open or a value has no slot
     */
    public Policy linked(String linkId, Map<Slot, EntityUid> values) {
        if (!values.keySet().equals(slots())) {
            throw new IllegalArgumentException(
                    "template \"" + id + "\" has the slots " + slots() + ", given were " + values.keySet());
        }
        return new Policy(
                linkId,
                annotations,
                effect,
                filled(principal, values.get(Slot.PRINCIPAL)),
                action,
                filled(resource, values.get(Slot.RESOURCE)),
                conditions,
                position);
    }

    private static Scope filled(Scope scope, @org.jspecify.annotations.Nullable EntityUid uid) {
        return uid == null ? scope : scope.filledWith(uid);
    }
}
