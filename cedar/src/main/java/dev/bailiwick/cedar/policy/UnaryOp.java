package dev.bailiwick.cedar.policy;

/** Operators and methods of one operand. */
public enum UnaryOp {
    NOT("!"),
    NEGATE("-"),
    /** The method {@code isEmpty()} of sets. */
    IS_EMPTY("isEmpty");

    private final String word;

    UnaryOp(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
