package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import java.util.List;

/**
 * A sed script (POSIX, and GNU's extensions), read command by command. It only edits when all its commands are among those
 * that neither run ({@code e}), read ({@code r}, {@code R}) nor write ({@code w}, {@code W}) anything.
 */
final class SedScript {
    private static final String PLAIN = "dDgGhHlnNpPxz=";
    private static final String FLAGS = "gpiImM0123456789";

    private final String script;
    private int at;

    private SedScript(String script) {
        this.script = script;
    }

    static List<Touch> touches(String script) {
        return new SedScript(script).edits()
                ? List.of()
                : List.of(new Touch(
                        Kind.INLINE, script, "the sed script runs, reads or writes something, or is unusual"));
    }

    private boolean edits() {
        while (skipped(" ;\n{}") < script.length()) {
            if (!address() || !command()) return false;
        }
        return true;
    }

    private int skipped(String what) {
        while (at < script.length() && what.indexOf(script.charAt(at)) >= 0) at++;
        return at;
    }

    /** Up to two addresses: numbers, {@code $}, steps, patterns; false when one does not end. */
    private boolean address() {
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '/') {
                if (!delimited('/')) return false;
                skipped("IM");
            } else if ((c >= '0' && c <= '9') || "$,~+! ".indexOf(c) >= 0) {
                at++;
            } else {
                return c != '\\';
            }
        }
        return false;
    }

    /**
     * Moves behind the delimiter that ends a pattern or a replacement. Where a bracket could hide the delimiter, programs differ:
     * then it does not end for us.
     */
    private boolean delimited(char end) {
        for (at++; at < script.length(); at++) {
            char c = script.charAt(at);
            if (c == end) {
                at++;
                return true;
            }
            if (c == '\n' || (c == '[' && !bracket(end))) return false;
            if (c == '\\') at++;
        }
        return false;
    }

    /** Moves onto the bracket that closes this one; false when it holds a delimiter or a backslash. */
    private boolean bracket(char end) {
        int from = script.startsWith("^", at + 1) ? at + 2 : at + 1;
        for (int i = from; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == end || c == '\\') return false;
            if (c == '[' && script.startsWith(":", i + 1)) i = Math.max(i, script.indexOf(":]", i) + 1);
            else if (c == ']' && i > from) {
                at = i;
                return true;
            }
        }
        return false;
    }

    private boolean command() {
        char c = script.charAt(at++);
        if (PLAIN.indexOf(c) >= 0) return ends();
        return switch (c) {
            case '{', '}' -> true;
            case 's' -> substitution();
            case 'y' -> twice() && ends();
            case 'q', 'Q' -> number() && ends();
            case 'a', 'i', 'c' -> text();
            case 'b', 't', 'T', ':' -> label();
            default -> false;
        };
    }

    private boolean substitution() {
        if (!twice()) return false;
        skipped(FLAGS);
        return ends();
    }

    private boolean twice() {
        if (at >= script.length()) return false;
        char delimiter = script.charAt(at);
        if (delimiter == '\\' || delimiter == '\n' || !delimited(delimiter)) return false;
        at--;
        return delimited(delimiter);
    }

    private boolean number() {
        skipped(" 0123456789");
        return true;
    }

    /** Text of a, i and c goes on to the end of the line; a backslash continues it. */
    private boolean text() {
        while (at < script.length() && script.charAt(at) != '\n') at += script.charAt(at) == '\\' ? 2 : 1;
        return true;
    }

    private boolean label() {
        skipped(" ");
        while (at < script.length() && Character.isLetterOrDigit(script.charAt(at))) at++;
        return ends();
    }

    private boolean ends() {
        skipped(" ");
        return at >= script.length() || ";}\n".indexOf(script.charAt(at)) >= 0;
    }
}
