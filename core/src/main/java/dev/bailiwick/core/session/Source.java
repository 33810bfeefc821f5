package dev.bailiwick.core.session;

/**
 * Where a value in a call came from. Ordered by how far it may be trusted: of several the last one counts. Policies see it
 * under the same names ({@code Source} in {@code bailiwick.cedarschema}).
 */
public enum Source {
    /** There is no such value: the call has no destination, or no content. */
    NONE,
    /** The words of the person in whose name the agent acts. */
    PERSON,
    /** A source inside the organisation that somebody approved. */
    INTERNAL,
    /** Nobody wrote it: the model made it up, or we cannot say who did. */
    MODEL,
    /** Something from outside that the agent read. */
    UNTRUSTED;

    /** The less trustworthy of two. */
    public Source and(Source other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
