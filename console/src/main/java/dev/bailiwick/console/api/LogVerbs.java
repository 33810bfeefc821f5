package dev.bailiwick.console.api;

import dev.bailiwick.console.timeline.Gap;
import dev.bailiwick.console.timeline.LogSearch;
import dev.bailiwick.console.timeline.TimelinePages;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.approval.Approvals;
import dev.bailiwick.procedure.audit.EvidenceReads;
import dev.bailiwick.procedure.signin.SignInDesk;
import java.util.EnumSet;

/** {@code log.…}, {@code sign-in.link}, {@code status}. */
public final class LogVerbs {
    private final LogSearch log;
    private final SignInDesk signIn;
    private final Approvals approvals;
    private final EvidenceReads reads;

    public LogVerbs(LogSearch log, SignInDesk signIn, Approvals approvals, EvidenceReads reads) {
        this.log = log;
        this.signIn = signIn;
        this.approvals = approvals;
        this.reads = reads;
    }

    AdminAnswer answer(Actor.Human actor, AdminRequest.OfHouse request) {
        return switch (request) {
            case AdminRequest.SearchLog search -> found(actor, search);
            case AdminRequest.ShowEntry(var sequence) ->
                log.find(sequence).map(entry -> opened(actor, entry)).orElseGet(() -> AdminAnswer.notFound("entry"));
            case AdminRequest.SignInLink() -> link(actor);
            case AdminRequest.Status() ->
                new AdminAnswer.Ok(JsonObject.builder()
                        .and("entries", log.size())
                        .and("pending", approvals.count(EnumSet.of(State.PENDING)))
                        .and("unknown", approvals.count(EnumSet.of(State.UNKNOWN)))
                        .build());
        };
    }

    private AdminAnswer opened(Actor.Human actor, Entry entry) {
        reads.read(actor, EvidenceReads.How.ENTRY, TimelinePages.one(entry.sequence()), 1);
        return new AdminAnswer.Ok(entry.json());
    }

    private AdminAnswer found(Actor.Human actor, AdminRequest.SearchLog search) {
        var found = log.newest(search.filter(), search.before(), search.limit());
        reads.read(
                actor,
                EvidenceReads.How.SEARCHED,
                search.filter().json(),
                found.entries().size());
        var entries = found.entries().stream().<JsonValue>map(Entry::json).toList();
        return new AdminAnswer.Ok(JsonObject.with("entries", new JsonArray(entries))
                .and(
                        "gaps",
                        new JsonArray(
                                found.gaps().stream().<JsonValue>map(Gap::json).toList()))
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
