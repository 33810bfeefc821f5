package dev.bailiwick.app.wiring;

import dev.bailiwick.core.approval.Fatigue.Spread;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.integration.Acceptance;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Prompting;
import dev.bailiwick.procedure.register.IntegrationDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** {@code metrics.programme}: what governance costs those who wait for it. */
record MetricsVerbs(ApprovalDesk approvals, IntegrationDesk integrations, Prompting prompting, InstantSource clock)
        implements Verbs {
    private static final int MOST = 2_000;

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        if (!request.string("verb").equals(Optional.of("metrics.programme"))) return Optional.empty();
        var fields = Fields.of(request);
        fields.text("verb");
        long days = Math.clamp(fields.optionalNumber("days").orElse(30L), 1, 366);
        fields.end();
        return Optional.of(measured(actor, Duration.ofDays(days)));
    }

    private JsonObject measured(Actor.Human actor, Duration back) {
        return JsonObject.with("approvals", approvals.fatigue(actor, back).json())
                .and("inside", prompting.now().json())
                .and("integrations", waited(clock.instant().minus(back)).json())
                .build();
    }

    /** From the request to the last owner's yes. */
    private Spread waited(Instant since) {
        return Spread.of(integrations.list(MOST, 0).stream()
                .filter(each -> each.requested().isAfter(since))
                .filter(each -> each.state() == Integration.State.APPROVED)
                .map(each -> Duration.between(each.requested(), accepted(each))));
    }

    private static Instant accepted(Integration integration) {
        return integration.accepted().stream()
                .map(Acceptance::at)
                .max(Instant::compareTo)
                .orElseGet(integration::requested);
    }
}
