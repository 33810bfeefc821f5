package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.Fatigue;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Ticket;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Reason;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.signin.StepUp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Where requests for approval are opened, answered, claimed and settled: the one door to this room. Behind it {@link Opening}
 * makes tasks, {@link Answering} hears people, {@link Enquiry} what they ask one another, {@link Claiming} spends an approval,
 * {@link Lapses} closes what is over.
 */
public final class ApprovalDesk {
    /** How many requests of one agent are open at most: people cannot read more, and an agent must not bury one among them. */
    public static final int MOST_OPEN = 500;

    private final TaskBook book;
    private final Tidings tidings;
    private final Lapses lapses;
    private final Opening opening;
    private final Cover cover;
    private final Answering answering;
    private final Enquiry enquiry;
    private final Escalating escalating;
    private final Claiming claiming;
    private final Measuring measuring;

    /**
     * What the desk needs of the world around it.
     *
     * @param ids makes ids that were never given before and cannot be guessed
     * @param scripts whether scripted people count ({@code demo} alone)
     * @param stepUp what a grave yes is proven with; empty where a session is enough
     * @param changes where change tickets are kept, beside the own register
     */
    public record Surroundings(
            InstantSource clock,
            Supplier<TaskId> ids,
            Notices notices,
            boolean scripts,
            Optional<StepUp> stepUp,
            List<ChangeSystem> changes) {
        public Surroundings {
            changes = List.copyOf(changes);
        }

        /** With no register of changes but the own. */
        public Surroundings(
                InstantSource clock, Supplier<TaskId> ids, Notices notices, boolean scripts, Optional<StepUp> stepUp) {
            this(clock, ids, notices, scripts, stepUp, List.of());
        }
    }

    /** What it keeps, and where. */
    public record Kept(Approvals approvals, Tickets tickets, Delegations delegations, Glasses glasses) {}

    public ApprovalDesk(Kept kept, ControlLog log, Supplier<Facts> facts, Surroundings around) {
        book = new TaskBook(kept, log, facts, around);
        tidings = new Tidings(book);
        lapses = new Lapses(book, tidings);
        opening = new Opening(book, lapses);
        cover = new Cover(kept.tickets(), book);
        answering = new Answering(book, cover, tidings);
        enquiry = new Enquiry(book, answering);
        escalating = new Escalating(book);
        claiming = new Claiming(book, cover);
        measuring = new Measuring(kept.approvals());
    }

    /** What became of one person's word. */
    public sealed interface Answer {
        /** It counts; the task may need more people. */
        record Counted(ApprovalTask task) implements Answer {}

        /** It does not count, and why. */
        record NotCounted(String why) implements Answer {}
    }

    public Optional<ApprovalTask> find(TaskId id) {
        return book.approvals().find(id);
    }

    /** Opens a task for a requestable denial, or joins the one that already asks for the same action. */
    public ApprovalTask open(Attempt attempt, Judgement judgement, Decision.Requestable denial, long asked) {
        return opening.open(attempt, judgement, denial, asked);
    }

    /** Why no further task can be opened for this agent; an action that is already asked for can still be joined. */
    public Optional<Reason> crowded(AgentId agent, Digest action) {
        return opening.crowded(agent, action);
    }

    /**
     * Blocks until the task is decided, a freeze asks everybody to look again, the caller hangs up, or the hold is over.
     *
     * @return the task as it is then
     */
    public ApprovalTask await(TaskId id, Duration hold, BooleanSupplier listening) {
        book.waiters()
                .await(
                        id,
                        hold,
                        () -> !listening.getAsBoolean()
                                || book.current(id).stateAt(book.now()) != State.PENDING
                                || frozen(book.current(id).agent()));
        return book.current(id);
    }

    private boolean frozen(AgentId agent) {
        return book.facts().freezes().of(agent).isPresent();
    }

    /** The caller who waited is gone: what was decided meanwhile is told to its session instead. */
    public void hungUp(ApprovalTask task) {
        if (task.stateAt(book.now()) != State.PENDING) tidings.tell(task);
    }

    /** Everybody who waits looks again: something closed. */
    public void lookAgain() {
        book.waiters().lookAll();
    }

    /**
     * What a person says.
     *
     * @param proof of who says it, where a session is too weak
     */
    public record Word(boolean yes, String reason, Optional<TicketId> ticket, StepUp.Presented proof) {}

    /** Somebody's yes or no. The entry is durable before the word counts. */
    public Answer decide(TaskId id, Actor.Human actor, Word word) {
        return answering.decide(id, actor, word);
    }

    /** Somebody's yes or no, with nothing to prove it. */
    public Answer decide(TaskId id, Actor.Human actor, boolean yes, String reason, Optional<TicketId> ticket) {
        return decide(id, actor, new Word(yes, reason, ticket, StepUp.Presented.NOTHING));
    }

