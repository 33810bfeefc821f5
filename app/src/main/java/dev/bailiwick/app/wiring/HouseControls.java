package dev.bailiwick.app.wiring;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.credential.Lease;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.risk.Reading;
import dev.bailiwick.procedure.risk.RiskDesk;
import dev.bailiwick.tlog.Cosigning;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The controls that lie in Bailiwick itself, as they stand now. */
record HouseControls(Rooms rooms, Keys keys) implements RiskDesk.Source {
    /** An entry older than this that no witness covers is one too many. */
    private static final Duration UNWITNESSED = Duration.ofHours(24);

    @Override
    public Optional<Reading> read(String name) {
        return switch (name) {
            case "enforcement" -> Optional.of(enforcement());
            case "observed" -> Optional.of(observed());
            case "limits" -> Optional.of(limits());
            case "approvers" -> Optional.of(approvers());
            case "reviews" -> Optional.of(reviews());
            case "control-state" -> Optional.of(controlState());
            case "sinks" -> Optional.of(sinks());
            case "witness" -> Optional.of(witness());
            case "handles" -> Optional.of(handles());
            case "rotation" -> Optional.of(rotation());
            default -> Optional.empty();
        };
    }

    private Instant now() {
        return rooms.clock().instant();
    }

    /** Agents that may act at all. */
    private List<Agent> acting() {
        return rooms.known().facts().now().agents().values().stream()
                .filter(agent -> agent.step() != Step.DRAFT)
                .sorted(Comparator.comparing(agent -> agent.id().value()))
                .toList();
    }

    private Reading each(String promise, Predicate<Agent> wrong, String why) {
        var acting = acting();
        if (acting.isEmpty()) return new Reading(promise, Standing.NOT_APPLICABLE, "no agent may act");
        var found = acting.stream().filter(wrong).findFirst();
        return Reading.of(promise, acting.size() + " looked at", found.map(agent -> agent.id() + " " + why));
    }

    private Reading enforcement() {
        return each(
                "every agent's gate is alive and unchanged",
                agent -> !rooms.enforcement().liveness().gated(agent.id()),
                "has no live gate");
    }

    private Reading observed() {
        return each(
                "no agent is only observed",
                agent -> agent.stepAt(now()) == Step.OBSERVE,
                "is only observed: nothing is refused");
    }

    private Reading limits() {
        return each(
                "every agent has a limit of calls an hour",
                agent -> agent.limits().callsPerHour().isEmpty(),
                "has no limit");
    }

    private Reading approvers() {
        return each(
                "of Business and of IT somebody else than the operator can approve",
                agent -> !approved(agent, Function.BUSINESS) || !approved(agent, Function.IT),
                "has nobody beside its operator for one of the two");
    }

    private boolean approved(Agent agent, Function function) {
        return rooms.known().facts().now().holding(function).stream()
                .filter(person -> !person.id().equals(agent.operator()))
                .anyMatch(person -> person.may(Permission.APPROVE));
    }

    private Reading reviews() {
        long late = rooms.enforcement().reviews().waiting().stream()
                .filter(review -> review.holds(now()))
                .count();
        return Reading.of(
                "no review is overdue or open as not ok",
                "none",
                late == 0 ? Optional.empty() : Optional.of(late + " hold their agents back"));
    }

    private Reading controlState() {
        var differences = rooms.desks().control().standing();
        return Reading.of(
                "store and log agree on what is in force",
                "they agree",
                differences.stream().findFirst().map(difference -> difference.sentence()));
    }

    private Reading sinks() {
        var promise = "the log reaches a receiver elsewhere";
        var standings = rooms.desks().forwarding().standings();
        if (standings.isEmpty()) return new Reading(promise, Standing.FAIL, "no receiver is configured");
        return Reading.of(
                promise,
                standings.size() + " receiving",
                standings.stream()
                        .filter(each -> each.failing().isPresent())
                        .findFirst()
                        .map(each -> each.name() + " cannot be reached"));
    }

    private Reading witness() {
        var promise = "a witness cosigned every entry older than a day";
        var covered = Cosigning.covered(rooms.records().data().log());
        if (covered.isEmpty()) return new Reading(promise, Standing.FAIL, "no witness ever cosigned");
        var first = new Entry[1];
        rooms.records().log().read(covered.get(), entry -> {
            first[0] = entry;
            return false;
        });
        var late = Optional.ofNullable(first[0]).filter(entry -> entry.at().isBefore(now().minus(UNWITNESSED)));
        return Reading.of(
                promise,
                "cosigned up to entry " + covered.get(),
                late.map(entry -> "nothing cosigned since " + entry.at()));
    }

    private Reading handles() {
        var promise = "agents hold handles, not keys";
        long lent = keys.desk().all().size();
        if (lent > 0) return new Reading(promise, Standing.PASS, lent + " credentials stay here");
        return Reading.unknown(promise, "no credential is lent through Bailiwick: how agents hold theirs is not seen");
    }

    private Reading rotation() {
        var promise = "no credential is older than its rotation";
        if (keys.desk().all().isEmpty())
            return new Reading(promise, Standing.NOT_APPLICABLE, "no credential is kept here");
        var late = keys.broker().open().stream()
                .filter(lease -> lease.state() == Lease.State.ACTIVE && lease.expired(now()))
                .findFirst();
        return Reading.of(promise, "none", late.map(lease -> lease.key() + " is overdue"));
    }
}
