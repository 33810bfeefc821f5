package dev.bailiwick.core.hardening.artefact;

import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Result.Copy;
import dev.bailiwick.core.hardening.Standing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From each control to the rendered line that brings it about, and to what became of that file where it was put.
 *
 * @param copies what became of each file, by its name; absent: nobody said where it lies
 */
public record Trace(Artefacts artefacts, Map<String, Copy> copies) {
    public Trace {
        copies = Map.copyOf(copies);
    }

    /** The results with their lines, and the judgement on the files themselves. */
    public List<Result> over(List<Result> results) {
        return results.stream()
                .map(each -> each.check() == Check.ART_01 ? files() : traced(each))
                .toList();
    }

    private Result traced(Result result) {
        return artefacts
                .remedy(result.check())
                .map(place -> new Result.Declared(place, copy(place.substring(0, place.lastIndexOf(':')))))
                .map(result::declaredBy)
                .orElse(result);
    }

    private Copy copy(String file) {
        return copies.getOrDefault(file, Copy.UNSEEN);
    }

    private Result files() {
        if (copies.isEmpty()) {
            return new Result(Check.ART_01, Standing.UNKNOWN, "nobody said where the rendered files lie", "");
        }
        return wrong(Copy.CHANGED, "changed after rendering")
                .or(() -> wrong(Copy.MISSING, "not there"))
                .map(why -> new Result(Check.ART_01, Standing.FAIL, why, "SHA-256 of each file"))
                .or(() -> wrong(Copy.UNSEEN, "not readable")
                        .map(why -> new Result(Check.ART_01, Standing.UNKNOWN, why, "")))
                .orElseGet(() -> new Result(
                        Check.ART_01,
                        Standing.PASS,
                        copies.size() + " files are those of "
                                + artefacts.profile().stamp(),
                        "SHA-256 of each file"));
    }

    private Optional<String> wrong(Copy copy, String what) {
        var names = copies.entrySet().stream()
                .filter(each -> each.getValue() == copy)
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(what + ": " + names);
    }
}
