package dev.bailiwick.console.timeline;

import dev.bailiwick.console.text.Shown;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry in one line.
 *
 * @param what what happened; tool names and targets in it are the agent's words
 * @param detail the reason, where there is one
 * @param answer {@code permit}, {@code refused}, {@code pending}, or another of our words
 * @param tone {@code good}, {@code bad}, {@code wait} or {@code quiet}
 * @param task the request for approval it belongs to
 */
public record Line(
        long sequence,
        String at,
        String iso,
        String kind,
        String actor,
        Optional<String> agent,
        Optional<Integer> tier,
        Shown what,
        Shown detail,
        String answer,
        String tone,
        Optional<String> task) {

    public static Line of(Entry entry) {
        String answer = answer(entry).orElse("");
        return new Line(
                entry.sequence(),
                Spoken.time(entry.at()),
                Spoken.iso(entry.at()),
                Fields.spelling(entry.kind()),
                entry.actor(),
                entry.agent(),
                tier(entry).map(Tier::number),
                Shown.line(what(entry)),
                Shown.line(detail(entry)),
                answer,
                tone(entry, answer),
                task(entry.body()));
    }

    /** What is not there, in one line. */
    static Line of(Gap gap) {
        return new Line(
                gap.last(),
                "",
                "",
                "gap",
                "bailiwick",
                Optional.empty(),
                Optional.empty(),
                Shown.line(gap.sentence()),
                Shown.line(""),
                gap.tombstone().isPresent() ? "" : "missing",
                gap.tombstone().isPresent() ? "quiet" : "bad",
                Optional.empty());
    }

    /** Who did it, and whom it is about when that is somebody else. */
    public String who() {
        boolean itself = agent.map(id -> actor.equals("agent:" + id)).orElse(true);
        return itself ? actor : actor + " · " + agent.get();
    }

    /** The answer of a decision, in the three words people filter by; what happened, for other entries. */
    static Optional<String> answer(Entry entry) {
        var body = entry.body();
        return switch (entry.kind()) {
            case DECISION, ASKED, REPORTED -> body.string("verdict").map(Line::answerWord);
            case OUTCOME -> body.get("ok").map(ok -> ok.equals(new JsonBoolean(true)) ? "done" : "failed");
            case LIVENESS -> body.string("state");
            case INCIDENT ->
                body.object("taken").flatMap(taken -> taken.string("outcome")).or(() -> body.string("what"));
            default -> body.string("what");
        };
    }

    private static String answerWord(String verdict) {
        return switch (verdict) {
            case "requestable" -> "pending";
            case "refusal" -> "refused";
            default -> verdict;
        };
    }

    static Optional<Tier> tier(Entry entry) {
        return new Decided(entry.body())
                .operation()
                .flatMap(found -> found.get("tier"))
                .or(() -> entry.body().get("tier"))
                .flatMap(Line::tier);
    }

    private static Optional<Tier> tier(JsonValue number) {
        boolean known = number instanceof JsonNumber value && value.isLong();
        if (!known) return Optional.empty();
        long tier = ((JsonNumber) number).longValue();
        return tier >= 1 && tier <= 4 ? Optional.of(Tier.of(tier)) : Optional.empty();
    }

    /** Our words first, then the agent's. */
    private static String what(Entry entry) {
        var body = entry.body();
        return switch (entry.kind()) {
            case DECISION, ASKED -> call(body);
            case OUTCOME -> body.string("tool").orElse("a call");
            case REPORTED ->
                body.object("attempt").isPresent()
                        ? call(body)
                        : body.string("what").orElse("something");
            case APPROVAL -> approval(body);
            case TICKET -> ticket(body);
            case REVIEW ->
                body.object("review").flatMap(review -> review.string("id")).orElse("reviews");
            case FREEZE -> entry.agent().isEmpty() ? "everything" : "this agent";
            case STOP -> killed(body);
            case CLASSIFICATION -> body.string("tool").orElse("a tool");
            case POLICY -> "policies " + body.string("version").orElse("");
            case REGISTER -> register(body);
            case SIGN_IN -> "console";
            case INCIDENT -> incident(body);
            case READ -> read(body);
            case RETENTION -> retention(body);
            case PRUNED ->
                "a " + body.string("was").orElse("entry") + ", removed when its retention was over: see entry "
                        + body.get("tombstone").map(JsonValue::text).orElse("?");
            case ALERT, LIVENESS, HOUSE -> body.string("text").orElse("enforcement point");
        };
    }

    private static String read(JsonObject body) {
        String again = body.get("again")
                .map(times -> ", " + times.text() + " more times")
                .orElse("");
        return "the log" + again + ": "
                + body.object("asked")
                        .filter(asked -> !asked.members().isEmpty())
                        .map(JsonValue::text)
                        .orElse("all of it");
    }

    private static String retention(JsonObject body) {
        return switch (body.string("what").orElse("")) {
            case "pruned" -> "bodies of the entries " + body.string("entries").orElse("?") + ", past their retention";
            case "hold-set" -> "legal hold: " + body.string("reason").orElse("");
            default -> body.string("hold").orElse("a legal hold");
        };
    }

    private static String incident(JsonObject body) {
        String step =
                body.object("taken").flatMap(taken -> taken.string("step")).orElse("");
        return (body.string("case").orElse("a case") + " " + step).strip();
    }

    private static String call(JsonObject body) {
        String tool = body.object("attempt")
                .flatMap(attempt -> attempt.string("tool"))
                .or(() -> body.string("tool"))
                .orElse("a call");
        String target = new Decided(body)
                .operation()
                .flatMap(operation -> operation.string("target"))
                .orElse("");
        return target.isEmpty() ? tool : tool + " → " + target;
    }

    private static String ticket(JsonObject body) {
        var ticket = body.object("ticket").orElse(JsonObject.EMPTY);
        return ticket.string("id").orElse("a ticket") + " "
                + ticket.string("title").orElse("");
    }

    private static String killed(JsonObject body) {
        return body.array("killed").size() + " processes ended, "
                + body.array("left").size() + " left";
    }

    private static String register(JsonObject body) {
        return body.string("to")
                .map(to -> body.string("from").orElse("") + " → " + to)
                .orElse("register");
    }

    private static String detail(Entry entry) {
        var body = entry.body();
        return Stream.of(
                        reason(body),
                        wouldBe(body),
                        body.string("reason"),
                        body.string("sender").map(sender -> "from " + shortened(sender)),
                        entry.kind() == Event.Kind.REPORTED || entry.kind() == Event.Kind.OUTCOME
                                ? body.string("text").map(Line::shortened)
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" · "));
    }

    /** A line holds no whole answer; the entry's own page does. */
    private static String shortened(String text) {
        int longest = 160;
        if (text.codePointCount(0, text.length()) <= longest) return text;
        return text.substring(0, text.offsetByCodePoints(0, longest)) + " …";
    }

    /** Why a decision was a denial. */
    static Optional<String> reason(JsonObject body) {
        return denial(body).flatMap(reason -> reason.string("text"));
    }

    static Optional<JsonObject> denial(JsonObject body) {
        return body.object("judgement")
                .flatMap(judgement -> judgement.object("decision"))
                .flatMap(decision -> decision.object("reason"))
                .or(() -> body.object("reason"));
    }

    /** In observe: what would have been answered. */
    static Optional<String> wouldBe(JsonObject body) {
        return body.object("judgement")
                .flatMap(judgement -> judgement.object("wouldBe"))
                .flatMap(decision -> decision.string("answer"))
                .map(answer -> "not protected: would have been " + answerWord(answer));
    }

    static Optional<String> task(JsonObject body) {
        return body.string("task");
    }

    static List<String> because(JsonObject body) {
        return new Decided(body)
                .operation().map(operation -> operation.array("because")).orElse(JsonArray.EMPTY).values().stream()
                        .map(clause -> clause instanceof JsonString(var text) ? text : clause.text())
                        .toList();
    }

    private static String tone(Entry entry, String answer) {
        if (entry.kind() == Event.Kind.ALERT) return "bad";
        return switch (answer) {
            case "permit", "done", "yes", "executed", "alive", "lifted", "signed-in" -> "good";
            case "refused", "failed", "no", "denied", "lost", "changed", "canary-passed", "frozen", "not-stopped" ->
                "bad";
            case "pending", "opened", "joined", "expired", "withdrawn", "revoked", "not-counted" -> "wait";
            default -> "quiet";
        };
    }

    private static String approval(JsonObject body) {
        return body.object("delegation")
                .map(each -> "standing in " + each.string("id").orElse(""))
                .or(() -> body.object("glass")
                        .map(each -> "the glass " + each.string("id").orElse("")))
                .orElseGet(() -> "request for approval " + body.string("task").orElse(""));
    }
}
