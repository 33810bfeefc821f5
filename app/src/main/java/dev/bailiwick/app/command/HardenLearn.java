package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.CommandFiles;
import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Tightening;
import dev.bailiwick.core.hardening.Usage;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A narrower profile, from what was used. */
@Command(
        name = "learn",
        description = {
            "propose a tighter profile from what the log shows was used: a diff to read, never applied by itself",
            "It can only take away. --log is what `audit export --agent NAME` printed; needs no server."
        })
final class HardenLearn implements Callable<Integer> {
    private static final int MOST_NAMED = 20;
    private static final int LONGEST_NAME = 80;

    @Option(names = "--profile", required = true, paramLabel = "PROFILE", description = "the profile as it is")
    private String profile = "";

    @Option(names = "--agent", required = true, paramLabel = "NAME")
    private String agent = "";

    @Option(names = "--log", required = true, paramLabel = "FILE", description = "entries, a JSON object in a line")
    private Path log = Path.of("");

    @Override
    public Integer call() {
        var current = ProfileFiles.read(profile);
        var used = used(current);
        if (used.actions() == 0)
            throw new Refusal(
                    "the log shows no permitted action of agent " + agent + ": nothing is learned from nothing");
        var tightening = Tightening.of(current, used);
        System.out.print(heard(used, tightening));
        System.out.print(LineDiff.of(text(current), text(tightening.profile())).unified("current", "proposed"));
        return 0;
    }

    private Usage used(AgentProfile current) {
        try (var lines = Files.lines(log)) {
            var entries = lines.filter(line -> !line.isBlank()).map(HardenLearn::entry);
            return Usage.of(entries, new AgentId(agent), CommandFiles.shipped(), current);
        } catch (IOException | UncheckedIOException e) {
            throw new Refusal("cannot read " + log + ": " + e.getMessage());
        } catch (JsonException e) {
            throw new Refusal(2, log + " is no export of the log: " + e.getMessage());
        }
    }

    private static Entry entry(String line) {
        return Entry.of(Json.parseObject(line));
    }

    private static String text(AgentProfile profile) {
        return Json.pretty(profile.json());
    }

    private static String heard(Usage used, Tightening tightening) {
        var out = new StringBuilder("# learned from %d permitted actions, %s to %s%n"
                .formatted(
                        used.actions(), used.first().orElseThrow(), used.last().orElseThrow()));
        if (used.unread() > 0)
            out.append("# nothing is proposed: %d commands could not be read, and may have used any of it%n"
                    .formatted(used.unread()));
        tightening.beyond().stream()
                .limit(MOST_NAMED)
                .forEach(name -> out.append("# used, and not listed: ")
                        .append(shown(name))
                        .append('\n'));
        return out.toString();
    }

    /** The agent's word: one line, nothing invisible, not long. */
    private static String shown(String name) {
        var visible = Untrusted.visible(name);
        return visible.length() <= LONGEST_NAME ? visible : visible.substring(0, LONGEST_NAME) + "…";
    }
}
