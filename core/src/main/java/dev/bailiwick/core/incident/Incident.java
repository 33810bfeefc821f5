package dev.bailiwick.core.incident;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One case, folded from its entries. Each of them names the case, the agent and the reason, so that it counts whichever of
 * them reached the log first.
 *
 * @param agent whom it concerns; all when empty
 * @param openedBy as {@link dev.bailiwick.core.people.Actor#name()} writes it
 * @param drill which scenario is practised; empty where it is no drill
 * @param taken the last word on each step; of what was seen, the first
 * @param said the last word of people, by the key of the runbook's step or by what the entry is about
 * @param improvements what is to be changed, by its number
 * @param closed why a person ended it
 */
public record Incident(
        CaseId id,
        Optional<AgentId> agent,
        String reason,
        String openedBy,
        Instant opened,
        Optional<String> drill,
        Map<Step, Taken> taken,
        Map<String, Said> said,
        Map<String, Improvement> improvements,
        Optional<String> closed) {
    private static final Set<Step> EVIDENCE = EnumSet.of(Step.SEAL, Step.CAPTURE);
    private static final Set<Step> CONTAINING = EnumSet.of(Step.CLOSE, Step.KILL, Step.REVOKE);

    public Incident {
        var steps = new EnumMap<Step, Taken>(Step.class);
        steps.putAll(taken);
        taken = Collections.unmodifiableMap(steps);
        said = Map.copyOf(said);
        improvements = Collections.unmodifiableMap(new TreeMap<>(improvements));
    }

    /** Where a case stands. */
    public enum State {
        /** Something that must be done is not done yet. */
        CONTAINING,
        /** Nobody can say that the agent is stopped: cut its machine off. */
        RED,
        /** Closed, killed, revoked. */
        CONTAINED,
        /** A person said it is over. */
        CLOSED
    }

    /** A case of which nothing has been done yet. */
    public static Incident open(CaseId id, Optional<AgentId> agent, String reason, String by, Instant now) {
        return new Incident(
                id, agent, reason, by, now, Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty());
    }

    /** The same, as a drill. */
    public Incident practising(String scenario) {
        return new Incident(
                id, agent, reason, openedBy, opened, Optional.of(scenario), taken, said, improvements, closed);
    }

    /** The case an entry belongs to; empty when it belongs to none. */
    public static Optional<CaseId> named(Entry entry) {
        if (entry.kind() != Event.Kind.INCIDENT) return Optional.empty();
        return entry.body().string("case").flatMap(CaseId::in);
    }

    /** The case as its first entry shows it. */
    public static Incident of(Entry entry) {
        var fields = Fields.of(entry.body());
        var opened = open(
                fields.parsed("case", CaseId::new),
                entry.agent().map(AgentId::new),
                fields.optionalText("reason").orElse(""),
                entry.actor(),
                entry.at());
        return fields.optionalText("drill")
                .map(opened::practising)
                .orElse(opened)
                .with(entry);
    }

    /** The case after one more of its entries; what this version does not know changes nothing. */
    public Incident with(Entry entry) {
        var body = entry.body();
        return switch (body.string("what").orElse("")) {
            case "step" ->
                body.object("taken").flatMap(Taken::read).map(this::with).orElse(this);
            case "answered" -> said(body.string("task").orElse(""), Said.of(entry, Said.How.ANSWERED));
            case "skipped" -> said(body.string("task").orElse(""), Said.of(entry, Said.How.SKIPPED));
            case "evidence-sealed", "investigated", "snapshot-chosen", "snapshot-compared" ->
                said(body.string("what").orElseThrow(), Said.of(entry, Said.How.DONE));
            case "agreed" -> said("agreed " + about(entry) + " " + entry.actor(), Said.of(entry, Said.How.ANSWERED));
            case "reactivated" -> said("reactivated " + about(entry), Said.of(entry, Said.How.DONE));
            case "action-planned" -> Improvement.planned(entry).map(this::with).orElse(this);
            case "action-done" -> done(entry);
            case "reopened" -> reopened(body.string("scenario"));
            case "closed" ->
                closed(entry.actor() + ": " + body.string("because").orElse(""));
            default -> this;
        };
    }

    /** What was seen first is evidence: a later look finds the processes dead, and does not replace it. */
    public Incident with(Taken step) {
        if (EVIDENCE.contains(step.step()) && done(step.step())) return this;
        var all = new EnumMap<Step, Taken>(Step.class);
        all.putAll(taken);
        all.put(step.step(), step);
        return new Incident(id, agent, reason, openedBy, opened, drill, all, said, improvements, closed);
    }

    private Incident said(String about, Said word) {
        var all = new HashMap<>(said);
        all.put(about, word);
        return new Incident(id, agent, reason, openedBy, opened, drill, taken, all, improvements, closed);
    }

    private Incident with(Improvement action) {
        var all = new TreeMap<>(improvements);
        all.put(action.id(), action);
        return new Incident(id, agent, reason, openedBy, opened, drill, taken, said, all, closed);
    }

    private Incident done(Entry entry) {
        return entry.body()
                .string("action")
                .flatMap(key -> Optional.ofNullable(improvements.get(key)))
                .map(action -> with(action.doneAs(Optional.of(Said.of(entry, Said.How.DONE)))))
                .orElse(this);
    }

    /** The change that this drill was to prove is not done after all. */
    private Incident reopened(Optional<String> scenario) {
        var all = new TreeMap<>(improvements);
        all.replaceAll((_, action) -> action.scenario().equals(scenario) ? action.doneAs(Optional.empty()) : action);
        return new Incident(id, agent, reason, openedBy, opened, drill, taken, said, all, Optional.empty());
    }

    public Incident closed(String why) {
        return new Incident(id, agent, reason, openedBy, opened, drill, taken, said, improvements, Optional.of(why));
    }

    /** What an entry about a step says. */
    public JsonObject entry(Taken step) {
        return entry("step").plus("taken", step.json());
    }

    /** What an entry about the end says. */
    public JsonObject ending(String because) {
        return entry("closed").plus("because", new JsonString(because));
    }

    /** What an entry about an answer says. */
    public JsonObject answer(String task, Optional<String> choice, String text) {
        var answer = entry("answered").plus("task", new JsonString(task)).plus("text", new JsonString(text));
        return choice.map(each -> answer.plus("choice", new JsonString(each))).orElse(answer);
    }

    /** What an entry about a step says that somebody leaves out. */
    public JsonObject skipping(String task, String because) {
        return entry("skipped").plus("task", new JsonString(task)).plus("text", new JsonString(because));
    }

    /** What an entry says when a drill shows that a change does not hold. */
    public JsonObject reopening(String scenario) {
        return entry("reopened").plus("scenario", new JsonString(scenario));
    }

    /** The beginning of any other entry of this case. */
    public JsonObject entry(String what) {
        return JsonObject.with("what", what)
                .and("case", id.value())
                .and("drill", drill.map(JsonString::new))
                .and("reason", reason)
                .build();
    }

    public Optional<Taken> at(Step step) {
        return Optional.ofNullable(taken.get(step));
    }

    /** The steps that were never taken, and those that have to be taken again. */
    public Set<Step> todo() {
        var todo = EnumSet.noneOf(Step.class);
        for (var step : Step.values()) if (at(step).filter(Taken::settled).isEmpty()) todo.add(step);
        return todo;
    }

    public State state() {
        if (closed.isPresent()) return State.CLOSED;
        if (at(Step.KILL).filter(kill -> !kill.outcome().settled()).isPresent()) return State.RED;
        return CONTAINING.stream().allMatch(this::done) ? State.CONTAINED : State.CONTAINING;
    }

    private static String about(Entry entry) {
        return entry.agent().orElse("");
    }

    /** Who agreed that this agent may run again, since it was last stopped. */
    public List<Said> agreed(AgentId who) {
        return said.entrySet().stream()
                .filter(each -> each.getKey().startsWith("agreed " + who + " "))
                .map(Map.Entry::getValue)
                .filter(this::sinceStopped)
                .toList();
    }

    /** Whether the agent runs again, by the gate. */
    public boolean reactivated(AgentId who) {
        return Optional.ofNullable(said.get("reactivated " + who))
                .filter(this::sinceStopped)
                .isPresent();
    }

    private boolean sinceStopped(Said word) {
        return at(Step.KILL).filter(kill -> word.at().isBefore(kill.began())).isEmpty();
    }

    /** Whether the agent was contained here, and has not been let go since. */
    public boolean holds(AgentId who) {
        return agent.map(who::equals).orElse(true) && !reactivated(who);
    }

    public boolean done(Step step) {
        return at(step).filter(each -> each.outcome() == Outcome.DONE).isPresent();
    }

    public JsonObject json() {
        return summary()
                .plus(
                        "steps",
                        new JsonArray(taken.values().stream()
                                .<JsonValue>map(Taken::json)
                                .toList()))
                .plus(
                        "actions",
                        new JsonArray(improvements.values().stream()
                                .<JsonValue>map(Improvement::json)
                                .toList()));
    }

    /** The four questions of the review, each with what a person said, and when. */
    public JsonObject review() {
        var all = JsonObject.with("case", id.value());
        said.entrySet().stream()
                .filter(each -> each.getKey().startsWith("review-"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> all.and(each.getKey(), each.getValue().json()));
        return all.build();
    }

    /** The case in one row. */
    public JsonObject summary() {
        return JsonObject.with("case", id.value())
                .and("state", Fields.spelling(state()))
                .and("agent", agent.map(AgentId::value).orElse("all"))
                .and("drill", drill.map(JsonString::new))
                .and("opened", opened.toString())
                .and("by", openedBy)
                .and("reason", reason)
                .and("closed", closed.map(JsonString::new))
                .build();
    }
}
