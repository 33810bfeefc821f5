package dev.bailiwick.core.incident.inquiry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Commands outside normal workflows: what nobody had asked for, and what no decision stands behind. */
final class Commands {
    private static final Set<String> PAST_THE_GATE = Set.of("undecided-call", "ungated-schedule");

    private Commands() {}

    static Answer asked(Reading reading) {
        List<Sighting> found = new ArrayList<>();
        for (var deed : reading.deeds())
            if (deed.command() && !deed.unasked().isEmpty()) found.add(deed.sighting(deed.unasked()));
        reading.alerts(PAST_THE_GATE).forEach(found::add);
        reading.undecided().forEach(found::add);
        return new Answer(Question.COMMANDS, found, reading.gaps());
    }
}
