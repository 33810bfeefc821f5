package dev.bailiwick.core.people;

/** The three functions that own an agent deployment. */
public enum Function {
    /** Acceptable use, integration review, incidents. */
    SECURITY,
    /** The environment, technical controls, updates. */
    IT,
    /** The use cases and their scope. */
    BUSINESS
}
