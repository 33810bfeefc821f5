package dev.bailiwick.app.wiring;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.enforcement.GateProof;
import java.util.Optional;

/** Proofs that the gates of connected agents hold. */
final class ProofVerbs implements Verbs {
    private final GateProof proof;

    ProofVerbs(GateProof proof) {
        this.proof = proof;
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return request.string("verb").filter("openclaw.selftest"::equals).map(_ -> prove(actor, request));
    }

    private JsonObject prove(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var agent = fields.parsed("agent", AgentId::new);
        fields.end();
        var made = proof.prove(agent, actor);
        if (made.probes().isEmpty())
            throw new Refusal(1, "agent " + agent + " is not connected: ./bailiwick openclaw connect --agent " + agent);
        return made.json();
    }
}
