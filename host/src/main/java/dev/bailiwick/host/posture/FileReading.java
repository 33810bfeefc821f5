package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Observed;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.account.Account;
import dev.bailiwick.host.account.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A profile's files as they lie on this machine, and what its account could do to them. */
final class FileReading {
    private static final int OTHERS_WRITE = 022;
    private static final int SET_ID = 06000;

    private static final String UNSEEN = "it cannot be looked at";

    private final AgentProfile profile;
    private final Account account;
    private final Reach reach;
    private final Instant now;

    FileReading(AgentProfile profile, Account account, Instant now) {
        this.profile = profile;
        this.account = account;
        this.reach = new Reach(account);
        this.now = now;
    }

    Observed.Files read() {
        Map<String, String> ways = new HashMap<>();
        for (var path :
                new HostPath[] {profile.files().config(), profile.files().log()}) {
            if (!Files.exists(path(path))) ways.put(path.text(), path + " is not there");
            else reach.wayToChange(path(path)).ifPresent(way -> ways.put(path.text(), way));
        }
        Map<String, String> secrets = new HashMap<>();
        Map<String, Duration> ages = new HashMap<>();
        for (var secret : profile.files().secrets()) {
            if (Files.exists(path(secret), LinkOption.NOFOLLOW_LINKS)) secret(path(secret), secrets, ages);
        }
        Map<String, String> programs = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (var each : profile.programs().allowed()) {
            if (Files.exists(path(each))) programs.put(each.text(), complaint(each));
            else missing.add(each.text());
        }
        return new Observed.Files(ways, secrets, ages, programs, missing, growsOnly());
    }

    private static Path path(HostPath path) {
        return Path.of(path.text());
    }

    private void secret(Path file, Map<String, String> complaints, Map<String, Duration> ages) {
        try {
            complaints.put(file.toString(), String.join("; ", new SecretFile(file, account.number()).complaints()));
            var changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
            ages.put(file.toString(), Duration.between(changed.toInstant(), now));
        } catch (IOException e) {
            complaints.put(file.toString(), UNSEEN);
        }
    }

    private String complaint(HostPath program) {
        try {
            boolean pinned = profile.programs().digests().containsKey(program);
            if (pinned && !profile.programs().is(program, Digest.of(Files.readAllBytes(path(program)))))
                return "it is not the file that the profile pins";
            return changeable(path(program));
        } catch (IOException e) {
            return UNSEEN;
        }
    }

    /** How anybody but root could change a program. */
    private String changeable(Path program) {
        var way = reach.wayToChange(program);
        if (way.isPresent()) return way.get();
        try {
            var real = program.toRealPath();
            int mode = number(real, "mode");
            if (number(real, "uid") != 0) return "it does not belong to root";
            if ((mode & OTHERS_WRITE) != 0) return "others than root may write it";
            return (mode & SET_ID) == 0 ? "" : "it runs with its owner's rights";
        } catch (IOException e) {
            return UNSEEN;
        }
    }

    private static int number(Path file, String name) throws IOException {
        if (Files.getAttribute(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS) instanceof Integer number)
            return number;
        throw new IOException("no " + name + " of " + file);
    }

    private Optional<Boolean> growsOnly() {
        return Tools.ask("lsattr", "-d", "--", profile.files().log().text())
                .map(said -> said.split(" ", -1)[0].contains("a"));
    }
}
