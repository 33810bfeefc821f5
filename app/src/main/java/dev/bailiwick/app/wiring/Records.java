package dev.bailiwick.app.wiring;

import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.host.freeze.FreezeMarks;
import dev.bailiwick.procedure.audit.ControlLog;
import dev.bailiwick.procedure.audit.EvidenceReads;
import dev.bailiwick.procedure.control.LoggedAgents;
import dev.bailiwick.procedure.control.LoggedFreezes;
import dev.bailiwick.procedure.enforcement.RuntimeFiles;
import dev.bailiwick.procedure.node.Contacts;
import dev.bailiwick.procedure.node.NodeFiles;
import dev.bailiwick.procedure.node.NodeRegister;
import dev.bailiwick.tlog.FileAuditLog;

/**
 * What the house keeps. The log comes first: everything else counts only as far as the log has seen it.
 *
 * @param files the log itself
 * @param log the same, with what it makes of control state
 * @param reads who reads it
 * @param nodes agents' machines that may come in
 * @param contacts what they said last
 * @param marks freezes beside the log, for the day the database is away
 */
record Records(
        DataFolder data,
        FileAuditLog files,
        ControlLog log,
        EvidenceReads reads,
        Store store,
        LoggedAgents agents,
        FreezeMarks marks,
        LoggedFreezes logged,
        NodeRegister nodes,
        Contacts contacts,
        Installations installations) {
    static Records open(Configuration configuration, Closing closing) {
        var data = configuration.data();
        data.make();
        var files = closing.add(FileAuditLog.open(data.log(), configuration.clock()));
        var log = ControlLog.over(files);
        var store = closing.add(Store.open(configuration));
        return new Records(
                data,
                files,
                log,
                new EvidenceReads(log, configuration.clock()),
                store,
                new LoggedAgents(store.agents(), log),
                new FreezeMarks(data.freezes()),
                new LoggedFreezes(log),
                new NodeRegister(new KeptNodes(data.nodes()), log),
                new Contacts(configuration.clock(), new Chance()::token),
                new Installations(data));
    }

    /** What lies on an agent's machine, whichever that is. */
    RuntimeFiles runtimes() {
        return new NodeFiles(nodes, contacts, installations);
    }

    /** Every freeze that any of the three places knows: the stricter wins. */
    Freezes freezes() {
        return store.freezes().load().and(marks.load()).and(logged.load());
    }
}
