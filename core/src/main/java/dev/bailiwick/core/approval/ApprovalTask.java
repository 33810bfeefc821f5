package dev.bailiwick.core.approval;

import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.decision.Route;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.GlassId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One request for approval (AuthZEN's task handle). Every change makes a new value with the next revision, so that a
 * store can compare and set.
 *
 * @param attempt the exact action, as {@link dev.bailiwick.core.decision.Attempt#json()} wrote it
 * @param operation what it was understood to be, as {@link dev.bailiwick.core.catalog.Operation#json()} wrote it
 * @param tainted whether it may have been talked into: the run had read untrusted content
 * @param action the digest the approval is bound to
 * @param requester the person behind the attempt, when one is known
 * @param asked the log entry that asked
 * @param execution the log entry that permitted the one execution
 * @param course what was asked and answered, and who was told, meanwhile
 */
public record ApprovalTask(
        TaskId id,
        AgentId agent,
        SessionId session,
        JsonObject attempt,
        JsonObject operation,
        Tier tier,
        boolean tainted,
        Digest action,
        Reason reason,
        Route route,
        Optional<PersonId> requester,
        long asked,
        Instant opened,
        Instant expires,
        State state,
        List<Vote> votes,
        Optional<TicketId> ticket,
        Optional<Long> execution,
        Course course,
        long revision) {
    public ApprovalTask {
        votes = List.copyOf(votes);
    }

    /** What this task counts as at this moment, whatever was last written: time only ever closes. */
    public State stateAt(Instant now) {
        return state.open() && !now.isBefore(expires) ? State.EXPIRED : state;
    }

    /** Whether it may still open something: a claim without an entry may yet be released. */
    public boolean live() {
        return state.open() || (state == State.CLAIMED && execution.isEmpty());
    }

    /** This task with one more vote; it is approved once the votes give what the route asks. */
    public ApprovalTask with(Vote vote, Optional<TicketId> verified) {
        var all = new ArrayList<>(votes);
        all.add(vote);
        var named = verified.or(() -> ticket);
        if (!vote.yes()) return changed(State.DENIED, all, named, execution);
        boolean enough = enough(all) && (named.isPresent() || !route.ticket());
        return changed(enough ? State.APPROVED : State.PENDING, all, named, execution);
    }

    public ApprovalTask withdrawn() {
        return changed(State.WITHDRAWN, votes, ticket, execution);
    }

    /** A yes it held is nobody's any more. */
    public ApprovalTask revoked() {
        return changed(State.REVOKED, votes, ticket, execution);
    }

    public ApprovalTask expired() {
        return changed(State.EXPIRED, votes, ticket, execution);
    }

    /** Bound to its one execution. */
    public ApprovalTask claimed() {
        return changed(State.CLAIMED, votes, ticket, Optional.empty());
    }

    /** A claim that opened nothing, because its entry could not be written: free again. */
    public ApprovalTask released() {
        return changed(State.APPROVED, votes, ticket, Optional.empty());
    }

    public ApprovalTask claimed(long entry) {
        return changed(State.CLAIMED, votes, ticket, Optional.of(entry));
    }

    /** Permitted under this entry, and never heard of again. */
    public ApprovalTask lost(long entry) {
        return changed(State.UNKNOWN, votes, ticket, Optional.of(entry));
    }

    public ApprovalTask settled(State outcome) {
        if (outcome != State.EXECUTED && outcome != State.FAILED && outcome != State.UNKNOWN) {
            throw new IllegalArgumentException("a task settles as executed, failed or unknown");
        }
        return changed(outcome, votes, ticket, execution);
    }

    /** What the votes prove, once they are enough. */
    public Optional<Evidence> evidence() {
        if (state != State.APPROVED && state != State.CLAIMED) return Optional.empty();
        var yes = votes.stream().filter(Vote::yes).toList();
        var issued = yes.stream().map(Vote::at).max(Instant::compareTo).orElse(opened);
        var approvers = yes.stream().map(Vote::person).collect(Collectors.toSet());
        return Optional.of(new Evidence(
                id, action, matched(votes), approvers, issued, operatorAlone(votes), ticket, expires, glass(votes)));
    }

    /** Whether a session alone is too weak for a yes: infrastructure, and what leaves after untrusted content was read. */
    public boolean grave() {
        return tier == Tier.T4 || (tier == Tier.T3 && tainted);
    }

    public boolean votedBy(PersonId person) {
        return votes.stream().anyMatch(vote -> vote.person().equals(person));
    }

    /** Whether this person has decided, or somebody in their place. */
    public boolean votedFor(PersonId person) {
        return votes.stream().anyMatch(vote -> vote.speaksFor(person));
    }

    /** This request, before anybody saw it, saying besides why it is made. */
    public ApprovalTask because(String why) {
        var said = new Reason(reason.code(), reason.text() + "; " + why, reason.next());
        return new ApprovalTask(
                id, agent, session, attempt, operation, tier, tainted, action, said, route, requester, asked, opened,
                expires, state, votes, ticket, execution, course, revision);
    }

    /** The same request, about which something was asked or answered: it waits as before. */
    public ApprovalTask with(Remark remark) {
        return changed(state, votes, ticket, execution, course.with(remark));
    }

    /** The same request, of which more people were told. */
    public ApprovalTask with(Call call) {
        return changed(state, votes, ticket, execution, course.with(call));
    }

    private boolean enough(List<Vote> all) {
        long people =
                all.stream().filter(Vote::yes).map(Vote::person).distinct().count();
        boolean broken = glass(all).isPresent();
        return (matched(all).containsAll(route.functions()) && people >= route.people(broken))
                || (route.operatorMayApprove() && operatorAlone(all));
    }

    private static Optional<GlassId> glass(List<Vote> all) {
        return all.stream()
                .filter(Vote::yes)
                .flatMap(vote -> vote.glass().stream())
                .map(Vote.Under::glass)
                .findFirst();
    }

    private static boolean operatorAlone(List<Vote> all) {
        return all.stream().anyMatch(vote -> vote.yes() && vote.own());
    }

    /** The most functions of the route that different people cover. Each vote gives one function or none, in order of the votes. */
    private Set<Function> matched(List<Vote> all) {
        var wanted = List.copyOf(route.functions());
        if (glass(all).isPresent()) return route.functions();
        var yes = all.stream().filter(Vote::yes).toList();
        return best(wanted, yes, EnumSet.noneOf(Function.class));
    }

    private static Set<Function> best(List<Function> wanted, List<Vote> free, Set<Function> covered) {
        Set<Function> best = covered;
        for (int i = 0; i < free.size(); i++) {
            for (Function function : wanted) {
                if (covered.contains(function) || !free.get(i).functions().contains(function)) continue;
                var more = EnumSet.of(function);
                more.addAll(covered);
                var candidate = best(wanted, free.subList(i + 1, free.size()), more);
                if (candidate.size() > best.size()) best = candidate;
            }
        }
        return Set.copyOf(best);
    }

    private ApprovalTask changed(State next, List<Vote> all, Optional<TicketId> named, Optional<Long> entry) {
        return changed(next, all, named, entry, course);
    }

    private ApprovalTask changed(
            State next, List<Vote> all, Optional<TicketId> named, Optional<Long> entry, Course gone) {
        return new ApprovalTask(
                id,
                agent,
                session,
                attempt,
                operation,
                tier,
                tainted,
                action,
                reason,
                route,
                requester,
                asked,
                opened,
                expires,
                next,
                all,
                named,
                entry,
                gone,
                revision + 1);
    }

    public JsonObject json() {
        return JsonObject.with("id", id.value())
                .and("agent", agent.value())
                .and("session", session.value())
                .and("attempt", attempt)
                .and("operation", operation)
                .and("tier", tier.number())
                .and("tainted", tainted ? Optional.of(new JsonBoolean(true)) : Optional.empty())
                .and("action", action.hex())
                .and("reason", reason.json())
                .and("route", route.json())
                .and("requester", requester.map(person -> new JsonString(person.value())))
                .and("asked", asked)
                .and("opened", opened.toString())
                .and("expires", expires.toString())
                .and("state", Fields.spelling(state))
                .and(
                        "votes",
                        new JsonArray(votes.stream()
                                .map(vote -> (dev.bailiwick.json.JsonValue) vote.json())
                                .toList()))
                .and("ticket", ticket.map(number -> new JsonString(number.value())))
                .and("execution", execution.map(JsonNumber::of))
                .and("course", course.json())
                .and("revision", revision)
                .build();
    }

    /** @throws dev.bailiwick.json.JsonException when the object is no task */
    public static ApprovalTask of(JsonObject json) {
        var fields = Fields.of(json);
        var reason = fields.fields("reason");
        var task = new ApprovalTask(
                fields.parsed("id", TaskId::new),
                fields.parsed("agent", AgentId::new),
                fields.parsed("session", SessionId::new),
                fields.object("attempt"),
                fields.object("operation"),
                Tier.of(fields.number("tier")),
                fields.optionalFlag("tainted").orElse(false),
                fields.parsed("action", Digest::new),
                new Reason(reason.text("code"), reason.text("text"), reason.text("next")),
                Route.of(fields.object("route")),
                fields.optionallyParsed("requester", PersonId::new),
                fields.number("asked"),
                fields.parsed("opened", Instant::parse),
                fields.parsed("expires", Instant::parse),
                fields.oneOf("state", State.class),
                fields.list("votes").stream().map(Vote::of).toList(),
                fields.optionallyParsed("ticket", TicketId::new),
                fields.optionalNumber("execution"),
                fields.optionalObject("course").map(Course::of).orElse(Course.NOTHING),
                fields.number("revision"));
        fields.end();
        return task;
    }
}
