package dev.bailiwick.procedure.register;

import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.credential.ServiceKey;
import dev.bailiwick.core.guide.Fact;
import dev.bailiwick.core.guide.Guides;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.IntegrationId;
import dev.bailiwick.core.value.HostPattern;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.credential.Revocation;
import dev.bailiwick.procedure.enforcement.Alerts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The end of an integration: first it opens nothing, then each credential of its system is revoked where it was made, then the
 * record says what a probe found. What is not proven is no retirement: it stands as failed, and is tried again when somebody
 * retires it again.
 */
public final class Retirement {
    private final IntegrationDesk desk;
    private final Supplier<List<ServiceKey>> keys;
    private final Revoking revoking;
    private final Guides guides;
    private final Alerts alerts;

    /** Ends what one key could use. */
    @FunctionalInterface
    public interface Revoking {
        Revocation.Report revoke(ServiceKey key, String reason, Actor actor);
    }

    public Retirement(
            IntegrationDesk desk, Supplier<List<ServiceKey>> keys, Revoking revoking, Guides guides, Alerts alerts) {
        this.desk = desk;
        this.keys = keys;
        this.revoking = revoking;
        this.guides = guides;
        this.alerts = alerts;
    }

    /**
     * It is not needed any more: from now on it opens nothing, and its credentials open nothing anywhere.
     *
     * @return why that does not count, empty when it does; whether it is proven stands in the record
     */
    public Optional<String> retire(IntegrationId id, Actor.Human actor, String reason) {
        var obstacle = desk.retire(id, actor, reason);
        if (obstacle.isPresent()) return obstacle;
        var retired = desk.find(id).orElseThrow();
        List<String> proof = new ArrayList<>();
        boolean proven = true;
        for (var key : concerned(retired.ask())) {
            var report = revoked(key, reason, actor, proof);
            proven &= report;
        }
        if (proof.isEmpty()) proof.add("no credential of it is kept here");
        if (!proven)
            alerts.raise(retired.ask().agent(), "integration-retire-failed", id + ": " + String.join("; ", proof));
        return desk.proven(id, proof, proven, actor);
    }

    private boolean revoked(ServiceKey key, String reason, Actor actor, List<String> proof) {
        try {
            var report = revoking.revoke(key, reason, actor);
            report.leases().forEach(lease -> proof.add(line(key, lease)));
            report.failed().forEach(why -> proof.add(key.name() + ": " + why));
            if (report.leases().isEmpty()) proof.add(key.name() + ": nothing of it was lent out");
            return report.complete() && report.failed().isEmpty();
        } catch (RuntimeException e) {
            proof.add(key.name() + ": " + e.getMessage());
            return false;
        }
    }

    private static String line(ServiceKey key, Lease lease) {
        return key.name() + ": " + lease.id() + " is " + Fields.spelling(lease.state());
    }

    /** The agent's keys for this system, unless another approved integration of the agent still needs them. */
    private List<ServiceKey> concerned(Ask ask) {
        boolean needed = desk.live().stream()
                .filter(each -> each.state() == Integration.State.APPROVED)
                .anyMatch(each -> each.ask().agent().equals(ask.agent())
                        && each.ask().system().equals(ask.system()));
        if (needed) return List.of();
        return keys.get().stream()
                .filter(key -> key.agent().equals(ask.agent()) && isFor(key, ask.system()))
                .toList();
    }

    /** By the guide's hosts, or by the name where the guide has none, or there is no guide. */
    private boolean isFor(ServiceKey key, String system) {
        var hosts = guides.find(system).stream()
                .flatMap(guide -> guide.hosts().stream())
                .map(Fact::text)
                .collect(Collectors.toSet());
        var place = HostPattern.of(key.host());
        return key.name().equals(system)
                || HostPattern.listed(
                        HostPattern.canonical(hosts), place.host(), place.port().orElse(443));
    }
}
