package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.decision.Question;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.json.JsonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something the agent did or tried, as it was judged.
 *
 * @param probe whether it was Bailiwick's own
 */
record Deed(long entry, Instant at, String verdict, boolean probe, Meaning meaning) {
    private static final Set<Verb> COMMANDS = EnumSet.of(
            Verb.EXECUTE, Verb.DEPLOY, Verb.CONFIGURE, Verb.CHANGE_ACCESS, Verb.AMEND_INSTRUCTIONS, Verb.UNCLASSIFIED);
    private static final Set<Resource.Kind> FILES =
            EnumSet.of(Resource.Kind.DOCUMENT, Resource.Kind.INSTRUCTION, Resource.Kind.REPOSITORY);
    private static final Set<Resource.Kind> HOSTS = EnumSet.of(Resource.Kind.HOST, Resource.Kind.WEB_ORIGIN);

    /** Read from a decision; empty when nobody understood it, or when its body is gone or of another version. */
    static Optional<Deed> of(Entry entry) {
        try {
            return entry.body()
                    .object("judgement")
                    .flatMap(judgement -> judgement.object("question"))
                    .map(Question::of)
                    .map(question -> new Deed(
                            entry.sequence(),
                            entry.at(),
                            Decided.of(entry).verdict().orElse(""),
                            question.canary(),
                            question.meaning()));
        } catch (JsonException _) {
            return Optional.empty();
        }
    }

    /** Only what was permitted shows what is usual: what was refused again and again does not become so. */
    boolean happened() {
        return verdict.equals("permit");
    }

    boolean command() {
        return COMMANDS.contains(meaning.verb());
    }

    boolean file() {
        return FILES.contains(meaning.resource().kind());
    }

    boolean instruction() {
        return meaning.resource().kind() == Resource.Kind.INSTRUCTION || meaning.verb() == Verb.AMEND_INSTRUCTIONS;
    }

    boolean leaves() {
        return meaning.resource().external();
    }

    boolean host() {
        return HOSTS.contains(meaning.resource().kind());
    }

    String target() {
        return meaning.resource().id();
    }

    boolean injected() {
        return meaning.signal() >= 2
                || meaning.destination() == Source.UNTRUSTED
                || (meaning.content() == Source.UNTRUSTED && command());
    }

    /** What speaks against its having been somebody's wish. */
    List<String> unasked() {
        List<String> why = new ArrayList<>();
        if (injected()) why.add("it came from something the agent had read");
        else if (!meaning.verbAsked() && meaning.instructed().isEmpty()) why.add("nobody had asked for it");
        return why;
    }

    /** This, seen, with what makes it odd. */
    Sighting sighting(List<String> why) {
        return new Sighting(Optional.of(entry), at, sentence(), why);
    }

    /** How it is told: what it was, and whether it happened. */
    String sentence() {
        String what = meaning.operation().id() + " "
                + (meaning.operation().target().isEmpty()
                        ? target()
                        : meaning.operation().target());
        return happened() ? what : what + " (" + verdict + ")";
    }
}
