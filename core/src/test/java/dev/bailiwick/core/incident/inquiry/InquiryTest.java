package dev.bailiwick.core.incident.inquiry;

import static dev.bailiwick.core.testing.World.DESK;
import static dev.bailiwick.core.testing.World.NOON;
import static dev.bailiwick.core.testing.World.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.catalog.Operation;
import dev.bailiwick.core.catalog.Resource;
import dev.bailiwick.core.catalog.Verb;
import dev.bailiwick.core.decision.Meaning;
import dev.bailiwick.core.incident.CaseId;
import dev.bailiwick.core.incident.Incident;
import dev.bailiwick.core.incident.Outcome;
import dev.bailiwick.core.incident.Taken;
import dev.bailiwick.core.incident.evidence.Indicators;
import dev.bailiwick.core.incident.inquiry.RootCause.Cause;
import dev.bailiwick.core.incident.runbook.Runbook;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InquiryTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant SINCE = NOON.minus(Duration.ofHours(6));
    private static final Normal NORMAL =
            new Normal(SINCE, Set.of("docs.example.org"), Optional.of("/srv/desk/workspace"));

    private final List<Entry> entries = new ArrayList<>();
    private Incident incident =
            Incident.open(new CaseId("case-0000000001"), Optional.of(DESK), "odd", new Actor.House().name(), NOON);

    private void append(Instant at, Event.Kind kind, JsonObject body) {
        entries.add(Entry.of(entries.size(), at, Event.of(kind, new Actor.House(), DESK, body)));
    }

    private void decided(Instant at, String verdict, Meaning meaning, boolean canary) {
        var question = new dev.bailiwick.core.decision.Question(
                DESK, new SessionId("agent:main:test"), meaning, Digest.of("action"), canary);
        var judgement = JsonObject.with("question", question.json()).build();
        append(
                at,
                Event.Kind.DECISION,
                JsonObject.with("verdict", verdict).and("judgement", judgement).build());
    }

    private void decided(Instant at, Meaning meaning) {
        decided(at, "permit", meaning, false);
    }

    private void alert(String what) {
        append(
                NOON.minus(HOUR),
                Event.Kind.ALERT,
                JsonObject.with("what", what).and("text", "as it says").build());
    }

    private void pulse(Instant at, String state) {
        append(at, Event.Kind.LIVENESS, JsonObject.with("state", state).build());
    }

    private static Meaning did(
            Verb verb, Resource.Kind kind, String target, boolean external, Source content, boolean asked) {
        return new Meaning(
                verb,
                new Operation("op", Operation.Known.CATALOGUED, "do", Tier.T3, target, List.of("so"), List.of()),
                new Resource(kind, target, external, Set.of()),
                Optional.empty(),
                Source.MODEL,
                content,
                List.of(),
                Optional.empty(),
                asked,
                0,
                false,
                Set.of(),
                Optional.empty());
    }

    private static Meaning command(Source content, boolean asked) {
        return did(Verb.EXECUTE, Resource.Kind.HOST, "make report", false, content, asked);
    }

    private static Meaning fetch(String host) {
        return did(Verb.FETCH, Resource.Kind.WEB_ORIGIN, host, true, Source.MODEL, true);
    }

    private static Meaning wrote(String path) {
        return did(Verb.UPDATE, Resource.Kind.DOCUMENT, path, false, Source.MODEL, true);
    }

    private Inquiry inquiry() {
        return Inquiry.of(entries, false, incident, NORMAL);
    }

    private Answer answer(Question question) {
        return inquiry().answers().stream()
                .filter(each -> each.question() == question)
                .findFirst()
                .orElseThrow();
    }

    private List<Long> found(Question question) {
        return answer(question).sightings().stream()
                .flatMap(each -> each.entry().stream())
                .toList();
    }

    @Test
    void a_command_is_told_when_nobody_asked_for_it_or_what_was_read_did() {
        decided(NOON.minus(HOUR), command(Source.PERSON, true));
        decided(NOON.minus(HOUR), command(Source.MODEL, false));
        decided(NOON.minus(HOUR), "refused", command(Source.UNTRUSTED, true), false);

        assertThat(found(Question.COMMANDS)).containsExactly(1L, 2L);
        assertThat(answer(Question.COMMANDS).sightings().getLast().what()).endsWith("make report (refused)");
        assertThat(answer(Question.COMMANDS).cannot()).isEmpty();
    }

    @Test
    void what_ran_without_a_decision_is_a_command_too() {
        decided(NOON.minus(HOUR), command(Source.PERSON, true));
        append(NOON.minus(HOUR), Event.Kind.OUTCOME, Json.parseObject("{\"tool\": \"exec\", \"ok\": true}"));
        append(NOON.minus(HOUR), Event.Kind.OUTCOME, Json.parseObject("{\"tool\": \"exec\", \"ok\": false}"));
        append(NOON.minus(HOUR), Event.Kind.OUTCOME, Json.parseObject("{\"ok\": true, \"decision\": 0}"));
        alert("undecided-call");

        assertThat(found(Question.COMMANDS)).containsExactlyInAnyOrder(1L, 4L);
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.SYSTEM);
    }

    @Test
    void a_host_is_told_when_it_is_new_and_on_no_list() {
        decided(SINCE.minus(HOUR), fetch("old.example.net"));
        decided(SINCE.minus(HOUR), "refused", fetch("refused.example.net"), false);
        for (String host : List.of("old.example.net", "docs.example.org", "new.example.net", "refused.example.net"))
            decided(NOON.minus(HOUR), fetch(host));

        assertThat(found(Question.ENDPOINTS))
                .as("a refusal makes nothing usual")
                .containsExactly(4L, 5L);
        assertThat(found(Question.CONNECTIONS)).as("usual is not listed").containsExactly(2L, 4L, 5L);
    }

    @Test
    void an_hour_is_told_only_once_it_is_known_which_are_usual() {
        decided(NOON.minus(HOUR), fetch("docs.example.org"));
        assertThat(found(Question.ENDPOINTS)).isEmpty();
        assertThat(answer(Question.ENDPOINTS).cannot()).anyMatch(each -> each.startsWith("times:"));

        entries.clear();
        for (int i = 0; i < Endpoints.ENOUGH; i++) decided(SINCE.minus(HOUR), fetch("docs.example.org"));
        decided(NOON.minus(HOUR), fetch("docs.example.org"));
        assertThat(found(Question.ENDPOINTS)).containsExactly((long) Endpoints.ENOUGH);
        assertThat(answer(Question.ENDPOINTS).cannot()).isEmpty();
    }

    @Test
    void a_file_is_told_when_it_lies_outside_where_it_never_went() {
        decided(SINCE.minus(HOUR), wrote("/srv/shared/plan.txt"));
        for (String path : List.of("notes.md", "/srv/desk/workspace/a/b.md", "/srv/shared/other.txt"))
            decided(NOON.minus(HOUR), wrote(path));
        assertThat(found(Question.FILES)).isEmpty();

        var odd = List.of(
                "/srv/desk/workspace/../secret",
                "../secret",
                "/srv/desk/workspaces/x",
                "~/.profile",
                "$HOME/x",
                "C:\\x",
                "a\\..\\..\\x",
                "file:x");
        odd.forEach(path -> decided(NOON.minus(HOUR), wrote(path)));
        assertThat(answer(Question.FILES).sightings()).hasSameSizeAs(odd);
    }

    @Test
    void the_agents_own_instructions_are_always_told() {
        decided(SINCE.minus(HOUR), did(Verb.UPDATE, Resource.Kind.INSTRUCTION, "SOUL.md", false, Source.PERSON, true));
        decided(NOON.minus(HOUR), did(Verb.UPDATE, Resource.Kind.INSTRUCTION, "SOUL.md", false, Source.PERSON, true));
        decided(
                NOON.minus(HOUR),
                did(Verb.AMEND_INSTRUCTIONS, Resource.Kind.HOST, "SOUL.md", false, Source.PERSON, true));
        assertThat(found(Question.FILES)).containsExactly(1L, 2L);
    }

    private void sealed(String peers) {
        var detail = Json.parseObject("{\"processes\": [{\"executable\": \"/bin/agent\", \"peers\": " + peers + "}]}");
        incident = incident.with(
                new Taken(dev.bailiwick.core.incident.Step.SEAL, Outcome.DONE, NOON, Duration.ZERO, "sealed", detail));
    }

    @Test
    void a_socket_past_the_way_out_is_told_from_the_seal() {
        decided(NOON.minus(HOUR), fetch("docs.example.org"));
        assertThat(answer(Question.CONNECTIONS).cannot()).anyMatch(each -> each.startsWith("sockets:"));

        sealed(
                "[\"127.0.0.1:8443\", \"0:0:0:0:0:0:0:1:99\", \"203.0.113.9:443\", \"2001:db8:0:0:0:0:0:1:443\", \"?\", 7]");
        var answer = answer(Question.CONNECTIONS);
        assertThat(answer.cannot()).isEmpty();
        assertThat(answer.sightings())
                .extracting(Sighting::what)
                .containsExactly(
                        "/bin/agent to 203.0.113.9:443",
                        "/bin/agent to 2001:db8:0:0:0:0:0:1:443",
                        "/bin/agent to ?",
                        "/bin/agent to 7");
    }

    @Test
    void a_refusal_of_the_way_out_is_told() {
        alert("egress-not-listed");
        assertThat(found(Question.CONNECTIONS)).containsExactly(0L);
    }

    @Test
    void nothing_in_the_log_is_no_all_clear() {
        for (var answer : inquiry().answers()) assertThat(answer.cannot()).isNotEmpty();
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.INCONCLUSIVE);
    }

    @Test
    void bailiwicks_own_probes_are_not_the_agents_deeds() {
        decided(NOON.minus(HOUR), "refused", command(Source.UNTRUSTED, false), true);
        assertThat(found(Question.COMMANDS)).isEmpty();
        assertThat(answer(Question.COMMANDS).cannot()).anyMatch(each -> each.contains("no decision"));
    }

    @Test
    void a_decision_that_cannot_be_read_is_counted() {
        decided(NOON.minus(HOUR), command(Source.PERSON, true));
        append(
                NOON.minus(HOUR),
                Event.Kind.DECISION,
                JsonObject.with("verdict", "refused").build());
        append(
                NOON.minus(HOUR),
                Event.Kind.DECISION,
                Json.parseObject("{\"judgement\": {\"question\": {\"agent\": 1}}}"));
        assertThat(answer(Question.FILES).cannot()).anyMatch(each -> each.startsWith("2 decisions"));
    }

    @Test
    void a_gate_that_was_away_before_and_since_leaves_a_gap() {
        decided(NOON.minus(HOUR), command(Source.UNTRUSTED, false));
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.INJECTION);

        entries.clear();
        pulse(SINCE.minus(HOUR), "lost");
        decided(NOON.minus(HOUR), command(Source.UNTRUSTED, false));
        assertThat(answer(Question.COMMANDS).cannot()).anyMatch(each -> each.contains("entry 0 on the gate was lost"));
        assertThat(inquiry().rootCause().cause()).as("the log has not all").isEqualTo(Cause.INCONCLUSIVE);
    }

    @Test
    void entries_cut_off_inside_the_time_leave_a_gap() {
        decided(NOON.minus(HOUR), command(Source.UNTRUSTED, false));
        var cut = Inquiry.of(entries, true, incident, NORMAL);
        assertThat(cut.answers().getFirst().cannot()).anyMatch(each -> each.startsWith("only the newest"));
        assertThat(cut.rootCause().cause()).isEqualTo(Cause.INCONCLUSIVE);
    }

    @Test
    void two_causes_are_none() {
        decided(NOON.minus(HOUR), command(Source.PERSON, true));
        alert("handle-of-another");
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.CREDENTIAL);
        alert("agent-on-control-socket");
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.INCONCLUSIVE);
        assertThat(inquiry().rootCause().json().string("path"))
                .hasValueSatisfying(path -> assertThat(path).contains("all three"));
    }

    @Test
    void what_containment_itself_caused_is_not_asked() {
        decided(NOON.minus(HOUR), command(Source.PERSON, true));
        pulse(NOON.plusSeconds(20), "lost");
        assertThat(answer(Question.COMMANDS).cannot()).isEmpty();
    }

    @Test
    void a_real_call_is_read_as_it_was_judged() {
        decided(
                NOON.minus(HOUR),
                World.at(Step.PRODUCTION).meaning(call("web_fetch", "{\"url\": \"https://new.example.net/\"}")));
        assertThat(found(Question.CONNECTIONS)).containsExactly(0L);
        var json = inquiry().json();
        assertThat(json.array("answers").size()).isEqualTo(4);
        assertThat(json.get("entries")).contains(JsonNumber.of(1));
    }

    /** Beside each planted incident there is a day's ordinary work. */
    private void ordinaryWork() {
        for (int i = 0; i < 60; i++) {
            decided(SINCE.minus(HOUR).plusSeconds(i), fetch("docs.example.org"));
            decided(NOON.minus(HOUR).minusSeconds(i), wrote("notes.md"));
            decided(NOON.minus(HOUR).minusSeconds(i), command(Source.PERSON, true));
        }
        pulse(SINCE.minus(HOUR), "alive");
    }

    private List<String> path() {
        return inquiry().rootCause().cause().steps();
    }

    @Test
    void planted_an_injection_leads_to_what_it_left() {
        ordinaryWork();
        decided(NOON.minus(HOUR), command(Source.UNTRUSTED, false));
        decided(
                NOON.minus(HOUR),
                did(Verb.FETCH, Resource.Kind.WEB_ORIGIN, "evil.example.net", true, Source.UNTRUSTED, false));
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.INJECTION);
        assertThat(path()).containsExactly("purge", "reissue");
    }

    @Test
    void planted_a_changed_host_leads_to_a_rebuild() {
        ordinaryWork();
        alert("heartbeat-forged");
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.SYSTEM);
        assertThat(path()).containsExactly("host", "rebuild", "restore", "reissue");
    }

    @Test
    void planted_a_stolen_credential_leads_to_the_leak() {
        ordinaryWork();
        alert("unknown-credential");
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.CREDENTIAL);
        assertThat(path()).containsExactly("leak", "reissue");
    }

    @Test
    void planted_two_at_once_lead_to_the_strictest_path_with_a_rebuild() {
        ordinaryWork();
        decided(NOON.minus(HOUR), command(Source.UNTRUSTED, false));
        alert("unknown-credential");
        assertThat(inquiry().rootCause().cause()).isEqualTo(Cause.INCONCLUSIVE);
        assertThat(path()).containsExactly("strictest", "rebuild", "restore", "reissue");
        assertThat(inquiry().rootCause().json().array("steps").size()).isEqualTo(4);
    }

    @Test
    void every_way_out_is_made_of_steps_of_the_runbook() throws IOException {
        try (var file = Runbook.class.getResourceAsStream(Runbook.SHIPPED)) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            for (var cause : Cause.values())
                assertThat(cause.steps()).allMatch(step -> text.contains("\"key\": \"" + step + "\""));
        }
    }

    @Test
    void the_review_is_begun_from_the_evidence_and_none_of_it_is_empty() {
        assertThat(inquiry().reviewDraft())
                .hasSize(4)
                .allSatisfy((_, text) -> assertThat(text).isNotBlank());
        decided(NOON.minus(HOUR), command(Source.UNTRUSTED, false));
        decided(NOON.minus(HOUR), "refused", fetch("evil.example.net"), false);
        var draft = inquiry().reviewDraft();
        assertThat(draft.get("review-access")).contains("injection", "entry 0", "make report");
        assertThat(draft.get("review-scope")).contains("2 actions", "1 were let through", "evil.example.net");
        assertThat(draft.get("review-controls")).contains("entry 0").doesNotContain("evil.example.net");
        assertThat(draft.get("review-changes")).contains("must not command");
        for (int i = 0; i < 500; i++) decided(NOON.minus(HOUR), fetch("a".repeat(60) + i + ".example.net"));
        assertThat(inquiry().reviewDraft())
                .allSatisfy((_, text) -> assertThat(text).hasSizeLessThan(4_000));
    }

    @Test
    void where_it_went_without_a_reason_becomes_indicators_each_once() {
        decided(NOON.minus(HOUR), fetch("docs.example.org"));
        decided(NOON.minus(HOUR), fetch("evil.example.net"));
        decided(NOON.minus(HOUR), fetch("evil.example.net"));
        decided(NOON.minus(HOUR), fetch("https://203.0.113.7:8443"));
        sealed("[\"203.0.113.9:443\", \"?\"]");
        assertThat(inquiry().suspects())
                .extracting(Suspect::target)
                .containsExactly("evil.example.net", "https://203.0.113.7:8443", "203.0.113.9:443", "?");

        var stix = Indicators.stix(incident.id(), inquiry().suspects(), NOON);
        assertThat(stix.string("type")).contains("bundle");
        assertThat(stix.array("objects").values())
                .as("what no place is, a person looks at")
                .extracting(each -> ((JsonObject) each).string("pattern").orElseThrow())
                .containsExactly(
                        "[domain-name:value = 'evil.example.net']",
                        "[ipv4-addr:value = '203.0.113.7']",
                        "[ipv4-addr:value = '203.0.113.9']");
        var first = (JsonObject) stix.array("objects").values().getFirst();
        assertThat(first.string("id").orElseThrow()).matches("indicator--[0-9a-f-]{36}");
        assertThat(first.string("valid_from"))
                .hasValueSatisfying(time -> assertThat(time).matches(".*\\.000Z"));
        assertThat(first.text()).contains(incident.id() + "/entry-1");
        assertThat(Indicators.stix(incident.id(), List.of(), NOON).has("objects"))
                .as("STIX knows no empty list")
                .isFalse();
    }
}
