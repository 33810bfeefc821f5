package dev.bailiwick.cedar.evaluation;

/** A policy as a row of tests that must all hold, in order; what the index already made sure of is left out. */
final class CompiledPolicy {
    private final int number;
    private final boolean permit;
    private final Node[] tests;

    CompiledPolicy(int number, boolean permit, Node[] tests) {
        this.number = number;
        this.permit = permit;
        this.tests = tests;
    }

    void run(Verdict verdict) {
        try {
            for (Node test : tests) {
                if (!test.test(verdict.frame)) return;
            }
            verdict.satisfied(number, permit);
        } catch (Signal _) {
            verdict.failed(number);
        }
    }
}
