package dev.bailiwick.acceptance.crash;

import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Step;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.incident.Achieved;
import dev.bailiwick.procedure.incident.Cases;
import dev.bailiwick.procedure.incident.Containment;
import dev.bailiwick.procedure.incident.Order;
import dev.bailiwick.tlog.FileAuditLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** The child process: contains an agent with the real log, and hangs in one step until it is killed there. */
public final class Containing {
    static final AgentId AGENT = new AgentId("desk");

    private Containing() {}

    public static void main(String[] arguments) {
        var log = FileAuditLog.open(Path.of(arguments[0]).resolve("log"), InstantSource.system());
        var deadly = Step.valueOf(arguments[1]);
        var steps = steps();
        steps.put(deadly, _ -> hang(log, deadly));
        try (var containment = containment(log, steps)) {
            containment.contain(
                    Optional.of(AGENT), "odd mails", new Actor.Human(new PersonId("sam"), Actor.Channel.TERMINAL));
        }
    }

    /** How every step is taken where nothing goes wrong. */
    static Map<Step, Function<Order, Achieved>> steps() {
        var steps = new EnumMap<Step, Function<Order, Achieved>>(Step.class);
        for (var step : Step.values()) steps.put(step, _ -> Achieved.done("as it should", JsonObject.EMPTY));
        return steps;
    }

    static Containment containment(AuditLog log, Map<Step, Function<Order, Achieved>> steps) {
        return new Containment(log, new Cases(log), steps, InstantSource.system(), () -> new CaseId("case-0000000001"));
    }

    /** Death comes once the case stands in the log. */
    private static Achieved hang(AuditLog log, Step step) {
        while (log.size() == 0) Thread.onSpinWait();
        System.out.println("in " + step);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Achieved.failed("it went on");
    }
}
