package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a backup holds an agent's secret files: by the listing of what the last one holds, as {@code tar -t}, {@code borg list
 * --short} and {@code restic ls} print it. That is what became of the excludes, whatever tool was told of them.
 */
final class BackupListing {
    private static final Duration FRESH = Duration.ofDays(8);

    private BackupListing() {}

    static Result judge(AgentProfile profile, Optional<HostPath> listing, Instant now) {
        if (profile.files().secrets().isEmpty())
            return said(Standing.NOT_APPLICABLE, "the profile names no secret file", "");
        if (listing.isEmpty())
            return said(Standing.UNKNOWN, "nobody named the listing of a backup (backup, --backup)", "");
        var file = Path.of(listing.get().text());
        try {
            return judge(profile, file, Files.getLastModifiedTime(file).toInstant(), now);
        } catch (IOException | UncheckedIOException e) {
            return said(Standing.UNKNOWN, "the listing " + file + " cannot be read", "");
        }
    }

    private static Result judge(AgentProfile profile, Path file, Instant written, Instant now) throws IOException {
        var secrets = profile.files().secrets().stream()
                .map(each -> bare(each.text()))
                .collect(Collectors.toSet());
        var found = inside(file, secrets);
        if (found.isPresent()) return said(Standing.FAIL, "the last backup holds /" + found.get(), file.toString());
        if (Files.size(file) == 0) return said(Standing.UNKNOWN, "the listing " + file + " is empty", "");
        return now.isBefore(written.plus(FRESH))
                ? said(
                        Standing.PASS,
                        "none of " + secrets.size() + " secret files is in the last backup",
                        file.toString())
                : said(Standing.UNKNOWN, "the listing " + file + " is older than " + FRESH.toDays() + " days", "");
    }

    /** Read as bytes that are letters of their own: a name that is no UTF-8 ends no reading. */
    private static Optional<String> inside(Path file, Set<String> secrets) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.map(BackupListing::bare).filter(secrets::contains).findFirst();
        }
    }

    /** Archives leave out the first slash, or begin with a dot. */
    private static String bare(String path) {
        return path.strip().replaceFirst("^(?:\\./|/)+", "");
    }

    private static Result said(Standing standing, String because, String source) {
        return new Result(Check.SEC_03, standing, because, source);
    }
}
