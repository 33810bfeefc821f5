package dev.bailiwick.console.frame;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.people.Person;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request of a signed-in person.
 *
 * @param path the variable parts of the path
 * @param query the first value of each query parameter, empty ones left out
 * @param form empty but for a POST
 * @param session the handle of the session, for ending it
 */
public record Visit(Person person, Map<String, String> path, Map<String, String> query, Form form, String session) {
    public Visit {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    public Actor.Human actor() {
        return new Actor.Human(person.id(), Actor.Channel.CONSOLE);
    }

    /** A part of the path read by a record's own check, empty when it is none: there is no such thing then. */
    public <T> Optional<T> part(String name, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(path.getOrDefault(name, "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public <T> Optional<T> asked(String name, Function<String, T> parse) {
        return asked(name).map(text -> parsed(text, parse));
    }

    /** The page asked for, counted from 0. */
    public int page() {
        return asked("page", Integer::parseInt)
                .map(page -> Math.clamp(page, 0, 10_000))
                .orElse(0);
    }

    static <T> T parsed(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new NotUnderstood("A number was expected.");
        } catch (IllegalArgumentException | DateTimeException e) {
            String said = String.valueOf(e.getMessage());
            throw new NotUnderstood(Character.toUpperCase(said.charAt(0)) + said.substring(1) + ".");
        }
    }
}
