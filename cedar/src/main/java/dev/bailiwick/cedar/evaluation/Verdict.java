package dev.bailiwick.cedar.evaluation;

import java.util.Arrays;

/**
 * The outcome of one evaluation by a {@link CompiledAuthorizer}, as bits by policy number. Made once and used again and
 * again by one thread, so that an evaluation allocates nothing.
 */
public final class Verdict {
    final Frame frame;
    private final long[] permits;
    private final long[] forbids;
    private final long[] errors;
    private boolean anyPermit;
    private boolean anyForbid;
    private boolean anyError;

    Verdict(int policies, int paths) {
        frame = new Frame(paths);
        int words = (policies + 63) >>> 6;
        permits = new long[words];
        forbids = new long[words];
        errors = new long[words];
    }

    void clear() {
        if (anyPermit) Arrays.fill(permits, 0);
        if (anyForbid) Arrays.fill(forbids, 0);
        if (anyError) Arrays.fill(errors, 0);
        anyPermit = false;
        anyForbid = false;
        anyError = false;
    }

    void satisfied(int number, boolean permit) {
        if (permit) {
            permits[number >>> 6] |= 1L << number;
            anyPermit = true;
        } else {
            forbids[number >>> 6] |= 1L << number;
            anyForbid = true;
        }
    }

    void failed(int number) {
        errors[number >>> 6] |= 1L << number;
        anyError = true;
    }

    /** Allow when some permit and no forbid is satisfied; errors do not count, as in {@link Answer#decision()}. */
    public Decision decision() {
        return anyPermit && !anyForbid ? Decision.ALLOW : Decision.DENY;
    }

    public boolean anyPermit() {
        return anyPermit;
    }

    public boolean anyForbid() {
        return anyForbid;
    }

    public boolean anyError() {
        return anyError;
    }

    /** Whether the permit of that number, by {@link CompiledAuthorizer#policies()}, is satisfied. */
    public boolean permitted(int number) {
        return (permits[number >>> 6] & 1L << number) != 0;
    }

    public boolean forbade(int number) {
        return (forbids[number >>> 6] & 1L << number) != 0;
    }

    public boolean erred(int number) {
        return (errors[number >>> 6] & 1L << number) != 0;
    }
}
