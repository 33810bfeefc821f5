package dev.bailiwick.console.integration;

import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.exposure.BlastRadius;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.register.integration.Acceptance;
import dev.bailiwick.core.register.integration.Assessment;
import dev.bailiwick.core.register.integration.Integration;
import dev.bailiwick.core.register.integration.Safeguard;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One integration as its page shows it. */
public record IntegrationView(
        Line line,
        Shown justification,
        List<String> permissions,
        List<Shown> operations,
        List<String> data,
        List<Control> controls,
        List<Owner> owners,
        Assessment assessment,
        Optional<String> exception,
        Optional<Ended> ended,
        Doing doing) {
    /** Whether it stands only until a day that Security sets. */
    public boolean needsDay() {
        return !assessment.missing().isEmpty() || assessment.credentials() > BlastRadius.LIMIT;
    }

    /** One integration in a list. */
    public record Line(
            String id,
            String system,
            String agent,
            String requester,
            String requested,
            String state,
            String tone,
            String until,
            String change,
            List<String> waiting,
            boolean yours,
            String category,
            String data) {
        static Line of(Integration each, PersonId visitor, Instant now, String category) {
            return new Line(
                    each.id().value(),
                    each.ask().system(),
                    each.ask().agent().value(),
                    each.requester().value(),
                    Spoken.time(each.requested()),
                    state(each, now),
                    tone(each, now),
                    Spoken.time(each.until()),
                    each.assessment().change(),
                    waiting(each),
                    each.state() == Integration.State.REQUESTED
                            && each.ask()
                                    .owners()
                                    .functionOf(visitor)
                                    .filter(each.waiting()::contains)
                                    .isPresent(),
                    category,
                    String.join(", ", spellings(each.ask().data())));
        }

        private static String state(Integration each, Instant now) {
            if (each.lapsed(now)) return "expired";
            return switch (each.state()) {
                case REQUESTED -> "waits";
                case APPROVED -> "approved";
                case REFUSED -> "refused";
                case RETIRED -> "retired";
                case RETIRE_FAILED -> "RETIRE_FAILED";
            };
        }

        private static String tone(Integration each, Instant now) {
            return switch (each.state()) {
                case REQUESTED -> "wait";
                case APPROVED -> each.lapsed(now) ? "bad" : "good";
                case REFUSED, RETIRED -> "";
                case RETIRE_FAILED -> "bad";
            };
        }

        private static List<String> waiting(Integration each) {
            if (each.state() != Integration.State.REQUESTED) return List.of();
            return each.waiting().stream()
                    .map(function -> each.ask().owners().of(function).value())
                    .toList();
        }
    }

    /** One safeguard: stated, missing, or neither needed nor stated (then it is not here). */
    public record Control(String words, boolean missing) {}

    /** One owner and what they said. */
    public record Owner(String function, String person, Optional<String> accepted, Shown remark) {}

    /** Who ended it. */
    public record Ended(String person, String at, Shown reason, List<Shown> proof) {}

    /** What this visitor can do, or why they cannot. */
    public record Doing(
            boolean requested,
            boolean approved,
            boolean security,
            Optional<String> obstacle,
            Optional<String> notice) {}

    static IntegrationView of(
            Integration each,
            Actor.Human visitor,
            Instant now,
            String category,
            Optional<String> obstacle,
            Optional<String> notice) {
        var ask = each.ask();
        return new IntegrationView(
                Line.of(each, visitor.person(), now, category),
                Shown.block(ask.justification().text()),
                ask.permissions().stream().sorted().toList(),
                ask.operations().stream().sorted().map(Shown::line).toList(),
                spellings(ask.data()),
                controls(each),
                Arrays.stream(Function.values())
                        .map(function -> owner(each, function))
                        .toList(),
                each.assessment(),
                each.exception().map(Spoken::time),
                each.ending()
                        .map(end -> new Ended(
                                end.by().value(),
                                Spoken.time(end.at()),
                                Shown.block(end.reason()),
                                end.proof().stream().map(Shown::line).toList())),
                new Doing(
                        each.state() == Integration.State.REQUESTED,
                        each.state() == Integration.State.APPROVED || each.state() == Integration.State.RETIRE_FAILED,
                        ask.owners().security().equals(visitor.person()),
                        obstacle,
                        notice));
    }

    private static List<String> spellings(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Fields::spelling).sorted().toList();
    }

    private static List<Control> controls(Integration each) {
        var missing = each.assessment().missing();
        return Arrays.stream(Safeguard.values())
                .filter(one -> missing.contains(one) || each.ask().safeguards().contains(one))
                .map(one -> new Control(one.words(), missing.contains(one)))
                .toList();
    }

    private static Owner owner(Integration each, Function function) {
        var said = each.accepted().stream()
                .filter(acceptance -> acceptance.function() == function)
                .findFirst();
        return new Owner(
                Spoken.function(function),
                each.ask().owners().of(function).value(),
                said.map(Acceptance::at).map(Spoken::time),
                Shown.line(said.map(Acceptance::remark).orElse("")));
    }
}
