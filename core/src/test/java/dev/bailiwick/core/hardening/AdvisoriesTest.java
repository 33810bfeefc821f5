package dev.bailiwick.core.hardening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdvisoriesTest {
    private static final Instant ISSUED = Instant.parse("2026-11-20T08:00:00Z");
    private static final Advisories FEED = Advisories.of(Json.parseObject("""
            {"version": 1, "issued": "2026-11-20T08:00:00Z", "advisories": [
              {"id": "ADV-1", "kind": "runtime", "name": "openclaw", "below": "2026.9.10", "due": "2026-12-01"},
              {"id": "ADV-2", "kind": "skill", "name": "weather", "due": "2026-11-25"}]}"""));

    private static Result over(Part... parts) {
        return FEED.over(List.of(parts), ISSUED.plusSeconds(60));
    }

    private static Part runtime(String version) {
        return new Part(Part.Kind.RUNTIME, "openclaw", Version.read(version));
    }

    @Test
    void a_version_below_the_first_good_one_is_named_with_advisory_and_due_date() {
        assertThat(over(runtime("2026.9.6")).standing()).isEqualTo(Standing.FAIL);
        assertThat(over(runtime("2026.9.6")).because())
                .isEqualTo("runtime openclaw 2026.9.6: ADV-1, due 2026-12-01, gone in 2026.9.10");
        assertThat(over(runtime("2026.9.10-beta.1")).standing()).isEqualTo(Standing.FAIL);
        assertThat(over(runtime("2026.9.10")).standing()).isEqualTo(Standing.PASS);
        assertThat(over(runtime("v2026.10")).standing()).isEqualTo(Standing.PASS);
    }

    @Test
    void a_version_nobody_can_read_counts_among_those_that_have_the_weakness() {
        assertThat(over(runtime("nightly")).because()).contains("openclaw without a version: ADV-1");
    }

    @Test
    void an_advisory_without_a_version_concerns_every_one() {
        assertThat(over(new Part(Part.Kind.SKILL, "weather", Optional.empty())).standing())
                .isEqualTo(Standing.FAIL);
        assertThat(over(new Part(Part.Kind.PLUGIN, "weather", Optional.empty())).standing())
                .isEqualTo(Standing.PASS);
    }

    @Test
    void a_version_that_is_too_old_or_that_nobody_dates_is_named_with_its_age() {
        var feed = Advisories.of(Json.parseObject("""
                {"version": 1, "issued": "2026-11-20T08:00:00Z", "advisories": [], "maximumAgeDays": 60, "releases": [
                  {"kind": "runtime", "name": "openclaw", "version": "2026.9.6", "on": "2026-09-06"},
                  {"kind": "runtime", "name": "openclaw", "version": "2026.11.2", "on": "2026-11-02"},
                  {"kind": "skill", "name": "weather", "version": "1.0", "on": "2020-01-01"}]}"""));
        assertThat(feed.over(List.of(runtime("2026.11.2")), ISSUED).standing()).isEqualTo(Standing.PASS);
        assertThat(feed.over(List.of(runtime("2026.9.6")), ISSUED).because())
                .isEqualTo("runtime openclaw 2026.9.6: 75 days old, at most 60 are allowed");
        assertThat(feed.over(List.of(runtime("2026.10.1")), ISSUED).because()).contains("does not know this version");
        assertThat(feed.over(List.of(runtime("nightly")), ISSUED).standing()).isEqualTo(Standing.FAIL);
        var skill = new Part(Part.Kind.SKILL, "weather", Version.read("1.0"));
        assertThat(feed.over(List.of(skill), ISSUED).standing()).isEqualTo(Standing.FAIL);
        var undated = new Part(Part.Kind.SKILL, "news", Version.read("0.1"));
        assertThat(feed.over(List.of(undated), ISSUED).standing()).isEqualTo(Standing.PASS);
    }

    @Test
    void nothing_found_or_a_feed_of_last_week_is_unknown_and_never_passes() {
        assertThat(over().standing()).isEqualTo(Standing.UNKNOWN);
        var later = ISSUED.plus(Duration.ofDays(7));
        assertThat(FEED.over(List.of(runtime("2027.1.1")), later).standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(FEED.over(List.of(runtime("2026.9.6")), later).standing()).isEqualTo(Standing.FAIL);
    }

    @Test
    void a_feed_that_is_not_one_is_refused() {
        for (var members : List.of(
                "\"advisories\": []",
                "\"issued\": \"2026-11-20T08:00:00Z\", \"advisories\": [{\"id\": \"A\", \"kind\": \"engine\", \"name\": \"x\", \"due\": \"2026-12-01\"}]",
                "\"issued\": \"2026-11-20T08:00:00Z\", \"advisories\": [{\"id\": \"A\", \"kind\": \"skill\", \"name\": \"x\", \"below\": \"soon\", \"due\": \"2026-12-01\"}]",
                "\"issued\": \"2026-11-20T08:00:00Z\", \"advisories\": [{\"id\": \"A\", \"kind\": \"skill\", \"name\": \"x\"}]")) {
            assertThatThrownBy(() -> Advisories.of(Json.parseObject("{\"version\": 1, " + members + "}")))
                    .as(members)
                    .isInstanceOf(JsonException.class);
        }
    }
}
