package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Verdict.Decision;
import dev.bailiwick.core.value.Host;
import dev.bailiwick.core.value.Url;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of programs, and of the places and hosts they may touch. What is on no list is denied; what is on a list but has more
 * effect than the list foresees goes to a person.
 *
 * @param folder where lines start
 * @param verbs the only subcommands of some programs
 * @param require options that must be given to some programs
 * @param closed patterns of files below the folder that nobody writes
 */
public record AllowlistProfile(
        Set<String> commands,
        String folder,
        List<String> readRoots,
        List<String> writeRoots,
        List<String> redirectRoots,
        Set<String> hosts,
        Map<String, List<String>> verbs,
        Map<String, List<String>> require,
        List<String> closed)
        implements Profile {
    private static final Set<String> DEVICES = Set.of("/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr");

    public AllowlistProfile {
        commands = Set.copyOf(commands);
        readRoots = List.copyOf(readRoots);
        writeRoots = List.copyOf(writeRoots);
        redirectRoots = List.copyOf(redirectRoots);
        hosts = Set.copyOf(hosts);
        verbs = Map.copyOf(verbs);
        require = Map.copyOf(require);
        closed = List.copyOf(closed);
    }

    @Override
    public Verdict judge(Analysis analysis, Places places) {
        var judging = new Judging();
        analysis.refused().ifPresent(refused -> judging.add(Decision.DENY, refused.sentence()));
        for (var use : analysis.uses()) {
            program(use, judging);
            for (var touch : use.touches()) judging.add(decision(touch, places), touch.because(), touch.operand());
        }
        return judging.verdict();
    }

    private void program(Use use, Judging judging) {
        if (use.program().isEmpty() || !commands.contains(use.program())) {
            judging.add(
                    Decision.DENY,
                    "the program is not on the list",
                    use.arguments().getFirst());
            return;
        }
        var allowed = verbs.get(use.program());
        if (allowed != null && use.verbs().stream().noneMatch(allowed::contains)) {
            judging.add(Decision.APPROVE, "the subcommand is not on the list", String.join(" ", use.verbs()));
        }
        for (String option : require.getOrDefault(use.program(), List.of())) {
            if (!use.options().contains(option)) {
                judging.add(Decision.DENY, "the program is on the list only with an option", option);
            }
        }
    }

    private Decision decision(Touch touch, Places places) {
        return switch (touch.kind()) {
            case READ -> reads(touch.operand(), places);
            case WRITE -> writes(touch.operand(), places);
            case TREE -> strictest(Decision.APPROVE, writes(touch.operand(), places));
            case SCRIPT -> writes(touch.operand(), places);
            case NETWORK -> reaches(touch.operand());
            case PROJECT -> Decision.ALLOW;
            case SEND, PROGRAM, INLINE, INSTALL, PERSISTENCE, PRIVILEGE, SYSTEM -> Decision.APPROVE;
            case SECRET, UNKNOWN -> Decision.DENY;
        };
    }

    private static Decision strictest(Decision one, Decision other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Decision reads(String path, Places places) {
        var found = Places.resolved(path, folder);
        if (found.isEmpty() || places.secret(found.get())) return Decision.DENY;
        return DEVICES.contains(found.get()) || within(found.get(), readRoots) ? Decision.ALLOW : Decision.DENY;
    }

    private Decision writes(String path, Places places) {
        var found = Places.resolved(path, folder);
        if (found.isEmpty() || places.secret(found.get()) || places.persistent(found.get())) return Decision.DENY;
        if (closed.stream().anyMatch(pattern -> Places.fits(found.get(), pattern))) return Decision.DENY;
        return within(found.get(), writeRoots) && within(found.get(), redirectRoots) ? Decision.ALLOW : Decision.DENY;
    }

    private static boolean within(String path, List<String> roots) {
        return roots.stream().anyMatch(root -> Places.within(path, root));
    }

    private Decision reaches(String where) {
        Optional<Host> host = where.contains(":")
                ? Url.of(where).filter(AllowlistProfile::usualPort).map(Url::host)
                : Host.read(where);
        return host.filter(found -> found.isThisMachine() || hosts.contains(found.text()))
                        .isPresent()
                ? Decision.ALLOW
                : Decision.DENY;
    }

    private static boolean usualPort(Url url) {
        return url.port() == 443 || url.port() == 80;
    }
}
