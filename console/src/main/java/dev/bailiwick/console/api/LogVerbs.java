package dev.bailiwick.console.api;

import dev.bailiwick.console.timeline.LogSearch;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.signin.SignInDesk;
import java.util.EnumSet;

/** {@code log.…}, {@code sign-in.link}, {@code status}. */
public final class LogVerbs {
    private final LogSearch log;
    private final SignInDesk signIn;
    private final Approvals approvals;

    public LogVerbs(LogSearch log, SignInDesk signIn, Approvals approvals) {
        this.log = log;
        this.signIn = signIn;
        this.approvals = approvals;
    }

    AdminAnswer answer(Actor.Human actor, AdminRequest.OfHouse request) {
        return switch (request) {
            case AdminRequest.SearchLog search -> found(search);
            case AdminRequest.ShowEntry(var sequence) ->
                log.find(sequence)
                        .<AdminAnswer>map(entry -> new AdminAnswer.Ok(entry.json()))
                        .orElseGet(() -> AdminAnswer.notFound("entry"));
            case AdminRequest.SignInLink() -> link(actor);
            case AdminRequest.Status() ->
                new AdminAnswer.Ok(JsonObject.builder()
                        .and("entries", log.size())
                        .and("pending", approvals.count(EnumSet.of(State.PENDING)))
                        .and("unknown", approvals.count(EnumSet.of(State.UNKNOWN)))
                        .build());
        };
    }

    private AdminAnswer found(AdminRequest.SearchLog search) {
        var found = log.newest(search.filter(), search.before(), search.limit());
        var entries = found.entries().stream().<JsonValue>map(Entry::json).toList();
        return new AdminAnswer.Ok(JsonObject.with("entries", new JsonArray(entries))
                .and("back", found.back())
                .and("older", found.older().map(JsonNumber::of))
                .build());
    }

    /** The path alone: whoever asks knows at which address the console listens. */
    private AdminAnswer link(Actor.Human actor) {
        return signIn.link(actor.person())
                .<AdminAnswer>map(token -> new AdminAnswer.Ok(
                        JsonObject.with("path", "/sign-in?token=" + token).build()))
                .orElseGet(() -> AdminAnswer.refused("you are not an active person of the register"));
    }
}
