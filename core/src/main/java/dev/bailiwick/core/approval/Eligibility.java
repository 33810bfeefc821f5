package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who may decide a task: separation of duties, checked when shown and again when used. */
public final class Eligibility {
    private static final String ASKED = "you asked for this action: somebody else must approve it";

    private Eligibility() {}

    /**
     * Why this person cannot say yes to this task, empty when they can. Everybody active may always say no.
     *
     * @param lent what others handed to this person
     */
    public static Optional<String> obstacle(Stead.Scene scene, Person person, Supplier<List<Delegation>> lent) {
        return fixed(scene, person).or(() -> apart(scene, person, lent));
    }

    /** What no broken glass lifts. */
    public static Optional<String> fixed(Stead.Scene scene, Person person) {
        var task = scene.task();
        if (!person.active()) return Optional.of("you are not active in the register");
        if (task.votedBy(person.id())) return Optional.of("you have already decided this task");
        if (task.votedFor(person.id())) return Optional.of("somebody has decided this task in your place");
        return task.requester().equals(Optional.of(person.id()))
                        && !scene.agent().operator().equals(person.id())
                ? Optional.of(ASKED)
                : Optional.empty();
    }

    private static Optional<String> apart(Stead.Scene scene, Person person, Supplier<List<Delegation>> lent) {
        var task = scene.task();
        if (scene.agent().operator().equals(person.id())) {
            return task.route().operatorMayApprove()
                    ? person.obstacle(Permission.APPROVE_OWN)
                    : Optional.of("you run this agent: somebody else must approve its actions");
        }
        return person.obstacle(Permission.APPROVE).or(() -> functionless(scene, person, lent));
    }

    private static Optional<String> functionless(Stead.Scene scene, Person person, Supplier<List<Delegation>> lent) {
        var task = scene.task();
        if (!Collections.disjoint(person.functions(), task.route().functions())) return Optional.empty();
        if (Stead.of(scene, person, lent.get()).isPresent()) return Optional.empty();
        String why = Stead.hindrance(scene, person, lent.get())
                .map(each -> "; " + each)
                .orElse("");
        return Optional.of("this needs the function " + functions(task) + ", which you do not hold" + why);
    }

    /** Why this person cannot ask back: who may decide may ask. */
    public static Optional<String> obstacleToAsking(Stead.Scene scene, Person person, Supplier<List<Delegation>> lent) {
        if (person.active() && scene.agent().operator().equals(person.id()))
            return Optional.of("you run this agent: others ask, and you answer");
        return obstacle(scene, person, lent);
    }

    /** Why this person cannot answer the open question, empty when they can. An answer counts for nothing. */
    public static Optional<String> obstacleToAnswering(Stead.Scene scene, Person person) {
        var task = scene.task();
        if (!person.active()) return Optional.of("you are not active in the register");
        var question = task.course().open();
        if (question.isEmpty()) return Optional.of("no question about this request waits for an answer");
        if (question.get().person().equals(person.id()))
            return Optional.of("you asked this question: somebody else answers it");
        boolean knows = scene.agent().operator().equals(person.id())
                || task.requester().equals(Optional.of(person.id()))
                || person.roles().contains(Role.ENGINEER);
        return knows
                ? Optional.empty()
                : Optional.of("who runs the agent, who asked for the action or an agent engineer answers this");
    }

    private static String functions(ApprovalTask task) {
        return String.join(
                " and ",
                task.route().functions().stream()
                        .sorted()
                        .map(dev.bailiwick.json.Fields::spelling)
                        .toList());
    }
}
