package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Eligibility;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.approval.Vote;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.ControlLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Where requests for approval are opened, decided, claimed and settled. */
public final class ApprovalDesk {
    /** How many requests of one agent are open at most: people cannot read more, and an agent must not bury one among them. */
    public static final int MOST_OPEN = 500;

    private static final Duration CLAIM_TAKES = Duration.ofSeconds(5);
    private static final Set<State> BEGUN = EnumSet.of(State.CLAIMED, State.EXECUTED, State.FAILED, State.UNKNOWN);
    private static final Set<State> OPEN = EnumSet.of(State.PENDING, State.APPROVED);

    private final Approvals approvals;
    private final Tickets tickets;
    private final ControlLog log;
    private final Supplier<Facts> facts;
    private final Surroundings around;
    private final Waiters waiters = new Waiters();
    /** One decision after the other: what is recorded is what is kept. */
    private final ReentrantLock deciding = new ReentrantLock();
    /** One request after the other: a task is in the log before it is in the store. */
    private final ReentrantLock opening = new ReentrantLock();

    /**
     * What the desk needs of the world around it.
     *
     * @param ids makes ids that were never given before and cannot be guessed
     * @param scripts whether scripted people count ({@code demo} alone)
     */
    public record Surroundings(InstantSource clock, Supplier<TaskId> ids, Notices notices, boolean scripts) {}

    public ApprovalDesk(
            Approvals approvals, Tickets tickets, ControlLog log, Supplier<Facts> facts, Surroundings around) {
        this.approvals = approvals;
        this.tickets = tickets;
        this.log = log;
        this.facts = facts;
        this.around = around;
    }

    /** What became of one person's word. */
    public sealed interface Answer {
        /** It counts; the task may need more people. */
        record Counted(ApprovalTask task) implements Answer {}

        /** It does not count, and why. */
        record NotCounted(String why) implements Answer {}
    }

    /** Opens a task for a requestable denial, or joins the one that already asks for the same action. */
    public ApprovalTask open(Attempt attempt, Judgement judgement, Decision.Requestable denial, long asked) {
        var wanted = task(attempt, judgement, denial, asked);
        var agent = new Actor.Machine(attempt.agent());
        opening.lock();
        try {
            lapsed(wanted);
            return opened(wanted, agent);
        } finally {
            opening.unlock();
        }
    }

    private ApprovalTask opened(ApprovalTask wanted, Actor agent) {
        var standing = approvals.openFor(wanted.agent(), wanted.action());
        if (standing.isEmpty()) record(wanted, agent, "opened", "", Binding.of(wanted));
        var task = approvals.openOrJoin(wanted);
        if (task.id().equals(wanted.id())) return standing.isEmpty() ? task : openedAfterAll(task, agent);
        record(task, agent, "joined", "", Binding.gone(wanted.id()));
        return task;
    }

    /** The task that was to be joined closed at this moment. */
    private ApprovalTask openedAfterAll(ApprovalTask task, Actor agent) {
        record(task, agent, "opened", "", Binding.of(task));
        return task;
    }

    /** A task of the same action whose time is up is closed first: joining it would never lead anywhere. */
    private void lapsed(ApprovalTask wanted) {
        approvals
                .openFor(wanted.agent(), wanted.action())
                .filter(old -> old.stateAt(now()) == State.EXPIRED)
                .ifPresent(this::expire);
    }

