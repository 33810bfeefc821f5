package dev.bailiwick.core.incident.inquiry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** File access outside normal patterns: outside the workspace where it never went before, and its own instructions. */
final class TouchedFiles {
    private TouchedFiles() {}

    static Answer asked(Reading reading, Normal normal) {
        var usual = reading.before().stream()
                .filter(Deed::file)
                .map(deed -> folder(deed.target()))
                .collect(Collectors.toSet());
        List<Sighting> found = new ArrayList<>();
        for (var deed : reading.deeds())
            odd(deed, normal, usual).ifPresent(why -> found.add(deed.sighting(List.of(why))));
        List<String> cannot = new ArrayList<>(reading.gaps());
        if (normal.workspace().isEmpty())
            cannot.add("the register does not say where the agent's workspace is: only what is new is told");
        return new Answer(Question.FILES, found, cannot);
    }

    private static Optional<String> odd(Deed deed, Normal normal, Set<String> usual) {
        if (deed.instruction()) return Optional.of("the agent's own instructions");
        if (!deed.file()) return Optional.empty();
        return normal.inWorkspace(deed.target()) || usual.contains(folder(deed.target()))
                ? Optional.empty()
                : Optional.of("outside its workspace, in a place it never went before");
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
