package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An awk program (POSIX, and gawk's extensions). It only computes when none of its words runs, loads or opens something, it has
 * no pipe, and no {@code >} where it could be a file to print to.
 */
final class AwkProgram {
    private static final Set<String> FORBIDDEN = Set.of(
            "system",
            "getline",
            "close",
            "fflush",
            "ENVIRON",
            "PROCINFO",
            "ARGV",
            "ARGC",
            "SYMTAB",
            "FUNCTAB",
            "load",
            "include",
            "namespace",
            "extension");

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private AwkProgram() {}

    static List<Touch> touches(String program) {
        String code = withoutStrings(program);
        boolean speaks = code.contains("@")
                || code.replace("||", "").contains("|")
                || WORD.matcher(program).results().anyMatch(word -> FORBIDDEN.contains(word.group()));
        if (speaks) return List.of(new Touch(Kind.INLINE, program, "the awk program runs, loads or opens something"));
        return prints(code)
                ? List.of(new Touch(Kind.UNKNOWN, program, "the awk program may print into a file"))
                : List.of();
    }

    /** The program with its strings emptied, where it is plain what a quotation mark means: not with patterns or comments. */
    private static String withoutStrings(String program) {
        if (program.indexOf('/') >= 0 || program.indexOf('#') >= 0) return program;
        var out = new StringBuilder(program.length());
        boolean inside = false;
        for (int i = 0; i < program.length(); i++) {
            char c = program.charAt(i);
            if (inside && c == '\\') i++;
            else if (c == '"') inside = !inside;
            else if (!inside) out.append(c);
        }
        return out.toString();
    }

    /** Whether a statement both prints and has a {@code >}. */
    private static boolean prints(String code) {
        for (String statement : code.split("[;{}\\n]", -1)) {
            int print = statement.indexOf("print");
            if (print >= 0 && statement.indexOf('>', print) >= 0) return true;
        }
        return false;
    }
}
