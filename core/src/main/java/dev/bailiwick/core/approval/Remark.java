package dev.bailiwick.core.approval;

import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.time.Instant;

/**
 * A question to whoever runs the agent, or the answer to one. It counts for nothing, and the agent never hears it.
 *
 * @param question false for an answer
 */
public record Remark(PersonId person, boolean question, String text, Actor.Channel channel, Instant at) {
    private static final int LONGEST = 2_000;

    public Remark {
        if (text.isBlank()) throw new IllegalArgumentException("nothing was said");
        if (text.length() > LONGEST)
            throw new IllegalArgumentException("a question or an answer has at most 2,000 characters");
    }

    public JsonObject json() {
        return JsonObject.with("person", person.value())
                .and("question", question)
                .and("text", text)
                .and("channel", Fields.spelling(channel))
                .and("at", at.toString())
                .build();
    }

    static Remark of(Fields fields) {
        var remark = new Remark(
                fields.parsed("person", PersonId::new),
                fields.flag("question"),
                fields.text("text"),
                fields.oneOf("channel", Actor.Channel.class),
                fields.parsed("at", Instant::parse));
        fields.end();
        return remark;
    }
}
