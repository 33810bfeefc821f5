package dev.bailiwick.procedure.incident;

import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.evidence.Exhibit;
import java.util.List;

/** Where evidence lies that is not in the log. */
public interface Scene {
    /** What was found there, secrets taken out, and what was left, with the reason. */
    record Collected(List<Exhibit> exhibits, List<String> left) {
        public Collected {
            exhibits = List.copyOf(exhibits);
            left = List.copyOf(left);
        }
    }

    /** Everything of the case's agents that can be had now. It changes nothing there. */
    Collected collect(Incident incident);
}
