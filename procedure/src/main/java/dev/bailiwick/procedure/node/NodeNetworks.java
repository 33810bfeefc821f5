package dev.bailiwick.procedure.node;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.node.Order;
import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.incident.HostNetwork;
import dev.bailiwick.procedure.stop.HostUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The network of the machine an agent runs on, or of all of them. A node keeps its line to the server when it is cut off. */
public final class NodeNetworks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final NodeRegister nodes;
    private final Contacts contacts;
    private final HostNetwork here;

    /** @param here this machine's */
    public NodeNetworks(NodeRegister nodes, Contacts contacts, HostNetwork here) {
        this.nodes = nodes;
        this.contacts = contacts;
        this.here = here;
    }

    /** @param agent empty when everybody's machine is meant */
    public HostNetwork of(Optional<AgentId> agent) {
        if (agent.isPresent())
            return nodes.running(agent.get()).<HostNetwork>map(There::new).orElse(here);
        var there = nodes.all().stream().filter(Node::joined).<HostNetwork>map(There::new);
        return new Every(Stream.concat(Stream.of(here), there).toList());
    }

    /** One node's network. */
    private final class There implements HostNetwork {
        private final Node node;

        There(Node node) {
            this.node = node;
        }

        private JsonObject told(Order.Kind kind, JsonObject detail) {
            return contacts.order(node, kind, Optional.empty(), detail, PATIENCE);
        }

        @Override
        public void isolate(List<AddressBlock> forensic) {
            var blocks = JsonArray.ofStrings(
                    forensic.stream().map(AddressBlock::toString).toList());
            told(Order.Kind.ISOLATE, JsonObject.with("forensic", blocks).build());
        }

        @Override
        public void release() {
            told(Order.Kind.RELEASE, JsonObject.EMPTY);
        }

        @Override
        public boolean isolated() {
            return told(Order.Kind.ISOLATED, JsonObject.EMPTY)
                    .get("isolated")
                    .filter(new JsonBoolean(true)::equals)
                    .isPresent();
        }
    }

    /** All of them; one that fails keeps no other from being cut off. */
    private record Every(List<HostNetwork> all) implements HostNetwork {
        @Override
        public void isolate(List<AddressBlock> forensic) {
            each(network -> network.isolate(forensic));
        }

        @Override
        public void release() {
            each(HostNetwork::release);
        }

        @Override
        public boolean isolated() {
            return all.stream().allMatch(HostNetwork::isolated);
        }

        private void each(Consumer<HostNetwork> what) {
            List<String> failed = new ArrayList<>();
            for (var network : all) {
                try {
                    what.accept(network);
                } catch (HostUnavailable e) {
                    failed.add(String.valueOf(e.getMessage()));
                }
            }
            if (!failed.isEmpty()) throw new HostUnavailable(String.join("; ", failed));
        }
    }
}
