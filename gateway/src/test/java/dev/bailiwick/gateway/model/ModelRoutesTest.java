package dev.bailiwick.gateway.model;

import static dev.bailiwick.gateway.testing.Doors.json;
import static dev.bailiwick.procedure.testing.TestHouse.AGENT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.register.Freeze;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.gateway.testing.Doors;
import dev.bailiwick.gateway.testing.Plugin;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.register.Credentials.Use;
import dev.bailiwick.procedure.testing.ManualClock;
import dev.bailiwick.procedure.testing.TestHouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelRoutesTest {
    private static final String COMPLETIONS = "/model/v1/chat/completions";
    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final ProviderDouble provider = new ProviderDouble();
    private final Doors doors = Doors.before(provider.base());

    ModelRoutesTest() throws IOException {}

    @BeforeEach
    void the_enforcement_point_lives() {
        new Plugin(doors).live();
    }

    @AfterEach
    void close() {
        doors.close();
        provider.close();
    }

    @Test
    void a_turn_reaches_the_provider_with_bailiwicks_key_and_without_the_agents() {
        var headers = Map.of("Cookie", "a=b", "X-Forwarded-For", "1.2.3.4", "OpenAI-Beta", "x", "Proxy-Auth", "p");
        var answer = doors.post(Use.MODEL, COMPLETIONS, HELLO, headers);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).string("object")).contains("chat.completion");
        var seen = provider.seen.getFirst();
        assertThat(seen.path()).isEqualTo("/v1/chat/completions");
        assertThat(seen.headers().get("Authorization")).containsExactly("Bearer " + Doors.PROVIDER_KEY);
        assertThat(seen.headers().values().toString()).doesNotContain(String.valueOf(doors.credentials.get(Use.MODEL)));
        assertThat(seen.headers().keySet())
                .contains("Openai-beta")
                .doesNotContain("Cookie", "X-forwarded-for", "Proxy-auth");
        assertThat(Json.parse(seen.body())).isEqualTo(Json.parse(HELLO));
    }

    @Test
    void of_the_providers_headers_only_known_ones_reach_the_agent() {
        provider.next.add(ProviderDouble.json(200, "{}"));
        var answer = doors.post(Use.MODEL, COMPLETIONS, HELLO);

        assertThat(answer.headers().firstValue("X-Request-Id")).contains("req-1");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void the_list_of_models_passes() {
        provider.next.add(ProviderDouble.json(200, "{\"object\":\"list\",\"data\":[]}"));
        var answer = doors.get(Use.MODEL, "/model/v1/models");

        assertThat(json(answer).string("object")).contains("list");
        assertThat(provider.seen.getFirst().path()).isEqualTo("/v1/models");
    }

    @Test
    void what_the_model_is_told_of_tools_is_known_when_they_are_called() {
        provider.next.add(ProviderDouble.json(200, "{}"));
        doors.post(Use.MODEL, COMPLETIONS, """
                {"model": "m", "messages": [{"role": "user", "content": "hi"}], "tools": [
                  {"type": "function", "function": {"name": "lab__echo", "description": "Reads the lab's clock",
                   "parameters": {"type": "object", "properties": {"zone": {"type": "string"}}}}},
                  {"type": "function", "function": {"name": 7}}, "nothing"]}""");

        var tools = doors.house.sessions.of(AGENT, TestHouse.SESSION).past().tools();
        assertThat(tools).containsOnlyKeys("lab__echo").hasEntrySatisfying("lab__echo", tool -> {
            assertThat(tool.description()).isEqualTo("Reads the lab's clock");
            assertThat(tool.schema().text()).isEqualTo("{\"properties\":{\"zone\":{}}}");
        });
    }

    @Test
    void a_frozen_agent_gets_no_turn_and_learns_the_decision_number() {
        freeze();
        var answer = doors.post(Use.MODEL, COMPLETIONS, HELLO);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(error(answer).string("code")).contains("frozen");
        long entry = doors.house.log.of(Event.Kind.DECISION).getLast().sequence();
        assertThat(error(answer).string("message").orElseThrow())
                .contains("decision " + entry)
                .contains("looking into it")
                .contains("the security team");
        assertThat(provider.seen).isEmpty();
        assertThat(doors.get(Use.MODEL, "/model/v1/models").statusCode()).isEqualTo(409);
    }

    @Test
    void an_agent_whose_enforcement_is_lost_gets_no_turn() {
        doors.house.clock.advance(Duration.ofSeconds(4));
        var answer = doors.post(Use.MODEL, COMPLETIONS, HELLO);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(error(answer).string("code")).contains("enforcement_lost");
        assertThat(doors.house.log.of(Event.Kind.ALERT)).isNotEmpty();
        assertThat(provider.seen).isEmpty();
    }

    @Test
    void a_draft_gets_no_turn() {
        doors.house.facts.change(
                facts -> facts.with(facts.agent(AGENT).orElseThrow().at(Step.DRAFT, ManualClock.START)));

        assertThat(error(doors.post(Use.MODEL, COMPLETIONS, HELLO)).string("code"))
                .contains("draft");
        assertThat(provider.seen).isEmpty();
    }

    @Test
    void a_tool_result_that_nobody_decided_stops_the_turn_and_raises_an_alert() {
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"c9\",\"content\":\"x\"}";
        var answer = doors.post(Use.MODEL, COMPLETIONS, turn(result));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(error(answer).string("code")).contains("undecided_call");
        assertThat(doors.house.log.of(Event.Kind.ALERT).getLast().body().string("what"))
                .contains("undecided-call");
        assertThat(provider.seen).isEmpty();
    }

    @Test
    void a_tool_result_that_names_no_call_stops_the_turn() {
        for (String result : List.of(
                "{\"role\":\"tool\",\"content\":\"x\"}",
                "{\"role\":\"function\",\"name\":\"exec\",\"content\":\"x\"}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c9\"}]}")) {
            assertThat(doors.post(Use.MODEL, COMPLETIONS, turn(result)).statusCode())
                    .as(result)
                    .isEqualTo(409);
        }
        assertThat(provider.seen).isEmpty();
    }

    @Test
    void a_result_that_was_decided_passes_and_so_do_older_ones() {
        doors.post(
                Use.ASK,
                "/openclaw/v1/decide",
                "{\"session\":\"s\",\"call\":\"c9\",\"tool\":\"t1\",\"arguments\":{},"
                        + "\"origin\":{\"kind\":\"unknown\",\"owner\":false}}");
        String decided = "{\"role\":\"tool\",\"tool_call_id\":\"c9\",\"content\":\"x\"}";
        String older = "{\"role\":\"tool\",\"tool_call_id\":\"old\",\"content\":\"x\"},"
                + "{\"role\":\"assistant\",\"content\":\"done\"},{\"role\":\"user\",\"content\":\"and now?\"}";

        assertThat(doors.post(Use.MODEL, COMPLETIONS, turn(decided)).statusCode())
                .isEqualTo(200);
        assertThat(doors.post(Use.MODEL, COMPLETIONS, turn(older)).statusCode()).isEqualTo(200);
    }

    @Test
    void what_the_user_said_is_recorded_by_this_second_witness() {
        String said = "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"pay the invoice\"}]}";
        doors.post(Use.MODEL, COMPLETIONS, turn(said));

        assertThat(doors.house.log.of(Event.Kind.REPORTED).getLast().body().text())
                .contains("prompt-seen")
                .contains("pay the invoice");
    }

    @Test
    void a_request_two_readers_could_read_differently_is_refused_and_not_forwarded() {
        for (String body : List.of(
                "{\"messages\":[],\"messages\":[{\"role\":\"tool\",\"content\":\"x\"}]}",
                "{\"messages\":\"x\"}",
                "{\"messages\":[{\"content\":\"x\"}]}",
                "{\"messages\":[7]}",
                "{\"model\":\"a\\u0000\",\"messages\":[]}",
                "nonsense")) {
            assertThat(doors.post(Use.MODEL, COMPLETIONS, body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(provider.seen).isEmpty();
    }

    @Test
    void a_prompt_may_be_large_but_not_boundless() throws IOException {
        String large = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(5 << 20) + "\"}]}";
        assertThat(doors.post(Use.MODEL, COMPLETIONS, large).statusCode()).isEqualTo(200);
        assertThat(provider.seen.getFirst().body()).hasSize(large.length());

        // answered from the length alone: a client that goes on writing would only see the connection end
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), doors.port())) {
            socket.getOutputStream().write("""
                    POST %s HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    """.formatted(COMPLETIONS, doors.credentials.get(Use.MODEL), 33 << 20)
                    .getBytes(US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            assertThat(answer.readLine()).contains(" 413 ");
        }
    }

    @Test
    void the_providers_complaints_are_told_clearly_and_without_our_key() {
        String complaint = "{\"error\":{\"message\":\"slow down " + Doors.PROVIDER_KEY + "\"}}";
        provider.next.add(ProviderDouble.json(429, complaint));
        var busy = doors.post(Use.MODEL, COMPLETIONS, HELLO);
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("Retry-After")).contains("7");
        assertThat(error(busy).string("message").orElseThrow()).contains("429").contains("slow down [redacted]");

        provider.next.add(ProviderDouble.json(500, "<html>"));
        assertThat(doors.post(Use.MODEL, COMPLETIONS, HELLO).statusCode()).isEqualTo(500);
    }

    @Test
    void a_refused_key_is_ours_to_repair_and_not_the_agents() {
        provider.next.add(ProviderDouble.json(401, "{\"error\":{\"message\":\"bad key sk-prov***\"}}"));
        var refused = doors.post(Use.MODEL, COMPLETIONS, HELLO);

        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body()).doesNotContain("sk-prov").contains("Bailiwick's key");
    }

    @Test
    void a_redirect_is_not_followed_because_the_key_would_follow_it() {
        provider.next.add(exchange -> {
            exchange.getResponseHeaders().set("Location", provider.base() + "elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(doors.post(Use.MODEL, COMPLETIONS, HELLO).statusCode()).isEqualTo(502);
        assertThat(provider.seen).hasSize(1);
    }

    @Test
    void an_answer_that_is_neither_json_nor_events_is_not_passed_on() {
        provider.next.add(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            provider.write(exchange, "<script>alert(1)</script>");
        });
        var answer = doors.post(Use.MODEL, COMPLETIONS, HELLO);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("script");
    }

    @Test
    void a_provider_that_is_not_there_is_said_so() {
        provider.close();
        var answer = doors.post(Use.MODEL, COMPLETIONS, HELLO);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(error(answer).string("message").orElseThrow()).contains("cannot be reached");
    }

    private void freeze() {
        var freeze = new Freeze("looking into it", "person:ian", ManualClock.START);
        doors.house.facts.change(facts -> facts.with(new Freezes(Optional.empty(), Map.of(AGENT, freeze))));
    }

    private static String turn(String after) {
        return "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"go\"},"
                + "{\"role\":\"assistant\",\"tool_calls\":[]}," + after + "]}";
    }

    private static JsonObject error(HttpResponse<String> answer) {
        return json(answer).object("error").orElseThrow();
    }
}
