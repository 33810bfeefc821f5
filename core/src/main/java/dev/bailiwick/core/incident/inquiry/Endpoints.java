package dev.bailiwick.core.incident.inquiry;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls to unexpected endpoints, or at unexpected times. */
final class Endpoints {
    /** With less than this before, nobody can say what is usual. */
    static final int ENOUGH = 50;

    private final Reading reading;
    private final Normal normal;
    private final Set<String> usual;
    private final Set<Integer> hours;

    private Endpoints(Reading reading, Normal normal) {
        this.reading = reading;
        this.normal = normal;
        this.usual =
                reading.before().stream().filter(Deed::leaves).map(Deed::target).collect(Collectors.toSet());
        this.hours = reading.before().stream().map(Endpoints::hour).collect(Collectors.toSet());
    }

    static Answer asked(Reading reading, Normal normal) {
        return new Endpoints(reading, normal).answer();
    }

    private Answer answer() {
        List<Sighting> found = new ArrayList<>();
        for (var deed : reading.deeds()) if (!odd(deed).isEmpty()) found.add(deed.sighting(odd(deed)));
        List<String> cannot = new ArrayList<>(reading.gaps());
        if (!timesKnown())
            cannot.add("times: only " + reading.before().size() + " permitted decisions before this time, it takes "
                    + ENOUGH + " to say what is usual");
        return new Answer(Question.ENDPOINTS, found, cannot);
    }

    private boolean timesKnown() {
        return reading.before().size() >= ENOUGH;
    }

    private List<String> odd(Deed deed) {
        List<String> why = new ArrayList<>();
        if (deed.leaves() && !usual.contains(deed.target()) && !normal.listed(deed.target()))
            why.add("never before, and on no list");
        if (deed.leaves() && timesKnown() && !hours.contains(hour(deed)))
            why.add("nothing ever ran in the hour of " + hour(deed) + " UTC");
        return why;
    }

    private static int hour(Deed deed) {
        return deed.at().atZone(ZoneOffset.UTC).getHour();
    }
}
