package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.json.JsonBoolean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The entries of one agent up to a moment, read once for all questions: what it did in the time in question, what it did
 * before, and what may be missing.
 */
final class Reading {
    private final Instant since;
    private final List<Entry> until;
    private final List<Entry> window;
    private final List<Deed> deeds;
    private final List<Deed> before;
    private final List<String> gaps;

    /** @param cut whether older entries were left out */
    Reading(List<Entry> entries, boolean cut, Instant since, Instant opened) {
        this.since = since;
        this.until =
                entries.stream().filter(entry -> entry.at().isBefore(opened)).toList();
        this.window = until.stream().filter(this::within).toList();
        this.deeds = deeds(window.stream()).toList();
        this.before = deeds(until.stream().filter(entry -> !within(entry)))
                .filter(Deed::happened)
                .toList();
        this.gaps = gaps(cut && until.stream().allMatch(this::within));
    }

    private boolean within(Entry entry) {
        return !entry.at().isBefore(since);
    }

    private static Stream<Deed> deeds(Stream<Entry> entries) {
        return entries.filter(Reading::decision)
                .map(Deed::of)
                .flatMap(Optional::stream)
                .filter(deed -> !deed.probe());
    }

    private static boolean decision(Entry entry) {
        return entry.kind() == Event.Kind.DECISION;
    }

    /** What happened but may not be here. */
    private List<String> gaps(boolean late) {
        List<String> found = new ArrayList<>();
        if (late) found.add("only the newest entries were read, and they begin later than this time does");
        if (deeds.isEmpty()) found.add("the log has no decision of this agent in this time: was it gated at all?");
        long unread = window.stream()
                .filter(entry -> decision(entry) && Deed.of(entry).isEmpty())
                .count();
        if (unread > 0) found.add(unread + " decisions cannot be read: their entries say why");
        away().ifPresent(found::add);
        return List.copyOf(found);
    }

    /** Where the gate was not alive, also when it was not from the beginning on. */
    private Optional<String> away() {
        var pulses = until.stream()
                .filter(entry -> entry.kind() == Event.Kind.LIVENESS)
                .toList();
        var last = pulses.stream().filter(entry -> !within(entry)).reduce((_, later) -> later);
        return Stream.concat(last.stream(), pulses.stream().filter(this::within))
                .filter(entry -> !state(entry).equals("alive"))
                .findFirst()
                .map(entry -> "from entry " + entry.sequence() + " on the gate was " + state(entry)
                        + ": what ran then may not be here");
    }

    List<Entry> window() {
        return window;
    }

    List<Deed> deeds() {
        return deeds;
    }

    /** What was permitted before: it shows what is usual. */
    List<Deed> before() {
        return before;
    }

    List<String> gaps() {
        return gaps;
    }

    Stream<Sighting> alerts(Set<String> words) {
        return ofKind(Event.Kind.ALERT)
                .filter(entry -> words.contains(what(entry)))
                .map(entry -> Sighting.of(entry, what(entry), text(entry)));
    }

    /** A gate that was only lost may be a machine that was switched off; one that was changed is somebody's work. */
    Stream<Sighting> changedGate() {
        return ofKind(Event.Kind.LIVENESS)
                .filter(entry -> Set.of("changed", "canary-passed").contains(state(entry)))
                .map(entry -> Sighting.of(entry, "the gate was changed or passed by", "its own files or its answers"));
    }

    /** What came back although nobody had decided that it may begin. */
    Stream<Sighting> undecided() {
        return ofKind(Event.Kind.OUTCOME)
                .filter(entry -> !entry.body().has("decision")
                        && entry.body().get("ok").equals(Optional.of(new JsonBoolean(true))))
                .map(entry -> Sighting.of(
                        entry, entry.body().string("tool").orElse(""), "it ran, and no decision stands behind it"));
    }

    Stream<Entry> ofKind(Event.Kind kind) {
        return window.stream().filter(entry -> entry.kind() == kind);
    }

    private static String state(Entry entry) {
        return entry.body().string("state").orElse("away");
    }

    static String what(Entry entry) {
        return entry.body().string("what").orElse("");
    }

    static String text(Entry entry) {
        return entry.body().string("text").orElse("");
    }
}
