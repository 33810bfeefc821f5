package dev.bailiwick.core.exposure;

import dev.bailiwick.core.guide.Category;
import dev.bailiwick.core.guide.Power;
import dev.bailiwick.core.value.DataClass;
import java.util.Set;

/** One power over one system. */
public record Effect(String system, Power power, Set<DataClass> data, Set<Category> categories) {
    public Effect {
        data = Set.copyOf(data);
        categories = Set.copyOf(categories);
    }

    private static final Set<DataClass> OF_PEOPLE = Set.of(DataClass.PERSONAL, DataClass.HEALTH, DataClass.CARD);

    /** Whether it shows data of people. */
    public boolean showsPeople() {
        return power == Power.READ && data.stream().anyMatch(OF_PEOPLE::contains);
    }
}
