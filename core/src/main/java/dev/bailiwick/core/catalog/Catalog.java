package dev.bailiwick.core.catalog;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.register.Agent;
import dev.bailiwick.core.register.Network;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/** Turns a concrete call into an {@link Operation}. Immutable; built once from data files. */
public final class Catalog {
    private final Digest version;

    private Catalog(Digest version) {
        this.version = version;
    }

    /**
     * Reads the catalogue's data files.
     *
     * @throws dev.bailiwick.json.JsonException naming the file's member that is wrong
     */
    public static Catalog of(List<JsonObject> files) {
        return new Catalog(Digest.of(new dev.bailiwick.json.JsonArray(List.copyOf(files))));
    }

    /** The digest of everything the catalogue was read from. */
    public Digest version() {
        return version;
    }

    /** What this call means. Never fails: what it does not understand is {@link Operation#UNCLASSIFIED}, T4. */
    public Operation classify(Attempt attempt, Session session, Agent agent, Network network) {
        return new Operation(
                Operation.UNCLASSIFIED,
                "unclassified",
                Tier.T4,
                "",
                List.of("the tool is not in the catalogue"),
                List.of());
    }

    /**
     * Whether this tool only carries another call that comes to the gate itself (tool search, code mode): it is recorded but
     * is no action of its own.
     */
    public boolean carriesOtherCalls(Attempt attempt) {
        return false;
    }
}
