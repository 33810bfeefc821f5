package dev.bailiwick.procedure.search;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.Untrusted;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a permitted action shows of its agent, in five dimensions: the operation, the endpoint, the root of a file's path,
 * the command's program, the hour of the day (UTC).
 */
final class Sights {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]{1,20}://(?:[^/@\\s]*@)?([^/?#\\s]+).*");
    private static final Pattern PATH = Pattern.compile("(/[^/\\s]+(?:/[^/\\s]+)?).*");
    private static final Pattern PROGRAM = Pattern.compile("\\s*(?:\\S*/)?([A-Za-z0-9._+-]+).*", Pattern.DOTALL);
    private static final int LONGEST = 120;

    private Sights() {}

    static List<SearchIndex.Sight> of(Entry entry) {
        if (entry.kind() != Event.Kind.DECISION || entry.agent().isEmpty()) return List.of();
        var decided = Decided.of(entry);
        if (!decided.verdict().equals(Optional.of("permit"))) return List.of();
        String target = decided.target().orElse("").strip();
        var command = decided.arguments().flatMap(arguments -> arguments.string("command"));
        List<SearchIndex.Sight> found = new ArrayList<>();
        decided.operation()
                .flatMap(operation -> operation.string("id"))
                .ifPresent(id -> add(found, entry, "operation", id));
        part(URL, target).ifPresent(host -> add(found, entry, "endpoint", host));
        part(PATH, target).ifPresent(root -> add(found, entry, "file root", root));
        command.flatMap(line -> part(PROGRAM, line)).ifPresent(program -> add(found, entry, "command", program));
        add(
                found,
                entry,
                "hour",
                "%02d".formatted(entry.at().atOffset(ZoneOffset.UTC).getHour()));
        return found;
    }

    private static Optional<String> part(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static void add(List<SearchIndex.Sight> found, Entry entry, String dimension, String value) {
        String shown = Untrusted.visible(value);
        String clipped = shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST);
        found.add(new SearchIndex.Sight(entry.agent().orElseThrow(), dimension, clipped, entry.sequence()));
    }
}
