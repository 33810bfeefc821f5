package dev.bailiwick.core.catalog;

import java.util.regex.Pattern;

/** What a text looks like, whatever its argument is called. */
enum Shape {
    MAIL,
    WEB,
    ACCOUNT,
    PHONE,
    AMOUNT,
    /** A date, a time. */
    MOMENT,
    /** Several words or lines. */
    PROSE,
    OTHER;

    private static final Pattern MAIL_TEXT =
            Pattern.compile("[^\\s@<>,;]{1,120}@[^\\s@<>,;]{1,200}\\.[^\\s@<>,;]{2,30}");
    private static final Pattern WEB_TEXT =
            Pattern.compile("(?i)(?:[a-z][a-z0-9+.-]{1,15}://\\S{1,4000}|www\\.\\S{3,2000})");
    private static final Pattern IBAN = Pattern.compile("(?i)[a-z]{2}[0-9]{2}(?: ?[a-z0-9]){10,32}");
    private static final Pattern PHONE_TEXT = Pattern.compile("\\+?[0-9(][0-9 ()./-]{6,22}[0-9]");
    private static final Pattern NUMBER = Pattern.compile("[^0-9a-z]{0,4}[0-9][0-9.,' ]{0,20}(?: ?[A-Za-z]{3})?");
    private static final Pattern MOMENT_TEXT = Pattern.compile(
            "(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[ T][0-9:.+Z-]{4,32})?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[aApP][mM])?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4})");

    private static final int LONG = 80;

    static Shape of(String text) {
        String plain = text.strip();
        if (plain.length() > 4_200) return PROSE;
        if (MOMENT_TEXT.matcher(plain).matches()) return MOMENT;
        if (plain.indexOf('@') > 0 && MAIL_TEXT.matcher(plain).matches()) return MAIL;
        if (WEB_TEXT.matcher(plain).matches()) return WEB;
        if (plain.length() > LONG || plain.indexOf('\n') >= 0) return PROSE;
        if (IBAN.matcher(plain).matches()
                && plain.chars().filter(Character::isDigit).count() >= 8) return ACCOUNT;
        if (PHONE_TEXT.matcher(plain).matches()) return plain.indexOf('.') > 0 ? AMOUNT : PHONE;
        return NUMBER.matcher(plain).matches() ? AMOUNT : OTHER;
    }

    /** Whether it is an address of somebody or something. */
    boolean reaches() {
        return this == MAIL || this == WEB || this == ACCOUNT;
    }
}
