package dev.bailiwick.procedure.notice;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.Remark;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.procedure.approval.Approvals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes notices of the log's entries: who should know what of a request, a question, an answer, a decision, a broken glass, an
 * alert.
 */
public final class Noticing {
    /** What is older is no news: a channel that is new, or was away for long, does not begin with the past. */
    static final Duration NEWS = Duration.ofHours(24);

    private static final Map<String, String> TOLD = Map.of(
            "opened", "waits for you",
            "question", "you are asked about it",
            "answer", "your question was answered",
            "escalated", "nobody has answered yet",
            "handed-over", "you are on call, and nobody has answered yet");

    private final Approvals approvals;
    private final Supplier<Facts> facts;
    private final Supplier<Escalation> escalation;
    private final InstantSource clock;

    public Noticing(Approvals approvals, Supplier<Facts> facts, Supplier<Escalation> escalation, InstantSource clock) {
        this.approvals = approvals;
        this.facts = facts;
        this.escalation = escalation;
        this.clock = clock;
    }

    /** Empty for an entry nobody need be told of. */
    public Optional<Notice> of(Entry entry) {
        if (entry.at().isBefore(clock.instant().minus(NEWS))) return Optional.empty();
        try {
            return switch (entry.kind()) {
                case APPROVAL -> approval(entry);
                case ALERT -> Optional.of(alert(entry));
                default -> Optional.empty();
            };
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty(); // what nobody can read is no notice; the log's check says so elsewhere
        }
    }

    private Optional<Notice> approval(Entry entry) {
        String what = entry.body().string("what").orElse("");
        return what.equals("break-glass") ? glass(entry) : task(entry).flatMap(task -> about(entry, what, task));
    }

    /** An alert's own text may name what an agent chose: it stands with the agent's words. */
    private Notice alert(Entry entry) {
        var agent = entry.agent().map(AgentId::new);
        String what = Harmless.words(entry.body().string("what").orElse("alert"));
        String whose = agent.map(id -> " of agent " + id).orElse("");
        return new Notice(
                entry.sequence(),
                entry.at(),
                "alert",
                what,
                "alert-" + entry.sequence(),
                true,
                true,
                concerned(agent),
                "alert" + whose + ": " + what,
                List.of("Raised at " + entry.at() + ", entry " + entry.sequence() + " of the log."),
                entry.body().string("text").map(Harmless::words),
                "/timeline/" + entry.sequence());
    }

    /** Security, and whoever runs the agent. */
    private Set<PersonId> concerned(Optional<AgentId> agent) {
        return Stream.concat(onCall(Function.SECURITY), agent.flatMap(facts.get()::agent).map(Agent::operator).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Optional<ApprovalTask> task(Entry entry) {
        return entry.body().string("task").map(TaskId::new).flatMap(approvals::find);
    }

    private Optional<Notice> about(Entry entry, String what, ApprovalTask task) {
        String state = entry.body().string("state").orElse("");
        boolean over = !state.equals(Fields.spelling(State.PENDING));
        if (!over && task.stateAt(clock.instant()) != State.PENDING) return Optional.empty();
        return over
                ? Optional.of(closed(entry, task, state))
                : Optional.ofNullable(TOLD.get(what)).map(why -> open(entry, what, task, why));
    }

    private Notice open(Entry entry, String what, ApprovalTask task, String why) {
        return notice(
                entry,
                what,
                task,
                to(what, task),
                "T" + task.tier().number() + " of agent " + task.agent() + ": " + why,
                List.of(
                        "Needs " + functions(task.route().functions())
                                + (task.route().ticket() ? " and a change ticket" : ""),
                        "Decide before " + task.expires() + ": unanswered it expires, and nothing is done."));
    }

    private Notice closed(Entry entry, ApprovalTask task, String state) {
        return notice(
                entry,
                state,
                task,
                everybody(task),
                "T" + task.tier().number() + " of agent " + task.agent() + ": " + state,
                List.of("It is " + state + ", by " + entry.actor() + " at " + entry.at() + "."));
    }

    private static Notice notice(
            Entry entry, String event, ApprovalTask task, Set<PersonId> to, String title, List<String> lines) {
        boolean over = !Set.of("opened", "question", "answer", "escalated", "handed-over")
                .contains(event);
        return new Notice(
                entry.sequence(),
                entry.at(),
                "approval",
                event,
                task.id().value(),
                event.equals("opened"),
                over,
                to,
                title,
                lines,
                Optional.of(words(task)),
                "/approvals/" + task.id());
    }

    private static String words(ApprovalTask task) {
        String target = task.operation().string("target").orElse("");
        return Harmless.words(task.attempt().string("tool").orElse("") + (target.isEmpty() ? "" : " -> " + target));
    }

    private Set<PersonId> to(String what, ApprovalTask task) {
        return switch (what) {
            case "question" -> knowing(task);
            case "answer" -> askers(task);
            case "escalated", "handed-over" -> task.course().calls().getLast().people();
            default -> asked(task);
        };
    }

    /** Whoever is on call for what it needs, or without a rota everybody of the function. */
    private Set<PersonId> asked(ApprovalTask task) {
        return task.route().functions().stream()
                .flatMap(this::onCall)
                .filter(id -> !knowing(task).contains(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<PersonId> onCall(Function function) {
        var now = clock.instant();
        var turn = escalation.get().onCall(function, now);
        if (turn.isPresent()) return turn.stream();
        return facts.get().holding(function).stream()
                .filter(person -> person.activeAt(now) && person.may(Permission.APPROVE))
                .map(Person::id);
    }

    /** Who runs the agent, and who asked for the action. */
    private Set<PersonId> knowing(ApprovalTask task) {
        return Stream.concat(
                        facts.get().agent(task.agent()).stream().map(agent -> agent.operator()),
                        task.requester().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<PersonId> askers(ApprovalTask task) {
        return task.course().remarks().stream()
                .filter(Remark::question)
                .map(Remark::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Nobody who was told before is left with an open question. */
    private Set<PersonId> everybody(ApprovalTask task) {
        var all = new HashSet<>(asked(task));
        all.addAll(knowing(task));
        all.addAll(askers(task));
        all.addAll(task.course().told());
        return all;
    }

    private Optional<Notice> glass(Entry entry) {
        return entry.body()
                .object("glass")
                .map(Glass::of)
                .map(glass -> new Notice(
                        entry.sequence(),
                        entry.at(),
                        "approval",
                        "break-glass",
                        glass.id().value(),
                        true,
                        false,
                        watching(glass),
                        "the glass was broken for agent " + glass.agent(),
                        List.of(
                                glass.person() + " approves alone for agent " + glass.agent() + " until "
                                        + glass.until() + ".",
                                "Ticket " + glass.ticket() + ". Freeze the agent when this is not right."),
                        Optional.empty(),
                        "/break-glass"));
    }

    private Set<PersonId> watching(Glass glass) {
        return Stream.concat(
                        facts.get().holding(Function.SECURITY).stream().map(Person::id),
                        facts.get().agent(glass.agent()).stream().map(agent -> agent.operator()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String functions(Set<Function> functions) {
        return functions.stream().sorted().map(Fields::spelling).collect(Collectors.joining(" and "));
    }
}
