package dev.bailiwick.procedure.testing;

import static dev.bailiwick.procedure.testing.Specimens.ANA;
import static dev.bailiwick.procedure.testing.Specimens.DESK;
import static dev.bailiwick.procedure.testing.Specimens.LAB;
import static dev.bailiwick.procedure.testing.Specimens.MORNING;
import static dev.bailiwick.procedure.testing.Specimens.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.procedure.register.Agents;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Agents} must do. */
public abstract class AgentsContract {
    /** The same, empty at first, for one test. */
    protected abstract Agents agents();

    @Test
    void an_agent_is_kept_as_it_is() {
        var agents = agents();
        var bare = new Agent(LAB, ANA, Step.DRAFT, MORNING, Optional.empty(), Optional.empty(), Set.of());
        agents.put(agent(DESK));
        agents.put(bare);
        assertThat(agents.find(DESK)).contains(agent(DESK));
        assertThat(agents.find(LAB)).contains(bare);
    }

    @Test
    void an_agent_nobody_registered_is_not_found() {
        assertThat(agents().find(DESK)).isEmpty();
        assertThat(agents().all()).isEmpty();
    }

    @Test
    void the_last_word_about_an_agent_holds() {
        var agents = agents();
        var risen = agent(DESK).at(Step.PRODUCTION, MORNING.plusSeconds(5));
        agents.put(agent(DESK));
        agents.put(risen);
        assertThat(agents.all()).containsExactly(risen);
    }

    @Test
    void all_are_listed_by_id() {
        var agents = agents();
        agents.put(agent(LAB));
        agents.put(agent(DESK));
        assertThat(agents.all()).extracting(Agent::id).containsExactly(DESK, LAB);
    }
}
