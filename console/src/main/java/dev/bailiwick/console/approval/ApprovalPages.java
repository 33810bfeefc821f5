package dev.bailiwick.console.approval;

import dev.bailiwick.console.agents.Levers;
import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.Form;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.signin.Presenting;
import dev.bailiwick.console.text.Arguments;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.console.timeline.LogSearch;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.register.Escalation;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.signin.StepUp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The inbox, one page per request for approval, and the buttons on it. */
public final class ApprovalPages implements Pages {
    private static final int PAGE = 25;
    private static final int LATELY = 10;
    private static final int SIMILAR = 5;
    private static final int LOOKED_AT_FOR_SIMILAR = 200;
    private static final Set<State> PENDING = EnumSet.of(State.PENDING);
    private static final Set<State> LOST = EnumSet.of(State.UNKNOWN);
    private static final Set<State> OVER = EnumSet.complementOf(EnumSet.of(State.PENDING, State.UNKNOWN));
    private static final Set<State> NOT_PENDING = EnumSet.complementOf(EnumSet.of(State.PENDING));

    private final Approvals approvals;
    private final Desks desks;
    private final ApprovalDesk desk;
    private final LogSearch log;
    private final Supplier<Facts> facts;
    private final InstantSource clock;

    /**
     * What is asked to be done here.
     *
     * @param escalation who is told when nobody answers
     * @param errands what else waits for a person
     */
    public record Desks(
            ApprovalDesk approvals,
            Levers levers,
            Supplier<Escalation> escalation,
            Function<PersonId, List<Errand>> errands) {}

    public ApprovalPages(Approvals approvals, Desks desks, LogSearch log, Supplier<Facts> facts, InstantSource clock) {
        this.approvals = approvals;
        this.desks = desks;
        this.desk = desks.approvals();
        this.log = log;
        this.facts = facts;
        this.clock = clock;
    }

    /** What stands on the page beside the request itself. */
    private record Beside(Supplied supplied, List<TaskCard> similar, Optional<String> notice) {
        static final Beside NOTHING = new Beside(Supplied.of(Optional.empty()), List.of(), Optional.empty());
    }

    @Override
    public void on(Routes routes) {
        routes.get("/", visit -> Answer.page("Inbox", "inbox.jte", inbox(visit)))
                .get("/inbox/list", visit -> new Answer.Fragment("inboxList.jte", inbox(visit)))
                .get("/approvals", this::decided)
                .get("/approvals/{id}", visit -> with(visit, task -> opened(visit, task)))
                .get(
                        "/approvals/{id}/state",
                        visit -> with(
                                visit,
                                task -> new Answer.Fragment("approvalState.jte", view(visit, task, Beside.NOTHING))))
                .post("/approvals/{id}/decide", visit -> with(visit, task -> decide(visit, task)))
                .post("/approvals/{id}/ask", visit -> with(visit, task -> say(visit, task, true)))
                .post("/approvals/{id}/answer", visit -> with(visit, task -> say(visit, task, false)))
                .post("/approvals/{id}/challenge", visit -> with(visit, task -> challenge(visit, task)))
                .post("/approvals/{id}/withdraw", visit -> with(visit, task -> withdraw(visit, task)));
    }

    private Answer opened(Visit visit, ApprovalTask task) {
        desk.shown(task, visit.actor());
        return page(visit, task, 200, Optional.empty());
    }

    private Inbox inbox(Visit visit) {
        Instant now = clock.instant();
        int page = visit.page();
        var found = approvals.in(PENDING, PAGE + 1, page * PAGE);
        var pending = found.stream()
                .limit(PAGE)
                .filter(task -> task.stateAt(now) == State.PENDING)
                .map(task -> card(task, visit, now))
                .toList();
        int mine = (int) pending.stream().filter(TaskCard::mine).count();
        return new Inbox(
                pending,
                page == 0 ? cards(LOST, LATELY, 0, visit, now) : List.of(),
                page == 0 ? cards(OVER, LATELY, 0, visit, now) : List.of(),
                approvals.count(PENDING),
                mine,
                page,
                found.size() > PAGE,
                desks.errands().apply(visit.person().id()));
    }

    private List<TaskCard> cards(Set<State> states, int limit, int offset, Visit visit, Instant now) {
        return approvals.in(states, limit, offset).stream()
                .map(task -> card(task, visit, now))
                .toList();
    }

    private TaskCard card(ApprovalTask task, Visit visit, Instant now) {
        return TaskCard.of(task, now, desk.obstacle(task, visit.actor(), true).isEmpty());
    }

    private Answer decided(Visit visit) {
        int page = visit.page();
        var cards = cards(NOT_PENDING, PAGE + 1, page * PAGE, visit, clock.instant());
        boolean more = cards.size() > PAGE;
        var view = new Inbox(List.of(), List.of(), more ? cards.subList(0, PAGE) : cards, 0, 0, page, more, List.of());
        return Answer.page("Decided", "decided.jte", view);
    }

    private Answer with(Visit visit, java.util.function.Function<ApprovalTask, Answer> then) {
        return visit.part("id", TaskId::new)
                .flatMap(desk::find)
                .map(then)
                .orElseGet(() -> Answer.notFound("request for approval"));
    }

    private Answer decide(Visit visit, ApprovalTask task) {
        boolean yes = yes(visit.form());
        if (visit.form().checked("freeze")) freeze(visit, task, yes);
        String reason =
                yes ? visit.form().text("reason").orElse("") : visit.form().reason();
        var ticket = visit.form().parsed("ticket", TicketId::new);
        var word = new ApprovalDesk.Word(yes, reason, ticket, Presenting.presented(visit));
        return after(visit, task, desk.decide(task.id(), visit.actor(), word));
    }

