package dev.bailiwick.gateway.openclaw;

import static dev.bailiwick.gateway.testing.Doors.json;
import static dev.bailiwick.gateway.testing.Doors.until;
import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static dev.bailiwick.procedure.testing.TestHouse.BUSINESS;
import static dev.bailiwick.procedure.testing.TestHouse.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.decision.Attempt;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.TestHouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecideTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void a_read_is_permitted_with_its_decision_number() {
        try (var doors = Doors.open()) {
            var answer = decide(doors, "t1", "c1", "{}");

            assertThat(answer.string("answer")).contains("permit");
            long entry = number(answer, "entry");
            assertThat(doors.house.log.entries().get((int) entry).kind()).isEqualTo(Event.Kind.DECISION);
            assertThat(answer.members().keySet()).containsExactly("answer", "entry");
        }
    }

    @Test
    void what_runs_is_what_was_understood() {
        String env = "/usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin HOME=\"$HOME\" LANG=C.UTF-8 ";
        assertThat(spelled("exec", "cat \"a b\"  it\\'s")).contains(env + "'cat' 'a b' 'it'\\''s'");
        assertThat(spelled("exec", "LANG=C sort a > b 2>&1")).contains(env + "LANG='C' 'sort' 'a' 1>'b' 2>&1");
        assertThat(spelled("exec", "cd sub && grep x y | wc -l"))
                .contains("'cd' 'sub' && " + env + "'grep' 'x' 'y' | " + env + "'wc' '-l'");
        assertThat(spelled("exec", "'a=b' c")).contains("'a=b' 'c'");
        assertThat(spelled("exec", "echo $(id)"))
                .as("people agreed to this text")
                .isEmpty();
        assertThat(spelled("read", "cat a")).isEmpty();
    }

    private static Optional<String> spelled(String tool, String text) {
        return Execution.of(exec(tool, text), new TestHouse().facts.now());
    }

    private static Attempt exec(String tool, String text) {
        return TestHouse.attempt(tool, "c", JsonObject.with("command", text).build());
    }

    @Test
    void a_refusal_tells_the_model_what_happened_and_whom_to_ask() {
        try (var doors = Doors.open()) {
            freeze(doors);
            var answer = decide(doors, "t1", "c1", "{}");

            assertThat(answer.string("answer")).contains("refusal");
            assertThat(answer.object("reason").orElseThrow().string("code")).contains("frozen");
            assertThat(answer.string("message").orElseThrow())
                    .contains("decision " + number(answer, "entry"))
                    .contains("the security team")
                    .contains("Do not retry");
        }
    }

    @Test
    void a_call_that_needs_a_person_is_pending_when_nobody_decides_in_time() {
        try (var doors = Doors.open()) {
            var answer = decide(doors, "t3", "c1", "{\"to\":\"x@example.org\"}");

            assertThat(answer.string("answer")).contains("pending");
            assertThat(answer.string("task").orElseThrow()).startsWith("task-");
            assertThat(answer.string("message").orElseThrow())
                    .startsWith("Not started.")
                    .contains(answer.string("task").orElseThrow())
                    .contains("Do not retry");
        }
    }

    @Test
    void a_held_call_goes_on_when_a_person_says_yes_and_the_answer_is_json_despite_the_beats() throws Exception {
        try (var doors = Doors.holding(LONG);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = threads.submit(() -> decide(doors, "t3", "c1", "{}"));
            var task = onlyTask(doors);
            Thread.sleep(500); // several beats go by: that is what this test is about
            approve(doors, task);

            assertThat(held.get().string("answer")).contains("permit");
            assertThat(doors.house.approvals.find(task.id()).orElseThrow().state())
                    .isEqualTo(State.CLAIMED);
        }
    }

    @Test
    void the_answer_after_beats_is_whole_for_a_caller_who_asks_for_no_other_request() throws Exception {
        try (var doors = Doors.holding(LONG);
                var socket = ask(doors, "t3", "Connection: close\r\n")) {
            var task = onlyTask(doors);
            Thread.sleep(500); // several beats go by: only then the answer is streamed
            approve(doors, task);

            var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("\"permit\"").endsWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void a_held_call_is_refused_at_once_when_the_agent_is_frozen() throws Exception {
        try (var doors = Doors.holding(LONG);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var held = threads.submit(() -> decide(doors, "t3", "c1", "{}"));
            onlyTask(doors);
            freeze(doors);
            doors.house.desk.lookAgain();

            assertThat(held.get().object("reason").orElseThrow().string("code")).contains("frozen");
        }
    }

    @Test
    void of_identical_held_calls_one_is_permitted_and_the_others_are_told_so() throws Exception {
        try (var doors = Doors.holding(LONG);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonObject>> held = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String call = "c" + i;
                held.add(threads.submit(() -> decide(doors, "t3", call, "{}")));
            }
            until("all wait", () -> joined(doors) == 8);
            approve(doors, onlyTask(doors));

            var answers = answers(held);
            assertThat(answers.stream().filter(is("permit"))).hasSize(1);
            assertThat(answers.stream().filter(is("already-executed")))
                    .hasSize(7)
                    .allSatisfy(answer -> {
                        assertThat(number(answer, "execution")).isGreaterThanOrEqualTo(0);
                        assertThat(answer.string("message").orElseThrow()).contains("Not done again");
                    });
        }
    }

    @Test
    void sixty_four_held_calls_each_get_their_own_answer() throws Exception {
        try (var doors = Doors.holding(LONG);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonObject>> held = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String call = "c" + i;
                held.add(threads.submit(() -> decide(doors, "t3", call, "{\"n\":\"" + call + "\"}")));
            }
            until("all wait", () -> doors.house.approvals.count(Set.of(State.PENDING)) == 64);
            var tasks = doors.house.approvals.in(Set.of(State.PENDING), 100, 0);
            assertThat(decide(doors, "t1", "other", "{}").string("answer")).contains("permit");
            for (int i = 0; i < tasks.size(); i++) {
                boolean yes = i % 2 == 0;
                doors.house.desk.decide(tasks.get(i).id(), by(BUSINESS), yes, "", Optional.empty());
            }

            var answers = answers(held);
            assertThat(answers.stream().filter(is("permit"))).hasSize(32);
            assertThat(answers.stream().filter(is("refusal"))).hasSize(32);
        }
    }

    @Test
    void an_approval_is_not_spent_on_a_caller_who_hung_up_and_the_session_is_told() throws Exception {
        try (var doors = Doors.holding(LONG)) {
            var socket = ask(doors, "t3", "");
            var task = onlyTask(doors);
            socket.close();
            // the server hears of it only by a beat that fails, and nothing outside shows that: ten beats are enough
            Thread.sleep(1_500);
            approve(doors, task);

            until("the session is told", () -> !doors.house.notices.isEmpty());
            assertThat(doors.house.notices.getFirst()).contains(task.id().value());
            assertThat(doors.house.approvals.find(task.id()).orElseThrow().state())
                    .isEqualTo(State.APPROVED);
            assertThat(decide(doors, "t3", "again", "{}").string("answer")).contains("permit");
        }
    }

    @Test
    void whatever_breaks_behind_the_gate_is_a_refusal() {
        try (var doors = Doors.open()) {
            assertThat(decide(doors, "broken", "c1", "{}")
                            .object("reason")
                            .orElseThrow()
                            .string("code"))
                    .contains("internal");
            doors.house.log.breakDown();
            var answer = decide(doors, "t1", "c2", "{}");
            assertThat(answer.string("answer")).contains("refusal");
            assertThat(number(answer, "entry")).isEqualTo(-1);
            assertThat(answer.string("message").orElseThrow()).contains("no decision number");
        }
    }

    @Test
    void numbers_no_double_holds_are_refused_because_they_have_no_canonical_form() {
        try (var doors = Doors.open()) {
            var answer = decide(doors, "t1", "c1", "{\"amount\":12345678901234567890.123456789}");

            assertThat(answer.object("reason").orElseThrow().string("code")).contains("invalid_request");
        }
    }

    @Test
    void markup_and_bidirectional_controls_travel_as_data() {
        try (var doors = Doors.open()) {
            String tool = "t1<img src=x onerror=alert(1)>\\u202e\\u0007";
            var answer = decide(doors, tool, "c1", "{\"<b>\\u2066\":\"</script>\\u200b\"}");

            assertThat(answer.string("answer")).contains("permit");
            var attempt = doors.house
                    .log
                    .of(Event.Kind.DECISION)
                    .getLast()
                    .body()
                    .object("attempt")
                    .orElseThrow();
            assertThat(attempt.string("tool")).contains("t1<img src=x onerror=alert(1)>\u202e\u0007");
            assertThat(attempt.text()).doesNotContain("\u202e").doesNotContain("\u2066");
        }
    }

    @Test
    void a_call_without_a_known_sender_needs_no_owner() {
        try (var doors = Doors.open()) {
            var answer = doors.post(
                    Use.ASK,
                    "/openclaw/v1/decide",
                    "{\"session\":\"s\",\"tool\":\"t1\",\"arguments\":{},\"origin\":{\"kind\":\"automation\"}}");

            assertThat(json(answer).string("answer")).contains("permit");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exec,,exec",
        "exec,code_mode_exec,code_mode_exec_isolated",
        "exec,code_mode_exec_unconfined,code_mode_exec",
        "exec,something_new,code_mode_exec",
        "bailiwick.install,bailiwick_install,bailiwick.install",
        "bailiwick.install,,tool named bailiwick.install",
        "bailiwick.install,mcp,tool named bailiwick.install",
        "read,code_mode_exec,read",
        "code_mode_exec_isolated,,tool named code_mode_exec_isolated",
        "code_mode_exec_isolated,code_mode_exec,tool named code_mode_exec_isolated",
        "code_mode_exec,,tool named code_mode_exec"
    })
    void code_mode_is_told_from_the_shell_by_kind_and_no_tool_can_borrow_its_name(
            String tool, @Nullable String kind, String understood) {
        assertThat(ToolName.of(tool, Optional.ofNullable(kind))).isEqualTo(understood);
    }

    @Test
    void a_decision_takes_little_longer_than_its_log() {
        try (var doors = Doors.open()) {
            long[] micros = new long[400];
            for (int i = 0; i < micros.length; i++) {
                long start = System.nanoTime();
                decide(doors, "t1", "c" + i, "{\"path\":\"notes.txt\"}");
                micros[i] = (System.nanoTime() - start) / 1_000;
            }
            Arrays.sort(micros);
            // generous: this machine may be busy; a detour of milliseconds would still show
            assertThat(micros[micros.length / 2]).isLessThan(20_000);
        }
    }

    private static JsonObject decide(Doors doors, String tool, String call, String arguments) {
        var answer = doors.post(Use.ASK, "/openclaw/v1/decide", question(tool, call, arguments));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private static String question(String tool, String call, String arguments) {
        return """
            {"session":"agent:main:main","run":"r","call":"%s","tool":"%s","kind":"function","arguments":%s,
             "origin":{"kind":"message","sender":"webchat:42","owner":true}}\
            """.formatted(call, tool, arguments);
    }

    /** Asks over a connection of our own, to be able to drop it. */
    private static Socket ask(Doors doors, String tool, String header) throws IOException {
        String body = question(tool, "dropped", "{}");
        var socket = new Socket(InetAddress.getLoopbackAddress(), doors.port());
        socket.setSoLinger(true, 0);
        socket.getOutputStream()
                .write(("POST /openclaw/v1/decide HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                + doors.credentials.get(Use.ASK) + "\r\nContent-Length: " + body.length()
                                + "\r\n" + header + "\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static ApprovalTask onlyTask(Doors doors) {
        until("a task is open", () -> doors.house.approvals.count(Set.of(State.PENDING)) == 1);
        return doors.house.approvals.in(Set.of(State.PENDING), 1, 0).getFirst();
    }

    private static long joined(Doors doors) {
        return doors.house.log.of(Event.Kind.APPROVAL).size();
    }

    private static void approve(Doors doors, ApprovalTask task) {
        assertThat(doors.house.desk.decide(task.id(), by(BUSINESS), true, "as agreed", Optional.empty()))
                .isInstanceOf(ApprovalDesk.Answer.Counted.class);
    }

    private static void freeze(Doors doors) {
        var freeze = new Freeze("looking into it", "person:ian", ManualClock.START);
        doors.house.facts.change(facts -> facts.with(new Freezes(Optional.empty(), Map.of(AGENT, freeze))));
    }

    private static List<JsonObject> answers(List<Future<JsonObject>> held)
            throws InterruptedException, ExecutionException {
        List<JsonObject> answers = new ArrayList<>();
        for (var one : held) answers.add(one.get());
        return answers;
    }

    private static java.util.function.Predicate<JsonObject> is(String answer) {
        return object -> object.string("answer").equals(Optional.of(answer));
    }

    private static long number(JsonObject object, String name) {
        return dev.bailiwick.json.Fields.of(object).number(name);
    }
}
