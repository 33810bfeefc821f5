package dev.bailiwick.acceptance.lab;

import dev.bailiwick.app.demo.ScriptedAgent;
import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One Bailiwick with three people who approve, one who asks, and one agent, which asks the gate for every step and, where it may, takes it in the world
 * of {@link Outside}.
 */
final class Lab implements AutoCloseable {
    static final AgentId AGENT = new AgentId("desk");
    static final Actor.Human BEA = person("bea");
    static final Actor.Human IDA = person("ida");
    static final Actor.Human SAM = person("sam");

    private final LabClock clock;
    private final Outside outside;
    private final House house;
    private final ScriptedAgent agent;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();

    private Lab(LabClock clock, Outside outside, House house, ScriptedAgent agent) {
        this.clock = clock;
        this.outside = outside;
        this.house = house;
        this.agent = agent;
    }

    private static Actor.Human person(String id) {
        return new Actor.Human(new PersonId(id), Actor.Channel.TERMINAL);
    }

    /** @param hold how long a call is held open while people decide */
    static Lab open(Path folder, Duration hold) throws IOException {
        return open(folder, hold, "");
    }

    /** @param more what {@code bailiwick.yaml} says besides */
    static Lab open(Path folder, Duration hold, String more) throws IOException {
        System.setProperty(
                "bailiwick.home", Path.of("..").toAbsolutePath().normalize().toString());
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), organisation(System.getProperty("user.name")) + more);
        var clock = new LabClock();
        var outside = Outside.open();
        var house = House.open(
                Configuration.of(data).onFreePorts().holding(hold).withScripts().at(clock));
        var lab = new Lab(clock, outside, house, new ScriptedAgent(house.agents(), house.issue(AGENT, SAM)));
        lab.agent.start("Answer the new mail in the shop's inbox.");
        house.parts().ladder().move(AGENT, Step.PILOT, SAM, "the lab").ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        return lab;
    }

    private static String organisation(String account) {
        return """
            version: 1
            contact: "sam, security"
            people:
              - {id: kim, name: "Kim, whom the agent works for", functions: [], senders: ["demo:you"], account: "%1$s"}
              - {id: bea, name: "Bea", functions: [business]}
              - {id: ida, name: "Ida", functions: [it]}
              - {id: sam, name: "Sam", functions: [security]}
            agents:
              - {id: desk, operator: ida, description: "the lab's agent", account: "%1$s", commandAccount: "%1$s"}
            """.formatted(account);
    }

    LabClock clock() {
        return clock;
    }

    Outside outside() {
        return outside;
    }

    House house() {
        return house;
    }

    ScriptedAgent agent() {
        return agent;
    }

    Optional<URI> signIn(Actor.Human person) {
        return house.signInLink(person.person());
    }

    /** The agent asks, and where it may, acts. Returns the gate's answer. */
    JsonObject step(String tool, JsonObject arguments) {
        String call = "call" + calls.incrementAndGet();
        var answer = agent.attempt(call, tool, arguments);
        if (answer.string("answer").equals(Optional.of("permit"))) agent.done(call, tool, act(call, tool, arguments));
        return answer;
    }

    private String act(String call, String tool, JsonObject arguments) {
        return switch (tool) {
            case "mail.send" -> post("/mail", call, arguments);
            case "payments.refund" -> post("/v1/refunds", call, arguments);
            default -> "done";
        };
    }

    private String post(String path, String key, JsonObject body) {
        var request = HttpRequest.newBuilder(outside.address().resolve(path))
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.utf8(body)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        agent.close();
        http.shutdownNow();
        house.close();
        outside.close();
    }
}
