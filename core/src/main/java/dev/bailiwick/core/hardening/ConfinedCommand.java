package dev.bailiwick.core.hardening;

import dev.bailiwick.core.command.AllowlistProfile;
import dev.bailiwick.core.command.Commands;
import dev.bailiwick.core.command.ShellLine;
import dev.bailiwick.core.command.Verdict;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One program with its arguments, as it runs: never the text it was read from.
 *
 * @param program the listed program of that name; empty when none is listed
 * @param verdict what the profile says of it
 */
public record ConfinedCommand(
        String text, List<String> arguments, Optional<HostPath> program, HostPath folder, Verdict verdict) {
    public ConfinedCommand {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads a command line of one program.
     *
     * @throws IllegalArgumentException when it is no line that reads alike everywhere, or more than one program
     */
    public static ConfinedCommand of(String text, AgentProfile profile, Commands commands) {
        var analysis = commands.analyse(text);
        var line = analysis.line()
                .orElseThrow(() -> new IllegalArgumentException(analysis.refused()
                        .map(dev.bailiwick.core.command.ShellReading.Refused::sentence)
                        .orElseThrow()));
        var command = only(line);
        return new ConfinedCommand(
                text,
                command.arguments(),
                program(command.arguments().getFirst(), profile),
                profile.files().workspace(),
                allowlist(profile).judge(analysis, commands.places()));
    }

    private static ShellLine.Simple only(ShellLine line) {
        var first = line.pipelines().getFirst().commands().getFirst();
        boolean one = line.pipelines().size() == 1
                && line.pipelines().getFirst().commands().size() == 1
                && first.redirections().isEmpty()
                && first.environment().isEmpty();
        if (!one)
            throw new IllegalArgumentException("one program with its arguments runs at a time: no pipes, no files");
        return first;
    }

    /** A bare name means the listed program of that name; a path means itself. */
    private static Optional<HostPath> program(String name, AgentProfile profile) {
        return profile.programs().allowed().stream()
                .filter(each -> name.contains("/")
                        ? each.text().equals(name)
                        : each.name().equals(name))
                .findFirst();
    }

    private static AllowlistProfile allowlist(AgentProfile profile) {
        var names = profile.programs().allowed().stream().map(HostPath::name).collect(Collectors.toSet());
        var written = texts(profile.files().writable());
        var read = new java.util.ArrayList<>(written);
        read.addAll(texts(profile.files().read()));
        return new AllowlistProfile(
                names,
                profile.files().workspace().text(),
                read,
                written,
                written,
                Set.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    private static List<String> texts(List<HostPath> paths) {
        return paths.stream().map(HostPath::text).toList();
    }

    /**
     * What the decision point is asked, and all that an approval holds for: these arguments, this folder, this program's bytes,
     * under this profile. Where the profile itself wants a person, it says why.
     */
    public JsonObject question(Digest bytes, AgentProfile profile) {
        return JsonObject.with("arguments", JsonArray.ofStrings(arguments))
                .and("program", program.map(HostPath::text).orElse(""))
                .and("bytes", bytes.hex())
                .and("folder", folder.text())
                .and("profile", profile.digest().hex())
                .and("asks", asks().map(JsonString::new))
                .build();
    }

    private Optional<String> asks() {
        return verdict.decision() == Verdict.Decision.ALLOW ? Optional.empty() : Optional.of(reasons());
    }

    /** Why not simply yes, for people. */
    public String reasons() {
        return verdict.reasons().isEmpty()
                ? "the program is not listed by this path"
                : String.join("; ", verdict.reasons());
    }

    /** Whether the profile leaves no room for it, whatever anybody approves. */
    public boolean denied() {
        return verdict.decision() == Verdict.Decision.DENY || program.isEmpty();
    }
}
