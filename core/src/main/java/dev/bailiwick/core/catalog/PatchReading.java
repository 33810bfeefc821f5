package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
import dev.bailiwick.core.value.Untrusted;
import java.util.List;

/** A patch in apply_patch's own format: every file its marker lines name is written. */
record PatchReading(String argument) implements Reading {
    private static final List<String> FILES =
            List.of("*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: ");
    private static final List<String> OTHERS = List.of("*** Begin Patch", "*** End Patch", "*** End of File");

    @Override
    public Finding read(Call call, Surroundings around) {
        var patch = call.arguments().string(argument);
        if (patch.isEmpty() || call.arguments().members().size() > 1) {
            return Finding.of(Tier.T4, "the patch cannot be read");
        }
        var finding = Finding.NOTHING;
        // a carriage return inside a line is part of a name for whoever splits at line feeds only
        for (String line : patch.get().split("\n", -1)) {
            int stars = line.indexOf("***");
            if (stars >= 0 && isBlank(line.substring(0, stars))) {
                finding = finding.and(marker(line.substring(stars).strip(), around));
            }
        }
        return finding.targets().isEmpty() ? Finding.of(Tier.T4, "the patch names no file") : finding;
    }

    /** Blank for any reader: some trim more characters than others. */
    private static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Untrusted.hidden(c));
    }

    private static Finding marker(String line, Surroundings around) {
        for (String marker : FILES) {
            if (line.startsWith(marker)) {
                return around.paths().written(line.substring(marker.length()), around.agent());
            }
        }
        return OTHERS.contains(line) ? Finding.NOTHING : Finding.of(Tier.T4, "the patch has a marker nobody knows");
    }
}
