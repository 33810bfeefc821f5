package dev.bailiwick.acceptance.evaluation;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Standing;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Pack;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.register.Credentials.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The house as it ships around one agent in production, and the words of OpenClaw's plugin for talking to it. */
final class AttendedHouse implements AutoCloseable {
    private static final AgentId AGENT = new AgentId("desk");
    private static final Actor.Human SAM = new Actor.Human(new PersonId("sam"), Actor.Channel.TERMINAL);
    private static final String SENDER = "webchat:dee";

    private final DataFolder data;
    private final House house;
    private final Map<Use, String> credentials;
    private final HttpClient http = HttpClient.newHttpClient();

    private AttendedHouse(DataFolder data, House house) {
        this.data = data;
        this.house = house;
        this.credentials = house.issue(AGENT, SAM);
    }

    static AttendedHouse open(Path folder, Pack pack) throws IOException {
        System.setProperty(
                "bailiwick.home", Path.of("..").toAbsolutePath().normalize().toString());
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), """
                version: 1
                contact: "sam, security"
                people:
                  - {id: dee, name: "Dee, whom the agent works for", functions: [], senders: ["%s"]}
                  - {id: olga, name: "Olga", functions: []}
                  - {id: bea, name: "Bea", functions: [business]}
                  - {id: ida, name: "Ida", functions: [it, business]}
                  - {id: sam, name: "Sam", functions: [security]}
                  - {id: sue, name: "Sue", functions: [security, it]}
                agents:
                  - id: desk
                    operator: olga
                    description: "a test"
                    account: desk
                    commandAccount: desk-run
                    pack: %s
                    limits: {callsPerMinute: 100000, repeats: 10000}
                internal: {hosts: ["wiki.corp.example"], recipients: ["*@corp.example"]}
                """.formatted(SENDER, Fields.spelling(pack)));
        var house = House.open(
                Configuration.of(data).onFreePorts().holding(Duration.ZERO).withScripts());
        var opened = new AttendedHouse(data, house);
        opened.production();
        return opened;
    }

    /** Its machine is said to be as it should be: no part of what is compared here. */
    private void production() {
        var whole = new Posture(Arrays.stream(Check.values())
                .map(check -> new Result(check, Standing.PASS, "said by a test", "a test"))
                .toList());
        house.parts().posture().report(AGENT, whole, "test", SAM).ifPresent(AttendedHouse::obstacle);
        for (var step : List.of(Step.PILOT, Step.PRODUCTION))
            house.parts().ladder().move(AGENT, step, SAM, "a test").ifPresent(AttendedHouse::obstacle);
    }

    private static void obstacle(String why) {
        throw new IllegalStateException(why);
    }

    /** The organisation's file, for whoever judges the same again. */
    Path organisation() {
        return data.organisation();
    }

    /** Begins a session and says what its person wrote, as the plugin does. */
    void begin(String session, String prompt) {
        report(
                event("session", session).and("phase", "started"),
                event("prompt", session).and("text", prompt),
                event("message", session)
                        .and("sender", SENDER)
                        .and("owner", true)
                        .and("text", prompt));
    }

    /** Asks for one call; the gate's answer as it came. */
    JsonObject ask(String session, String call, String tool, JsonObject arguments) {
        var origin = JsonObject.with("kind", "message")
                .and("sender", SENDER)
                .and("owner", true)
                .build();
        return post(
                "decide",
                Use.ASK,
                JsonObject.with("session", session)
                        .and("run", "run")
                        .and("call", call)
                        .and("tool", tool)
                        .and("arguments", arguments)
                        .and("origin", origin)
                        .build());
    }

    /** Says what a call came to. */
    void came(String session, String call, String tool, String text) {
        report(event("outcome", session)
                .and("call", call)
                .and("tool", tool)
                .and("ok", true)
                .and("text", text));
    }

    private static JsonObject.Builder event(String type, String session) {
        return JsonObject.with("type", type).and("session", session);
    }

    private void report(JsonObject.Builder... events) {
        var told = new JsonArray(
                Arrays.stream(events).<JsonValue>map(JsonObject.Builder::build).toList());
        post("report", Use.REPORT, JsonObject.with("events", told).build());
    }

    private JsonObject post(String path, Use use, JsonObject body) {
        var request = HttpRequest.newBuilder(house.agents().resolve("/openclaw/v1/" + path))
                .header("Authorization", "Bearer " + Objects.requireNonNull(credentials.get(use)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.utf8(body)))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            return Json.parseObject(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        house.close();
    }
}
