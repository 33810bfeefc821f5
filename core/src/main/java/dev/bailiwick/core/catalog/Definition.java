package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the catalogue: by which names tools offer it, and what it does.
 *
 * @param by the argument whose text chooses one of the cases; the case "" is also for a call without it
 * @param otherwise what it does when no case was chosen; at least as strict as every case
 * @param raises arguments whose mere presence raises the tier
 * @param carries whether it only carries another call that comes to the gate itself
 * @param pins whether it stays unclassified until somebody has looked at exactly what it brings
 */
record Definition(
        List<String> tools,
        String id,
        Optional<String> by,
        Map<String, Impact> cases,
        Impact otherwise,
        List<Raise> raises,
        boolean carries,
        boolean pins) {
    /** An argument that raises. */
    record Raise(String argument, Tier tier, String because) {
        static Raise of(Fields fields) {
            var raise = new Raise(fields.text("argument"), fields.whole("tier", Tier::of), fields.text("because"));
            fields.end();
            return raise;
        }
    }

    Definition {
        tools = List.copyOf(tools);
        cases = Map.copyOf(cases);
        raises = List.copyOf(raises);
        for (var impact : cases.values()) {
            if (impact.tier().compareTo(otherwise.tier()) > 0) {
                throw new IllegalArgumentException(
                        "\"" + id + "\": what is done otherwise must be as strict as each case");
            }
        }
    }

    static Definition of(Fields fields) {
        var id = fields.text("id");
        Map<String, Impact> cases = new HashMap<>();
        for (var each : fields.list("cases")) {
            var values = each.texts("values");
            var impact = Impact.of(each);
            each.end();
            for (String value : values) {
                if (cases.put(value, impact) != null) {
                    throw new IllegalArgumentException("\"" + id + "\" has the case \"" + value + "\" twice");
                }
            }
        }
        List<Raise> raises = new ArrayList<>();
        for (var each : fields.list("raises")) raises.add(Raise.of(each));
        var otherwise = fields.fields("otherwise");
        var impact = Impact.of(otherwise);
        otherwise.end();
        var definition = new Definition(
                fields.texts("tools"),
                id,
                fields.optionalText("by"),
                cases,
                impact,
                raises,
                fields.optionalFlag("carries").orElse(false),
                fields.optionalFlag("pins").orElse(false));
        fields.end();
        return definition;
    }

    private static Optional<String> chooses(Call call, String argument) {
        return call.arguments().has(argument) ? call.arguments().string(argument) : Optional.of("");
    }

    Operation understand(Call call, Surroundings around) {
        var impact = by.flatMap(argument -> chooses(call, argument))
                .flatMap(value -> Optional.ofNullable(cases.get(value)))
                .orElse(otherwise);
        var finding = impact.find(call, around);
        for (Raise raise : raises) {
            if (call.arguments().has(raise.argument)) {
                finding = finding.and(Finding.of(raise.tier, raise.because));
            }
        }
        return new Operation(
                id,
                pins ? Operation.Known.UNCLASSIFIED : Operation.Known.CATALOGUED,
                impact.verb(),
                finding.tier(),
                Operation.target(finding.targets()),
                finding.because(),
                finding.hazards());
    }
}
