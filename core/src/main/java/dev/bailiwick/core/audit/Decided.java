package dev.bailiwick.core.audit;

import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.guide.Use;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What the body of an entry tells of a decision, for those who show, send or search it; empty where the entry is of another
 * kind. One place knows where in the body each of these stands.
 */
public record Decided(JsonObject body) {
    public static Decided of(Entry entry) {
        return new Decided(entry.body());
    }

    /** {@code permit}, {@code refused} or {@code pending}. */
    public Optional<String> verdict() {
        return body.string("verdict");
    }

    private Optional<JsonObject> question() {
        return body.object("judgement").flatMap(judgement -> judgement.object("question"));
    }

    private Optional<JsonObject> meaning() {
        return question().flatMap(question -> question.object("meaning"));
    }

    /** Whether its agent was only observed, so that nothing but a freeze could stop it. */
    public boolean observed() {
        return body.object("judgement")
                .flatMap(judgement -> judgement.object("wouldBe"))
                .isPresent();
    }

    /** Whether it left the organisation. */
    public boolean external() {
        return outside().isPresent();
    }

    private Optional<JsonObject> outside() {
        return meaning()
                .flatMap(meaning -> meaning.object("resource"))
                .filter(resource -> resource.get("external").equals(Optional.of(new JsonBoolean(true))));
    }

    /** The places outside that it reached; none when it stayed inside. */
    public List<String> placesOutside() {
        return outside()
                .map(resource ->
                        Resource.places(Fields.of(resource).oneOf("kind", Resource.Kind.class), target().orElse("")))
                .orElse(List.of());
    }

    /** What it was worth, in the smallest unit of its currency; nothing where it moved no money. */
    public long minor() {
        return meaning()
                .flatMap(meaning -> meaning.object("money"))
                .flatMap(money -> money.get("minor"))
                .flatMap(Decided::whole)
                .orElse(0L);
    }

    private static Optional<Long> whole(JsonValue value) {
        return value instanceof JsonNumber number && number.isLong()
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    public Optional<JsonObject> operation() {
        return meaning().flatMap(meaning -> meaning.object("operation"));
    }

    public Optional<Long> tier() {
        return operation().flatMap(operation -> operation.get("tier")).flatMap(Decided::whole);
    }

    /** What it acts on; the agent's own words. */
    public Optional<String> target() {
        return operation().flatMap(operation -> operation.string("target")).filter(target -> !target.isEmpty());
    }

    /** The tool as the runtime calls it. */
    public Optional<String> tool() {
        return body.object("attempt").flatMap(attempt -> attempt.string("tool")).or(() -> body.string("tool"));
    }

    /** The digest an approval is bound to. */
    public Optional<String> action() {
        return question().flatMap(question -> question.string("action")).or(() -> body.string("action"));
    }

    /** The approval it was decided under. */
    public Optional<String> task() {
        return body.string("task");
    }

    /** The person in whose name it was asked for. */
    public Optional<String> requester() {
        return meaning().flatMap(meaning -> meaning.string("requester"));
    }

    /** The broken glass it was approved under. */
    public Optional<String> glass() {
        return body.object("judgement")
                .flatMap(judgement -> judgement.object("evidence"))
                .flatMap(evidence -> evidence.string("glass"));
    }

    /** Who had said yes. */
    public List<String> approvers() {
        return texts(body.object("judgement").flatMap(judgement -> judgement.object("evidence")), "approvers");
    }

    /** Which systems it used, and under which name an approval would have to allow it. */
    public Optional<Use> use() {
        return meaning().flatMap(meaning -> meaning.object("use")).map(Use::of);
    }

    /** The job of a clock that began the turn. */
    public Optional<String> job() {
        return meaning().flatMap(meaning -> meaning.string("job"));
    }

    /** The policies that stood against it, whoever could lift them. */
    public List<String> forbids() {
        return body.object("judgement").flatMap(judgement -> judgement.object("applied")).stream()
                .flatMap(applied -> applied.array("forbids").values().stream())
                .filter(JsonObject.class::isInstance)
                .flatMap(forbid -> ((JsonObject) forbid).string("id").stream())
                .toList();
    }

    /** What a permit is bound to, as {@link dev.bailiwick.core.policy.Obligation} spells it. */
    public List<String> obligations() {
        return texts(body.object("judgement").flatMap(judgement -> judgement.object("decision")), "obligations");
    }

    private static List<String> texts(Optional<JsonObject> holder, String member) {
        return holder.map(object -> object.array(member).values()).orElse(List.of()).stream()
                .filter(JsonString.class::isInstance)
                .map(text -> ((JsonString) text).value())
                .toList();
    }

    /** Why it was refused, or what it needs. */
    public Optional<JsonObject> reason() {
        return body.object("reason")
                .or(() -> body.object("judgement")
                        .flatMap(judgement -> judgement.object("decision"))
                        .flatMap(decision -> decision.object("reason")));
    }

    /** Arguments as the agent gave them, secrets taken out. */
    public Optional<JsonObject> arguments() {
        return body.object("attempt").flatMap(attempt -> attempt.object("arguments"));
    }
}
