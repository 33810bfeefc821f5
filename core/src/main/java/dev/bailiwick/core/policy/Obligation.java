package dev.bailiwick.core.policy;

import java.util.Locale;

/**
 * What a Permit is bound to (XACML obligations), spelled as policies annotate it: {@code review=weekly}.
 *
 * @param value how, in the annotation's own words; of several on one permit the strictest counts
 */
public record Obligation(Kind kind, String value) implements Comparable<Obligation> {
    /** The annotations that oblige. */
    public enum Kind {
        /** How much of the call the entry keeps. */
        LOG,
        /** List this action for a periodic review. */
        REVIEW,
        /** Take this class of data out of the result before the agent reads it. */
        REDACT,
        /** Compare afterwards, within this time, what was approved with what was observed. */
        POST_REVIEW,
        /** Tell the people of these functions. */
        NOTIFY,
        /** The session has read untrusted content from here on. */
        TAINT,
        /** Judge by this pack too, and record what it had said. */
        SHADOW;

        /** The annotation's key. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException when the text is no obligation */
    public static Obligation of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) throw new IllegalArgumentException("an obligation looks like review=weekly");
        return new Obligation(
                Kind.valueOf(text.substring(0, equals).toUpperCase(Locale.ROOT)), text.substring(equals + 1));
    }

    @Override
    public int compareTo(Obligation other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind.key() + "=" + value;
    }
}
