package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Permission;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.people.Role;
import dev.bailiwick.core.register.Agent;
import java.util.Collections;
import java.util.Optional;

/** Who may decide a task: separation of duties, checked when shown and again when used. */
public final class Eligibility {
    private Eligibility() {}

    /** Why this person cannot say yes to this task, empty when they can. Everybody active may always say no. */
    public static Optional<String> obstacle(ApprovalTask task, Person person, Agent agent) {
        if (!person.active()) return Optional.of("you are not active in the register");
        if (task.votedBy(person.id())) return Optional.of("you have already decided this task");
        if (agent.operator().equals(person.id())) {
            return task.route().operatorMayApprove()
                    ? person.obstacle(Permission.APPROVE_OWN)
                    : Optional.of("you run this agent: somebody else must approve its actions");
        }
        if (task.requester().equals(Optional.of(person.id()))) {
            return Optional.of("you asked for this action: somebody else must approve it");
        }
        var role = person.obstacle(Permission.APPROVE);
        if (role.isPresent()) return role;
        if (Collections.disjoint(person.functions(), task.route().functions())) {
            return Optional.of("this needs the function " + functions(task) + ", which you do not hold");
        }
        return Optional.empty();
    }

    /** Why this person cannot ask back: who may decide may ask. */
    public static Optional<String> obstacleToAsking(ApprovalTask task, Person person, Agent agent) {
        if (person.active() && agent.operator().equals(person.id()))
            return Optional.of("you run this agent: others ask, and you answer");
        return obstacle(task, person, agent);
    }

    /** Why this person cannot answer the open question, empty when they can. An answer counts for nothing. */
    public static Optional<String> obstacleToAnswering(ApprovalTask task, Person person, Agent agent) {
        if (!person.active()) return Optional.of("you are not active in the register");
        var question = task.course().open();
        if (question.isEmpty()) return Optional.of("no question about this request waits for an answer");
        if (question.get().person().equals(person.id()))
            return Optional.of("you asked this question: somebody else answers it");
        boolean knows = agent.operator().equals(person.id())
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
