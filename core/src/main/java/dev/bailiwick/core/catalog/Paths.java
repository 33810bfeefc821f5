package dev.bailiwick.core.catalog;

import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which files mean more than their bytes. Names are compared without case, in Unicode's compatible form, without final dots
 * and spaces, because some file systems do the same. A pattern is a name, or
 * has one {@code *} at its start or end, or starts with a slash and means a folder of the root.
 *
 * <p>Only the text of a path is seen: a symbolic link that leads elsewhere is the host's to forbid.
 *
 * @param instructions files that tell the agent who it is and what to do
 * @param folders folders whose content is run or loaded
 * @param secrets files that hold credentials, and folders full of them
 */
record Paths(List<String> instructions, List<String> folders, List<String> secrets) {
    static final Paths NONE = new Paths(List.of(), List.of(), List.of());

    /** Where OpenClaw puts an agent's workspace when nobody says otherwise. */
    private static final Pattern DEFAULT_WORKSPACE = Pattern.compile(
            "(?:~|/root|/(?:home|users|var/lib)/[a-z0-9._-]+)/\\.openclaw(?:-[a-z0-9_-]+)?/workspace(?:-[a-z0-9_-]+)?/");

    Paths {
        instructions = List.copyOf(instructions);
        folders = List.copyOf(folders);
        secrets = List.copyOf(secrets);
    }

    static Paths of(Fields fields) {
        var paths = new Paths(fields.texts("instructions"), fields.texts("folders"), fields.texts("secrets"));
        fields.end();
        return paths;
    }

    Paths and(Paths more) {
        return new Paths(
                joined(instructions, more.instructions), joined(folders, more.folders), joined(secrets, more.secrets));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** A path that is written to, changed or deleted. */
    Finding written(String text, Agent agent) {
        var inside = segments(text, agent).filter(Place::inWorkspace);
        if (inside.isEmpty()) return Finding.of(Tier.T4, text, "it writes outside the workspace");
        var segments = inside.get().segments();
        if (matches(segments, instructions))
            return Finding.of(Tier.T4, text, "it changes the agent's own instructions");
        if (segments.stream().anyMatch(segment -> segment.startsWith("."))) {
            return Finding.of(Tier.T4, text, "it writes a dotfile or a hidden folder");
        }
        if (matches(segments, folders)) return Finding.of(Tier.T4, text, "it writes where content is loaded or run");
        if (matches(segments, secrets)) return Finding.of(Tier.T4, text, "it writes where credentials are kept");
        return Finding.of(Tier.T2, text, "it writes inside the workspace");
    }

    /** Whether a path is the workspace itself. */
    boolean isWorkspace(String text, Agent agent) {
        return segments(text, agent)
                .filter(place -> place.inWorkspace() && place.segments().isEmpty())
                .isPresent();
    }

    /** A path that is only read. */
    Finding read(String text, Agent agent) {
        var place = segments(text, agent);
        if (place.isEmpty())
            return Finding.of(Tier.T3, text, "the path leaves the workspace, or may mean another file than it seems");
        if (matches(place.get().segments(), secrets) || atRoot(place.get(), secrets)) {
            return Finding.of(Tier.T4, text, "it reads where credentials are kept");
        }
        return Finding.of(Tier.T1, text, "it reads a file");
    }

    private record Place(boolean inWorkspace, List<String> segments) {}

    /** Empty when nobody can say which file this is. */
    private static Optional<Place> segments(String text, Agent agent) {
        if (text.isBlank() || text.length() > 4096 || text.codePoints().anyMatch(Untrusted::hidden))
            return Optional.empty();
        String plain = text.replaceFirst("^@+", "");
        String folded = folded(plain);
        if (folded.startsWith("file:") || folded.contains("://")) return Optional.empty();
        var fromWorkspace = isAbsolute(folded) ? fromWorkspace(plain, agent) : Optional.of(plain);
        return resolved(folded(fromWorkspace.orElse(plain))).map(kept -> new Place(fromWorkspace.isPresent(), kept));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replace('\\', '/');
    }

    private static boolean isAbsolute(String folded) {
        return folded.startsWith("/") || folded.startsWith("~") || folded.matches("(?s)[a-z]:.*");
    }

    /** What an absolute path is called from the workspace, letter for letter; empty when it lies elsewhere. */
    private static Optional<String> fromWorkspace(String path, Agent agent) {
        String known = agent.workspace().map(workspace -> workspace + "/").orElse("");
        if (!known.isEmpty() && path.startsWith(known)) return Optional.of(path.substring(known.length()));
        var usual = DEFAULT_WORKSPACE.matcher(path);
        return usual.lookingAt() ? Optional.of(path.substring(usual.end())) : Optional.empty();
    }

    /** Segments without dots; empty when the path climbs above where it starts. */
    private static Optional<List<String>> resolved(String path) {
        List<String> kept = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".")) continue;
            if (segment.equals("..")) {
                if (kept.isEmpty()) return Optional.empty();
                kept.removeLast();
            } else {
                String name = segment.replaceFirst("[. ]+$", "");
                if (name.isEmpty()) return Optional.empty();
                kept.add(name);
            }
        }
        return Optional.of(List.copyOf(kept));
    }

    private static boolean matches(List<String> segments, List<String> patterns) {
        return segments.stream().anyMatch(segment -> patterns.stream().anyMatch(pattern -> matches(segment, pattern)));
    }

    private static boolean atRoot(Place place, List<String> patterns) {
        return !place.inWorkspace()
                && !place.segments().isEmpty()
                && patterns.contains("/" + place.segments().getFirst());
    }

    private static boolean matches(String segment, String pattern) {
        if (pattern.startsWith("*")) return segment.endsWith(pattern.substring(1));
        if (pattern.endsWith("*")) return segment.startsWith(pattern.substring(0, pattern.length() - 1));
        return segment.equals(pattern);
    }
}
