package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.core.value.Host;
import dev.bailiwick.core.value.HostPattern;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is to be expected of the agent.
 *
 * @param since when the case may have begun: what was before shows what is usual
 * @param webList external hosts it may read, in their canonical spelling
 * @param workspace where its files are
 */
public record Normal(Instant since, Set<String> webList, Optional<String> workspace) {
    private static final Pattern UP = Pattern.compile("(?:^|[/\\\\])\\.\\.(?:$|[/\\\\])");

    /** What may lie outside: from the root, from a home, on a drive, under a scheme, by a variable, or not named at all. */
    private static final Pattern ELSEWHERE = Pattern.compile("^$|^[/~]|[\\\\:$%]");

    public Normal {
        webList = Set.copyOf(webList);
    }

    /** A host or a whole origin; whatever is neither is on no list. */
    boolean listed(String host) {
        return Host.read(host)
                .filter(each -> HostPattern.listed(webList, each, 443))
                .isPresent();
    }

    /** A name without a place in front is one of the workspace. */
    boolean inWorkspace(String path) {
        if (UP.matcher(path).find()) return false;
        if (!ELSEWHERE.matcher(path).find()) return true;
        return workspace
                .filter(root -> path.equals(root) || path.startsWith(root + "/"))
                .isPresent();
    }
}
