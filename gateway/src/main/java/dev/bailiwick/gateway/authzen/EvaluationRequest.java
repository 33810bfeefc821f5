package dev.bailiwick.gateway.authzen;

import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.decision.Origin;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.gateway.http.HttpError;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One question: subject, action, resource, context (section 6.1). Members that nobody asked for are ignored, as the standard
 * says; that is why this reader does not refuse them.
 *
 * <p>For a subject of type {@code agent} the resource may be absent: the arguments of the call name what it acts on. For any
 * other subject the standard's own rule holds.
 */
record EvaluationRequest(JsonObject subject, JsonObject action, Optional<JsonObject> resource, JsonObject context) {
    static final String AGENT = "agent";
    /** What Bailiwick finds out by itself, whatever a caller says. */
    private static final Set<String> OURS = Set.of("tier", "verb", "approval", "source", "signal", "ticket", "owner");

    private static final SessionId SESSION = new SessionId("authzen");

    /** @throws dev.bailiwick.json.JsonException when a required member is missing or of another type */
    static EvaluationRequest of(JsonObject json) {
        var fields = Fields.of(json);
        var subject = fields.fields("subject");
        String type = subject.text("type");
        subject.text("id");
        subject.optionalObject("properties");
        var action = fields.fields("action");
        action.text("name");
        action.optionalObject("properties")
                .ifPresent(properties -> Fields.of(properties).optionalObject("arguments"));
        var resource = type.equals(AGENT) ? fields.optionalObject("resource") : Optional.of(fields.object("resource"));
        if (resource.isPresent()) requireResource(fields);
        return new EvaluationRequest(
                fields.object("subject"),
                fields.object("action"),
                resource,
                fields.optionalObject("context").orElse(JsonObject.EMPTY));
    }

    private static void requireResource(Fields fields) {
        var resource = fields.fields("resource");
        resource.text("type");
        resource.text("id");
        resource.optionalObject("properties");
    }

    boolean isAbout(AgentId agent) {
        return subject.string("type").equals(Optional.of(AGENT))
                && subject.string("id").equals(Optional.of(agent.value()));
    }

    /**
     * The call this question is about. Nothing the caller says about who started it counts, but that it was a job of a clock:
     * that only narrows what it may.
     *
     * @throws HttpError 400 when the action's name or the session's is none
     */
    Attempt attempt(AgentId agent) {
        try {
            return new Attempt(
                    agent,
                    context.string("session").map(SessionId::new).orElse(SESSION),
                    Optional.empty(),
                    Optional.empty(),
                    action.string("name").orElseThrow(),
                    arguments(),
                    new Origin(Origin.Kind.UNKNOWN, Optional.empty(), false, context.string("job")),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private JsonObject arguments() {
        return action.object("properties")
                .flatMap(properties -> properties.object("arguments"))
                .orElse(JsonObject.EMPTY);
    }

    /** The members a caller tried to decide for us, for the record. */
    List<String> ignored() {
        return Stream.of(
                        Optional.of(context),
                        subject.object("properties"),
                        action.object("properties"),
                        resource.flatMap(found -> found.object("properties")))
                .flatMap(Optional::stream)
                .flatMap(object -> object.members().keySet().stream())
                .filter(OURS::contains)
                .distinct()
                .sorted()
                .toList();
    }

    /** Everything a denial is bound to, in one form: what {@code binding_hash} is the digest of. */
    JsonObject bound() {
        return JsonObject.with("subject", withoutActor())
                .and("resource", resource)
                .and("action", action)
                .and("context", relevantContext())
                .build();
    }

    private JsonObject withoutActor() {
        return subject.object("properties")
                .filter(properties -> properties.has("act"))
                .map(properties -> subject.plus("properties", properties.minus("act")))
                .orElse(subject);
    }

    /** Of the context only the session matters to a decision. */
    private JsonObject relevantContext() {
        return context.get("session")
                .map(session -> JsonObject.with("session", session).build())
                .orElse(JsonObject.EMPTY);
    }
}
