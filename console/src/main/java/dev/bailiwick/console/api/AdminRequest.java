package dev.bailiwick.console.api;

import dev.bailiwick.console.agents.AgentPages;
import dev.bailiwick.console.timeline.Filter;
import dev.bailiwick.console.timeline.TimelinePages;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.catalog.ToolDigest;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.TicketDesk;
import java.time.Instant;
import java.util.Optional;

/** Everything the command line can ask of the running server; {@code verb} names which. */
public sealed interface AdminRequest {
    /** About requests for approval. */
    sealed interface OfApprovals extends AdminRequest {}

    /** {@code approvals.list}: the pending ones, or with {@code all} every one, newest first. */
    record ListApprovals(boolean all, int page) implements OfApprovals {}

    /** {@code approvals.show} */
    record ShowApproval(TaskId id) implements OfApprovals {}

    /** {@code approvals.approve} */
    record Approve(TaskId id, String reason, Optional<TicketId> ticket) implements OfApprovals {}

    /** {@code approvals.deny}, and with {@code freeze} the agent is frozen besides. */
    record Deny(TaskId id, String reason, boolean freeze) implements OfApprovals {}

    /** {@code approvals.withdraw} */
    record Withdraw(TaskId id, String reason) implements OfApprovals {}

    /** {@code approvals.ask} and {@code approvals.answer} */
    record Say(TaskId id, boolean question, String text) implements OfApprovals {}

    /** About agents, and the levers; without an agent a lever moves them all. */
    sealed interface OfAgents extends AdminRequest {}

    /** {@code agents.list} */
    record ListAgents() implements OfAgents {}

    /** {@code agents.show} */
    record ShowAgent(AgentId id) implements OfAgents {}

    /** {@code agents.step} */
    record Move(AgentId id, Step step, String reason) implements OfAgents {}

    /** {@code freeze} */
    record Freeze(Optional<AgentId> agent, String reason) implements OfAgents {}

    /** {@code lift} */
    record Lift(Optional<AgentId> agent, String reason) implements OfAgents {}

    /** {@code stop} */
    record Stop(Optional<AgentId> agent, String reason) implements OfAgents {}

    /** About tickets and tools. */
    sealed interface OfRegister extends AdminRequest {}

    /** {@code tickets.list} */
    record ListTickets(int page) implements OfRegister {}

    /** {@code tickets.open} */
    record OpenTicket(TicketDesk.Plan plan) implements OfRegister {}

    /** {@code tickets.close} and {@code tickets.cancel} */
    record EndTicket(TicketId id, Ticket.State state) implements OfRegister {}

    /** {@code tools.list} */
    record ListTools(int page) implements OfRegister {}

    /** {@code tools.confirm} */
    record ConfirmTool(ToolDigest digest, Tier tier, String reason) implements OfRegister {}

    /** About the log and the server itself. */
    sealed interface OfHouse extends AdminRequest {}

    /** {@code log.search}, and {@code log.tail} without a filter; newest first. */
    record SearchLog(Filter filter, Optional<Long> before, int limit) implements OfHouse {}

    /** {@code log.show} */
    record ShowEntry(long sequence) implements OfHouse {}

    /** {@code sign-in.link}: a one-time link for the person who asks. */
    record SignInLink() implements OfHouse {}

    /** {@code status} */
    record Status() implements OfHouse {}

    int MAX_REASON = 2_000;
    int MAX_ENTRIES = 1_000;

    /** @throws dev.bailiwick.json.JsonException naming the member that is wrong */
    static AdminRequest of(JsonObject json) {
        var fields = Fields.of(json);
        var request = request(fields.text("verb"), fields);
        fields.end();
        return request;
    }

