package dev.bailiwick.host.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an account can do to a path, by owner, group and mode (path_resolution(7)). What cannot be found out counts as
 * possible. Access control lists are seen only through the mode's group bits, which bound them: a path closed to group and
 * others is closed to every list.
 */
public final class Reach {
    private static final int READ = 4;
    private static final int WRITE = 2;
    private static final int EXECUTE = 1;
    private static final int STICKY = 01000;

    private final Account account;

    public Reach(Account account) {
        this.account = account;
    }

    /** Whether the account can read the file, or list the folder. */
    public boolean canRead(Path path) {
        if (account.isRoot()) return true;
        return real(path)
                .map(real -> canEnterParents(real) && allowed(real, READ))
                .orElse(true);
    }

    /**
     * How the account could change what stands at this path, empty when it could not: by writing it, or by writing a folder
     * above it and putting something else in its place. A path that does not exist yet is judged by its folders.
     */
    public Optional<String> wayToChange(Path path) {
        if (account.isRoot()) return Optional.of("root changes everything");
        var given = way(path.toAbsolutePath().normalize());
        if (given.isPresent()) return given;
        return real(path).flatMap(this::way);
    }

    private Optional<String> way(Path path) {
        for (var step : steps(path)) {
            if (!Files.exists(step, LinkOption.NOFOLLOW_LINKS)) return Optional.empty();
            if (!canEnterParents(step)) return Optional.empty();
            boolean last = step.equals(path);
            if (last ? !link(step) && canWrite(step) : canReplaceIn(step, path)) {
                return Optional.of("account \"" + account.name() + "\" can write \"" + step + "\"");
            }
        }
        return Optional.empty();
    }

    /** The owner of a file can give itself the right whatever the mode says. */
    private boolean canWrite(Path path) {
        return allowed(path, WRITE) || owns(path);
    }

    /** In a sticky folder such as /tmp only the entry's and the folder's owner can replace an entry. */
    private boolean canReplaceIn(Path folder, Path path) {
        if (link(folder)) return false;
        if (owns(folder)) return true;
        if (!allowed(folder, WRITE) || !allowed(folder, EXECUTE)) return false;
        var entry = folder.resolve(path.getName(folder.getNameCount()));
        boolean taken = Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
        return !sticky(folder) || !taken || owns(entry);
    }

    private boolean canEnterParents(Path path) {
        for (var step : steps(path)) {
            if (!step.equals(path) && !link(step) && !allowed(step, EXECUTE) && !owns(step)) return false;
        }
        return true;
    }

    /** The root first, the path itself last. */
    private static List<Path> steps(Path path) {
        List<Path> steps = new ArrayList<>();
        for (Path step = path; step != null; step = step.getParent()) steps.addFirst(step);
        return steps;
    }

    private static boolean link(Path path) {
        return Files.isSymbolicLink(path);
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private boolean allowed(Path path, int right) {
        return facts(path).map(facts -> (facts.bitsFor(account) & right) != 0).orElse(true);
    }

    private boolean owns(Path path) {
        return facts(path).map(facts -> facts.owner() == account.number()).orElse(true);
    }

    private static boolean sticky(Path folder) {
        return facts(folder).map(facts -> (facts.mode() & STICKY) != 0).orElse(false);
    }

    /** What stat(2) says of a path. */
    private record Facts(int mode, long owner, long group) {
        /** The one class of the mode that applies: owner, else group, else others. */
        int bitsFor(Account account) {
            if (owner == account.number()) return mode >> 6;
            return account.groups().contains(group) ? mode >> 3 : mode;
        }
    }

    /** Empty when the path cannot be looked at. */
    private static Optional<Facts> facts(Path path) {
        try {
            var read = Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
            return read.get("mode") instanceof Integer mode
                            && read.get("uid") instanceof Integer owner
                            && read.get("gid") instanceof Integer group
                    ? Optional.of(new Facts(mode, Integer.toUnsignedLong(owner), Integer.toUnsignedLong(group)))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }
}
