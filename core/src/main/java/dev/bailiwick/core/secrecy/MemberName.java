package dev.bailiwick.core.secrecy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a member's name says. The same few names come again and again, so what was read in one is remembered: at most {@value
 * #MOST} short ones, and none that holds a secret itself.
 *
 * @param secret whether what stands under it is one
 * @param plain whether it is free of secrets itself
 */
record MemberName(boolean secret, boolean plain) {
    private static final int MOST = 4_096;
    private static final int LONGEST = 64;
    private static final Map<String, MemberName> KNOWN = new ConcurrentHashMap<>();

    static MemberName of(String name) {
        var known = KNOWN.get(name);
        return known == null ? remembered(name, read(name)) : known;
    }

    private static MemberName read(String name) {
        boolean secret = SecretForm.SECRET_NAME.matcher(name).matches();
        return new MemberName(secret, Redacted.text(name).equals(name));
    }

    private static MemberName remembered(String name, MemberName read) {
        if (read.plain() && name.length() <= LONGEST && KNOWN.size() < MOST) KNOWN.put(name, read);
        return read;
    }
}
