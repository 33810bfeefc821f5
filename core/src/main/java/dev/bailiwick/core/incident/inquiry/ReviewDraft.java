package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A first text for each question of the review, made from the evidence and never empty. A person corrects and signs it: what
 * never passed the gate is not in it.
 */
final class ReviewDraft {
    /** What more would not be read. */
    private static final int MOST = 12;

    /** An answer has room for a little more. */
    private static final int LONGEST = 3_900;

    private final Inquiry inquiry;
    private final Reading reading;

    ReviewDraft(Inquiry inquiry, Reading reading) {
        this.inquiry = inquiry;
        this.reading = reading;
    }

    /** By the key of the runbook's step. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("review-access", clipped(access()));
        texts.put("review-scope", clipped(scope()));
        texts.put("review-controls", clipped(controls()));
        texts.put("review-changes", clipped(changes()));
        return texts;
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    private String access() {
        var root = inquiry.rootCause();
        var shown = root.evidence().values().stream().flatMap(List::stream).toList();
        return "By the log: " + Fields.spelling(root.cause()) + ".\n"
                + lines(shown, "The log shows no sign of how they got in.") + doubt();
    }

    private String doubt() {
        return reading.gaps().isEmpty()
                ? ""
                : "\nThe log has not all of it: " + String.join("; ", reading.gaps()) + ".";
    }

    private String scope() {
        long happened = reading.deeds().stream().filter(Deed::happened).count();
        var texts = new ArrayList<String>();
        texts.add(reading.deeds().size() + " actions were tried in this time, " + happened + " were let through.");
        for (var answer : inquiry.answers())
            texts.add(answer.question().sentence() + "\n" + lines(answer.sightings(), "Nothing found.")
                    + answer.cannot().stream()
                            .map(each -> "\nNot known: " + each + ".")
                            .collect(Collectors.joining()));
        return String.join("\n", texts);
    }

    private String controls() {
        var passed = odd().filter(sighting -> passed().contains(sighting.entry().orElse(-1L)))
                .toList();
        var past = Stream.concat(reading.undecided(), reading.changedGate()).toList();
        return "Let through by the gate although it was odd:\n" + lines(passed, "Nothing.") + "\nPast the gate:\n"
                + lines(past, "Nothing that the log shows.") + doubt();
    }

    private List<Long> passed() {
        return reading.deeds().stream().filter(Deed::happened).map(Deed::entry).toList();
    }

    private Stream<Sighting> odd() {
        return inquiry.answers().stream()
                .flatMap(answer -> answer.sightings().stream())
                .distinct();
    }

    private String changes() {
        var cause = inquiry.rootCause().cause();
        return "The way out: " + cause.path() + ".\n" + cause.prevention();
    }

    private static String lines(List<Sighting> sightings, String none) {
        if (sightings.isEmpty()) return none;
        var lines = sightings.stream().limit(MOST).map(ReviewDraft::line).collect(Collectors.joining("\n"));
        return sightings.size() > MOST ? lines + "\nand " + (sightings.size() - MOST) + " more" : lines;
    }

    private static String line(Sighting sighting) {
        return sighting.entry().map(entry -> "entry " + entry + ", ").orElse("") + sighting.at() + ": "
                + sighting.what() + " (" + String.join("; ", sighting.why()) + ")";
    }
}
