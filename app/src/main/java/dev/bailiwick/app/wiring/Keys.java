package dev.bailiwick.app.wiring;

import dev.bailiwick.core.credential.Secret;
import dev.bailiwick.procedure.agenda.Agenda;
import dev.bailiwick.procedure.credential.Broker;
import dev.bailiwick.procedure.credential.KeyDesk;
import dev.bailiwick.procedure.credential.Revocation;
import dev.bailiwick.procedure.credential.RotationDesk;
import dev.bailiwick.procedure.credential.RotationSchedule;
import dev.bailiwick.procedure.enforcement.Alerts;
import dev.bailiwick.secrets.sealedfile.Resealing;
import dev.bailiwick.secrets.sealedfile.Seal;
import dev.bailiwick.secrets.sealedfile.SealedKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** The credentials that agents use and never see: where they lie, who lends them, what ends them. */
record Keys(
        KeyDesk desk,
        Broker broker,
        Revocation revocation,
        RotationDesk rotation,
        RotationSchedule schedule,
        ConnectedBackends connected,
        WaysOut ways,
        Alerts alerts) {
    private static final System.Logger LOG = System.getLogger(Keys.class.getName());
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final Duration AGES = Duration.ofMinutes(1);

    static Keys open(Rooms rooms, Closing closing) {
        var records = rooms.records();
        var folder = closed(records.data().keys());
        Resealing.finish(folder);
        var seal = Seal.keyIn(folder.resolve(Resealing.KEY));
        var connected = ConnectedBackends.in(folder, seal, rooms.clock());
        var backends = connected.all();
        var desk = new KeyDesk(
                records.store().keys(), records.log(), rooms.enforcement().alerts());
        var chance = new Chance();
        var broker = closing.add(new Broker(
                desk,
                backends,
                List.of(records.store().leases(), new SealedKit(folder.resolve("kit.sealed"), seal)),
                records.log(),
                new Broker.Surroundings(
                        rooms.clock(), pepper(folder), chance::leaseId, () -> "bwh_" + chance.token())));
        var ways = WaysOut.over(desk, broker, rooms);
        closing.add(ways.egress());
        var revocation = closing.add(
                new Revocation(broker, backends, List.of(ways.egress()), records.log(), rooms.clock(), DEADLINE));
        var alerts = rooms.enforcement().alerts();
        var rotation = new RotationDesk(
                broker,
                revocation,
                records.store().rotations(),
                new RotationDesk.Witnesses(records.log(), alerts),
                rooms.clock());
        connected.lost().forEach(why -> {
            LOG.log(System.Logger.Level.ERROR, "a backend is lost, and nothing is lent from it: {0}", why);
            alerts.raise("backend-lost", "nothing is lent from it until it is connected again: " + why);
        });
        var schedule = new RotationSchedule(broker, rotation, alerts, rooms.clock());
        return new Keys(desk, broker, revocation, rotation, schedule, connected, ways, alerts);
    }

    private static Path closed(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new Refusal("cannot make " + folder + ": " + e.getMessage());
        }
    }

    /** Of the fingerprints; a key file like the sealing one. */
    private static Secret pepper(Path folder) {
        var file = folder.resolve("fingerprint.key");
        Seal.keyIn(file);
        return new Secret(Store.secret(file));
    }

    /** What a crash or a backend left behind is ended in the rounds. */
    void rounds(Agenda agenda) {
        agenda.every(LOOK, "ways out", ways::follow);
        agenda.every(RETRY, "rotations", rotation::resume);
        agenda.every(RETRY, "leases", broker::sweep);
        agenda.every(RETRY, "endings", revocation::retry);
        agenda.every(AGES, "rotation", schedule::look);
    }
}
