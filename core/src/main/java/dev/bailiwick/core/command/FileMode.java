package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import java.util.List;
import java.util.regex.Pattern;

/** A mode as chmod reads it: harmless unless others may write, or a program would run as its owner. */
final class FileMode {
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{1,3}");

    /** Clauses that give to user or group, or take away from anybody. */
    private static final Pattern SYMBOLIC =
            Pattern.compile("(?:[ug]+[+=][rwxX]*|[oa]+[+=][rxX]*|[+][rxX]+|[ugoa]*-[rwxXst]+)");

    private FileMode() {}

    static List<Touch> touches(String text) {
        boolean harmless = OCTAL.matcher(text).matches()
                ? (text.charAt(text.length() - 1) - '0' & 2) == 0
                : List.of(text.split(",", -1)).stream()
                        .allMatch(clause -> SYMBOLIC.matcher(clause).matches());
        return harmless ? List.of() : List.of(new Touch(Kind.PRIVILEGE, text, "it gives others rights to a file"));
    }
}
