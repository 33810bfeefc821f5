package dev.bailiwick.host.posture;

import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.CommandExercise;
import dev.bailiwick.host.confine.LandlockTrial;
import dev.bailiwick.host.confine.WayAroundTrial;
import dev.bailiwick.host.process.StopTrial;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a scan does not read but tries. Each is empty when it could not be tried here.
 *
 * @param landlock whether a forbidden read was denied
 * @param stop what a stop of a stand-in came to
 * @param ways the ways around the egress proxy; fails with {@code ConfinementFailed} where it cannot be tried
 * @param commands what the command check must hold back
 */
public record Trials(
        Scanner.LandlockTrial landlock,
        Supplier<Optional<StopTrial.Outcome>> stop,
        Function<AgentProfile, WayAroundTrial.Outcome> ways,
        CommandExercise commands) {
    /** All of them, for real. */
    public static Trials live(CommandExercise commands) {
        return new Trials(LandlockTrial::denied, StopTrial::tried, WayAroundTrial::tried, commands);
    }
}
