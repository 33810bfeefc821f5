package dev.bailiwick.core.command;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which paths mean more than their bytes, and which anybody may read. A pattern is a name, or names with slashes between them,
 * found anywhere in a path; one that starts with a slash is counted from the root; a {@code *} stands at a name's start or end.
 *
 * <p>Only the text of a path is seen: a symbolic link that leads elsewhere is the host's to forbid.
 */
public final class Places {
    private final List<List<String>> secrets;
    private final List<List<String>> persistent;
    private final List<List<String>> open;
    private final List<List<String>> above;

    private Places(List<String> secrets, List<String> persistent, List<String> open, List<String> above) {
        this.secrets = secrets.stream().map(Places::split).toList();
        this.persistent = persistent.stream().map(Places::split).toList();
        this.open = open.stream().map(Places::split).toList();
        this.above = above.stream().map(Places::split).toList();
    }

    static Places of(List<JsonObject> files) {
        List<String> secrets = new ArrayList<>();
        List<String> persistent = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> above = new ArrayList<>();
        for (JsonObject file : files) {
            if (!file.has("places")) continue;
            var fields = Fields.of(file).fields("places");
            secrets.addAll(fields.texts("secrets"));
            persistent.addAll(fields.texts("persistent"));
            open.addAll(fields.texts("open"));
            above.addAll(fields.texts("above"));
            fields.end();
        }
        return new Places(secrets, persistent, open, above);
    }

    private static List<String> split(String pattern) {
        return List.of(pattern.split("/", -1));
    }

    /**
     * The absolute path, without dots and doubled slashes, of a path seen from a folder. Empty when nobody can say which file it
     * is: it climbs above the root, or holds characters nobody sees.
     */
    public static Optional<String> resolved(String path, String folder) {
        if (path.isEmpty() || path.length() > 4096 || path.codePoints().anyMatch(Untrusted::hidden))
            return Optional.empty();
        List<String> kept = new ArrayList<>();
        String whole = path.startsWith("/") ? path : folder + "/" + path;
        for (String segment : whole.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".")) continue;
            if (!segment.equals("..")) kept.add(segment);
            else if (kept.isEmpty()) return Optional.empty();
            else kept.removeLast();
        }
        return Optional.of("/" + String.join("/", kept));
    }

    /** Whether a resolved path is this folder or lies below it. */
    public static boolean within(String path, String folder) {
        String root = folder.endsWith("/") ? folder : folder + "/";
        return path.equals(folder) || path.startsWith(root);
    }

    /** Whether credentials are kept there. */
    public boolean secret(String path) {
        return matches(path, secrets);
    }

    /** Whether what is written there runs or is loaded later. */
    public boolean persistent(String path) {
        return matches(path, persistent);
    }

    /** Whether it is one of the system's files that anybody may read. */
    public boolean open(String path) {
        return matches(path, open);
    }

    /** Whether it is a folder below which credentials are kept: a tool that reads all of it reads them too. */
    public boolean aboveSecrets(String path) {
        var segments = split(path.equals("/") ? "" : path);
        return above.stream().anyMatch(pattern -> pattern.size() == segments.size() && matches(segments, 0, pattern));
    }

    /** Whether a resolved path fits one pattern; {@code /**} at its end says what a pattern means anyway: all below. */
    static boolean fits(String path, String pattern) {
        String plain = pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : pattern;
        return matches(path, List.of(split(plain)));
    }

    private static boolean matches(String path, List<List<String>> patterns) {
        var segments = split(path);
        return patterns.stream().anyMatch(pattern -> matches(segments, pattern));
    }

    private static boolean matches(List<String> segments, List<String> pattern) {
        if (pattern.getFirst().isEmpty()) return matches(segments, 0, pattern);
        for (int i = 0; i + pattern.size() <= segments.size(); i++) {
            if (matches(segments, i, pattern)) return true;
        }
        return false;
    }

    private static boolean matches(List<String> segments, int from, List<String> pattern) {
        if (from + pattern.size() > segments.size()) return false;
        for (int i = 0; i < pattern.size(); i++) {
            if (!matches(segments.get(from + i), pattern.get(i))) return false;
        }
        return true;
    }

    private static boolean matches(String name, String pattern) {
        if (pattern.equals("*")) return true;
        if (pattern.startsWith("*")) return name.endsWith(pattern.substring(1));
        if (pattern.endsWith("*")) return name.startsWith(pattern.substring(0, pattern.length() - 1));
        return name.equals(pattern);
    }
}
