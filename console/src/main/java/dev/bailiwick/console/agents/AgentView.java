package dev.bailiwick.console.agents;

import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.console.timeline.Line;
import dev.bailiwick.core.decision.Budget;
import java.util.List;
import java.util.Optional;

/**
 * One agent.
 *
 * @param since when the step was set
 * @param pulse {@code alive}, {@code lost}, {@code changed}, {@code never} or {@code canary-passed}
 * @param heard the last heartbeat, or that there was none
 * @param banners why this agent is not, or not fully, protected
 * @param counts what its decisions came to
 * @param limits how much it may use up, and has
 */
public record AgentView(
        String id,
        String operator,
        String step,
        String since,
        Optional<String> ends,
        String pulse,
        String heard,
        Optional<Frozen> frozen,
        List<String> banners,
        Observed.Counts counts,
        int pending,
        List<Limit> limits) {
    public AgentView {
        banners = List.copyOf(banners);
        limits = List.copyOf(limits);
    }

    /** One limit: {@code 4 of 600 calls in a minute}. */
    public record Limit(String what, String used, String most, boolean exhausted, String resets) {
        static Limit of(Budget budget) {
            return new Limit(
                    budget.kind().counted()
                            + budget.tool().map(tool -> ": " + tool).orElse(""),
                    budget.spelled(budget.used()),
                    budget.spelled(budget.limit()),
                    budget.exhausted(),
                    Spoken.time(budget.resets()));
        }
    }

    /** Who froze it, when and why. */
    public record Frozen(String reason, String by, String at, boolean everything) {}

    /** {@code bad}, {@code wait} or {@code good}: the worst that is true of it. */
    public String tone() {
        if (frozen.isPresent() || pulse.equals("lost") || pulse.equals("changed") || pulse.equals("canary-passed")) {
            return "bad";
        }
        return banners.isEmpty() && pulse.equals("alive") ? "good" : "wait";
    }

    public String pulseWords() {
        return switch (pulse) {
            case "alive" -> "enforcement alive";
            case "lost" -> "heartbeat lost";
            case "changed" -> "plugin or configuration changed";
            case "canary-passed" -> "canary was not refused";
            default -> "no heartbeat yet";
        };
    }

    /** {@code 41 calls: 37 pass, 3 would ask, 1 would be refused}. */
    public String summary() {
        boolean observed = counts.observed() > 0;
        return counts.calls() + (counts.calls() == 1 ? " call: " : " calls: ") + counts.pass() + " pass, "
                + counts.ask()
                + (observed ? " would ask, " : " asked, ") + counts.refused()
                + (observed ? " would be refused" : " refused");
    }

    /** The list of agents. */
    public record All(List<AgentView> agents, Optional<Frozen> frozen, int toClassify) {
        public All {
            agents = List.copyOf(agents);
        }
    }

    /** A step of the ladder this person might choose; {@code obstacle} says why not. */
    public record Choice(String step, boolean current, Optional<String> obstacle) {}

    /** One agent's own page. */
    public record One(
            AgentView agent,
            List<Choice> steps,
            List<Line> latest,
            boolean operator,
            Optional<String> notice,
            Optional<String> done) {
        public One {
            steps = List.copyOf(steps);
            latest = List.copyOf(latest);
        }
    }
}
