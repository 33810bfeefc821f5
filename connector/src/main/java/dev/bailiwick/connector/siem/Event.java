package dev.bailiwick.connector.siem;

import dev.bailiwick.core.audit.Decided;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.sink.Parcel;
import java.util.Optional;

/** The facts of a parcel that every form needs, drawn out once. */
record Event(Parcel parcel) {
    /** As the kinds of syslog and CEF: entries by their kind, and our own two. */
    String kind() {
        return switch (parcel) {
            case Parcel.Logged(var entry, var _) -> Fields.spelling(entry.kind());
            case Parcel.Sealed _ -> "checkpoint";
            case Parcel.Alive _ -> "heartbeat";
        };
    }

    Optional<Entry> entry() {
        return parcel instanceof Parcel.Logged(var entry, var _) ? Optional.of(entry) : Optional.empty();
    }

    boolean resent() {
        return parcel instanceof Parcel.Logged(var _, boolean resent) && resent;
    }

    boolean is(Kind kind) {
        return entry().map(Entry::kind).equals(Optional.of(kind));
    }

    private JsonObject body() {
        return entry().map(Entry::body).orElse(JsonObject.EMPTY);
    }

    private Decided decided() {
        return new Decided(body());
    }

    Optional<String> verdict() {
        return decided().verdict();
    }

    /** What happened in one word, where the body says so. */
    Optional<String> what() {
        return body().string("what").or(this::verdict);
    }

    Optional<Long> tier() {
        return decided().tier();
    }

    Optional<String> tool() {
        return decided().tool();
    }

    Optional<String> action() {
        return decided().action();
    }

    Optional<String> target() {
        return decided().target();
    }

    Optional<JsonObject> reason() {
        return decided().reason();
    }

    boolean refused() {
        return verdict().filter(verdict -> verdict.equals("refused")).isPresent();
    }

    /** One line for people. */
    String message() {
        return switch (parcel) {
            case Parcel.Sealed _ -> "the log signed a checkpoint";
            case Parcel.Alive _ -> "Bailiwick is there";
            case Parcel.Logged _ ->
                body().string("text")
                        .filter(_ -> is(Kind.ALERT))
                        .or(() -> reason().flatMap(reason -> reason.string("text")))
                        .orElseGet(() -> kind() + what().map(what -> " " + what).orElse(""));
        };
    }

    /** All of it, as our own form writes it. */
    JsonObject json() {
        return switch (parcel) {
            case Parcel.Logged(var entry, boolean resent) ->
                resent ? entry.json().plus("resent", new dev.bailiwick.json.JsonBoolean(true)) : entry.json();
            case Parcel.Sealed(var at, String note) ->
                JsonObject.with("at", at.toString())
                        .and("kind", "checkpoint")
                        .and("note", note)
                        .build();
            case Parcel.Alive(var at, long size, long next) ->
                JsonObject.with("at", at.toString())
                        .and("kind", "heartbeat")
                        .and("size", size)
                        .and("next", next)
                        .build();
        };
    }

    /** What stands for an event that is too large: enough to find it in the log and to know it again. */
    JsonObject pointer() {
        var whole = entry().map(Entry::json).orElseGet(this::json);
        return JsonObject.with("at", parcel.at().toString())
                .and("kind", kind())
                .and("sequence", entry().map(entry -> JsonNumber.of(entry.sequence())))
                .and("agent", entry().flatMap(Entry::agent).map(JsonString::new))
                .and("tooLarge", true)
                .and("digest", Digest.of(whole).hex())
                .build();
    }
}
