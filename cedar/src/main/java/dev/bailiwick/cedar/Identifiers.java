package dev.bailiwick.cedar;

import java.util.Set;

/** The shape of identifiers: ASCII letters, digits and underscore, no digit first. */
public final class Identifiers {
    private static final Set<String> RESERVED =
            Set.of("true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar");

    private Identifiers() {}

    public static boolean isIdentifier(String text) {
        if (text.isEmpty() || !startsIdentifier(text.charAt(0))) return false;
        for (int i = 1; i < text.length(); i++) {
            if (!continuesIdentifier(text.charAt(i))) return false;
        }
        return true;
    }

    /** Whether a text is an identifier that may name a type or an attribute without quotes. */
    public static boolean isUnreserved(String text) {
        return isIdentifier(text) && !isReserved(text);
    }

    public static boolean isReserved(String text) {
        return RESERVED.contains(text);
    }

    public static boolean startsIdentifier(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    public static boolean continuesIdentifier(int c) {
        return startsIdentifier(c) || (c >= '0' && c <= '9');
    }
}
