package dev.bailiwick.core.exposure;

import dev.bailiwick.core.guide.Category;
import dev.bailiwick.core.guide.Power;
import dev.bailiwick.core.value.DataClass;
import dev.bailiwick.json.Fields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Powers that are worse together than apart.
 *
 * @param needs each of them somewhere in reach
 */
public record Combination(String id, String because, List<Need> needs) {
    /**
     * One part.
     *
     * @param powers one of them is enough
     * @param data on one of these classes; empty means any
     * @param categories in one of these; empty means any
     */
    public record Need(Set<Power> powers, Set<DataClass> data, Set<Category> categories) {
        static Need of(Fields fields) {
            var need = new Need(
                    Set.copyOf(fields.eachOneOf("powers", Power.class)),
                    Set.copyOf(fields.eachOneOf("data", DataClass.class)),
                    Set.copyOf(fields.eachOneOf("categories", Category.class)));
            fields.end();
            return need;
        }

        boolean metBy(Effect effect) {
            return powers.contains(effect.power())
                    && meets(data, effect.data())
                    && meets(categories, effect.categories());
        }

        private static <T> boolean meets(Set<T> wanted, Set<T> found) {
            return wanted.isEmpty() || found.stream().anyMatch(wanted::contains);
        }
    }

    public Combination {
        needs = List.copyOf(needs);
    }

    static Combination of(Fields fields) {
        List<Need> needs = new ArrayList<>();
        for (var each : fields.list("needs")) needs.add(Need.of(each));
        var combination = new Combination(fields.text("id"), fields.text("because"), needs);
        fields.end();
        return combination;
    }

    boolean completedBy(Collection<Effect> effects) {
        return needs.stream().allMatch(need -> effects.stream().anyMatch(need::metBy));
    }
}
