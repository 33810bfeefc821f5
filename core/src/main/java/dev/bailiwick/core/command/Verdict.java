package dev.bailiwick.core.command;

import java.util.List;

/**
 * What a profile says about a line.
 *
 * @param reasons one clause each, strictest first; they may quote the line
 */
public record Verdict(Decision decision, List<String> reasons) {
    /** From the most lenient to the strictest. */
    public enum Decision {
        ALLOW,
        APPROVE,
        DENY
    }

    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
