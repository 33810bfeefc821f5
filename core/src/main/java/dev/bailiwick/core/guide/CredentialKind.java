package dev.bailiwick.core.guide;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;

/**
 * A sort of credential the system gives out.
 *
 * @param lasts how long it works if nobody revokes it, in words
 */
public record CredentialKind(String kind, String lasts, Certainty sure) {
    static CredentialKind of(Fields fields, Certainty otherwise) {
        var kind = new CredentialKind(fields.text("kind"), fields.text("lasts"), Fact.certainty(fields, otherwise));
        fields.end();
        return kind;
    }

    JsonObject json() {
        return JsonObject.with("kind", kind)
                .and("lasts", lasts)
                .and("sure", Fields.spelling(sure))
                .build();
    }
}
