package dev.bailiwick.core.people;

import dev.bailiwick.core.value.PersonId;
import java.util.Optional;
import java.util.Set;

/**
 * A person in the register.
 *
 * @param account the operating-system account this person signs in with on Bailiwick's host, for the command line
 * @param senders how the person appears to agents, each {@code channel:sender}
 */
public record Person(
        PersonId id,
        String name,
        Set<Function> functions,
        boolean active,
        Optional<String> account,
        Set<String> senders) {
    public Person {
        if (name.isBlank()) throw new IllegalArgumentException("a person needs a name");
        functions = Set.copyOf(functions);
        senders = Set.copyOf(senders);
    }

    public boolean holds(Function function) {
        return active && functions.contains(function);
    }
}