    private static AdminRequest request(String verb, Fields fields) {
        return switch (verb) {
            case "approvals.list" ->
                new ListApprovals(fields.optionalFlag("all").orElse(false), page(fields));
            case "approvals.show" -> new ShowApproval(fields.parsed("id", TaskId::new));
            case "approvals.approve" ->
                new Approve(
                        fields.parsed("id", TaskId::new),
                        fields.optionallyParsed("reason", AdminRequest::bounded).orElse(""),
                        fields.optionallyParsed("ticket", TicketId::new));
            case "approvals.deny" ->
                new Deny(
                        fields.parsed("id", TaskId::new),
                        reason(fields),
                        fields.optionalFlag("freeze").orElse(false));
            case "approvals.withdraw" -> new Withdraw(fields.parsed("id", TaskId::new), reason(fields));
            case "approvals.ask" -> new Say(fields.parsed("id", TaskId::new), true, reason(fields));
            case "approvals.answer" -> new Say(fields.parsed("id", TaskId::new), false, reason(fields));
            case "agents.list" -> new ListAgents();
            case "agents.show" -> new ShowAgent(fields.parsed("agent", AgentId::new));
            case "agents.step" ->
                new Move(fields.parsed("agent", AgentId::new), fields.parsed("step", AgentPages::step), reason(fields));
            case "freeze" -> new Freeze(fields.optionallyParsed("agent", AgentId::new), reason(fields));
            case "lift" -> new Lift(fields.optionallyParsed("agent", AgentId::new), reason(fields));
            case "stop" -> new Stop(fields.optionallyParsed("agent", AgentId::new), reason(fields));
            case "tickets.list" -> new ListTickets(page(fields));
            case "tickets.open" -> new OpenTicket(plan(fields));
            case "tickets.close" -> new EndTicket(fields.parsed("id", TicketId::new), Ticket.State.CLOSED);
            case "tickets.cancel" -> new EndTicket(fields.parsed("id", TicketId::new), Ticket.State.CANCELLED);
            case "tools.list" -> new ListTools(page(fields));
            case "tools.confirm" ->
                new ConfirmTool(
                        fields.parsed("digest", text -> new ToolDigest(new Digest(text))),
                        tier(fields),
                        reason(fields));
            case "log.tail" -> new SearchLog(Filter.ALL, Optional.empty(), limit(fields));
            case "log.search" -> new SearchLog(filter(fields), fields.optionalNumber("before"), limit(fields));
            case "log.show" -> new ShowEntry(fields.number("entry"));
            case "sign-in.link" -> new SignInLink();
            case "status" -> new Status();
            default -> throw new UnknownVerb();
        };
    }

    /** The verb is none of ours. */
    final class UnknownVerb extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownVerb() {
            super("there is no such verb");
        }
    }

    private static TicketDesk.Plan plan(Fields fields) {
        return new TicketDesk.Plan(
                fields.text("title"),
                fields.parsed("agent", AgentId::new),
                fields.text("system"),
                fields.parsed("from", Instant::parse),
                fields.parsed("until", Instant::parse));
    }

    private static Filter filter(Fields fields) {
        return new Filter(
                fields.optionalText("agent"),
                fields.optionalText("session"),
                fields.optionalText("person"),
                fields.optionalText("tool"),
                fields.optionallyParsed("kind", AdminRequest::kind),
                fields.optionalNumber("tier").map(Tier::of),
                fields.optionalText("answer"),
                fields.optionalText("text"));
    }

    private static dev.bailiwick.core.audit.Event.Kind kind(String text) {
        try {
            return TimelinePages.kind(text);
        } catch (dev.bailiwick.console.frame.NotUnderstood e) {
            throw new IllegalArgumentException("the log knows no such kind of entry", e);
        }
    }

    private static Tier tier(Fields fields) {
        return Tier.of(fields.number("tier"));
    }

    private static String reason(Fields fields) {
        return fields.parsed("reason", text -> {
            if (text.isBlank()) throw new IllegalArgumentException("a reason is needed");
            return bounded(text);
        });
    }

    private static String bounded(String text) {
        if (text.length() > MAX_REASON) throw new IllegalArgumentException("a reason has at most 2,000 characters");
        return text;
    }

    private static int page(Fields fields) {
        return Math.clamp(fields.optionalNumber("page").orElse(0L), 0, 10_000);
    }

    private static int limit(Fields fields) {
        return Math.clamp(fields.optionalNumber("limit").orElse(50L), 1, MAX_ENTRIES);
    }
}
