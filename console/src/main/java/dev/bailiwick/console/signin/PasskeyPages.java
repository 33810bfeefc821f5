package dev.bailiwick.console.signin;

import dev.bailiwick.console.frame.Answer;
import dev.bailiwick.console.frame.NotUnderstood;
import dev.bailiwick.console.frame.Pages;
import dev.bailiwick.console.frame.Routes;
import dev.bailiwick.console.frame.Visit;
import dev.bailiwick.console.text.Spoken;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.signin.Authenticators;
import dev.bailiwick.procedure.signin.PasskeyDesk;
import dev.bailiwick.procedure.signin.Passkeys;
import java.util.List;
import java.util.Optional;

/** A person's own passkeys: which there are, adding one, removing one. */
public final class PasskeyPages implements Pages {
    private static final String WHAT = "the passkey's answer";

    /** One passkey. */
    public record Line(String id, String name, String registered, String used) {}

    /** @param notice why the last press did not count */
    public record View(List<Line> lines, Optional<String> notice) {
        public View {
            lines = List.copyOf(lines);
        }
    }

    private final PasskeyDesk desk;

    public PasskeyPages(PasskeyDesk desk) {
        this.desk = desk;
    }

    @Override
    public void on(Routes routes) {
        routes.get("/passkeys", visit -> page(visit, 200, Optional.empty()))
                .post("/passkeys", this::register)
                .post("/passkeys/new", visit -> new Answer.Data(newcomer(visit)))
                .post(
                        "/passkeys/adding",
                        visit -> Presenting.question(desk.adding(visit.person().id())))
                .post(
                        "/passkeys/{id}/removing",
                        visit ->
                                Presenting.question(desk.removing(visit.person().id(), id(visit))))
                .post("/passkeys/{id}/remove", this::remove);
    }

    private Answer page(Visit visit, int status, Optional<String> notice) {
        var lines =
                desk.of(visit.person().id()).stream().map(PasskeyPages::line).toList();
        return new Answer.Page(status, "Passkeys", "passkeys.jte", new View(lines, notice));
    }

    private static Line line(Passkeys.Kept kept) {
        var passkey = kept.passkey();
        return new Line(
                passkey.id(),
                passkey.name(),
                Spoken.time(passkey.registered()),
                kept.used().map(Spoken::time).orElse("never"));
    }

    private JsonObject newcomer(Visit visit) {
        var person = visit.person();
        var user = JsonObject.with(
                        "id", Presenting.text(Digest.of(person.id().value()).bytes()))
                .and("name", person.id().value())
                .and("displayName", person.name());
        var algorithms =
                WebAuthn.ALGORITHMS.stream().<JsonValue>map(JsonNumber::of).toList();
        return Presenting.json(desk.newcomer(person.id()))
                .plus("user", user.build())
                .plus("algorithms", new JsonArray(algorithms));
    }

    private Answer register(Visit visit) {
        var form = visit.form();
        var registration = new Authenticators.Registration(
                form.required("newNonce", WHAT), form.required("attestation", WHAT), form.required("newClient", WHAT));
        String name = form.required("name", "the passkey a name");
        return after(visit, registered(visit, name, registration));
    }

    private Optional<String> registered(Visit visit, String name, Authenticators.Registration registration) {
        try {
            return desk.register(visit.actor(), name, registration, Presenting.presented(visit));
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood("A passkey needs a name of 1 to 60 visible characters.");
        }
    }

    private Answer remove(Visit visit) {
        return after(visit, desk.remove(visit.actor(), id(visit), Presenting.presented(visit)));
    }

    private static String id(Visit visit) {
        return visit.path().getOrDefault("id", "");
    }

    private Answer after(Visit visit, Optional<String> why) {
        return why.isEmpty() ? new Answer.Go("/passkeys") : page(visit, 409, why);
    }
}
