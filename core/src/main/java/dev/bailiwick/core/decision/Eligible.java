package dev.bailiwick.core.decision;

import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.Agent;
import java.util.Collections;
import java.util.Optional;

/**
 * Whether anybody could say yes at all: a request that nobody may approve is a refusal, told at once. Who may in fact is
 * checked again when people decide.
 */
final class Eligible {
    private Eligible() {}

    static boolean anybody(Route route, Attempt attempt, Agent agent, Facts facts) {
        boolean operator = route.operatorMayApprove()
                && facts.person(agent.operator()).filter(Person::active).isPresent();
        return operator || others(route, attempt, agent, facts);
    }

    /** One different person for each function, neither the operator nor the one in whose name the agent acts. */
    private static boolean others(Route route, Attempt attempt, Agent agent, Facts facts) {
        var requester = attempt.origin().sender().flatMap(facts::sender).map(Person::id);
        var free = facts.people().values().stream()
                .filter(Person::active)
                .filter(person -> !person.id().equals(agent.operator()) && !requester.equals(Optional.of(person.id())))
                .filter(person -> !Collections.disjoint(person.functions(), route.functions()))
                .toList();
        boolean covered = route.functions().stream()
                .allMatch(function -> free.stream().anyMatch(person -> person.holds(function)));
        return covered
                && free.stream().map(Person::id).distinct().count()
                        >= route.functions().size();
    }
}
