package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlException;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.posture.MachineLook;
import dev.bailiwick.host.posture.Trials;
import dev.bailiwick.procedure.hardening.PostureWatch;
import dev.bailiwick.procedure.stop.ProcessId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks at agents' machines, which are this one. */
final class AgentMachines implements PostureWatch.Machines {
    private final DataFolder data;
    private final Function<AgentId, Optional<ProcessId>> root;
    private final Supplier<Optional<String>> advisories;
    private final InstantSource clock;
    private final MachineLook machine;

    /**
     * @param root the process an agent's plugin speaks from, while it lives
     * @param advisories the feed file, as the settings name it now
     */
    AgentMachines(
            DataFolder data,
            Function<AgentId, Optional<ProcessId>> root,
            Supplier<Optional<String>> advisories,
            InstantSource clock) {
        this.data = data;
        this.advisories = advisories;
        this.root = root;
        this.clock = clock;
        this.machine = new MachineLook(Trials.live(CommandFiles.exercise()), clock);
    }

    @Override
    public Optional<Look> look(AgentId agent, Watched how) {
        var file = profile(agent, how);
        if (how.equals(Watched.NOTHING_SAID) && !Files.exists(file)) return Optional.empty();
        try {
            var profile = ProfileFiles.read(file.toString());
            return Optional.of(look(profile.stamp(), looked(agent, profile, how)));
        } catch (YamlException | IllegalArgumentException e) {
            return Optional.of(look("", Posture.unseen(String.valueOf(e.getMessage()))));
        }
    }

    private Path profile(AgentId agent, Watched how) {
        return data.path().resolve(how.profile().orElse("profiles/" + agent + ".yaml"));
    }

    private Posture looked(AgentId agent, AgentProfile profile, Watched how) {
        MachineLook.Target target = how.container()
                .<MachineLook.Target>map(MachineLook.Target.Container::new)
                .or(() -> root.apply(agent).map(process -> new MachineLook.Target.Running(process.pid())))
                .orElse(new MachineLook.Target.Host());
        return machine.at(
                target,
                Optional.of(profile),
                how,
                advisories.get().map(file -> AdvisoryFile.read(data.path().resolve(file))));
    }

    private Look look(String profile, Posture posture) {
        return new Look(Look.Eyes.HOUSE, clock.instant(), profile, posture);
    }
}
