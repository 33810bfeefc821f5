package dev.bailiwick.procedure.approval;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.Delegation;
import dev.bailiwick.core.approval.Eligibility;
import dev.bailiwick.core.approval.Glass;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.approval.Stead;
import dev.bailiwick.core.approval.Vote;
import dev.bailiwick.core.control.Binding;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Assertion;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.procedure.approval.ApprovalDesk.Answer;
import dev.bailiwick.procedure.signin.StepUp;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What people say to a task: yes, no, or that it is not needed any more. */
final class Answering {
    private final TaskBook book;
    private final Cover cover;
    private final Tidings tidings;

    Answering(TaskBook book, Cover cover, Tidings tidings) {
        this.book = book;
        this.cover = cover;
        this.tidings = tidings;
    }

    Answer decide(TaskId id, Actor.Human actor, ApprovalDesk.Word word) {
        // another system may take seconds to answer: nobody else's word waits for it
        var uncovered = word.yes()
                ? book.approvals().find(id).flatMap(task -> uncovered(task, actor, word))
                : Optional.<String>empty();
        return book.inTurn(id, () -> decided(id, actor, word, uncovered));
    }

    private Optional<String> uncovered(ApprovalTask task, Actor.Human actor, ApprovalDesk.Word word) {
        return obstacle(task, actor, true).or(() -> cover.obstacle(task, word.ticket()));
    }

    private Answer decided(TaskId id, Actor.Human actor, ApprovalDesk.Word word, Optional<String> uncovered) {
        var found = book.approvals().find(id);
        if (found.isEmpty()) return new Answer.NotCounted("there is no " + id);
        var task = found.get();
        var obstacle = obstacle(task, actor, word.yes()).or(() -> uncovered);
        if (obstacle.isPresent()) return notCounted(task, actor, obstacle.get());
        if (!book.logged(task))
            return new Answer.NotCounted("this request is not as the log has it: tell " + book.contact());
        return switch (proved(task, actor, word)) {
            case StepUp.Proved.Not(var why) -> notCounted(task, actor, why);
            case StepUp.Proved.By(var proof) ->
                kept(
                        task,
                        task.with(vote(task, actor, word, proof), word.yes() ? word.ticket() : Optional.empty()),
                        actor);
        };
    }

    private Answer notCounted(ApprovalTask task, Actor.Human actor, String why) {
        book.notCounted(task, actor, why);
        return new Answer.NotCounted(why);
    }

    /** A no is never too weak. */
    private StepUp.Proved proved(ApprovalTask task, Actor.Human actor, ApprovalDesk.Word word) {
        return book.stepUp(task)
                .filter(_ -> word.yes())
                .map(stepUp -> stepUp.prove(actor, task.action(), word.proof()))
                .orElse(new StepUp.Proved.By(Optional.empty()));
    }

    private Answer kept(ApprovalTask task, ApprovalTask next, Actor actor) {
        var said = next.votes().getLast();
        if (!book.keep(next, actor, said.yes() ? "yes" : "no", said.reason())) return outrun(task);
        if (next.state() != State.PENDING) tidings.tell(next);
        return new Answer.Counted(next);
    }

    static Answer outrun(ApprovalTask before) {
        return new Answer.NotCounted("somebody changed " + before.id() + " at the same moment: look again");
    }

    Optional<String> obstacle(ApprovalTask task, Actor.Human actor, boolean yes) {
        return obstacle(
                task,
                actor,
                (person, agent) -> yes ? obstacle(book.scene(task, agent), person) : person.obstacle(Permission.STOP));
    }

    private Optional<String> obstacle(Stead.Scene scene, Person person) {
        var obstacle = Eligibility.obstacle(scene, person, () -> book.lent(person.id()));
        return obstacle.filter(_ -> glass(scene, person).isEmpty());
    }

    /** Lifts who must approve: never who asked, nor a word said already. */
    private Optional<Glass> glass(Stead.Scene scene, Person person) {
        boolean asked = scene.task().requester().equals(Optional.of(person.id()));
        if (asked || Eligibility.fixed(scene, person).isPresent() || !person.may(Permission.BREAK_GLASS))
            return Optional.empty();
        return book.glass(person.id(), scene.task().agent());
    }

