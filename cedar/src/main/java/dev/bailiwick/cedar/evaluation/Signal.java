package dev.bailiwick.cedar.evaluation;

/**
 * Says that a policy failed, and nothing else: made once, without a stack, so that a failing policy costs no allocation.
 * The message comes from running that one policy again in the interpreter.
 */
final class Signal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack, no cause and no suppressed ones to share
    static final Signal FAILED = new Signal();

    private Signal() {
        super("policy failed", null, false, false);
    }
}
