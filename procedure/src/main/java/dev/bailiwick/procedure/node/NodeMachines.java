package dev.bailiwick.procedure.node;

import dev.bailiwick.core.hardening.Look;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.Order;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.procedure.hardening.PostureWatch;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Looks at an agent's machine where that is. A silent node is asked again at the next round; what it cannot say is unknown. */
public final class NodeMachines implements PostureWatch.Machines {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NodeRegister nodes;
    private final Contacts contacts;
    private final PostureWatch.Machines here;
    private final InstantSource clock;

    /** @param here this machine */
    public NodeMachines(NodeRegister nodes, Contacts contacts, PostureWatch.Machines here, InstantSource clock) {
        this.nodes = nodes;
        this.contacts = contacts;
        this.here = here;
        this.clock = clock;
    }

    @Override
    public Optional<Look> look(AgentId agent, Watched how) {
        return nodes.running(agent).map(node -> there(node, agent, how)).orElseGet(() -> here.look(agent, how));
    }

    /** When it looked is what our clock says: a node's own may be anywhere. */
    private Optional<Look> there(Node node, AgentId agent, Watched how) {
        if (contacts.silent(node.id())) return Optional.empty();
        try {
            return contacts.order(node, Order.Kind.LOOK, Optional.of(agent), how.json(), PATIENCE)
                    .object("look")
                    .map(Look::of)
                    .map(look -> new Look(Look.Eyes.HOUSE, clock.instant(), look.profile(), look.posture()));
        } catch (HostUnavailable e) {
            return unseen(String.valueOf(e.getMessage()));
        } catch (JsonException | IllegalArgumentException e) {
            return unseen("node " + node.id() + " answered what is not understood");
        }
    }

    private Optional<Look> unseen(String why) {
        return Optional.of(new Look(Look.Eyes.HOUSE, clock.instant(), "", Posture.unseen(why)));
    }
}
