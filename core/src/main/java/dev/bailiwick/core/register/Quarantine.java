package dev.bailiwick.core.register;

import dev.bailiwick.core.value.AddressBlock;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * How this machine is cut off when an agent on it is compromised ({@code isolation} of {@code bailiwick.yaml}).
 *
 * @param forensic from where it is examined then: nobody else reaches it, and it reaches nobody else
 * @param automatic whether that happens without a person, when a kill is not proved or nobody knows the scope
 */
public record Quarantine(List<AddressBlock> forensic, boolean automatic) {
    /** Where nobody said anything, a person cuts it off. */
    public static final Quarantine BY_HAND = new Quarantine(List.of(), false);

    /** More are a network, and a network is not cut off. */
    private static final int MOST = 16;

    public Quarantine {
        forensic = List.copyOf(forensic);
    }

    /** @throws dev.bailiwick.json.JsonException naming what is wrong */
    public static Quarantine of(Fields fields) {
        var forensic = fields.eachParsed("forensic", AddressBlock::of);
        boolean automatic = fields.flag("automatic");
        fields.end();
        if (automatic && forensic.isEmpty())
            throw new JsonException(
                    "nobody would reach the machine again: name a forensic host", "/isolation/forensic");
        if (forensic.size() > MOST) throw new JsonException("at most " + MOST, "/isolation/forensic");
        return new Quarantine(forensic, automatic);
    }

    JsonObject json() {
        return JsonObject.with(
                        "forensic",
                        JsonArray.ofStrings(
                                forensic.stream().map(AddressBlock::toString).toList()))
                .and("automatic", automatic)
                .build();
    }
}
