package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.Advisories;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Inspection;
import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Requirements.Need;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.hardening.VendorAudit;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.hardening.artefact.Trace;
import dev.bailiwick.host.confine.ConfinementFailed;
import dev.bailiwick.host.process.StopTrial;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One look at this machine: what was seen, judged, and traced to the rendered files. The server and the command line share it. */
public final class MachineLook {
    private static final String STOPPED = "a process tree of our own";

    private final Scanner scanner;
    private final Trials trials;
    private final InstantSource clock;

    /** What is looked at. */
    public sealed interface Target {
        /** The machine alone. */
        record Host() implements Target {}

        /** A process with all it started. */
        record Running(long pid) implements Target {}

        record Container(String id) implements Target {}
    }

    public MachineLook(Trials trials, InstantSource clock) {
        this.scanner = new Scanner(clock, trials.landlock());
        this.trials = trials;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when no runtime on this machine knows the container */
    public Posture at(Target target, Optional<AgentProfile> profile, Watched places, Optional<Advisories> feed) {
        // most of a trial is waiting for a process
        var trying = CompletableFuture.supplyAsync(
                () -> beyond(profile, places, feed).toList());
        var seen = Inspection.of(observe(target, profile), profile);
        Map<Check, Result> beyond = new EnumMap<>(Check.class);
        trying.join().forEach(each -> beyond.put(each.check(), each));
        var results = seen.stream()
                .map(each -> together(each, beyond.getOrDefault(each.check(), each)))
                .toList();
        return new Posture(profile.map(Artefacts::of)
                .map(artefacts -> traced(artefacts, places, results))
                .orElse(results));
    }

    private static Result together(Result seen, Result beyond) {
        return seen.check() == Check.SEC_02 && !seen.equals(beyond) ? SecretPlaces.both(beyond, seen) : beyond;
    }

    /** What is tried, and what others' files say. */
    private Stream<Result> beyond(Optional<AgentProfile> profile, Watched places, Optional<Advisories> feed) {
        var said = Stream.<Result>builder();
        profile.ifPresent(each -> {
            said.add(trials.commands().under(each));
            said.add(ways(each));
            said.add(BackupListing.judge(each, places.backup(), clock.instant()));
            said.add(SecretPlaces.judge(each, places));
        });
        trials.stop().get().ifPresent(outcome -> said.add(stop(outcome)));
        places.audits().forEach(file -> said.add(audit(file)));
        feed.ifPresent(known -> said.add(versions(known, places)));
        return said.build();
    }

    private static Result stop(StopTrial.Outcome outcome) {
        return outcome.wrong()
                .map(why -> new Result(Check.SVC_04, Standing.FAIL, why, STOPPED))
                .orElseGet(() -> new Result(
                        Check.SVC_04,
                        Standing.PASS,
                        "a stand-in with an orphan was gone after "
                                + outcome.took().toMillis() + " ms",
                        STOPPED));
    }

    private Result ways(AgentProfile profile) {
        try {
            var tried = trials.ways().apply(profile);
            if (tried.missing().isPresent())
                return without(profile, tried.missing().get());
            if (!tried.open().isEmpty()) return ways(Standing.FAIL, "open: " + String.join(", ", tried.open()));
            return tried.out()
                    ? ways(
                            Standing.PASS,
                            tried.tried().size() + " ways around were tried and closed, the proxy was reached")
                    : ways(Standing.FAIL, "everything is closed, the egress proxy too");
        } catch (ConfinementFailed e) {
            return ways(Standing.UNKNOWN, String.valueOf(e.getMessage()));
        }
    }

    private static Result without(AgentProfile profile, String why) {
        return profile.requirements().network() == Need.REQUIRED
                ? ways(Standing.FAIL, "this machine gives no network of its own: " + why)
                : ways(Standing.NOT_APPLICABLE, "the profile takes best effort, and this machine gives none: " + why);
    }

    private static Result ways(Standing standing, String because) {
        return new Result(Check.NET_10, standing, because, "a confined process of our own");
    }

    private Result audit(HostPath file) {
        var path = Path.of(file.text());
        try {
            var printed = Json.parseObject(Files.readAllBytes(path), JsonLimits.FILE);
            return new VendorAudit(printed, Files.getLastModifiedTime(path).toInstant()).judged(clock.instant());
        } catch (IOException | JsonException | IllegalArgumentException e) {
            return new Result(Check.OCA_01, Standing.UNKNOWN, path + " is none of OpenClaw's audits", "");
        }
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
