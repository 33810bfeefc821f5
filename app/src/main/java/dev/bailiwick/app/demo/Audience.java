package dev.bailiwick.app.demo;

import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.approval.ApprovalTask;
import dev.bailiwick.core.audit.Entry;
import dev.bailiwick.core.audit.Event;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TaskId;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whoever watches the demo: sees every decision as it enters the log, and answers what waits for a person. */
final class Audience {
    static final AgentId AGENT = new AgentId("desk");
    private static final PersonId YOU = new PersonId("you");
    private static final PersonId SAM = new PersonId("sam");
    private static final long LOOK_MILLIS = 50;
    private static final long SAM_THINKS_MILLIS = 2_000;

    private final House house;
    private final Screen screen;
    private final boolean attended;
    private final long started = System.nanoTime();
    private final Set<TaskId> asked = new HashSet<>();
    private final Thread eyes = Thread.ofVirtual().name("demo-audience").unstarted(this::look);
    private long seen;
    private int permitted;
    private int refused;

    Audience(House house, Screen screen, boolean attended) {
        this.house = house;
        this.screen = screen;
        this.attended = attended;
    }

    static Actor.Human you() {
        return new Actor.Human(YOU, Actor.Channel.TERMINAL);
    }

    /** Writes the demo's own people and agent down, as everybody's are. */
    static void begin(DataFolder data) {
        data.make();
        String account = System.getProperty("user.name");
        try {
            Files.writeString(data.organisation(), """
                    version: 1
                    contact: "the demo's security team"
                    people:
                      - {id: you, name: "You", functions: [business, it, security], account: "%1$s", senders: ["demo:you"]}
                      - {id: sam, name: "Sam, the scripted second person", functions: [business]}
                    agents:
                      - {id: desk, operator: you, description: "answers the shop's mail", account: "%1$s", commandAccount: "%1$s"}
                    internal:
                      hosts: ["wiki.shop.example"]
                      recipients: ["*@shop.example"]
                    """.formatted(account));
        } catch (IOException e) {
            throw new Refusal("cannot write " + data.organisation() + ": " + e.getMessage());
        }
    }

    /** Says what this is, and puts the agent on the ladder's pilot step. */
    void introduce(String what) {
        house.parts().ladder().move(AGENT, Step.PILOT, you(), "demo").ifPresent(why -> {
            throw new Refusal(why);
        });
        screen.say("");
        screen.say("Bailiwick stands between an agent and everything it can touch. " + what);
        screen.say("");
        screen.say("  console  " + house.signInLink(YOU).map(Object::toString).orElse("?"));
        screen.say("           (one sign-in, within 15 minutes)");
        screen.say(
                "  note     not protected: same account. Bailiwick and the agent run as one user: enough for a look");
        screen.say("");
    }

    /** From now on every decision is shown, and what waits is answered. */
    void watch() {
        seen = house.parts().log().size();
        eyes.start();
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                showNewEntries();
                for (var task : house.waiting()) if (asked.add(task.id())) answer(task);
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the demo is over
        }
    }

    private void showNewEntries() {
        house.parts().log().read(seen, entry -> {
            seen = entry.sequence() + 1;
            if (entry.kind() == Event.Kind.DECISION) show(entry);
            return true;
        });
    }

    private void show(Entry entry) {
        String verdict = entry.body().string("verdict").orElse("");
        var judgement = entry.body().object("judgement").orElse(JsonObject.EMPTY);
        var reason = entry.body()
                .object("reason")
                .or(() -> judgement.object("decision").flatMap(decision -> decision.object("reason")));
        String why = reason.flatMap(found -> found.string("text")).orElse("");
        switch (verdict) {
            case "permit" -> permitted++;
            case "refused" -> refused++;
            default -> {}
        }
        screen.step(word(verdict), what(entry), verdict.equals("permit") ? "" : why);
    }

    private static String word(String verdict) {
        return switch (verdict) {
            case "permit" -> "permitted";
            case "pending" -> "waits";
            default -> verdict;
        };
    }

    private static String what(Entry entry) {
        var attempt = entry.body().object("attempt").orElse(JsonObject.EMPTY);
        var arguments =
                attempt.object("arguments").orElse(JsonObject.EMPTY).members().values();
        String first = arguments.isEmpty() ? "" : arguments.iterator().next().text();
        return attempt.string("tool").orElse("?") + " " + first;
    }

    private void answer(ApprovalTask task) throws InterruptedException {
        if (attended) answerFromTerminal(task);
        else answerByScript(task);
    }

    private void answerByScript(ApprovalTask task) throws InterruptedException {
        Thread.sleep(SAM_THINKS_MILLIS);
        boolean yes = !task.operation().string("verb").orElse("").equals("pay");
        decide(task, new Actor.Human(SAM, Actor.Channel.SCRIPT), yes, yes ? "as planned" : "nobody asked for a refund");
    }

    private void answerFromTerminal(ApprovalTask task) throws InterruptedException {
        screen.say("             approve? [y/N], or decide in the console");
        var line = new StringBuilder();
        while (pending(task)) {
            if (!Terminal.read(line)) Thread.sleep(LOOK_MILLIS);
            else {
                boolean yes = line.toString().strip().equalsIgnoreCase("y");
                decide(task, you(), yes, yes ? "yes" : "no");
                return;
            }
        }
    }

    private boolean pending(ApprovalTask task) {
        return house.waiting().stream().anyMatch(waiting -> waiting.id().equals(task.id()));
    }

    private void decide(ApprovalTask task, Actor.Human person, boolean yes, String reason) {
        house.parts().approvals().decide(task.id(), person, yes, reason, Optional.empty());
        String who = person.person().equals(SAM) ? "Sam" : "you";
        screen.say("             " + who + (yes ? " approved: " : " denied: ") + reason);
    }

    /** Sums up. */
    void conclude() {
        eyes.interrupt();
        showNewEntries();
        screen.say("");
        screen.say("%d permitted, %d refused; %d entries in the log, numbered and provable, in %.1f s."
                .formatted(permitted, refused, house.parts().log().size(), (System.nanoTime() - started) / 1e9));
    }
}
