package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a call of one sort does at least.
 *
 * @param tier the floor; readings of the arguments only raise it
 * @param target arguments that name what it acts on, where no reading tells
 * @param only the arguments this sort is understood with; another one raises to T3. Empty when any may be there
 */
record Impact(
        String verb, Tier tier, Optional<String> because, List<String> target, List<String> only, List<Reading> reads) {
    private static final Pattern VERB = Pattern.compile("[a-z][a-zA-Z]{1,30}");

    Impact {
        if (!VERB.matcher(verb).matches()) throw new IllegalArgumentException("not a verb: \"" + verb + "\"");
        target = List.copyOf(target);
        only = List.copyOf(only);
        reads = List.copyOf(reads);
    }

    /** Reads the members of an impact; whoever calls this ends the fields. */
    static Impact of(Fields fields) {
        List<Reading> reads = new ArrayList<>();
        for (var each : fields.list("reads")) reads.add(Reading.of(each));
        return new Impact(
                fields.text("verb"),
                fields.whole("tier", Tier::of),
                fields.optionalText("because"),
                fields.texts("target"),
                fields.texts("only"),
                reads);
    }

    Finding find(Call call, Surroundings around) {
        var finding = new Finding(
                tier, call.texts(target).found(), because.map(List::of).orElse(List.of()), List.of());
        for (String name :
                only.isEmpty() ? List.<String>of() : call.arguments().members().keySet()) {
            if (!only.contains(name)) {
                finding = finding.and(Finding.of(Tier.T3, "it has an argument the catalogue does not know"));
            }
        }
        for (Reading reading : reads) finding = finding.and(reading.read(call, around));
        return finding;
    }
}
