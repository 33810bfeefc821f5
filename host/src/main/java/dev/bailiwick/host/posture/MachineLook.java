package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.Advisories;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Inspection;
import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.hardening.artefact.Trace;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** One look at this machine: what was seen, judged, and traced to the rendered files. The server and the command line share it. */
public final class MachineLook {
    private final Scanner scanner;
    private final InstantSource clock;

    /** What is looked at. */
    public sealed interface Target {
        /** The machine alone. */
        record Host() implements Target {}

        /** A process with all it started. */
        record Running(long pid) implements Target {}

        record Container(String id) implements Target {}
    }

    public MachineLook(Scanner scanner, InstantSource clock) {
        this.scanner = scanner;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when no runtime on this machine knows the container */
    public Posture at(Target target, Optional<AgentProfile> profile, Watched places, Optional<Advisories> feed) {
        var results = Inspection.of(observe(target, profile), profile).stream()
                .map(each -> each.check() == Check.HST_04
                        ? feed.map(known -> versions(known, places)).orElse(each)
                        : each)
                .toList();
        return new Posture(profile.map(Artefacts::of)
                .map(artefacts -> traced(artefacts, places, results))
                .orElse(results));
    }

    private Result versions(Advisories feed, Watched places) {
        try {
            return feed.over(InstalledParts.below(places.parts()), clock.instant());
        } catch (IOException e) {
            return new Result(Check.HST_04, Standing.UNKNOWN, String.valueOf(e.getMessage()), "");
        }
    }

    private static List<Result> traced(Artefacts artefacts, Watched places, List<Result> results) {
        return new Trace(artefacts, RenderedCopies.of(artefacts, places)).over(results);
    }

    private Observed observe(Target target, Optional<AgentProfile> profile) {
        return switch (target) {
            case Target.Host() -> scanner.host(profile);
            case Target.Running(var pid) -> scanner.process(pid, profile);
            case Target.Container(var id) -> scanner.container(id, profile);
        };
    }
}
