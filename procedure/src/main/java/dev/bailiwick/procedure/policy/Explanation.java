package dev.bailiwick.procedure.policy;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.decision.Decision;
import dev.bailiwick.core.decision.Evidence;
import dev.bailiwick.core.decision.Judgement;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.policy.Applied;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One recorded decision, told so that a person understands it: what was tried, what it meant, where it came from, every policy
 * that applied, who said yes, and whether it comes out the same today.
 */
public final class Explanation {
    private final Entry entry;
    private final JsonObject body;
    private final Judgement judgement;
    private final String replay;

    private Explanation(Entry entry, JsonObject body, Judgement judgement, String replay) {
        this.entry = entry;
        this.body = body;
        this.judgement = judgement;
        this.replay = replay;
    }

    /** Empty when there is no such entry, or no judgement stands in it. */
    public static Optional<Explanation> of(long sequence, AuditLog log, Archive archive) {
        var found = new ArrayList<Entry>();
        log.read(sequence, entry -> {
            if (entry.sequence() == sequence) found.add(entry);
            return false;
        });
        return found.stream().findFirst().flatMap(entry -> {
            var body = log.body(entry).orElse(entry.body());
            return Simulation.judgement(body)
                    .map(judgement -> new Explanation(entry, body, judgement, replayed(judgement, archive)));
        });
    }

    private static String replayed(Judgement recorded, Archive archive) {
        return new Replay(archive)
                .again(recorded)
                .map(again -> Replay.same(recorded, again) ? "same" : "different")
                .orElse("not-kept");
    }

    /** For programs: the record itself, and what became of making the decision again. */
    public JsonObject json() {
        return JsonObject.with("lines", JsonArray.ofStrings(lines()))
                .and("judgement", judgement.json())
                .and("verdict", body.string("verdict").orElse(""))
                .and("replay", replay)
                .and("at", entry.at().toString())
                .and("entry", entry.sequence())
                .build();
    }

    /** For people. What an agent or a page wrote stands in quotes; whoever prints it makes it visible. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("entry " + entry.sequence() + ", " + entry.at() + ": agent "
                + judgement.question().agent() + ", " + body.string("verdict").orElse("judged"));
        tried(lines);
        meant(lines, judgement.meaning());
        applied(lines, judgement.applied());
        answered(lines);
        lines.add("versions   policies " + judgement.versions().policies() + ", facts "
                + judgement.versions().facts());
        lines.add("replay     " + sentence());
        return lines;
    }

    private void tried(List<String> lines) {
        String tool = body.object("attempt")
                .flatMap(attempt -> attempt.string("tool"))
                .orElse("");
        lines.add("tried      " + tool + " on \"" + judgement.operation().target() + "\"");
    }

    private static void meant(List<String> lines, Meaning meaning) {
        var operation = meaning.operation();
        lines.add("meant      " + Fields.spelling(meaning.verb()) + " "
                + Fields.spelling(meaning.resource().kind()) + " \""
                + meaning.resource().id() + "\" "
                + (meaning.resource().external() ? "outside" : "inside") + ", tier "
                + operation.tier().number() + " (" + operation.id() + ", " + Fields.spelling(operation.known()) + ")");
        operation.because().forEach(because -> lines.add("           because " + because));
        operation.hazard().forEach(hazard -> lines.add("hazard     " + hazard));
        lines.add("for        "
                + meaning.requester().map(PersonId::value).orElse("nobody: unattended, or an unknown sender")
                + (meaning.verbAsked() ? "; asked for this sort of action" : ""));
        lines.add("came from  destination " + Fields.spelling(meaning.destination()) + ", content "
                + Fields.spelling(meaning.content()) + ", signal " + meaning.signal()
                + (meaning.readUntrusted() ? ", after reading untrusted content" : ""));
        meaning.provenance()
                .forEach(each -> lines.add("           " + each.argument() + ": " + Fields.spelling(each.source())
                        + (each.where().isEmpty() ? "" : " in " + each.where() + " \"" + each.excerpt() + "\"")));
        if (!meaning.outgoing().isEmpty())
            lines.add("carries    "
                    + meaning.outgoing().stream().sorted().map(Fields::spelling).collect(Collectors.joining(", ")));
    }

    private static void applied(List<String> lines, Applied applied) {
        if (!applied.permits().isEmpty()) lines.add("permits    " + String.join(", ", applied.permits()));
        applied.forbids()
                .forEach(forbid -> lines.add("forbids    " + forbid.id() + ": " + forbid.reason()
                        + (forbid.requestable() ? " (people may lift it)" : "")));
        applied.errors().forEach(error -> lines.add("failed     " + error));
    }

    private void answered(List<String> lines) {
        lines.add("answer     " + words(judgement.decision()));
        judgement.wouldBe().ifPresent(would -> lines.add("would be   " + words(would)));
        judgement.evidence().ifPresent(evidence -> lines.add("approved   " + words(evidence)));
        judgement
                .spends()
                .ifPresent(
                        words -> lines.add("approved   by the person's own words, once: \"" + words.excerpt() + "\""));
    }

    private static String words(Decision decision) {
        return switch (decision) {
            case Decision.Permit(var obligations) ->
                "permit"
                        + (obligations.isEmpty()
                                ? ""
                                : ", bound to "
                                        + obligations.stream()
                                                .map(Object::toString)
                                                .collect(Collectors.joining(", ")));
            case Decision.Refusal(var reason) -> "refusal (" + reason.code() + "): " + reason.text();
            case Decision.Requestable(var reason, var route) ->
                "a person must say yes (" + reason.code() + "): "
                        + route.functions().stream()
                                .sorted()
                                .map(Fields::spelling)
                                .collect(Collectors.joining(" and "))
                        + ", " + route.people() + " in all"
                        + (route.ticket() ? ", with a change ticket" : "") + ", within "
                        + route.ttl().toHours() + " h";
        };
    }

    private static String words(Evidence evidence) {
        return evidence.task() + " by "
                + evidence.approvers().stream().map(PersonId::value).sorted().collect(Collectors.joining(", "))
                + evidence.ticket().map(ticket -> ", ticket " + ticket.value()).orElse("");
    }

    private String sentence() {
        return switch (replay) {
            case "same" -> "the same answer comes out today";
            case "different" -> "ANOTHER ANSWER COMES OUT: tell whoever runs Bailiwick";
            default -> "the versions of that time were not kept";
        };
    }
}
