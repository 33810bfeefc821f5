package dev.bailiwick.procedure.register;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.integration.Grant;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.enforcement.CurrentFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Integrations as they are kept and as decisions know them, in the order that survives a crash. */
final class IntegrationBook {
    private static final int PAGE = 500;
    private static final String FASTER = "somebody was faster: look again";

    private final Integrations integrations;
    private final CurrentFacts facts;
    private final ControlLog log;

    IntegrationBook(Integrations integrations, CurrentFacts facts, ControlLog log) {
        this.integrations = integrations;
        this.facts = facts;
        this.log = log;
    }

    void add(Integration opened, Actor actor) {
        record(
                opened,
                actor,
                "integration-requested",
                opened.ask().justification().text());
        if (!integrations.add(opened)) throw new IllegalStateException("an integration's id came twice");
    }

    /** Whether the log knows it as it is. */
    boolean honours(Integration integration) {
        return log.honours(Binding.of(integration));
    }

    /** What opens is in the log before it is in the store, and in the store before it is in force. */
    Optional<String> opened(Integration next, Actor actor, String remark) {
        record(
                next,
                actor,
                next.state() == Integration.State.APPROVED ? "integration-approved" : "integration-accepted",
                remark);
        if (!integrations.replace(next)) return lost(next);
        grants(next.id(), next.grant());
        return Optional.empty();
    }

    /** A tool more, or another than it was: as what opens. */
    Optional<String> grown(Integration next, Actor actor, String what, String remark) {
        record(next, actor, what, remark);
        if (!integrations.replace(next)) return lost(next);
        grants(next.id(), next.grant());
        return Optional.empty();
    }

    /** What narrows is in force before anything else; then the log, so that the store is never the looser. */
    Optional<String> narrowed(Integration next, Actor actor, String reason) {
        grants(next.id(), next.grant());
        record(next, actor, "integration-narrowed", reason);
        return integrations.replace(next) ? Optional.empty() : lost(next);
    }

    private Optional<String> lost(Integration next) {
        integrations.find(next.id()).ifPresent(now -> {
            record(now, new Actor.House(), "integration-not-kept", "");
            grants(now.id(), now.grant());
        });
        return Optional.of(FASTER);
    }

    /** What closes is out of force before anything else. */
    Optional<String> closed(Integration next, Actor actor, String reason) {
        grants(next.id(), Optional.empty());
        if (!integrations.replace(next)) {
            integrations.find(next.id()).ifPresent(now -> grants(now.id(), now.grant()));
            return Optional.of(FASTER);
        }
        record(next, actor, "integration-" + Fields.spelling(next.state()), reason);
        return Optional.empty();
    }

    /** From now on exactly these open nothing, although they are approved. */
    void suspend(Set<IntegrationId> ids) {
        facts.change(before -> {
            var all = before.grants().all().stream()
                    .map(grant -> grant.suspended(ids.contains(grant.id())))
                    .toList();
            return all.equals(before.grants().all()) ? before : before.granting(all);
        });
    }

    private void grants(IntegrationId id, Optional<Grant> now) {
        facts.change(before -> {
            var all = new ArrayList<>(before.grants().all());
            boolean suspended = all.stream().anyMatch(grant -> grant.id().equals(id) && grant.suspended());
            if (!all.removeIf(grant -> grant.id().equals(id)) && now.isEmpty()) return before;
            now.ifPresent(grant -> all.add(grant.suspended(suspended)));
            return before.granting(all);
        });
    }

    Optional<Integration> find(IntegrationId id) {
        return integrations.find(id);
    }

    List<Integration> list(int limit, int offset) {
        return integrations.list(limit, offset);
    }

    List<Integration> live() {
        List<Integration> all = new ArrayList<>();
        for (var page = integrations.live(PAGE, 0); !page.isEmpty(); page = integrations.live(PAGE, all.size()))
            all.addAll(page);
        return all;
    }

    private void record(Integration integration, Actor actor, String what, String reason) {
        var body = JsonObject.with("what", what)
                .and("reason", reason)
                .and("integration", integration.json())
                .build();
        log.append(Event.of(
                Event.Kind.REGISTER, actor, integration.ask().agent(), Binding.in(body, Binding.of(integration))));
    }
}
