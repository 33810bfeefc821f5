package dev.bailiwick.acceptance.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.connector.siem.OcsfSchema;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event.Kind;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tlog.LogVerification;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole house leaves in its log, and at a receiver. */
class RecordedTest {
    /** Split, so that no scanner takes it for a real one. */
    private static final String CANARY = "ghp_" + "a8Kd03hfLQ9vTzR5uWcX1mYb7nPe2sJg4o6i";

    private static final String SESSION = "agent:main:demo";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");

    private Lab lab;

    @BeforeEach
    void open() throws IOException {
        lab = Lab.open(folder, Duration.ZERO, """
                sinks:
                  - {name: lines, type: file, to: "%s", form: ocsf}
                capture:
                  - {data: [card], content: digest}
                """.formatted(received()));
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private Path received() {
        return folder.resolve("received.jsonl");
    }

    private static JsonObject arguments(String json) {
        return Json.parseObject(json);
    }

    /** Twelve kinds of action, as an agent's tools name them. */
    private static Map<String, JsonObject> actions() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("crm.read", arguments("{\"customer\": \"c-17\"}")),
                Map.entry("crm.update", arguments("{\"customer\": \"c-17\", \"fields\": {\"name\": \"Berta\"}}")),
                Map.entry("payments.read", arguments("{\"payment\": \"pay_901\"}")),
                Map.entry(
                        "payments.refund",
                        arguments("{\"payment\": \"pay_901\", \"amount\": \"10.00\", \"currency\": \"EUR\"}")),
                Map.entry("mail.read", arguments("{\"message\": \"m-1\"}")),
                Map.entry("mail.draft", arguments("{\"text\": \"Dear Berta\"}")),
                Map.entry("mail.send", arguments("{\"to\": \"berta@example.net\", \"text\": \"Dear Berta\"}")),
                Map.entry("calendar.read", arguments("{\"day\": \"2026-11-30\"}")),
                Map.entry("wiki.read", arguments("{\"page\": \"refunds\"}")),
                Map.entry("wiki.update", arguments("{\"page\": \"refunds\", \"text\": \"as before\"}")),
                Map.entry("tickets.update", arguments("{\"ticket\": \"T-1\", \"comment\": \"done\"}")),
                Map.entry("files.read", arguments("{\"path\": \"shared/prices.txt\"}"))));
    }

    private List<Entry> entries(Kind kind) {
        List<Entry> found = new ArrayList<>();
        lab.house().parts().log().read(0, entry -> {
            if (entry.kind() == kind) found.add(entry);
            return true;
        });
        return found;
    }

    private void approveAll() {
        var approvals = lab.house().parts().approvals();
        for (var task : lab.house().parts().pending().in(EnumSet.of(State.PENDING), 20, 0)) {
            for (var person : List.of(Lab.BEA, Lab.SAM)) {
                if (lab.house().parts().pending().find(task.id()).orElseThrow().state() == State.PENDING)
                    approvals.decide(task.id(), person, true, "as ordered", Optional.empty());
            }
        }
    }

    @Test
    void of_each_of_twelve_kinds_of_action_intent_and_outcome_are_entries_of_its_session() {
        actions().forEach(lab::step);
        approveAll();
        actions().forEach((tool, arguments) -> {
            if (outcomes(tool).isEmpty()) lab.step(tool, arguments);
        });

        for (var tool : actions().keySet()) {
            var outcome = outcomes(tool).getFirst();
            long intent = ((JsonNumber) outcome.body().get("decision").orElseThrow()).longValue();
            var decided = entries(Kind.DECISION).stream()
                    .filter(entry -> entry.sequence() == intent)
                    .findFirst()
                    .orElseThrow();
            assertThat(decided.sequence()).as(tool).isLessThan(outcome.sequence());
            assertThat(decided.session()).contains(SESSION).isEqualTo(outcome.session());
            assertThat(decided.body().string("verdict")).contains("permit");
            assertThat(outcome.body().string("text")).isPresent();
            assertThat(outcome.body().string("digest")).isPresent();
        }
        assertThat(entries(Kind.OUTCOME)).hasSize(actions().size());
        assertThat(entries(Kind.APPROVAL)).isNotEmpty();
    }

    private List<Entry> outcomes(String tool) {
        return entries(Kind.OUTCOME).stream()
                .filter(entry -> entry.body().string("tool").equals(Optional.of(tool)))
                .toList();
    }

    @Test
    void a_content_that_shows_a_card_number_is_kept_by_its_digest_alone_and_labelled() {
        lab.step("mail.read", arguments("{\"message\": \"m-1\"}"));
        lab.step("crm.read", arguments("{\"customer\": \"c-17\"}"));
        lab.agent().done("call1", "mail.read", "my card is 4111 1111 1111 1111, says berta@example.net");
        lab.agent().done("call2", "crm.read", "write to berta@example.net");

        var card = outcomes("mail.read").getLast().body();
        assertThat(card.has("text")).isFalse();
        assertThat(card.string("digest")).isPresent();
        assertThat(card.array("shows").text()).isEqualTo("[\"personal\",\"card\"]");
        var address = outcomes("crm.read").getLast().body();
        assertThat(address.string("text")).contains("write to berta@example.net");
        assertThat(address.array("shows").text()).isEqualTo("[\"personal\"]");
    }

    @Test
    void the_session_of_a_refund_tells_who_asked_what_was_read_which_rule_who_approved_and_what_happened()
            throws IOException, InterruptedException {
        lab.step("mail.read", arguments("{\"message\": \"m-1\"}"));
        var refund = Objects.requireNonNull(actions().get("payments.refund"));
        lab.step("payments.refund", refund);
        approveAll();
        assertThat(lab.step("payments.refund", refund).string("answer")).contains("permit");

        assertThat(page("/agents/desk/session?session=agent%3Amain%3Ademo"))
                .contains("from demo:you", "Answer the new mail in the shop's inbox.")
                .containsSubsequence("mail.read", "payments.refund → pay_901, 10.00 EUR", "base.tier3_approval")
                .containsSubsequence("opened", "person:bea", "as ordered", "permit", "succeeded", "executed");
    }

    private String page(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var link = lab.signIn(Lab.SAM).orElseThrow();
            client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
            URI address = link.resolve(path);
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void every_line_at_the_receiver_is_ocsf_and_no_secret_is_written_anywhere() throws Exception {
        lab.step("crm.read", arguments("{\"customer\": \"" + CANARY + "\"}"));
        lab.step("mail.send", arguments("{\"to\": \"x@example.net\", \"text\": \"my key is " + CANARY + "\"}"));
        lab.agent().done("call1", "crm.read", "the record says " + CANARY + " \uFFFD\u202e\u2028 end");
        lab.house().parts().stop().freeze(Optional.of(Lab.AGENT), "a test", Lab.SAM);
        long last = lab.house().parts().log().size() - 1;
        await(() -> lines().stream().anyMatch(line -> line.contains("\"sequence\":" + last)));

        var schema = new OcsfSchema();
        var lines = lines();
        for (var line : lines) {
            var event = Json.parseObject(line.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE);
            assertThat(schema.faults(event)).as(line).isEmpty();
        }
        assertThat(lines).anyMatch(line -> line.contains("[redacted"));
        lab.close();
        assertThat(everythingWritten()).doesNotContain(CANARY);
        assertThat(LogVerification.verify(folder.resolve("data/log"), Optional.empty(), Optional.empty())
                        .sound())
                .isTrue();
        open();
    }

    private List<String> lines() {
        try {
            return Files.exists(received()) ? Files.readAllLines(received()) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String everythingWritten() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