    private ApprovalTask task(Attempt attempt, Judgement judgement, Decision.Requestable denial, long asked) {
        var route = denial.route();
        return new ApprovalTask(
                around.ids().get(),
                attempt.agent(),
                attempt.session(),
                attempt.json(),
                judgement.operation().json(),
                judgement.operation().tier(),
                judgement.action(),
                denial.reason(),
                route,
                requester(attempt),
                asked,
                now(),
                now().plus(route.ttl()),
                State.PENDING,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private Optional<PersonId> requester(Attempt attempt) {
        return attempt.origin()
                .sender()
                .flatMap(sender -> facts.get().people().values().stream()
                        .filter(person -> person.senders().contains(sender))
                        .map(Person::id)
                        .findFirst());
    }

    /** Whether no further task can be opened for this agent; an action that is already asked for can still be joined. */
    public boolean full(AgentId agent, Digest action) {
        return approvals.openOf(agent) >= MOST_OPEN
                && approvals.openFor(agent, action).isEmpty();
    }

    /** The refusal when {@link #full}. */
    public Reason tooManyOpen() {
        return new Reason(
                "too_many_requests",
                MOST_OPEN + " requests of this agent wait for people already",
                "do not retry before they are decided; ask " + contact());
    }

    /** The approved, unused task for this action of this agent, if it is the one that is in the log. */
    public Optional<ApprovalTask> approved(AgentId agent, Digest action) {
        return approvals
                .openFor(agent, action)
                .filter(task -> task.stateAt(now()) == State.APPROVED)
                .filter(this::logged);
    }

    /** What is in the store alone is nobody's word. */
    private boolean logged(ApprovalTask task) {
        return log.honours(Binding.of(task));
    }

    public Optional<ApprovalTask> find(TaskId id) {
        return approvals.find(id);
    }

    /**
     * Blocks until the task is decided, a freeze asks everybody to look again, the caller hangs up, or the hold is over.
     *
     * @return the task as it is then
     */
    public ApprovalTask await(TaskId id, Duration hold, BooleanSupplier listening) {
        waiters.await(
                id,
                hold,
                () -> !listening.getAsBoolean()
                        || current(id).stateAt(now()) != State.PENDING
                        || frozen(current(id).agent()));
        return current(id);
    }

    /** The caller who waited is gone: what was decided meanwhile is told to its session instead. */
    public void hungUp(ApprovalTask task) {
        if (task.stateAt(now()) != State.PENDING) tell(task);
    }

    private boolean frozen(AgentId agent) {
        return facts.get().freezes().of(agent).isPresent();
    }

    private ApprovalTask current(TaskId id) {
        return approvals.find(id).orElseThrow(() -> new IllegalStateException("no task " + id));
    }

    /** Somebody's yes or no. The entry is durable before the word counts. */
    public Answer decide(TaskId id, Actor.Human actor, boolean yes, String reason, Optional<TicketId> ticket) {
        deciding.lock();
        try {
            return decided(id, actor, yes, reason, ticket);
        } finally {
            deciding.unlock();
            waiters.look(id);
        }
    }

    private Answer decided(TaskId id, Actor.Human actor, boolean yes, String reason, Optional<TicketId> ticket) {
        var found = approvals.find(id);
        if (found.isEmpty()) return new Answer.NotCounted("there is no " + id);
        var task = found.get();
        var obstacle = obstacle(task, actor, yes).or(() -> yes ? ticketObstacle(task, ticket) : Optional.empty());
        if (obstacle.isPresent()) {
            append(task, actor, body(task, "not-counted", obstacle.get()));
            return new Answer.NotCounted(obstacle.get());
        }
        if (!logged(task)) return new Answer.NotCounted("this request is not as the log has it: tell " + contact());
        var next = task.with(vote(task, actor, yes, reason), yes ? ticket : Optional.empty());
        var said = yes ? "yes" : "no";
        // what opens is in the log first, what closes is in the store first
        if (next.live()) record(next, actor, said, reason, Binding.of(next));
        if (!approvals.replace(next)) return outrun(task, next.live());
        if (!next.live()) record(next, actor, said, reason, Binding.of(next));
        if (next.state() != State.PENDING) tell(next);
        return new Answer.Counted(next);
    }

    private Answer outrun(ApprovalTask before, boolean recorded) {
        if (recorded) record(current(before.id()), new Actor.House(), "not-kept", "", Binding.of(current(before.id())));
        return new Answer.NotCounted("somebody changed " + before.id() + " at the same moment: look again");
    }

    /** Why this word cannot count, empty when it can. Shown on the page, checked again when it is spoken. */
    public Optional<String> obstacle(ApprovalTask task, Actor.Human actor, boolean yes) {
        var state = task.stateAt(now());
        if (state != State.PENDING) return Optional.of("this task is already " + Fields.spelling(state));
        if (actor.channel() == Actor.Channel.SCRIPT && !around.scripts())
            return Optional.of("scripts decide nothing here");
        var person = facts.get().person(actor.person()).filter(known -> known.activeAt(now()));
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        var agent = facts.get().agent(task.agent());
        if (agent.isEmpty()) return Optional.of("agent " + task.agent() + " is no longer registered");
        return yes
                ? Eligibility.obstacle(task, person.get(), agent.get())
                : person.get().obstacle(Permission.STOP);
    }

    private Optional<String> ticketObstacle(ApprovalTask task, Optional<TicketId> named) {
        if (!task.route().ticket()) return Optional.empty();
        var ticket = named.or(task::ticket);
        if (ticket.isEmpty()) return Optional.of("an infrastructure change needs a ticket of the change register");
        return tickets.find(ticket.get())
                .filter(found -> log.honours(Binding.of(found)))
                .map(found -> found.obstacle(task, now()))
                .orElse(Optional.of("there is no ticket " + ticket.get() + " in the change register"));
    }

    private Vote vote(ApprovalTask task, Actor.Human actor, boolean yes, String reason) {
        var person = facts.get().person(actor.person()).orElseThrow();
        boolean own = facts.get().agent(task.agent()).map(Agent::operator).equals(Optional.of(person.id()));
        return new Vote(person.id(), person.functions(), yes, own, reason, actor.channel(), now());
    }

    /** The proof for a decision, built from our own store alone; the ticket is verified at this moment. */
    public Optional<Evidence> evidence(ApprovalTask task) {
        return task.evidence()
                .filter(_ -> logged(task) && stillTheirs(task))
                .map(proof -> stillCovered(task) ? proof : proof.withoutTicket());
    }

    /** Whether everybody who said yes may still say it: who leaves, or loses the role, takes the word along. */
    private boolean stillTheirs(ApprovalTask task) {
        return task.votes().stream().filter(Vote::yes).allMatch(this::stillTheirs);
    }

    private boolean stillTheirs(Vote vote) {
        return facts.get()
                .person(vote.person())
                .filter(person -> person.activeAt(now()))
                .filter(person -> person.may(vote.own() ? Permission.APPROVE_OWN : Permission.APPROVE))
                .isPresent();
    }

    private boolean stillCovered(ApprovalTask task) {
        return !task.route().ticket() || ticketObstacle(task, Optional.empty()).isEmpty();
    }

    /** Binds an approved task, and its ticket, to one execution. Empty for everybody but the first. */
    public Optional<ApprovalTask> claim(ApprovalTask task) {
        if (task.stateAt(now()) != State.APPROVED || !logged(task) || !stillTheirs(task) || !use(task))
            return Optional.empty();
        var claimed = task.claimed();
        return approvals.replace(claimed) ? Optional.of(claimed) : Optional.empty();
    }

    private boolean use(ApprovalTask task) {
        if (!task.route().ticket()) return true;
        var ticket = task.ticket().flatMap(tickets::find);
        if (ticket.isEmpty() || ticket.get().obstacle(task, now()).isPresent()) return false;
        return ticket.get().usedBy().isPresent() || use(ticket.get(), task);
    }

    private boolean use(Ticket ticket, ApprovalTask task) {
        var used = ticket.used(task.id());
        if (!tickets.replace(used)) return false;
        var body = JsonObject.with("what", "used").and("ticket", used.json()).build();
        log.append(Event.of(Event.Kind.TICKET, new Actor.House(), used.agent(), Binding.in(body, Binding.of(used))));
        return true;
    }

    /** The claimed execution is in the log under this entry. */
    public void executing(ApprovalTask claim, long entry) {
        approvals.replace(claim.claimed(entry));
        waiters.look(claim.id());
    }

    /** Whether the one execution has begun. */
    public boolean begun(TaskId id) {
        return BEGUN.contains(current(id).state());
    }

    /** The entry of the one execution; while its claim is still being written down, waits a moment for it. */
    public Optional<Long> execution(TaskId id) {
        waiters.await(
                id,
                CLAIM_TAKES,
                () -> current(id).state() != State.CLAIMED
                        || current(id).execution().isPresent());
        return current(id).execution();
    }

    /** The claim opened nothing, because its entry could not be written. */
    public void release(ApprovalTask claim) {
        approvals.replace(claim.released());
        waiters.look(claim.id());
    }

    /** What came of the one execution. */
    public void settle(TaskId id, State outcome) {
        approvals.find(id).filter(task -> task.state() == State.CLAIMED).ifPresent(task -> {
            approvals.replace(task.settled(outcome));
            record(task.settled(outcome), new Actor.House(), Fields.spelling(outcome), "", Binding.gone(id));
        });
        waiters.look(id);
    }

    /** Whether this person may take a request back. */
    public boolean mayWithdraw(ApprovalTask task, Actor.Human actor) {
        boolean runs = facts.get()
                .agent(task.agent())
                .filter(agent -> agent.operator().equals(actor.person()))
                .isPresent();
        return runs || task.requester().equals(Optional.of(actor.person()));
    }

    /** Takes a pending request back. */
    public Answer withdraw(TaskId id, Actor.Human actor, String reason) {
        var task = approvals.find(id);
        if (task.isEmpty()) return new Answer.NotCounted("there is no " + id);
        if (!mayWithdraw(task.get(), actor))
            return new Answer.NotCounted("only who asked for it, or who runs the agent, withdraws it");
        if (!task.get().state().open())
            return new Answer.NotCounted(
                    "this task is already " + Fields.spelling(task.get().state()));
        if (!approvals.replace(task.get().withdrawn())) return new Answer.NotCounted("somebody was faster: look again");
        record(task.get().withdrawn(), actor, "withdrawn", reason, Binding.gone(id));
        waiters.look(id);
        tell(task.get().withdrawn());
        return new Answer.Counted(task.get().withdrawn());
    }

    /** Closes what ran out of time and tells the sessions. Safety does not wait for this: {@code stateAt} already says expired. */
    public void lapse() {
        approvals.in(OPEN, 1_000, 0).stream()
                .filter(task -> task.stateAt(now()) == State.EXPIRED)
                .forEach(this::expire);
    }

    private void expire(ApprovalTask task) {
        if (!approvals.replace(task.expired())) return;
        record(task.expired(), new Actor.House(), "expired", "", Binding.gone(task.id()));
        waiters.look(task.id());
        tell(task.expired());
    }

    /** Everybody who waits looks again: something closed. */
    public void lookAgain() {
        waiters.lookAll();
    }

    /** The refusal for a task that people or time closed; expired, denied and withdrawn are told apart. */
    public Reason whyClosed(ApprovalTask task) {
        return switch (task.stateAt(now())) {
            case DENIED ->
                new Reason("denied", "a person denied this action" + because(task), "do not retry; ask " + contact());
            case WITHDRAWN ->
                new Reason("withdrawn", "the request for approval was withdrawn", "do not retry; ask " + contact());
            default ->
                new Reason(
                        "expired",
                        "nobody decided " + task.id() + " before " + task.expires(),
                        "not started; ask " + contact() + " whether to request it again");
        };
    }

    private static String because(ApprovalTask task) {
        return task.votes().stream()
                .filter(vote -> !vote.yes() && !vote.reason().isBlank())
                .map(vote -> ": " + vote.reason())
                .findFirst()
                .orElse("");
    }

    private void tell(ApprovalTask task) {
        if (waiters.anybody(task.id())) return;
        String text = task.state() == State.APPROVED
                ? "People approved " + task.id() + ": repeat the identical call once, and it will be carried out."
                : task.id() + " is " + Fields.spelling(task.state()) + ": "
                        + whyClosed(task).text() + ". Do not retry.";
        around.notices().tell(task.agent(), task.session(), text);
    }

    private void record(ApprovalTask task, Actor actor, String what, String reason, Binding binding) {
        append(task, actor, Binding.in(body(task, what, reason), binding));
    }

    private JsonObject body(ApprovalTask task, String what, String reason) {
        return JsonObject.with("task", task.id().value())
                .and("what", what)
                .and("state", Fields.spelling(task.state()))
                .and("action", task.action().hex())
                .and("asked", task.asked())
                .and("reason", reason)
                .and("ticket", task.ticket().map(ticket -> new JsonString(ticket.value())))
                .and("execution", task.execution().map(JsonNumber::of))
                .build();
    }

    private void append(ApprovalTask task, Actor actor, JsonObject body) {
        log.append(new Event(Event.Kind.APPROVAL, actor, Optional.of(task.agent()), Optional.of(task.session()), body));
    }

    private String contact() {
        return facts.get().contact();
    }

    private Instant now() {
        return around.clock().instant();
    }

    /** The tickets that could cover this task now, for the approval page. */
    public List<Ticket> ticketsFor(ApprovalTask task) {
        return tickets.list(200, 0).stream()
                .filter(ticket -> ticket.obstacle(task, now()).isEmpty())
                .toList();
    }
}
