package dev.bailiwick.core.guide;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A permission as the system names it.
 *
 * @param allows what it is for, in a clause
 * @param onward where it leads beyond this system
 */
public record Scope(
        String name, Standing standing, String allows, Set<Power> powers, Set<Onward> onward, Certainty sure) {
    private static final Pattern NAME = Pattern.compile("[\\p{Graph}&&[^,=]]{1,100}");

    public Scope {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a scope is 1 to 100 visible characters without spaces, commas and =");
        }
        powers = Set.copyOf(powers);
        onward = Set.copyOf(onward);
        if (powers.isEmpty()) throw new IllegalArgumentException("the scope \"" + name + "\" can do nothing");
    }

    static Scope of(Fields fields, Certainty otherwise) {
        var scope = new Scope(
                fields.text("scope"),
                fields.oneOf("standing", Standing.class),
                fields.text("allows"),
                Set.copyOf(fields.eachOneOf("powers", Power.class)),
                Set.copyOf(fields.eachOneOf("onward", Onward.class)),
                Fact.certainty(fields, otherwise));
        fields.end();
        return scope;
    }

    JsonObject json() {
        return JsonObject.with("scope", name)
                .and("standing", Fields.spelling(standing))
                .and("allows", allows)
                .and("powers", spellings(powers, Power.class))
                .and("onward", spellings(onward, Onward.class))
                .and("sure", Fields.spelling(sure))
                .build();
    }

    /** Constants in the order they were declared, as JSON spells them. */
    static <E extends Enum<E>> JsonArray spellings(Collection<E> constants, Class<E> type) {
        var sorted = EnumSet.noneOf(type);
        sorted.addAll(constants);
        return JsonArray.ofStrings(sorted.stream().map(Fields::spelling).toList());
    }
}
