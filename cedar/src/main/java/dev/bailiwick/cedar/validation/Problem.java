package dev.bailiwick.cedar.validation;

/** The kinds of finding. All but the last two make a policy invalid. */
public enum Problem {
    UNKNOWN_ENTITY_TYPE,
    UNKNOWN_ACTION,
    /** An id the enumerated entity type does not list. */
    UNLISTED_ENTITY,
    /** No action of the schema applies to what the scope leaves. */
    NO_APPLICABLE_ACTION,
    UNEXPECTED_TYPE,
    INCOMPATIBLE_TYPES,
    NO_SUCH_ATTRIBUTE,
    /** An optional attribute is read where it may be absent. */
    UNGUARDED_ATTRIBUTE,
    /** A tag is read where it may be absent. */
    UNGUARDED_TAG,
    NO_TAGS,
    ARGUMENT_COUNT,
    /** The text given to an extension constructor has not the right shape. */
    MALFORMED_ARGUMENT,
    /** Strict mode: an extension constructor is given something that is not written out. */
    COMPUTED_ARGUMENT,
    /** Strict mode: the element type of {@code []} cannot be known. */
    EMPTY_SET,
    /** The policy reaches further into entities than its level allows. */
    LEVEL_EXCEEDED,
    /** An entity written out is asked for its attributes, tags or ancestors: no level makes that loadable. */
    LITERAL_DEREFERENCED,
    /** Nested deeper than the rules can safely follow. */
    TOO_DEEP,
    /** The rules failed without saying why; refused for safety. */
    UNDECIDED,
    /** Warning: the policy never applies to a request. */
    NEVER_APPLIES,
    /** Warning: text that changes the direction of writing, so that it may read other than it means. */
    DECEPTIVE_TEXT;

    /** Whether the policies may still be used, though they hardly say what was meant. */
    public boolean isWarning() {
        return this == NEVER_APPLIES || this == DECEPTIVE_TEXT;
    }
}
