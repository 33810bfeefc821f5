package dev.bailiwick.core.incident.recovery;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import java.util.Set;
import java.util.TreeSet;

/**
 * The credentials of one agent since a case was opened: which keys the case ended, which of them stand there anew, and
 * whether the agent has its own again. Folded from the register's entries of that agent, in the order of the log.
 */
public final class Generation {
    private final Set<String> ended = new TreeSet<>();
    private final Set<String> anew = new TreeSet<>();
    private boolean own;

    /** Takes in one more entry; what is not about credentials changes nothing. */
    public void take(Entry entry) {
        if (entry.kind() != Event.Kind.REGISTER) return;
        var key = entry.body().string("key");
        switch (entry.body().string("what").orElse("")) {
            case "key-revoked" -> key.ifPresent(ended::add);
            case "key-added" -> key.filter(ended::contains).ifPresent(anew::add);
            case "credentials-revoked" -> own = false;
            case "credentials-issued" -> own = true;
            default -> {}
        }
    }

    /** A key the containment itself named, whatever the register says of it. */
    public void ended(String key) {
        ended.add(key);
    }

    /** Whether the agent has its own credentials again. */
    public boolean own() {
        return own;
    }

    public int keys() {
        return ended.size();
    }

    public int reissued() {
        return anew.size();
    }

    /** What is not there again. */
    public Set<String> missing() {
        var missing = new TreeSet<>(ended);
        missing.removeAll(anew);
        return Set.copyOf(missing);
    }
}
