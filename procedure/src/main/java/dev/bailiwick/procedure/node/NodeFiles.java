package dev.bailiwick.procedure.node;

import dev.bailiwick.core.node.Node;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import java.util.Optional;

/** What lies on an agent's machine: read here, or by its node; what a node said before it fell silent gates nothing. */
public final class NodeFiles implements RuntimeFiles {
    private final NodeRegister nodes;
    private final Contacts contacts;
    private final RuntimeFiles here;

    /** @param here this machine's */
    public NodeFiles(NodeRegister nodes, Contacts contacts, RuntimeFiles here) {
        this.nodes = nodes;
        this.contacts = contacts;
        this.here = here;
    }

    @Override
    public Optional<Reading> read(AgentId agent) {
        return nodes.running(agent).map(node -> there(node, agent)).orElseGet(() -> here.read(agent));
    }

    private Optional<RuntimeFiles.Reading> there(Node node, AgentId agent) {
        return contacts.reading(node, agent)
                .map(reading -> contacts.silent(node.id()) ? silent(node, reading) : said(reading));
    }

    private static RuntimeFiles.Reading said(dev.bailiwick.core.node.Reading reading) {
        return new RuntimeFiles.Reading(new Digests(reading.plugin(), reading.configuration()), reading.weakness());
    }

    private static RuntimeFiles.Reading silent(Node node, dev.bailiwick.core.node.Reading reading) {
        var nothing = Digest.of("silent " + reading.agent());
        return new RuntimeFiles.Reading(
                new Digests(nothing, nothing), Optional.of("its node " + node.id() + " is cut off"));
    }
}
