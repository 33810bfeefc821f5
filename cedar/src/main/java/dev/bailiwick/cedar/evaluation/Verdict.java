package dev.bailiwick.cedar.evaluation;

import java.util.Arrays;

/**
 * The outcome of one evaluation by a {@link CompiledAuthorizer}: the policies that were satisfied or failed, by number.
 * Made once and used again and again by one thread, so that an evaluation allocates nothing; what it costs grows with the
 * policies it names, not with all there are.
 */
public final class Verdict {
    private static final int PERMITTED = 0;
    private static final int FORBADE = 1;
    private static final int ERRED = 2;

    final Frame frame;
    private int[] hits = new int[16];
    private int count;
    private boolean inOrder;
    private boolean anyPermit;
    private boolean anyForbid;
    private boolean anyError;

    Verdict(int kept) {
        frame = new Frame(kept);
    }

    void clear() {
        count = 0;
        inOrder = false;
        anyPermit = false;
        anyForbid = false;
        anyError = false;
    }

    void satisfied(int number, boolean permit) {
        add(number, permit ? PERMITTED : FORBADE);
        if (permit) anyPermit = true;
        else anyForbid = true;
    }

    void failed(int number) {
        add(number, ERRED);
        anyError = true;
    }

    private void add(int number, int how) {
        if (count == hits.length) hits = Arrays.copyOf(hits, 2 * count);
        hits[count++] = number << 2 | how;
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

    /** Whether some policy failed: who guards something refuses then, whatever {@link #decision} says. */
    public boolean anyError() {
        return anyError;
    }

    /** Whether the permit of that number, by {@link CompiledAuthorizer#policies()}, is satisfied. */
    public boolean permitted(int number) {
        return holds(number, PERMITTED);
    }

    /** Whether the forbid of that number is satisfied. */
    public boolean forbade(int number) {
        return holds(number, FORBADE);
    }

    /** Whether the policy of that number failed. */
    public boolean erred(int number) {
        return holds(number, ERRED);
    }

    private boolean holds(int number, int how) {
        sort();
        return Arrays.binarySearch(hits, 0, count, number << 2 | how) >= 0;
    }

    /** The numbers of all policies that were satisfied or failed, ascending, each once. */
    public int[] policies() {
        sort();
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) numbers[i] = hits[i] >>> 2;
        return numbers;
    }

    /** Into the order of the set; a policy that stands under two groups of one action was met twice. */
    private void sort() {
        if (inOrder) return;
        Arrays.sort(hits, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || hits[i] != hits[i - 1]) hits[kept++] = hits[i];
        }
        count = kept;
        inOrder = true;
    }
}
