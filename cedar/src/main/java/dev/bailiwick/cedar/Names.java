package dev.bailiwick.cedar;

import org.jspecify.annotations.Nullable;

/**
 * The interned string for each of the few names that types and fields have, so that a comparison ends at the reference.
 *
 * <p>Interning is dear, so it remembers the last name of each slot and forgets the one before. No more than a shortcut:
 * two strings for one name would still be equal. Threads may race for a slot; a string can be seen only whole.
 */
final class Names {
    private static final int LONGEST = 64;
    private static final @Nullable String[] SEEN = new String[1 << 10];

    private Names() {}

    /** The interned string of this name; the name itself where it is too long to be one of the few. */
    static String one(String name) {
        if (name.length() > LONGEST) return name;
        int slot = Tables.slot(name.hashCode(), SEEN.length);
        String seen = SEEN[slot];
        if (seen != null && seen.equals(name)) return seen;
        String interned = name.intern();
        SEEN[slot] = interned;
        return interned;
    }
}
