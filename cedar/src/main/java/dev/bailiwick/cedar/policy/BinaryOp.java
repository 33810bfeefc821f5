package dev.bailiwick.cedar.policy;

/** Operators and methods of two operands, each evaluated left to right, both always evaluated. */
public enum BinaryOp {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    /** {@code a > b} is {@code !(a <= b)}. */
    GREATER(">"),
    /** {@code a >= b} is {@code !(a < b)}. */
    GREATER_OR_EQUAL(">="),
    IN("in"),
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    CONTAINS("contains"),
    CONTAINS_ALL("containsAll"),
    CONTAINS_ANY("containsAny"),
    GET_TAG("getTag"),
    HAS_TAG("hasTag");

    private final String word;

    BinaryOp(String word) {
        this.word = word;
    }

    /** As written, and as the JSON form names it. */
    public String word() {
        return word;
    }

    /** Whether it is written {@code a.contains(b)}. */
    public boolean isMethod() {
        return switch (this) {
            case CONTAINS, CONTAINS_ALL, CONTAINS_ANY, GET_TAG, HAS_TAG -> true;
            default -> false;
        };
    }
}
