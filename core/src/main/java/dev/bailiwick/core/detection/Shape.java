package dev.bailiwick.core.detection;

/** What is known by its form and not by its letters. A term {@code @mail} of the data files asks for it. */
enum Shape {
    /** The domain of a mail address, at its sign. */
    MAIL,
    /** A bank account: an IBAN, or at least nine digits in one word. */
    ACCOUNT,
    NONE;

    private static final int SHORTEST_ACCOUNT = 9;
    private static final int LONGEST_ACCOUNT = 34;

    /** The shape that a term of the data files asks for. */
    static Shape asked(String term) {
        return switch (term) {
            case "@mail" -> MAIL;
            case "@account" -> ACCOUNT;
            default -> NONE;
        };
    }

    /** The shape that begins at this place, which is a sign or the first letter of a word. */
    static Shape at(Folded text, int start) {
        char c = text.charAt(start);
        if (c == '@') return word(text, start - 1) && word(text, start + 1) ? MAIL : NONE;
        return account(text, start) ? ACCOUNT : NONE;
    }

    private static boolean word(Folded text, int at) {
        return at >= 0 && Alphabet.classOf(text.charAt(at)) == Alphabet.WORD;
    }

    private static boolean account(Folded text, int start) {
        if (!digit(text.charAt(start)) && !digit(text.charAt(start + 2))) return false;
        int digits = 0;
        int i = start;
        for (; word(text, i) && i - start <= LONGEST_ACCOUNT; i++) {
            if (digit(text.charAt(i))) digits++;
        }
        return digits >= SHORTEST_ACCOUNT && i - start <= LONGEST_ACCOUNT;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
