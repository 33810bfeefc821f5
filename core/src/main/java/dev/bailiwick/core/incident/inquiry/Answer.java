package dev.bailiwick.core.incident.inquiry;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.util.List;

/**
 * What the log says to one question.
 *
 * @param cannot which part of it cannot be answered, and what is missing
 */
public record Answer(Question question, List<Sighting> sightings, List<String> cannot) {
    public Answer {
        sightings = List.copyOf(sightings);
        cannot = List.copyOf(cannot);
    }

    public JsonObject json() {
        return JsonObject.with("question", Fields.spelling(question))
                .and("asks", question.sentence())
                .and(
                        "found",
                        new JsonArray(sightings.stream()
                                .<JsonValue>map(Sighting::json)
                                .toList()))
                .and("cannotAnswer", JsonArray.ofStrings(cannot))
                .build();
    }
}
