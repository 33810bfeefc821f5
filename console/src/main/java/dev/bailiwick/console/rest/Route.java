package dev.bailiwick.console.rest;

import dev.bailiwick.core.people.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that programs may ask over HTTP.
 *
 * @param path its parts, {@code {name}} for one that becomes the member {@code name} of the request
 * @param scope what opens it; nothing does when it is empty
 * @param verb the request of the command line that it stands for
 * @param shape how the answer becomes the body
 * @param parameters what the query may hold
 */
public record Route(
        Method method,
        String path,
        Optional<Scope> scope,
        String verb,
        Shape shape,
        Map<String, Parameter> parameters) {
    /** Nothing here is changed twice: what there is may be read, and asked for. */
    public enum Method {
        GET,
        POST
    }

    /** What a query parameter is in the request. */
    public enum Parameter {
        TEXT,
        NUMBER,
        FLAG
    }

    /** How the verb's answer is handed over. */
    public sealed interface Shape {
        /** As it is. */
        record One() implements Shape {}

        /** The verb answers all of it at once under this member; the pages are cut here. */
        record Whole(String member) implements Shape {}

        /** The verb takes {@code page} and answers so many at most. */
        record Paged(String member, int size) implements Shape {}

        /** The verb takes {@code before} and {@code limit}, and answers entries of the log. */
        record Before(String member) implements Shape {}
    }

    public Route {
        parameters = Map.copyOf(parameters);
    }

    private static Route of(Method method, String path, Scope scope, String verb, Shape shape) {
        return new Route(method, path, Optional.of(scope), verb, shape, Map.of());
    }

    public static Route one(String path, Scope scope, String verb) {
        return of(Method.GET, path, scope, verb, new Shape.One());
    }

    public static Route whole(String path, Scope scope, String verb, String member) {
        return of(Method.GET, path, scope, verb, new Shape.Whole(member));
    }

    public static Route paged(String path, Scope scope, String verb, String member, int size) {
        return of(Method.GET, path, scope, verb, new Shape.Paged(member, size));
    }

    public static Route entries(String path, Scope scope, String verb, String member) {
        return of(Method.GET, path, scope, verb, new Shape.Before(member));
    }

    /** The members of the body become the request's. */
    public static Route post(String path, Scope scope, String verb) {
        return of(Method.POST, path, scope, verb, new Shape.One());
    }

    /** What needs a person who is there: no token opens it. */
    public static Route never(String path) {
        return new Route(Method.POST, path, Optional.empty(), "", new Shape.One(), Map.of());
    }

    public Route texts(String... names) {
        return with(Parameter.TEXT, names);
    }

    public Route numbers(String... names) {
        return with(Parameter.NUMBER, names);
    }

    public Route flags(String... names) {
        return with(Parameter.FLAG, names);
    }

    private Route with(Parameter kind, String... names) {
        var more = new HashMap<>(parameters);
        for (String name : names) more.put(name, kind);
        return new Route(method, path, scope, verb, shape, more);
    }

    /** The named parts of this path; empty when it is another route's. */
    Optional<Map<String, String>> parts(String asked) {
        String[] ours = path.split("/", -1);
        String[] theirs = asked.split("/", -1);
        if (ours.length != theirs.length) return Optional.empty();
        var parts = new HashMap<String, String>();
        for (int i = 0; i < ours.length; i++) {
            if (ours[i].startsWith("{")) parts.put(ours[i].substring(1, ours[i].length() - 1), theirs[i]);
            else if (!ours[i].equals(theirs[i])) return Optional.empty();
        }
        return Optional.of(parts);
    }
}
