package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.host.secrecy.SecretSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a secret lies in clear where an agent lives: its configuration, unit, rendered files, workspace and state. */
final class SecretPlaces {
    private static final int TOLD = 5;
    private static final List<Path> UNITS =
            List.of(Path.of("/etc/systemd/system/openclaw.service"), Path.of("/etc/systemd/system/openclaw.service.d"));

    private SecretPlaces() {}

    static Result judge(AgentProfile profile, Watched watched) {
        var places = places(profile, watched);
        if (places.isEmpty()) return said(Standing.UNKNOWN, "none of its folders is there");
        var outcome = SecretSearch.in(
                places,
                profile.files().secrets().stream().map(SecretPlaces::path).collect(Collectors.toSet()));
        if (!outcome.found().isEmpty()) return said(Standing.FAIL, told(outcome.found()));
        return outcome.unread().isEmpty()
                ? said(Standing.PASS, "none in " + outcome.files() + " files, and no variable looks like one")
                : said(Standing.UNKNOWN, outcome.unread().getFirst());
    }

    private static List<Path> places(AgentProfile profile, Watched watched) {
        List<Path> places = new ArrayList<>(UNITS);
        for (var each : List.of(
                profile.files().config(),
                profile.files().workspace(),
                profile.files().state())) places.add(path(each));
        watched.rendered().map(SecretPlaces::path).ifPresent(places::add);
        watched.installed().values().stream().map(SecretPlaces::path).forEach(places::add);
        return places.stream().filter(Files::exists).distinct().toList();
    }

    private static Path path(HostPath path) {
        return Path.of(path.text());
    }

    private static String told(List<SecretSearch.Found> found) {
        var first = found.stream()
                .limit(TOLD)
                .map(each -> each.kind() + " at " + each.place())
                .collect(Collectors.joining("; "));
        return found.size() > TOLD ? first + "; and " + (found.size() - TOLD) + " more" : first;
    }

    /** The stricter of both words: what the files say, and what the environment says. */
    static Result both(Result files, Result environment) {
        return Optional.of(environment)
                .filter(each -> each.standing() == Standing.FAIL && files.standing() == Standing.FAIL)
                .map(each -> said(Standing.FAIL, each.because() + "; " + files.because()))
                .orElseGet(() -> rank(environment) > rank(files) ? environment : files);
    }

    private static int rank(Result result) {
        return switch (result.standing()) {
            case FAIL -> 3;
            case UNKNOWN -> 2;
            case PASS -> 1;
            case NOT_APPLICABLE -> 0;
        };
    }

    private static Result said(Standing standing, String because) {
        return new Result(Check.SEC_02, standing, because, "credentials find");
    }
}
