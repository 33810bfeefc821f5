package dev.bailiwick.procedure.enforcement;

import dev.bailiwick.core.decision.Budget;
import dev.bailiwick.core.decision.Budget.Kind;
import dev.bailiwick.core.register.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one agent has used up. Not for several threads: {@link Budgets} lets one action of an agent in after the other. */
final class Used {
    /** How long everything is refused once the breaker is open. */
    static final Duration OPEN = Duration.ofMinutes(5);

    /** So many tools of an agent are told apart; what more there are share one count. */
    private static final int TOOLS = 500;

    /** So many places are told apart; beyond, each counts as a new one. */
    private static final int PLACES = 5_000;

    private static final String OTHERS = "";

    /** How often one tool was used. */
    private static final class OfTool {
        final Lately hour = Lately.hour();
        long today;
    }

    private final Lately attempts = Lately.minute();
    private final Lately calls = Lately.hour();
    private final Lately external = Lately.hour();
    private final Map<String, OfTool> tools = new HashMap<>();
    private final Set<String> places = new HashSet<>();
    private Instant day = Instant.EPOCH;
    private long callsToday;
    private long placesBeyond;
    private long spentMinor;
    private Instant openUntil = Instant.MIN;
    private long opened;

    /**
     * Counts a call, whatever will be answered.
     *
     * @return whether the breaker opened because of it
     */
    boolean attempted(long most, Instant at) {
        attempts.count(at);
        long within = attempts.within(at);
        if (within <= most || at.isBefore(openUntil)) return false;
        openUntil = at.plus(OPEN);
        opened = within;
        return true;
    }

    /**
     * Counts what was permitted.
     *
     * @param reached the places outside that it reached
     */
    void permitted(String tool, List<String> reached, long minor, Instant at) {
        turn(at);
        calls.count(at);
        callsToday++;
        var ofTool = tools.computeIfAbsent(known(tool), _ -> new OfTool());
        ofTool.hour.count(at);
        ofTool.today++;
        if (!reached.isEmpty()) external.count(at);
        reached.forEach(this::reached);
        spentMinor = Math.addExact(spentMinor, minor);
    }

    private void reached(String place) {
        if (places.contains(place)) return;
        if (places.size() < PLACES) places.add(place);
        else placesBeyond++;
    }

    private String known(String tool) {
        return tools.containsKey(tool) || tools.size() < TOOLS ? tool : OTHERS;
    }

    /** A clock that goes back gives no new day. */
    private void turn(Instant at) {
        var today = at.truncatedTo(ChronoUnit.DAYS);
        if (!today.isAfter(day)) return;
        day = today;
        callsToday = 0;
        placesBeyond = 0;
        spentMinor = 0;
        places.clear();
        tools.values().removeIf(tool -> tool.hour.within(at) == 0);
        tools.values().forEach(tool -> tool.today = 0);
    }

    long callsThisHour(Instant now) {
        return calls.within(now);
    }

    long externalThisHour(Instant now) {
        return external.within(now);
    }

    long spentToday(Instant now) {
        turn(now);
        return spentMinor;
    }

    /** The limits that stand for a call of this tool; a breaker only while it is open. */
    List<Budget> of(Limits limits, String tool, Instant now) {
        boolean open = now.isBefore(openUntil);
        if (!open && limits.equals(Limits.NONE)) return List.of();
        var found = new ArrayList<Budget>();
        if (open) found.add(breaker(limits, now));
        own(limits, now, found);
        ofTool(limits, tool, now, found);
        return found;
    }

    /** All limits there are, for people. */
    List<Budget> standing(Limits limits, Instant now) {
        var found = new ArrayList<Budget>();
        found.add(breaker(limits, now));
        own(limits, now, found);
        limits.tools().keySet().stream().sorted().forEach(tool -> ofTool(limits, tool, now, found));
        return List.copyOf(found);
    }

    private Budget breaker(Limits limits, Instant now) {
        long most = limits.breaker();
        return now.isBefore(openUntil)
                ? new Budget(Kind.CALLS_PER_MINUTE, Optional.empty(), Math.max(opened, most), most, openUntil)
                : new Budget(
                        Kind.CALLS_PER_MINUTE,
                        Optional.empty(),
                        Math.max(0, Math.min(attempts.within(now), most - 1)),
                        most,
                        attempts.frees(now));
    }

    private void own(Limits limits, Instant now, List<Budget> found) {
        turn(now);
        add(found, Kind.CALLS_PER_HOUR, limits.callsPerHour(), callsThisHour(now), calls.frees(now));
        add(found, Kind.CALLS_PER_DAY, limits.callsPerDay(), callsToday, tomorrow());
        add(found, Kind.EXTERNAL_PER_HOUR, limits.externalPerHour(), externalThisHour(now), external.frees(now));
        add(found, Kind.DESTINATIONS_PER_DAY, limits.destinationsPerDay(), places.size() + placesBeyond, tomorrow());
        add(found, Kind.SPENT_PER_DAY, limits.dailyMinor(), spentMinor, tomorrow());
    }

    private static void add(List<Budget> found, Kind kind, Optional<Long> limit, long used, Instant resets) {
        limit.ifPresent(most -> found.add(new Budget(kind, Optional.empty(), used, most, resets)));
    }

    private void ofTool(Limits limits, String tool, Instant now, List<Budget> found) {
        var stated = limits.tools().get(tool);
        if (stated == null) return;
        var used = tools.getOrDefault(known(tool), new OfTool());
        var named = Optional.of(tool);
        stated.perHour()
                .ifPresent(most -> found.add(
                        new Budget(Kind.TOOL_PER_HOUR, named, used.hour.within(now), most, used.hour.frees(now))));
        stated.perDay()
                .ifPresent(most -> found.add(new Budget(Kind.TOOL_PER_DAY, named, used.today, most, tomorrow())));
    }

    private Instant tomorrow() {
        return day.plus(1, ChronoUnit.DAYS);
    }
}
