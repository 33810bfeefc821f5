package dev.bailiwick.procedure.review;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.audit.Wanted;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.review.Campaign;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.procedure.audit.AuditLog;
import dev.bailiwick.procedure.audit.LogCursor;
import java.time.Instant;
import java.util.Optional;

/** The campaign in force, as the log has it: the last one that opened, with what people said of it since. */
final class Campaigns {
    private static final String OPENED = "campaign-opened";
    private static final String ANSWERED = "campaign-answer";

    private final AuditLog log;
    private final LogCursor cursor;
    private Optional<Campaign> current = Optional.empty();

    Campaigns(AuditLog log) {
        this.log = log;
        this.cursor = new LogCursor(log, Wanted.of(Event.Kind.REVIEW).about(OPENED, ANSWERED));
    }

    synchronized Optional<Campaign> current() {
        cursor.advance(this::take);
        return current;
    }

    /** The first campaign counts from the beginning of the log. */
    Optional<Instant> begun() {
        return log.begun();
    }

    private void take(Entry entry) {
        var what = entry.body().string("what").orElse("");
        var body = log.body(entry).orElse(entry.body());
        if (body.string("what").orElse(what).equals(OPENED)) current = Optional.of(Campaign.of(Fields.of(body)));
        else if (what.equals(ANSWERED)) answered(entry);
    }

    private void answered(Entry entry) {
        var fields = Fields.of(entry.body());
        var id = fields.text("campaign");
        var word = new Campaign.Word(
                fields.oneOf("answer", Campaign.Answer.class),
                fields.parsed("by", PersonId::new),
                fields.text("reason"),
                entry.at());
        var grant = fields.text("grant");
        current = current.map(campaign -> campaign.id().equals(id) ? campaign.with(grant, word) : campaign);
    }

    void open(Campaign campaign, Actor by) {
        log.append(Event.of(Event.Kind.REVIEW, by, campaign.json().plus("what", new JsonString(OPENED))));
    }

    void answer(Campaign campaign, String grant, Campaign.Answer answer, String reason, Actor.Human by) {
        var body = JsonObject.with("what", ANSWERED)
                .and("campaign", campaign.id())
                .and("grant", grant)
                .and("answer", Fields.spelling(answer))
                .and("by", by.person().value())
                .and("reason", reason)
                .build();
        var agent = campaign.grant(grant).orElseThrow().agent();
        log.append(Event.of(Event.Kind.REVIEW, by, agent, body));
    }
}
