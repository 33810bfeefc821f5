package dev.bailiwick.cedar.evaluation;

/** An expression that has no value: a wrong type, an overflow, something missing. Carries no stack: it is an answer. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    EvaluationException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** What went wrong, in the words of the reference implementation. */
    public String reason() {
        return reason;
    }
}