    Optional<Glass> glass(ApprovalTask task, Actor.Human actor) {
        return book.facts()
                .person(actor.person())
                .flatMap(person -> book.facts()
                        .agent(task.agent())
                        .map(agent -> book.scene(task, agent))
                        .filter(scene -> Eligibility.obstacle(scene, person, () -> book.lent(person.id()))
                                .isPresent())
                        .flatMap(scene -> glass(scene, person)));
    }

    /** What stands in everybody's way, or else in this person's. */
    Optional<String> obstacle(ApprovalTask task, Actor.Human actor, BiFunction<Person, Agent, Optional<String>> own) {
        var state = task.stateAt(book.now());
        if (state != State.PENDING) return Optional.of("this task is already " + Fields.spelling(state));
        if (actor.channel() == Actor.Channel.SCRIPT && !book.around().scripts())
            return Optional.of("scripts decide nothing here");
        if (actor.channel() == Actor.Channel.API) return StepUp.Ask.COME_IN_PERSON.obstacle();
        var person = book.facts().person(actor.person()).filter(known -> known.activeAt(book.now()));
        if (person.isEmpty()) return Optional.of("you are not an active person of the register");
        var agent = book.facts().agent(task.agent());
        if (agent.isEmpty()) return Optional.of("agent " + task.agent() + " is no longer registered");
        return own.apply(person.get(), agent.get());
    }

    private Vote vote(ApprovalTask task, Actor.Human actor, ApprovalDesk.Word word, Optional<Assertion> proof) {
        var person = book.facts().person(actor.person()).orElseThrow();
        var glass = word.yes() ? glass(task, actor) : Optional.<Glass>empty();
        boolean own = glass.isEmpty()
                && book.facts().agent(task.agent()).map(Agent::operator).equals(Optional.of(person.id()));
        var lent = word.yes() && !own && glass.isEmpty() ? stead(task, actor) : Optional.<Delegation>empty();
        return new Vote(
                person.id(),
                lent.map(each -> functions(person, each)).orElse(person.functions()),
                word.yes(),
                own,
                word.reason(),
                actor.channel(),
                book.now(),
                proof,
                lent.map(each -> new Stead(each.from(), each.id())),
                glass.map(each -> new Vote.Under(each.id(), each.until())),
                book.readers().since(task.id(), person.id()));
    }

    private Set<Function> functions(Person person, Delegation lent) {
        return book.facts()
                .person(lent.from())
                .map(giver -> Stead.functions(person, lent, giver))
                .orElse(person.functions());
    }

    Optional<Delegation> stead(ApprovalTask task, Actor.Human actor) {
        return book.facts()
                .person(actor.person())
                .flatMap(person -> book.facts()
                        .agent(task.agent())
                        .flatMap(agent -> Stead.of(book.scene(task, agent), person, book.lent(person.id()))));
    }

    boolean mayWithdraw(ApprovalTask task, Actor.Human actor) {
        boolean runs = book.facts()
                .agent(task.agent())
                .filter(agent -> agent.operator().equals(actor.person()))
                .isPresent();
        return runs || task.requester().equals(Optional.of(actor.person()));
    }

    Answer withdraw(TaskId id, Actor.Human actor, String reason) {
        var task = book.approvals().find(id);
        if (task.isEmpty()) return new Answer.NotCounted("there is no " + id);
        if (!mayWithdraw(task.get(), actor))
            return new Answer.NotCounted("only who asked for it, or who runs the agent, withdraws it");
        if (!task.get().state().open())
            return new Answer.NotCounted(
                    "this task is already " + Fields.spelling(task.get().state()));
        var withdrawn = task.get().withdrawn();
        if (!book.approvals().replace(withdrawn)) return new Answer.NotCounted("somebody was faster: look again");
        book.record(withdrawn, actor, "withdrawn", reason, Binding.gone(id));
        book.waiters().look(id);
        tidings.tell(withdrawn);
        return new Answer.Counted(withdrawn);
    }
}