    /** How this person must prove a yes, where the task is grave. */
    public Optional<StepUp.Ask> proof(ApprovalTask task, Actor.Human actor, String session) {
        return book.stepUp(task).map(stepUp -> stepUp.ask(actor, Optional.of(session)));
    }

    /** What the person's passkey must sign to say yes. */
    public Optional<StepUp.Challenge> challenge(ApprovalTask task, Actor.Human actor) {
        return book.stepUp(task).map(stepUp -> stepUp.challenge(actor.person(), task.action()));
    }

    /** Why this word cannot count, empty when it can. Shown on the page, checked again when it is spoken. */
    public Optional<String> obstacle(ApprovalTask task, Actor.Human actor, boolean yes) {
        return answering.obstacle(task, actor, yes);
    }

    /** A question to whoever runs the agent, or the answer to the open one. It decides nothing, and no clock stops for it. */
    public Answer say(TaskId id, Actor.Human actor, boolean question, String text) {
        return enquiry.say(id, actor, question, text);
    }

    /** Why this person cannot ask, or answer, about this request; empty when they can. */
    public Optional<String> obstacleToSaying(ApprovalTask task, Actor.Human actor, boolean question) {
        return enquiry.obstacle(task, actor, question);
    }

    /** Takes a pending request back. */
    public Answer withdraw(TaskId id, Actor.Human actor, String reason) {
        return answering.withdraw(id, actor, reason);
    }

    /** Whether this person may take a request back. */
    public boolean mayWithdraw(ApprovalTask task, Actor.Human actor) {
        return answering.mayWithdraw(task, actor);
    }

    /** Whose place this person would take with a yes to this request, when their own functions are not enough. */
    public Optional<Delegation> stead(ApprovalTask task, Actor.Human actor) {
        return answering.stead(task, actor);
    }

    /** The broken glass this person's yes to this request would be said under, when nothing else makes it count. */
    public Optional<Glass> glass(ApprovalTask task, Actor.Human actor) {
        return answering.glass(task, actor);
    }

    /** The tickets that could cover this task now, for the approval page. */
    public List<Ticket> ticketsFor(ApprovalTask task) {
        return cover.choices(task);
    }

    /** The approved, unused task for this action of this agent, if it is the one that is in the log. */
    public Optional<ApprovalTask> approved(AgentId agent, Digest action) {
        return claiming.approved(agent, action);
    }

    /** The proof for a decision, built from our own store alone; the ticket is verified at this moment. */
    public Optional<Evidence> evidence(ApprovalTask task) {
        return claiming.evidence(task);
    }

    /** Binds an approved task, and its ticket, to one execution. Empty for everybody but the first. */
    public Optional<ApprovalTask> claim(ApprovalTask task) {
        return claiming.claim(task);
    }

    /** The claimed execution is in the log under this entry. */
    public void executing(ApprovalTask claim, long entry) {
        claiming.executing(claim, entry);
    }

    /** The claim opened nothing, because its entry could not be written. */
    public void release(ApprovalTask claim) {
        claiming.release(claim);
    }

    /** Whether the one execution has begun. */
    public boolean begun(TaskId id) {
        return claiming.begun(id);
    }

    /** The entry of the one execution; while its claim is still being written down, waits a moment for it. */
    public Optional<Long> execution(TaskId id) {
        return claiming.execution(id);
    }

    /** What came of the one execution. */
    public void settle(TaskId id, State outcome) {
        claiming.settle(id, outcome);
    }

    /** Closes what ran out of time and tells the sessions. */
    public void lapse() {
        lapses.close();
    }

    /** This person has the request before them from now on. */
    public void shown(ApprovalTask task, Actor.Human actor) {
        book.readers().shown(task.id(), actor.person(), book.now());
    }

    /** How asking people went lately. */
    public Fatigue fatigue(Duration back) {
        return measuring.since(book.now().minus(back));
    }

    /** How asking people went lately; who may not review sees of the approvers only themselves. */
    public Fatigue fatigue(Actor.Human actor, Duration back) {
        var whole = fatigue(back);
        boolean all = book.facts()
                .person(actor.person())
                .filter(person -> person.may(Permission.REVIEW))
                .isPresent();
        return all ? whole : whole.of(actor.person());
    }

    /** Tells more people of what nobody answers, as the rules say. It decides nothing. */
    public void escalate(Escalation rules) {
        escalating.look(rules);
    }

    /** The refusal for a task that people or time closed; expired, denied and withdrawn are told apart. */
    public Reason whyClosed(ApprovalTask task) {
        return tidings.whyClosed(task);
    }
}
