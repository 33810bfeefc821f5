package dev.bailiwick.host.openclaw;

import dev.bailiwick.core.detection.Admission;
import dev.bailiwick.core.detection.Excerpt;
import dev.bailiwick.core.detection.SkillCheck;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.host.ask.Answer;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Answers OpenClaw's install policy, protocol 1: a skill or plugin lies unpacked on the disk and is not installed yet.
 *
 * <p>{@code block} for what is denied, whoever agreed to it. Where there is a server it is asked about the rest, whatever was
 * found or not: {@code allow} for exactly the content that somebody agreed to, {@code block} until then. Without one, {@code
 * warn} for what a person looks at first and {@code allow} for the rest and for the digests of a file. A file changed is
 * another digest: it is asked about again.
 */
public final class InstallPolicy {
    private static final long PROTOCOL = 1;
    private static final int MOST_FINDINGS = 8;
    private static final int LONGEST_TEXT = 160;

    private final SkillCheck check;
    private final Set<Digest> approved;
    private final Optional<Function<JsonObject, Answer>> server;

    private InstallPolicy(SkillCheck check, Set<Digest> approved, Optional<Function<JsonObject, Answer>> server) {
        this.check = check;
        this.approved = Set.copyOf(approved);
        this.server = server;
    }

    /** @param approved digests of {@link SkillFiles#digest} that a person approved */
    public static InstallPolicy alone(SkillCheck check, Set<Digest> approved) {
        return new InstallPolicy(check, approved, Optional.empty());
    }

    /** @param server asks it about an attempt, and waits while people decide */
    public static InstallPolicy asking(SkillCheck check, Function<JsonObject, Answer> server) {
        return new InstallPolicy(check, Set.of(), Optional.of(server));
    }

    /**
     * OpenClaw's answer to OpenClaw's question.
     *
     * @throws dev.bailiwick.json.JsonException when the question is not of this protocol; OpenClaw then installs nothing
     * @throws OpenClawFailure when the files cannot be read
     * @throws dev.bailiwick.host.ask.Unanswered when the server does not answer: nothing is installed then either
     */
    public JsonObject answer(JsonObject question) {
        var fields = Fields.of(question);
        fields.whole("protocolVersion", InstallPolicy::known);
        String name = fields.text("targetName");
        return answer(question, name, SkillFiles.below(Path.of(fields.text("sourcePath"))));
    }

    private static long known(long version) {
        if (version != PROTOCOL)
            throw new IllegalArgumentException("expected version " + PROTOCOL + " of the protocol");
        return version;
    }

    private JsonObject answer(JsonObject question, String name, SkillFiles files) {
        List<Finding> findings = new ArrayList<>();
        for (var oddity : files.oddities())
            findings.add(new Finding(Admission.Answer.APPROVE, oddity.path(), oddity.excerpt()));
        for (var file : files.texts()) add(findings, file.path(), check.check(name + "/" + file.path(), file.text()));
        var strictest = strictest(findings);
        if (strictest == Admission.Answer.DENY) return answer("block", reason(findings, files), findings);
        if (server.isPresent()) return asked(server.get(), question, files, findings);
        if (strictest == Admission.Answer.ALLOW || approved(files)) return answer("allow", "", findings);
        return answer("warn", reason(findings, files), findings);
    }

    private static JsonObject asked(
            Function<JsonObject, Answer> server, JsonObject question, SkillFiles files, List<Finding> findings) {
        if (!files.whole())
            return answer("block", "not all of it can be read, so nobody could agree to exactly this", findings);
        return switch (server.apply(attempt(question, files, findings))) {
            case Answer.Permit _ -> answer("allow", "", findings);
            case Answer.Pending(var message) -> answer("block", message, findings);
            case Answer.Refused(var message) -> answer("block", message, findings);
        };
    }

    /** What people are asked; the same for the same content, so that asking again joins the request that waits. */
    private static JsonObject attempt(JsonObject question, SkillFiles files, List<Finding> findings) {
        var wanted = question.object("request").flatMap(request -> request.string("requestedSpecifier"));
        var arguments = JsonObject.with("type", question.string("targetType").orElse(""))
                .and("name", question.string("targetName").orElse(""))
                .and("version", version(question))
                .and("specifier", wanted.map(Finding::cut).orElse(""))
                .and("content", files.digest().hex())
                .and("files", files.count())
                .and(
                        "findings",
                        JsonArray.ofStrings(findings.stream()
                                .limit(MOST_FINDINGS)
                                .map(Finding::line)
                                .toList()))
                .build();
        return JsonObject.with("session", "install")
                .and("tool", "bailiwick.install")
                .and("kind", "bailiwick_install")
                .and("arguments", arguments)
                .and("origin", JsonObject.with("kind", "unknown").build())
                .and("definition", files.digest().hex())
                .build();
    }

    private static String version(JsonObject question) {
        return question.object("origin")
                .flatMap(origin -> origin.string("version"))
                .map(Finding::cut)
                .orElse("");
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

        String line() {
            return excerpt.rule() + " in " + cut(Untrusted.visible(path)) + ": "
                    + cut(excerpt.text().visible());
        }

        private static String cut(String text) {
            return text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        }
    }
}
