package dev.bailiwick.procedure.credential;

import dev.bailiwick.core.credential.Lease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The places where leases are kept, as one. What opens needs all of them; what closes goes on with those that answer, and
 * says which did not.
 */
final class Records {
    private final List<Leases> places;

    Records(List<Leases> places) {
        this.places = List.copyOf(places);
    }

    /** @throws RuntimeException of the first place that does not answer */
    void require(Lease lease) {
        places.forEach(place -> place.put(lease));
    }

    /** Returns what could not be written. */
    List<String> attempt(Lease lease) {
        List<String> failed = new ArrayList<>();
        for (var place : places) {
            try {
                place.put(lease);
            } catch (RuntimeException e) {
                failed.add(String.valueOf(e.getMessage()));
            }
        }
        return failed;
    }

    /**
     * Every open lease that any place knows.
     *
     * @throws RuntimeException of the last place when none answers
     */
    List<Lease> open() {
        Map<String, Lease> found = new LinkedHashMap<>();
        RuntimeException last = null;
        int answered = 0;
        for (var place : places) {
            try {
                place.open().forEach(lease -> found.merge(lease.id(), lease, Records::nearerItsEnd));
                answered++;
            } catch (RuntimeException e) {
                last = e;
            }
        }
        if (answered == 0 && last != null) throw last;
        return List.copyOf(found.values());
    }

    /** A place that missed a word does not bring a lease back. */
    private static Lease nearerItsEnd(Lease one, Lease other) {
        return one.state().compareTo(other.state()) >= 0 ? one : other;
    }
}
