package dev.bailiwick.cedar.evaluation;

import dev.bailiwick.cedar.entity.EntityStore;
import dev.bailiwick.cedar.policy.Effect;
import dev.bailiwick.cedar.policy.Policy;
import dev.bailiwick.cedar.policy.PolicySet;
import java.util.ArrayList;

final class InterpretingAuthorizer implements Authorizer {
    private final PolicySet policies;

    InterpretingAuthorizer(PolicySet policies) {
        this.policies = policies;
    }

    @Override
    public Answer answer(Request request, EntityStore entities) {
        var interpreter = new Interpreter(request, entities);
        var permits = new ArrayList<String>();
        var forbids = new ArrayList<String>();
        var errors = new ArrayList<PolicyError>();
        for (Policy policy : policies.policies()) {
            try {
                if (interpreter.satisfied(policy))
                    (policy.effect() == Effect.PERMIT ? permits : forbids).add(policy.id());
            } catch (EvaluationException e) {
                errors.add(new PolicyError(policy.id(), e.reason()));
            }
        }
        return new Answer(permits, forbids, errors);
    }
}
