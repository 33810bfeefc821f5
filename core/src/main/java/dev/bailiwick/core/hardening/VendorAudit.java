package dev.bailiwick.core.hardening;

import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * OpenClaw's own word on itself, as {@code openclaw security audit --json} and {@code openclaw secrets audit --json} print it. Its
 * ids are kept, so that its manual can be asked; everything else in the file is a stranger's text.
 *
 * @param at when the file was written
 */
public record VendorAudit(JsonObject printed, Instant at) {
    private static final Duration FRESH = Duration.ofDays(7);
    private static final int MOST_NAMED = 12;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final List<String> COUNTS = List.of(
            "plaintextCount", "unresolvedRefCount", "shadowedRefCount", "storeResidueCount", "legacyResidueCount");

    private record Named(String severity, String id) {
        boolean open() {
            return !severity.equals("info");
        }

        @Override
        public String toString() {
            return id + " (" + severity + ")";
        }
    }

    /** @throws IllegalArgumentException when it is neither of the two */
    public Result judged(Instant now) {
        if (printed.array("findings").values().stream().anyMatch(JsonObject.class::isInstance)
                || printed.object("secretDiagnostics").isPresent()
                || counted().isEmpty()) return security(now);
        return secrets(now);
    }

    private Result security(Instant now) {
        var summary = printed.object("summary")
                .orElseThrow(
                        () -> new IllegalArgumentException("neither OpenClaw's security audit nor its secrets audit"));
        var open = printed.array("findings").values().stream()
                .map(VendorAudit::named)
                .filter(Named::open)
                .toList();
        long counted = number(summary, "critical") + number(summary, "warn");
        var source = "openclaw security audit --json";
        if (!open.isEmpty() || counted > 0) return Result.fail(Check.OCA_01, words(open, counted), source);
        return fresh(Check.OCA_01, "nothing critical, no warning", source, now);
    }

    private static Named named(dev.bailiwick.json.JsonValue finding) {
        var object = finding instanceof JsonObject each ? each : JsonObject.EMPTY;
        var id = object.string("checkId").filter(text -> ID.matcher(text).matches());
        var severity = object.string("severity").filter(text -> ID.matcher(text).matches());
        // what is not understood is open
        return new Named(severity.orElse("of unknown severity"), id.orElse("a finding whose id is none"));
    }

    private static String words(List<Named> open, long counted) {
        var named = open.stream()
                .map(Named::toString)
                .distinct()
                .sorted()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        long more =
                Math.max(open.size(), counted) - open.stream().limit(MOST_NAMED).count();
        return named + (more > 0 ? (named.isEmpty() ? "" : ", and ") + more + " more" : "");
    }

    private Result secrets(Instant now) {
        var open = new TreeMap<>(counted());
        open.values().removeIf(count -> count == 0);
        var source = "openclaw secrets audit --json";
        if (!open.isEmpty()) {
            var words = open.entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(Collectors.joining(", "));
            return Result.fail(Check.OCA_02, words, source);
        }
        return fresh(Check.OCA_02, "no secret in plain text, none unresolved or left over", source, now);
    }

    /** The counts it has, at its top or in its summary. */
    private TreeMap<String, Long> counted() {
        var all = new TreeMap<String, Long>();
        var summary = printed.object("summary").orElse(JsonObject.EMPTY);
        for (var name : COUNTS) {
            if (printed.get(name).isPresent()) all.put(name, number(printed, name));
            else if (summary.get(name).isPresent()) all.put(name, number(summary, name));
        }
        return all;
    }

    private static long number(JsonObject object, String name) {
        return object.get(name).isPresent() ? Fields.of(object).number(name) : 0;
    }

    private Result fresh(Check check, String because, String source, Instant now) {
        return now.isBefore(at.plus(FRESH))
                ? Result.pass(check, because, source)
                : Result.unknown(
                        check,
                        "the audit of " + Untrusted.visible(at.toString()) + " is older than " + FRESH.toDays()
                                + " days");
    }
}
