package dev.bailiwick.host.openclaw;

import dev.bailiwick.core.detection.Admission;
import dev.bailiwick.core.detection.Excerpt;
import dev.bailiwick.core.detection.SkillCheck;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Answers OpenClaw's install policy, protocol 1: a skill or plugin lies unpacked on the disk and is not installed yet.
 *
 * <p>{@code block} for what is denied, {@code warn} for what a person looks at first, {@code allow} for the rest and for
 * exactly the files whose digest a person approved. A file changed is another digest: it is asked about again. What was
 * denied is never allowed by a digest.
 */
public final class InstallPolicy {
    private static final long PROTOCOL = 1;
    private static final int MOST_FINDINGS = 8;
    private static final int LONGEST_TEXT = 160;

    private final SkillCheck check;
    private final Set<Digest> approved;

    /** @param approved digests of {@link SkillFiles#digest} that a person approved */
    public InstallPolicy(SkillCheck check, Set<Digest> approved) {
        this.check = check;
        this.approved = Set.copyOf(approved);
    }

    /**
     * OpenClaw's answer to OpenClaw's question.
     *
     * @throws dev.bailiwick.json.JsonException when the question is not of this protocol; OpenClaw then installs nothing
     * @throws OpenClawFailure when the files cannot be read
     */
    public JsonObject answer(JsonObject question) {
        var fields = Fields.of(question);
        fields.whole("protocolVersion", InstallPolicy::known);
        String name = fields.text("targetName");
        return answer(name, SkillFiles.below(Path.of(fields.text("sourcePath"))));
    }

    private static long known(long version) {
        if (version != PROTOCOL)
            throw new IllegalArgumentException("expected version " + PROTOCOL + " of the protocol");
        return version;
    }

    private JsonObject answer(String name, SkillFiles files) {
        List<Finding> findings = new ArrayList<>();
        for (var oddity : files.oddities())
            findings.add(new Finding(Admission.Answer.APPROVE, oddity.path(), oddity.excerpt()));
        for (var file : files.texts()) add(findings, file.path(), check.check(name + "/" + file.path(), file.text()));
        var strictest = strictest(findings);
        if (strictest == Admission.Answer.DENY) return answer("block", reason(findings, files), findings);
        if (strictest == Admission.Answer.ALLOW || approved(files)) return answer("allow", "", findings);
        return answer("warn", reason(findings, files), findings);
    }

    private boolean approved(SkillFiles files) {
        return files.whole() && approved.contains(files.digest());
    }

    private static void add(List<Finding> findings, String path, Admission admission) {
        for (Excerpt reason : admission.reasons()) findings.add(new Finding(admission.answer(), path, reason));
    }

    private static Admission.Answer strictest(List<Finding> findings) {
        var strictest = Admission.Answer.ALLOW;
        for (var each : findings) if (each.answer().compareTo(strictest) > 0) strictest = each.answer();
        return strictest;
    }

    private static String reason(List<Finding> findings, SkillFiles files) {
        return findings.size() + " findings, first "
                + findings.getFirst().excerpt().rule() + " in "
                + Finding.cut(Untrusted.visible(findings.getFirst().path())) + "; digest "
                + files.digest().hex();
    }

    private static JsonObject answer(String decision, String reason, List<Finding> findings) {
        var answer = JsonObject.with("protocolVersion", JsonNumber.of(PROTOCOL)).and("decision", decision);
        if (!reason.isEmpty()) answer.and("reason", reason);
        return answer.and(
                        "findings",
                        new JsonArray(List.copyOf(findings.stream()
                                .limit(MOST_FINDINGS)
                                .map(Finding::json)
                                .toList())))
                .build();
    }

    /** OpenClaw shows a person at most 4,000 characters of a warning; a longer one cannot be acknowledged. */
    private record Finding(Admission.Answer answer, String path, Excerpt excerpt) {
        JsonObject json() {
            return JsonObject.with("ruleId", excerpt.rule())
                    .and("severity", answer == Admission.Answer.DENY ? "critical" : "warn")
                    .and("message", "found: " + cut(excerpt.text().visible()))
                    .and("file", cut(Untrusted.visible(path)))
                    .build();
        }

        private static String cut(String text) {
            return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        }
    }
}
