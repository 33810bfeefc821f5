package dev.bailiwick.core.policy;

import dev.bailiwick.cedar.entity.Entity;
import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.evaluation.Authorizer;
import dev.bailiwick.cedar.evaluation.Request;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.policy.Admission.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether each requestable forbid means what its annotations say: an approval with exactly the functions, people and ticket
 * they name lifts it, and one with any of them less does not. Without this an annotation could ask one function while the
 * condition waits for another: an approval that never helps.
 */
final class RequestableLint {
    private final Rulebook rules;
    private final EntityStore entities;
    private final List<GoldenCase> cases;

    RequestableLint(Rulebook rules, List<Entity> fixture, List<GoldenCase> cases) {
        this.rules = rules;
        this.entities = rules.store(fixture);
        this.cases = cases;
    }

    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (Policy policy : Policies.of(rules.text())) {
            Rule.of(policy).asks().flatMap(asks -> fault(policy, asks)).ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<Fault> fault(Policy policy, Asks asks) {
        var alone = Authorizer.interpreting(PolicySet.of(List.of(policy)));
        var asked = cases.stream()
                .map(golden -> without(golden.asked(rules.schema())))
                .filter(request -> forbids(alone, request))
                .findFirst();
        if (asked.isEmpty()) return found(policy, "no case is about it");
        var request = asked.get();
        if (forbids(alone, given(request, asks.functions(), asks.people(), asks.ticket())))
            return found(policy, "what it asks does not lift it");
        return less(asks).stream()
                .filter(less -> !forbids(alone, given(request, less.functions(), less.people(), less.ticket())))
                .findFirst()
                .flatMap(less -> found(policy, "less than it asks lifts it already: " + less));
    }

    private static Optional<Fault> found(Policy policy, String text) {
        return Optional.of(new Fault("requestable", "policy \"" + policy.id() + "\": " + text));
    }

    private boolean forbids(Authorizer policy, Request request) {
        return !policy.answer(request, entities).forbids().isEmpty();
    }

    /** Every approval that lacks exactly one thing. */
    private static List<Given> less(Asks asks) {
        var all = new ArrayList<Given>();
        for (Function function : asks.functions()) {
            var fewer = EnumSet.copyOf(asks.functions());
            fewer.remove(function);
            all.add(new Given(fewer, asks.people(), asks.ticket()));
        }
        if (asks.people() > asks.functions().size())
            all.add(new Given(asks.functions(), asks.people() - 1, asks.ticket()));
        if (asks.ticket()) all.add(new Given(asks.functions(), asks.people(), false));
        return all;
    }

    private record Given(Set<Function> functions, int people, boolean ticket) {}

    private static Request given(Request request, Set<Function> functions, int people, boolean ticket) {
        return with(
                request, request.context().with("approval", GoldenCase.approval(functions, people, ticket, request)));
    }

    private static Request without(Request request) {
        var fields = request.context().fields();
        var rest = new java.util.LinkedHashMap<>(fields);
        rest.remove("approval");
        return with(request, dev.bailiwick.cedar.RecordValue.of(rest));
    }

    private static Request with(Request request, dev.bailiwick.cedar.RecordValue context) {
        return new Request(request.principal(), request.action(), request.resource(), context);
    }
}
