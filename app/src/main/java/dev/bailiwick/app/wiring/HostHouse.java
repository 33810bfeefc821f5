package dev.bailiwick.app.wiring;

import dev.bailiwick.core.node.Beat;
import dev.bailiwick.core.node.Reading;
import dev.bailiwick.core.node.Word;
import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.host.freeze.FreezeMarks;
import dev.bailiwick.host.node.AgentsDoor;
import dev.bailiwick.host.node.CutOff;
import dev.bailiwick.host.node.NodeLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One agents' machine in host role: the door its agents ask through, and a beat to the server every second. What the server
 * said last stays here when it is away.
 */
public final class HostHouse implements AutoCloseable {
    /** Of this program, as the server shows it. */
    private static final String VERSION = "0.1.0";

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(HostHouse.class.getName());

    private final NodeLine line;
    private final AgentsDoor door;
    private final HostOrders orders;
    private final Charges charges;
    private final FreezeMarks byHand;
    private final FreezeMarks told;
    private final Installations installations;
    private final Consumer<String> say;
    private final Thread beating;
    private Optional<String> away = Optional.empty();

    private HostHouse(DataFolder data, NodeLine line, AgentsDoor door, Consumer<String> say) {
        this.line = line;
        this.door = door;
        this.say = say;
        charges = new Charges(data);
        orders = new HostOrders(data, charges, line.server());
        byHand = new FreezeMarks(data.freezes());
        told = new FreezeMarks(data.nodeFreezes());
        installations = new Installations(data);
        beating = Thread.ofVirtual().name("beats").unstarted(this::beat);
    }

    /**
     * Opens the door and begins to beat.
     *
     * @param port where this machine's agents ask, on loopback; 0 takes a free one
     * @param say what its operator should see
     */
    public static HostHouse open(DataFolder data, int port, Consumer<String> say) {
        var line = NodeLine.of(data.node())
                .orElseThrow(() -> new Refusal("this machine is no node yet: ./bailiwick host join URL --token TOKEN"));
        data.make();
        try {
            var house = new HostHouse(data, line, AgentsDoor.open(line, port), say);
            house.beating.start();
            return house;
        } catch (IOException e) {
            throw new Refusal(
                    "port " + port + " is taken: stop what listens there, or choose another with --agents-port");
        }
    }

    public String name() {
        return line.name();
    }

    /** Where this machine's agents ask. */
    public int port() {
        return door.port();
    }

    private void beat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                once();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is closed
        }
    }

    private void once() {
        try {
            line.renew(InstantSource.system());
            var beat = new Beat(VERSION, byHand.load(), readings(), orders.done());
            obey(beat, line.beat(beat));
            heard();
        } catch (CutOff e) {
            lost(
                    e.refused()
                            ? "the server will not have this machine: " + e.getMessage()
                            : String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a beat failed", e);
            lost("a beat failed: " + e.getMessage());
        }
    }

    private void heard() {
        away.ifPresent(_ -> say.accept(Instant.now() + " the server is heard again"));
        away = Optional.empty();
    }

    private void lost(String why) {
        if (away.isEmpty()) say.accept(Instant.now() + " cut off, nothing is permitted here: " + why);
        away = Optional.of(why);
    }

    private List<Reading> readings() {
        return charges.all().stream()
                .flatMap(charge -> installations.read(charge.agent()).stream()
                        .map(read -> new Reading(
                                charge.agent(),
                                read.digests().plugin(),
                                read.digests().configuration(),
                                read.weakness())))
                .toList();
    }

    /** Freezes first: what closes waits for nothing. */
    private void obey(Beat said, Word word) {
        freeze(word.freezes());
        told(said.frozen(), word);
        charges.take(word.charges());
        orders.take(word.orders());
    }

    private void freeze(Freezes now) {
        now.all().ifPresent(freeze -> told.freeze(Optional.empty(), freeze));
        now.agents().forEach((agent, freeze) -> told.freeze(Optional.of(agent), freeze));
        var before = told.load();
        if (before.all().isPresent() && now.all().isEmpty()) told.lift(Optional.empty());
        before.agents().keySet().stream()
                .filter(agent -> !now.agents().containsKey(agent))
                .forEach(agent -> told.lift(Optional.of(agent)));
    }

    /** What was frozen here by hand is the server's once it has answered, and ends where it ends. */
    private void told(Freezes mine, Word word) {
        var charged = word.charges().stream().map(Word.Charge::agent).toList();
        mine.agents().keySet().stream().filter(charged::contains).forEach(agent -> byHand.lift(Optional.of(agent)));
        if (mine.all().isPresent() && !charged.isEmpty()) byHand.lift(Optional.empty());
    }

    /** Whether an agent is frozen on this machine, as far as it knows. */
    public boolean frozen(AgentId agent) {
        return byHand.load().and(told.load()).of(agent).isPresent();
    }

    @Override
    public void close() {
        beating.interrupt();
        door.close();
    }
}
