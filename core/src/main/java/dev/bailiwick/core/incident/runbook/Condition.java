package dev.bailiwick.core.incident.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether one of several variables has its value: the part of the STIX pattern grammar that is read here. */
record Condition(List<Equality> any) {
    private static final Pattern EQUALITY = Pattern.compile("__([a-z]+)__:value = '([a-z-]+)'");

    public Condition {
        any = List.copyOf(any);
    }

    record Equality(String variable, String value) {
        boolean holds(Map<String, String> values) {
            return value.equals(values.get(variable));
        }
    }

    static Condition of(String variable, String value) {
        return new Condition(List.of(new Equality(variable, value)));
    }

    /** @throws IllegalArgumentException when it is more than a choice of equalities */
    static Condition parse(String text) {
        List<Equality> any = new ArrayList<>();
        for (String part : text.split(" OR ", -1)) {
            var match = EQUALITY.matcher(part);
            if (!match.matches()) throw new IllegalArgumentException("only __x__:value = 'y' and OR are read here");
            any.add(new Equality(match.group(1), match.group(2)));
        }
        return new Condition(any);
    }

    boolean holds(Map<String, String> values) {
        return any.stream().anyMatch(each -> each.holds(values));
    }

    /** Whether every variable has a value. */
    boolean decided(Map<String, String> values) {
        return any.stream().allMatch(each -> values.containsKey(each.variable()));
    }
}
