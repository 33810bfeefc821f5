package dev.bailiwick.procedure.register;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.people.Person;
import dev.bailiwick.core.register.integration.Ask;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is asked for, before the people and agents there are: every answer names the field that is wrong. */
record Claim(Ask ask, Facts known) {
    /** Nobody approves for longer: then it is asked for again. */
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Why this person cannot ask for it now. */
    Optional<String> obstacle(PersonId requester, Instant now) {
        if (known.person(requester).filter(Person::active).isEmpty())
            return Optional.of("you are not an active person of the register");
        if (known.agent(ask.agent()).isEmpty()) return Optional.of("agent: no agent " + ask.agent() + " is registered");
        if (!ask.until().isAfter(now)) return Optional.of("until: this day is past");
        if (ask.until().isAfter(now.plus(LONGEST))) return Optional.of("until: at most 366 days from now");
        return owners();
    }

    /** Whose place among the three owners is not filled. */
    Optional<String> owners() {
        for (var function : Function.values()) {
            var why = owner(function);
            if (why.isPresent()) return why.map(text -> "owners." + Fields.spelling(function) + ": " + text);
        }
        return Optional.empty();
    }

    Optional<String> owner(Function function) {
        var id = ask.owners().of(function);
        var person = known.person(id);
        if (person.isEmpty()) return Optional.of("there is no person " + id);
        if (!person.get().active()) return Optional.of(id + " is not active");
        if (!person.get().holds(function)) return Optional.of(id + " does not hold this function");
        boolean runs = known.agent(ask.agent())
                .filter(agent -> agent.operator().equals(id))
                .isPresent();
        return runs ? Optional.of(id + " runs this agent: somebody else answers for it") : Optional.empty();
    }
}
