package dev.bailiwick.console.posture;

import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Dossier;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.json.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pages show of machines, in words. */
public final class PostureView {
    private PostureView() {}

    /** One agent in the list; {@code obstacle} says what keeps it from production. */
    public record Machine(String id, String step, String tone, Optional<String> obstacle, Counts counts, String seen) {}

    public record Counts(long passed, long failed, long unknown) {
        static Counts of(Stream<Result> results) {
            var of = results.collect(Collectors.groupingBy(Result::standing, Collectors.counting()));
            return new Counts(
                    of.getOrDefault(Standing.PASS, 0L),
                    of.getOrDefault(Standing.FAIL, 0L),
                    of.getOrDefault(Standing.UNKNOWN, 0L));
        }
    }

    /** An agents' machine that is not the server's, and when it was heard. */
    public record Node(String id, List<String> agents, String state, String tone, String heard) {
        public Node {
            agents = List.copyOf(agents);
        }
    }

    public record All(List<Machine> machines, List<Node> nodes) {
        public All {
            machines = List.copyOf(machines);
            nodes = List.copyOf(nodes);
        }
    }

    /** One agent's machine. */
    public record One(Machine machine, String profile, List<Group> groups) {
        public One {
            groups = List.copyOf(groups);
        }
    }

    /** One step of the brief. */
    public record Group(String name, String about, String tone, String word, List<Control> controls) {
        public Group {
            controls = List.copyOf(controls);
        }
    }

    /** One control: promised, declared in a rendered line, enforced by that file as it lies there, observed. */
    public record Control(
            String id,
            String promise,
            String severity,
            String word,
            String tone,
            String because,
            String source,
            Optional<Line> line,
            String seen) {}

    /** A rendered line, and what became of its file. */
    public record Line(String place, String copy, String tone) {}

    static List<Group> groups(Dossier dossier, Instant now) {
        var proofs = dossier.proofs(now);
        return Stream.of(Check.Group.values())
                .map(group -> group(
                        group,
                        proofs.stream()
                                .filter(proof -> proof.result().check().group() == group)
                                .toList(),
                        now))
                .toList();
    }

    private static Group group(Check.Group group, List<Dossier.Proof> proofs, Instant now) {
        var counts = Counts.of(proofs.stream().map(Dossier.Proof::result));
        return new Group(name(group), about(group), tone(counts), word(counts), controls(proofs, now));
    }

    /** What is open first, the worst of it on top. */
    private static List<Control> controls(List<Dossier.Proof> proofs, Instant now) {
        return proofs.stream()
                .sorted(java.util.Comparator.comparing(
                                (Dossier.Proof proof) -> !proof.result().open())
                        .thenComparing(proof -> proof.result().check().severity(), java.util.Comparator.reverseOrder()))
                .map(proof -> control(proof, now))
                .toList();
    }

    static String tone(Counts counts) {
        if (counts.failed() > 0) return "bad";
        return counts.unknown() > 0 ? "wait" : "good";
    }

    private static String word(Counts counts) {
        if (counts.failed() > 0) return counts.failed() + " failed";
        return counts.unknown() > 0 ? counts.unknown() + " unknown" : "met";
    }

    private static Control control(Dossier.Proof proof, Instant now) {
        var result = proof.result();
        return new Control(
                result.check().id(),
                result.check().promise(),
                Fields.spelling(result.check().severity()),
                word(result.standing()),
                tone(result.standing()),
                result.because(),
                result.source(),
                result.declared().map(PostureView::line),
                proof.look().map(look -> seen(look, now)).orElse("never"));
    }

    private static Line line(Result.Declared declared) {
        return new Line(
                declared.place(),
                switch (declared.copy()) {
                    case AS_RENDERED -> "as rendered";
                    case CHANGED -> "changed after rendering";
                    case MISSING -> "not there";
                    case UNSEEN -> "nobody said where it lies";
                },
                switch (declared.copy()) {
                    case AS_RENDERED -> "good";
                    case CHANGED, MISSING -> "bad";
                    case UNSEEN -> "quiet";
                });
    }

    static String seen(Look look, Instant now) {
        var who = look.eyes() == Look.Eyes.HOUSE ? "by Bailiwick" : "handed in by a person";
        return Spoken.left(Duration.between(look.at(), now)) + " ago, " + who;
    }

    private static String word(Standing standing) {
        return standing == Standing.NOT_APPLICABLE
                ? "not applicable"
                : standing.name().toLowerCase(Locale.ROOT);
    }

    private static String tone(Standing standing) {
        return switch (standing) {
            case PASS -> "good";
            case FAIL -> "bad";
            case UNKNOWN -> "wait";
            case NOT_APPLICABLE -> "quiet";
        };
    }

    private static String name(Check.Group group) {
        return switch (group) {
            case NETWORK -> "1 Network";
            case ACCOUNT -> "2 Account";
            case CONTAINER -> "3 Container and service";
            case SECRETS -> "4 Secrets";
            case COMMANDS -> "5 Commands";
            case RECORD -> "Record and host";
        };
    }

    private static String about(Check.Group group) {
        return switch (group) {
            case NETWORK -> "who reaches it, and whom it reaches";
            case ACCOUNT -> "as whom it runs";
            case CONTAINER -> "what the kernel and the runtime hold it to";
            case SECRETS -> "where keys lie";
            case COMMANDS -> "what it can run";
            case RECORD -> "beyond the five steps: no gate, findings all the same";
        };
    }
}
