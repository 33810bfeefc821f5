package dev.bailiwick.cedar.validation;

/** How much a policy may leave to run time. */
public enum Mode {
    /** What products use: types must agree exactly, extension values are written out, no empty set literal. */
    STRICT,
    /** Accepts whatever cannot go wrong; for comparison with other implementations. */
    PERMISSIVE
}
