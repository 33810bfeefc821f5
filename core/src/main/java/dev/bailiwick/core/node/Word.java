package dev.bailiwick.core.node;

import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.List;
import java.util.Optional;

/**
 * What a node is told as the answer to its beat.
 *
 * @param freezes all that is frozen, of everybody or of its agents
 * @param charges whom it runs
 * @param orders what it has not said to be done yet
 */
public record Word(Freezes freezes, List<Charge> charges, List<Order> orders) {
    public Word {
        charges = List.copyOf(charges);
        orders = List.copyOf(orders);
    }

    /**
     * An agent of the node, with what helps to find it there.
     *
     * @param account its own account, as the register says
     * @param pid the process its plugin speaks from, by its own word
     */
    public record Charge(AgentId agent, Optional<String> account, Optional<Long> pid) {
        /** @throws dev.bailiwick.json.JsonException when the fields are no charge */
        public static Charge of(Fields fields) {
            var charge = new Charge(
                    fields.parsed("agent", AgentId::new), fields.optionalText("account"), fields.optionalNumber("pid"));
            fields.end();
            return charge;
        }

        public JsonObject json() {
            return JsonObject.with("agent", agent.value())
                    .and("account", account.map(JsonString::new))
                    .and("pid", pid.map(JsonNumber::of))
                    .build();
        }
    }

    /** @throws dev.bailiwick.json.JsonException naming the place of what is wrong */
    public static Word of(JsonObject json) {
        var fields = Fields.of(json);
        var word = new Word(
                FreezeWords.of(fields.object("freezes")),
                fields.list("charges").stream().map(Charge::of).toList(),
                fields.list("orders").stream().map(Order::of).toList());
        fields.end();
        return word;
    }

    public JsonObject json() {
        return JsonObject.with("freezes", FreezeWords.json(freezes))
                .and("charges", Beat.array(charges.stream().map(Charge::json).toList()))
                .and("orders", Beat.array(orders.stream().map(Order::json).toList()))
                .build();
    }
}
