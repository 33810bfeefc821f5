package dev.bailiwick.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.approval.State;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.approval.ApprovalDesk;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request on the command line to a call at the gate, and to the day on which it is refused again. */
class IntegrationsTest {
    private static final AgentId DESK = new AgentId("desk");
    private static final Actor.Human SAM = new Actor.Human(new PersonId("sam"), Actor.Channel.TERMINAL);
    private static final String WHY =
            "Support looks up double charges of the web shop; two colleagues do it by hand today";

    @TempDir
    Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());
    private DataFolder data = new DataFolder(Path.of("."));
    private House house = unopened();
    private ScriptedAgent agent = unconnected();
    private int calls;

    @SuppressWarnings("NullAway") // opened before each test
    private static House unopened() {
        return null;
    }

    @SuppressWarnings("NullAway") // connected before each test
    private static ScriptedAgent unconnected() {
        return null;
    }

    @BeforeEach
    void open() throws IOException {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "sam"
                register: required
                people:
                  - {id: kim, name: "Kim", functions: [], senders: ["demo:you"], account: "%s"}
                  - {id: bea, name: "Bea", functions: [business]}
                  - {id: ida, name: "Ida", functions: [it]}
                  - {id: sam, name: "Sam", functions: [security]}
                agents:
                  - {id: desk, operator: kim, description: "a test"}
                """.formatted(System.getProperty("user.name")));
        house = House.open(
                Configuration.of(data).onFreePorts().holding(Duration.ZERO).at(clock));
        agent = new ScriptedAgent(house.agents(), house.issue(DESK, SAM));
        agent.start("Look up the payment.");
        assertThat(house.parts().ladder().move(DESK, Step.PILOT, SAM, "a test")).isEmpty();
    }

    @AfterEach
    void close() {
        agent.close();
        house.close();
    }

    @Test
    void what_is_approved_passes_the_gate_until_its_day_and_nothing_else_does() throws Exception {
        assertThat(code(read())).isEqualTo("integration_not_approved");

        var asked = request(WHY);
        assertThat(asked.code()).isZero();
        String id =
                asked.json().object("integration").orElseThrow().string("id").orElseThrow();
        assertThat(integrations("approve", id).code()).isEqualTo(4);
        for (String owner : new String[] {"bea", "ida"}) accept(owner, id);
        assertThat(code(read())).isEqualTo("integration_not_approved");
        accept("sam", id);
        assertThat(read().string("answer")).contains("permit");
        assertThat(code(attempt("payments.refund"))).isEqualTo("operation_not_granted");

        reopen();
        assertThat(read().string("answer")).contains("permit");
        assertThat(integrations("list").text()).contains("\"approved\"");

        ahead.set(Duration.ofDays(31));
        assertThat(code(read())).isEqualTo("integration_expired");
        assertThat(integrations("list").text()).contains("\"expired\"");
        assertThat(integrations("retire", id, "--reason", "over").code()).isZero();
        assertThat(code(read())).isEqualTo("integration_not_approved");
    }

    @Test
    void a_tool_that_changed_waits_for_two_functions_and_what_was_approved_goes_on() throws Exception {
        approved("payments.read", "payments.list");
        assertThat(answer("payments.read", "as it was")).contains("permit");
        assertThat(answer("payments.read", "and now more")).contains("pending");
        reopen();
        assertThat(answer("payments.read", "as it was")).contains("permit");
        assertThat(answer("payments.list", "the list")).contains("permit");
        assertThat(answer("payments.read", "and now more")).contains("pending");
        agree("bea");
        assertThat(answer("payments.read", "and now more")).contains("pending");
        agree("sam");
        assertThat(answer("payments.read", "and now more")).contains("permit");
        assertThat(answer("payments.read", "and now more")).contains("permit");
        assertThat(answer("payments.read", "as it was")).contains("pending");
    }

    @Test
    void a_tool_its_server_did_not_have_belongs_to_it_once_two_functions_agreed() throws Exception {
        approved("payments.read", "stripe__report");
        assertThat(asked("stripe__wipe", "gone")).contains("the tool is new in this integration");
        assertThat(answer("stripe__report", "told")).contains("permit");
        var task = waiting("is new");
        agree(task, "bea");
        agree(task, "sam");
        assertThat(answer("stripe__wipe", "gone")).contains("permit");
        reopen();
        assertThat(asked("stripe__wipe", "gone")).doesNotContain("is new");
        assertThat(asked("stripe__wipe", "other words")).contains("is new");
    }

    @Test
    void a_tool_that_one_person_let_pass_alone_makes_the_integration_no_larger() throws Exception {
        approved("payments.read");
        assertThat(answer("payments.read", "as it was")).contains("permit");
        assertThat(answer("payments.read", "and now more")).contains("pending");
        agree("kim");
        assertThat(answer("payments.read", "and now more")).contains("permit");
        assertThat(answer("payments.read", "and now more")).contains("pending");
    }

    private void approved(String... operations) throws Exception {
        var until = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30);
        var asked = integrations(Stream.concat(
                        Stream.of("request", "stripe", "--agent", "desk", "--justification", WHY),
                        Stream.of(
                                "--safeguard",
                                "gate,rotation,egress",
                                "--security",
                                "sam",
                                "--it",
                                "ida",
                                "--business",
                                "bea",
                                "--until",
                                until.toString(),
                                "--operation",
                                String.join(",", operations)))
                .toArray(String[]::new));
        assertThat(asked.code()).as(asked.text()).isZero();
        String id =
                asked.json().object("integration").orElseThrow().string("id").orElseThrow();
        for (String owner : new String[] {"bea", "ida", "sam"}) accept(owner, id);
    }

    /** The gate's answer to a call of a tool that says this of itself. */
    private JsonObject calling(String tool, String definition) {
        var arguments = JsonObject.with("id", "pay-1").build();
        return agent.attempt("call" + ++calls, tool, arguments, Optional.of(Digest.of(definition)));
    }

    private String answer(String tool, String definition) {
        return calling(tool, definition).string("answer").orElse("");
    }

    private String asked(String tool, String definition) {
        return calling(tool, definition).text();
    }

    private ApprovalTask waiting(String why) {
        return house.parts().pending().in(EnumSet.of(State.PENDING), 10, 0).stream()
                .filter(task -> task.reason().text().contains(why))
                .findFirst()
                .orElseThrow();
    }

    private void agree(String person) {
        agree(waiting(""), person);
    }

    private void agree(ApprovalTask task, String person) {
        var by = new Actor.Human(new PersonId(person), Actor.Channel.CONSOLE);
        assertThat(house.parts().approvals().decide(task.id(), by, true, "read the new words", Optional.empty()))
                .isInstanceOf(ApprovalDesk.Answer.Counted.class);
    }

    @Test
    void a_justification_that_says_nothing_opens_no_request() {
        assertThat(request("We need this for business purposes").code()).isEqualTo(2);
        assertThat(integrations("list").json().array("integrations").size()).isZero();
        assertThat(integrations("show", "int-0000000000000000").code()).isEqualTo(4);
    }

    @Test
    void nothing_is_asked_for_while_the_register_cannot_be_read() throws IOException {
        Files.writeString(data.register(), "version: 1\nhosts: []\nintegrations:\n  - {id: x, guide: nowhere}\n");
        var asked = request(WHY);
        assertThat(asked.code()).as(asked.text()).isEqualTo(6);
        assertThat(integrations("list").json().array("integrations").size()).isZero();
        Files.delete(data.register());
        assertThat(request(WHY).code()).isZero();
    }

    private void reopen() {
        agent.close();
        house.close();
        house = House.open(
                Configuration.of(data).onFreePorts().holding(Duration.ZERO).at(clock));
        agent = new ScriptedAgent(house.agents(), house.issue(DESK, SAM));
        agent.start("Look up the payment.");
    }

    private Ran request(String justification) {
        var until = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30);
        return integrations(
                "request",
                "stripe",
                "--agent",
                "desk",
                "--justification",
                justification,
                "--safeguard",
                "gate,rotation,egress",
                "--security",
                "sam",
                "--it",
                "ida",
                "--business",
                "bea",
                "--until",
                until.toString());
    }

    private Ran integrations(String... words) {
        var whole = Stream.of(
                        Stream.of("integrations"),
                        Stream.of(words),
                        Stream.of("--data", data.path().toString(), "--output", "json"))
                .flatMap(each -> each);
        return Ran.line(whole.toArray(String[]::new));
    }

    private JsonObject read() {
        return attempt("payments.read");
    }

    private JsonObject attempt(String tool) {
        var arguments = JsonObject.with("id", "pay-1")
                .and("amount", "10.00")
                .and("currency", "EUR")
                .build();
        return agent.attempt("call" + ++calls, tool, arguments);
    }

    private static String code(JsonObject answer) {
        return answer.object("reason").flatMap(reason -> reason.string("code")).orElse(answer.text());
    }

    private void accept(String person, String id) throws IOException, InterruptedException {
        try (var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var link = house.signInLink(new PersonId(person)).orElseThrow();
            browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding());
            var form = HttpRequest.newBuilder(at("/integrations/" + id + "/accept"))
                    .header("Origin", at("/").toString().replaceAll("/$", ""))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("reason=looked+at"))
                    .build();
            var page = browser.send(form, BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        }
    }

    private URI at(String path) {
        return house.console().resolve(path);
    }
}