    private Answer challenge(Visit visit, ApprovalTask task) {
        return desk.challenge(task, visit.actor())
                .map(Presenting::question)
                .orElseGet(() -> Answer.notFound("question for a passkey"));
    }

    /** Denying with quarantine: the freeze waits for nothing, not even for whether the no still counts. */
    private void freeze(Visit visit, ApprovalTask task, boolean yes) {
        if (yes) throw new NotUnderstood("Nothing was approved: an agent is frozen when its request is denied.");
        desks.levers().freeze(Optional.of(task.agent()), visit.form().reason(), visit.actor());
    }

    /** Only the button that says so approves: a form without its word is no answer at all. */
    private static boolean yes(Form form) {
        return switch (form.required("decision", "an answer")) {
            case "approve" -> true;
            case "deny" -> false;
            default -> throw new NotUnderstood("An answer is approve or deny.");
        };
    }

    private Answer say(Visit visit, ApprovalTask task, boolean question) {
        return after(
                visit,
                task,
                desk.say(task.id(), visit.actor(), question, visit.form().reason()));
    }

    private Answer withdraw(Visit visit, ApprovalTask task) {
        return after(
                visit,
                task,
                desk.withdraw(task.id(), visit.actor(), visit.form().reason()));
    }

    private Answer after(Visit visit, ApprovalTask task, ApprovalDesk.Answer answer) {
        return switch (answer) {
            case ApprovalDesk.Answer.Counted(var next) -> new Answer.Go("/approvals/" + next.id());
            case ApprovalDesk.Answer.NotCounted(var why) ->
                page(visit, desk.find(task.id()).orElse(task), 409, Optional.of(why));
        };
    }

    private Answer page(Visit visit, ApprovalTask task, int status, Optional<String> notice) {
        return new Answer.Page(status, "Request for approval", "approval.jte", view(visit, task, beside(task, notice)));
    }

    private Beside beside(ApprovalTask task, Optional<String> notice) {
        return new Beside(Supplied.of(log.body(task.asked())), similar(task), notice);
    }

    private ApprovalView view(Visit visit, ApprovalTask task, Beside beside) {
        Instant now = clock.instant();
        var proof = desk.proof(task, visit.actor(), visit.session());
        var obstacle = desk.obstacle(task, visit.actor(), true).or(() -> proof.flatMap(StepUp.Ask::obstacle));
        boolean undecided = ApprovalView.undecided(task, now);
        return new ApprovalView(
                TaskCard.of(task, now, obstacle.isEmpty()),
                Spoken.tier(task.tier()),
                task.requester()
                        .map(Object::toString)
                        .orElse("unknown: no person of the register stands behind the sender"),
                ApprovalView.because(task),
                task.reason(),
                ApprovalView.Started.of(task),
                ApprovalView.needs(task),
                task.route().ticket(),
                task.ticket().map(Object::toString),
                task.votes().stream().map(ApprovalView.Said::of).toList(),
                talk(visit, task),
                task.course().calls().stream().map(ApprovalView.Told::of).toList(),
                undecided ? ApprovalView.nextTold(task, desks.escalation().get()) : "",
                Arguments.of(task.attempt().object("arguments").orElse(JsonObject.EMPTY)),
                task.action().hex(),
                task.asked(),
                task.execution(),
                undecided,
                desk.obstacle(task, visit.actor(), false).isEmpty(),
                obstacle,
                proof,
                undecided ? standing(visit, task) : Optional.empty(),
                undecided && desk.mayWithdraw(task, visit.actor()),
                undecided && task.route().ticket() ? tickets(task) : List.of(),
                beside.supplied(),
                beside.similar(),
                beside.notice(),
                facts.get().contact());
    }

    private Optional<String> standing(Visit visit, ApprovalTask task) {
        return desk.glass(task, visit.actor())
                .map(ApprovalPages::words)
                .or(() -> desk.stead(task, visit.actor()).map(ApprovalPages::words));
    }

    private static String words(Glass glass) {
        return "under the glass you broke until " + Spoken.time(glass.until()) + ", and it is reviewed";
    }

    private static String words(Delegation lent) {
        return "in the place of " + lent.from() + ", who lent you " + Spoken.functions(lent.functions()) + " until "
                + Spoken.time(lent.ends());
    }

    private ApprovalView.Talk talk(Visit visit, ApprovalTask task) {
        return new ApprovalView.Talk(
                task.course().remarks().stream().map(ApprovalView.Remarked::of).toList(),
                desk.obstacleToSaying(task, visit.actor(), true).isEmpty(),
                desk.obstacleToSaying(task, visit.actor(), false).isEmpty());
    }

    private List<ApprovalView.Choice> tickets(ApprovalTask task) {
        return desk.ticketsFor(task).stream().map(ApprovalView.Choice::of).toList();
    }

    private List<TaskCard> similar(ApprovalTask task) {
        var operation = task.operation().string("id");
        return approvals.in(NOT_PENDING, LOOKED_AT_FOR_SIMILAR, 0).stream()
                .filter(other ->
                        other.agent().equals(task.agent()) && !other.id().equals(task.id()))
                .filter(other -> other.operation().string("id").equals(operation))
                .limit(SIMILAR)
                .map(other -> TaskCard.of(other, clock.instant(), false))
                .toList();
    }
}
