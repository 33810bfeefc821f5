package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Prompting;
import dev.bailiwick.procedure.audit.AuditLog;
import java.time.Duration;
import java.util.Optional;

/** {@code approvals.fatigue}: whether people still read what they approve. */
final class FatigueVerbs implements Verbs {
    private final ApprovalDesk desk;
    private final Prompting prompting;

    FatigueVerbs(ApprovalDesk desk, AuditLog log) {
        this.desk = desk;
        this.prompting = new Prompting(log);
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        if (!request.string("verb").equals(Optional.of("approvals.fatigue"))) return Optional.empty();
        var fields = Fields.of(request);
        fields.text("verb");
        long days = Math.clamp(fields.optionalNumber("days").orElse(30L), 1, 366);
        fields.end();
        return Optional.of(desk.fatigue(actor, Duration.ofDays(days))
                .json()
                .plus("inside", prompting.now().json()));
    }
}
