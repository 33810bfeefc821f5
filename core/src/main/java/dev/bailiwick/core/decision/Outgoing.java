package dev.bailiwick.core.decision;

import dev.bailiwick.core.catalog.Argument;
import dev.bailiwick.core.value.DataClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What sort of data a call's arguments carry, as far as their shape tells. */
final class Outgoing {
    private Outgoing() {}

    static Set<DataClass> classes(List<Argument> arguments) {
        Set<DataClass> found = EnumSet.noneOf(DataClass.class);
        for (var argument : arguments) {
            if (argument.secret().isPresent()) found.add(DataClass.SECRET);
        }
        return found;
    }
}
