package dev.bailiwick.app.wiring;

import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.people.Actor;
import dev.bailiwick.core.programme.Duty;
import dev.bailiwick.core.programme.Programme;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import dev.bailiwick.procedure.agenda.Agenda;
import dev.bailiwick.procedure.programme.MachineLooks;
import dev.bailiwick.procedure.programme.OpenCampaign;
import dev.bailiwick.procedure.programme.OpenReviews;
import dev.bailiwick.procedure.programme.ProgrammeDesk;
import dev.bailiwick.procedure.programme.Rehearsals;
import dev.bailiwick.procedure.programme.Rotations;
import dev.bailiwick.procedure.review.CampaignDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The programme: what ships, changed by {@code programme.yaml}, and what the command line asks of it. */
final class ProgrammeRoom implements Verbs {
    private static final System.Logger LOG = System.getLogger(ProgrammeRoom.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Rooms rooms;
    private final CampaignDesk campaigns;
    private final ProgrammeDesk desk;
    private volatile Programme programme;

    private ProgrammeRoom(Rooms rooms, Keys keys, CampaignDesk campaigns) {
        this.rooms = rooms;
        this.campaigns = campaigns;
        this.programme = read(rooms.records().data().programme());
        var facts = rooms.known().facts();
        List<ProgrammeDesk.Source> sources = List.of(
                new MachineLooks(
                        rooms.desks().posture(), () -> facts.now().agents().values()),
                new Rehearsals(rooms.desks().cases(), this::begun),
                new OpenReviews(rooms.enforcement().reviews()),
                new OpenCampaign(campaigns),
                new Rotations(keys.desk()::all, keys.broker()::open));
        desk = new ProgrammeDesk(
                () -> programme,
                sources,
                rooms.records().log(),
                new ProgrammeDesk.Surroundings(
                        facts::now,
                        rooms.enforcement().alerts(),
                        rooms.enforcement().blocking(),
                        rooms.clock()));
    }

    /** Of the log's first entry: what was never done counts from there. */
    private Instant begun() {
        return rooms.records().log().begun().orElseGet(rooms.clock()::instant);
    }

    /** What is overdue counts before the first decision. */
    static ProgrammeRoom open(Rooms rooms, Keys keys, CampaignDesk campaigns) {
        var room = new ProgrammeRoom(rooms, keys, campaigns);
        room.desk.look();
        return room;
    }

    ProgrammeDesk desk() {
        return desk;
    }

    /** On an agenda of its own: it reads the log. A file that cannot be read changes nothing. */
    void rounds(Closing closing) {
        var agenda = closing.add(new Agenda((task, e) -> LOG.log(System.Logger.Level.ERROR, task + " failed", e)));
        agenda.every(PAUSE, "recertification", campaigns::round);
        agenda.every(PAUSE, "programme", desk::look);
        agenda.every(
                PAUSE,
                "programme.yaml",
                () -> programme = read(rooms.records().data().programme()));
    }

    static Programme read(Path file) {
        var shipped = shipped();
        return Files.exists(file) ? YamlDocument.read(file).as(shipped::with) : shipped;
    }

    private static Programme shipped() {
        try (var file = Programme.class.getResourceAsStream(Programme.FILE)) {
            if (file == null) throw new IllegalStateException(Programme.FILE + " is missing from the program");
            return Programme.of(Json.parseObject(file.readAllBytes(), JsonLimits.FILE));
        } catch (IOException | JsonException e) {
            throw new IllegalStateException(Programme.FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<JsonObject> answer(Actor.Human actor, JsonObject request) {
        return switch (request.string("verb").orElse("")) {
            case "duties.list" -> Optional.of(list(request));
            case "duties.done" -> Optional.of(done(actor, request));
            default -> Optional.empty();
        };
    }

    private JsonObject list(JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var state = fields.has("state")
                ? Optional.of(fields.oneOf("state", Duty.State.class))
                : Optional.<Duty.State>empty();
        fields.end();
        var now = rooms.clock().instant();
        var people = rooms.known().facts().now().people().values();
        var rows = desk.duties().stream()
                .filter(duty -> state.map(wanted -> wanted == duty.state(now)).orElse(true))
                .<JsonValue>map(duty -> duty.json(people, now))
                .toList();
        return JsonObject.with("duties", new JsonArray(rows)).build();
    }

    private JsonObject done(Actor.Human actor, JsonObject request) {
        var fields = Fields.of(request);
        fields.text("verb");
        var id = fields.text("id");
        var note = fields.text("note");
        fields.end();
        desk.done(id, actor, note).ifPresent(why -> {
            throw new Refusal(4, why);
        });
        var people = rooms.known().facts().now().people().values();
        return desk.duties().stream()
                .filter(duty -> duty.id().equals(id))
                .findFirst()
                .map(duty -> duty.json(people, rooms.clock().instant()))
                .orElse(JsonObject.EMPTY);
    }
}
