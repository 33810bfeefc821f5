package dev.bailiwick.procedure.approval;

import dev.bailiwick.json.JsonObject;

/**
 * How much of what stays inside (tiers 1 and 2) went on without asking anybody.
 *
 * @param alone permitted without a person
 * @param asked what a person was asked about
 */
public record Prompted(long alone, long asked) {
    static final Prompted NOTHING = new Prompted(0, 0);

    Prompted plus(Prompted more) {
        return new Prompted(alone + more.alone, asked + more.asked);
    }

    /** In a hundred, how many nobody was asked about; all of none. */
    public long percent() {
        long all = alone + asked;
        return all == 0 ? 100 : alone * 100 / all;
    }

    public JsonObject json() {
        return JsonObject.builder()
                .and("alone", alone)
                .and("asked", asked)
                .and("unpromptedPercent", percent())
                .build();
    }
}
