package dev.bailiwick.console.approval;

import dev.bailiwick.console.text.Origin;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Who supplied what the call acts on and what it carries: the fact that decides most requests. Read from the entry that
 * asked, never from the agent; what that entry does not say is said to be unknown.
 *
 * @param destination who supplied the destination, a sentence of ours
 * @param tone {@code good}, {@code wait} or {@code bad}
 * @param deciding where the least trustworthy argument came from
 * @param others where the other arguments came from
 * @param tainted whether the session had read untrusted content before
 * @param policies with which version of the policies it was judged
 */
public record Supplied(
        String destination,
        String tone,
        String content,
        Optional<Origin> deciding,
        List<Origin> others,
        boolean tainted,
        List<Applied.Forbid> rules,
        String policies) {
    private static final Supplied UNKNOWN = new Supplied(
            "unknown: the log's entry cannot be read",
            "bad",
            "unknown",
            Optional.empty(),
            List.of(),
            true,
            List.of(),
            "");

    public Supplied {
        others = List.copyOf(others);
        rules = List.copyOf(rules);
    }

    /** @param body of the entry that asked */
    static Supplied of(Optional<JsonObject> body) {
        try {
            return body.flatMap(whole -> whole.object("judgement"))
                    .map(Judgement::of)
                    .map(Supplied::of)
                    .orElse(UNKNOWN);
        } catch (JsonException e) {
            return UNKNOWN;
        }
    }

    private static Supplied of(Judgement judgement) {
        var meaning = judgement.meaning();
        var origins = origins(meaning);
        return new Supplied(
                words(meaning.destination()),
                tone(meaning.destination()),
                words(meaning.content()),
                origins.stream().findFirst(),
                origins.stream().skip(1).toList(),
                meaning.readUntrusted(),
                judgement.applied().forbids(),
                judgement.versions().policies().hex().substring(0, 12));
    }

    /** Where the arguments came from, the least trustworthy first. */
    private static List<Origin> origins(Meaning meaning) {
        return meaning.provenance().stream()
                .sorted((one, other) -> other.source().compareTo(one.source()))
                .map(Origin::of)
                .toList();
    }

    private static String words(Source source) {
        return switch (source) {
            case NONE -> "nobody: there is none";
            case PERSON -> "the person's own words";
            case INTERNAL -> "an approved source inside";
            case MODEL -> "the model alone: nobody wrote it";
            case UNTRUSTED -> "untrusted content the agent read";
        };
    }

    private static String tone(Source source) {
        return switch (source) {
            case NONE, PERSON, INTERNAL -> "good";
            case MODEL -> "wait";
            case UNTRUSTED -> "bad";
        };
    }
}
