package dev.bailiwick.core.catalog;

import dev.bailiwick.core.value.Tier;
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
        for (String line : patch.get().lines().map(String::strip).toList()) {
            if (line.startsWith("***")) finding = finding.and(marker(line, around));
        }
        return finding.targets().isEmpty() ? Finding.of(Tier.T4, "the patch names no file") : finding;
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
