package dev.bailiwick.core.command;

import dev.bailiwick.core.command.Touch.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Arguments that are words of a tool's own small vocabulary: known words are harmless, or have one effect. */
final class Vocabulary {
    private static final Set<String> LIFECYCLE = Set.of(
            "clean",
            "validate",
            "compile",
            "test-compile",
            "test",
            "package",
            "verify",
            "process-resources",
            "process-classes",
            "generate-sources",
            "generate-resources",
            "process-test-resources");

    private static final Set<String> HARMLESS_PROPERTIES = Set.of(
            "skipTests",
            "skipITs",
            "maven.test.skip",
            "maven.javadoc.skip",
            "test",
            "it.test",
            "style.color",
            "surefire.failIfNoSpecifiedTests",
            "maven.test.failure.ignore",
            "failIfNoTests");

    private static final Set<String> RECORDS =
            Set.of("A", "AAAA", "ANY", "AXFR", "CAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT");

    private static final Pattern LEAVING = Pattern.compile("(?i).*(?:install|deploy|publish|release|upload|push).*");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_+-]*");
    private static final Pattern ASKING_SQL = Pattern.compile(
            "(?is)\\s*(?:select|explain|values|with|pragma\\s+[a-z_]+(?:\\([a-z0-9_']*\\))?\\s*;?\\s*$|\\.(?:tables|schema|databases|indexes|dump|headers\\s+\\w+|mode\\s+\\w+)\\b).*");
    private static final Pattern ACTING_SQL = Pattern.compile(
            "(?is).*\\b(?:load_extension|writefile|readfile|edit|attach|fts3_tokenizer|insert|update|delete|drop|create|alter|vacuum|lsdir|sqlar\\w*|zipfile)\\b.*");

    private Vocabulary() {}

    static List<Touch> mavenGoal(String goal) {
        if (LIFECYCLE.contains(goal)) return List.of();
        boolean publishes = goal.equals("install") || goal.equals("deploy") || goal.equals("site-deploy");
        return List.of(Touch.of(publishes ? Kind.INSTALL : Kind.PROGRAM, goal));
    }

    static List<Touch> mavenProperty(String property) {
        int equals = property.indexOf('=');
        String name = equals < 0 ? property : property.substring(0, equals);
        return HARMLESS_PROPERTIES.contains(name) ? List.of() : List.of(Touch.of(Kind.PROGRAM, property));
    }

    /** A target is the makefile's; a variable may say which programs run; some names say that the work leaves the folder. */
    static List<Touch> makeTarget(String target) {
        if (LEAVING.matcher(target).matches()) return List.of(Touch.of(Kind.INSTALL, target));
        return target.contains("=") ? List.of(Touch.of(Kind.INLINE, target)) : List.of();
    }

    static List<Touch> pythonModule(String module) {
        return switch (module) {
            case "json.tool", "calendar", "tokenize", "this", "platform" -> List.of();
            case "pytest", "unittest", "doctest" -> List.of(Touch.of(Kind.PROJECT, module));
            case "pip", "ensurepip", "venv", "build", "twine" -> List.of(Touch.of(Kind.INSTALL, module));
            default -> List.of(Touch.of(Kind.PROGRAM, module));
        };
    }

    /** A name of letters and digits: everything longer may be a file that is loaded. */
    static List<Touch> word(String text) {
        return WORD.matcher(text).matches() ? List.of() : List.of(Touch.of(Kind.UNKNOWN, text));
    }

    static List<Touch> mainClass(String name) {
        if (name.startsWith("@")) return List.of(Touch.of(Kind.UNKNOWN, name));
        boolean file = name.contains("/") || name.endsWith(".java");
        return List.of(Touch.of(file ? Kind.SCRIPT : Kind.PROJECT, name));
    }

    static List<Touch> query(String text) {
        if (text.startsWith("+") || RECORDS.contains(text.toUpperCase(Locale.ROOT))) return List.of();
        return List.of(Touch.of(Kind.NETWORK, text.startsWith("@") ? text.substring(1) : text));
    }

    /** SQL that only asks. */
    static List<Touch> sql(String sql) {
        boolean asks =
                ASKING_SQL.matcher(sql).matches() && !ACTING_SQL.matcher(sql).matches() && !sql.contains("|");
        return asks ? List.of() : List.of(new Touch(Kind.INLINE, sql, "the SQL does more than ask, or may"));
    }

    /** An image as ImageMagick names it: a prefix chooses a reader, some of which run or fetch. */
    static List<Touch> image(String name, Kind kind) {
        if (name.startsWith("@") || name.startsWith("|")) return List.of(Touch.of(Kind.UNKNOWN, name));
        int colon = name.indexOf(':');
        if (colon < 0) return List.of(Touch.of(kind, name));
        return switch (name.substring(0, colon)) {
            case "xc",
                    "canvas",
                    "gradient",
                    "radial-gradient",
                    "null",
                    "info",
                    "logo",
                    "rose",
                    "pattern",
                    "plasma",
                    "granite" -> List.of();
            case "png", "jpg", "jpeg", "gif", "bmp", "webp", "tiff" ->
                List.of(Touch.of(kind, name.substring(colon + 1)));
            default -> List.of(Touch.of(Kind.UNKNOWN, name));
        };
    }
}
