package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How machines are watched, as {@code posture.yaml} (docs/hardening.md) says.
 *
 * @param every the pause between two looks at one machine
 * @param whenLost what happens to an agent in production whose machine no longer meets the baseline
 * @param whenOutdated what happens to an agent whose runtime, plugins or skills have a known weakness or are too old
 * @param advisories the file that names versions with a known weakness
 */
public record PostureSettings(
        Duration every,
        WhenLost whenLost,
        WhenOutdated whenOutdated,
        Optional<String> advisories,
        Map<AgentId, Watched> agents,
        List<Suppression> suppressions) {
    private static final Duration OFTENEST = Duration.ofMinutes(1);

    /** What a lost baseline does to an agent in production. */
    public enum WhenLost {
        ALERT,
        /** What is more than reading is refused until it is met again. */
        STOP_TIER_2
    }

    /** What outdated parts do to an agent. */
    public enum WhenOutdated {
        ALERT,
        /** What reaches others, or changes infrastructure, is refused until they are renewed. */
        STOP_TIER_3
    }

    public static final PostureSettings USUAL = new PostureSettings(
            Duration.ofHours(1), WhenLost.STOP_TIER_2, WhenOutdated.ALERT, Optional.empty(), Map.of(), List.of());

    public PostureSettings {
        requirePause(every);
        agents = Map.copyOf(agents);
        suppressions = List.copyOf(suppressions);
    }

    private static Duration requirePause(Duration every) {
        if (every.compareTo(OFTENEST) < 0 || every.compareTo(Dossier.FRESH) >= 0) {
            throw new IllegalArgumentException("a machine is looked at every PT1M to PT23H");
        }
        return every;
    }

    private static Duration pause(String text) {
        try {
            return requirePause(Duration.parse(text));
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("expected a duration such as PT1H", e);
        }
    }

    private static long requireFormat(long format) {
        if (format != 1) throw new IllegalArgumentException("expected the version 1");
        return format;
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is unknown or wrong */
    public static PostureSettings of(JsonObject json) {
        var fields = Fields.of(json);
        fields.whole("version", PostureSettings::requireFormat);
        Map<AgentId, Watched> agents = new HashMap<>();
        for (var each : fields.list("agents")) {
            var id = each.parsed("agent", text -> once(new AgentId(text), agents));
            agents.put(id, Watched.of(each));
            each.end();
        }
        var settings = new PostureSettings(
                fields.optionallyParsed("every", PostureSettings::pause).orElse(USUAL.every()),
                fields.has("whenLost") ? fields.oneOf("whenLost", WhenLost.class) : USUAL.whenLost(),
                fields.has("whenOutdated") ? fields.oneOf("whenOutdated", WhenOutdated.class) : USUAL.whenOutdated(),
                fields.optionalText("advisories"),
                agents,
                Suppression.each(fields));
        fields.end();
        return settings;
    }

    private static AgentId once(AgentId id, Map<AgentId, Watched> taken) {
        if (taken.containsKey(id)) throw new IllegalArgumentException("\"" + id + "\" stands here twice");
        return id;
    }

    public Watched watched(AgentId agent) {
        return agents.getOrDefault(agent, Watched.NOTHING_SAID);
    }

    /** What somebody answers for on this agent's machine. */
    public List<Suppression> suppressions(AgentId agent) {
        return suppressions.stream()
                .filter(each -> each.agent().isEmpty() || each.agent().get().equals(agent))
                .toList();
    }
}
