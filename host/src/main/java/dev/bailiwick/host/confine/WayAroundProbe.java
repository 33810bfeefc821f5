package dev.bailiwick.host.confine;

import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import java.io.IOException;
import java.util.List;

/** A process that goes where a command goes, and in its place tries the ways around; started by {@link WayAroundTrial}. */
public final class WayAroundProbe {
    private static final int WITHOUT_WAITING = 0x800;
    private static final int BEGUN = -115; // EINPROGRESS: it left, and nobody has refused it

    private WayAroundProbe() {}

    /** Arguments: as {@link Launcher}'s, and the ways as JSON. */
    public static void main(String[] arguments) throws IOException {
        try (var wire = Wire.inside(arguments[2])) {
            try {
                var order = Order.of(Json.parseObject(arguments[0]));
                var confinement = Confinement.of(order.profile(), Passage.of(Json.parseObject(arguments[1])));
                var ways = Fields.of(Json.parseObject(arguments[3])).list("ways").stream()
                        .map(Way::of)
                        .toList();
                confinement.wayOut().ifPresent(wire::offer);
                wire.say(confinement.tried(ways, order.folder()));
            } catch (RuntimeException e) {
                wire.say(String.valueOf(e.getMessage()));
            }
        }
        System.exit(0);
    }

    /** One letter for each way: what stands before the walls close is everything that is needed behind them. */
    static String tried(Kernel kernel, Machine machine, List<Way> ways, Runnable close) {
        long[] addresses = ways.stream()
                .mapToLong(way -> way.to().in(kernel.arena()).address())
                .toArray();
        var ready = ways.toArray(Way[]::new);
        var letters = new char[ready.length];
        for (int round = 0; round < 2; round++) {
            // the first round loads what the second needs, and is forgotten
            for (int i = 0; i < ready.length; i++)
                letters[i] = open(kernel, machine, ready[i], addresses[i]) ? Outcome.OPEN : Outcome.CLOSED;
            if (round == 0) close.run();
        }
        return Outcome.PREFIX + new String(letters);
    }

    private static boolean open(Kernel kernel, Machine machine, Way way, long address) {
        long socket =
                kernel.call(machine.socket(), way.to().family(), way.type() | WITHOUT_WAITING, way.protocol(), 0, 0);
        if (socket < 0) return false;
        long result = way.to().length() == 0
                ? 0
                : kernel.call(
                        machine.sockets().connect(), socket, address, way.to().length(), 0, 0);
        // datagrams connect to anywhere there is a route; that they leave is what counts
        if (result == 0 && way.type() == 2)
            result = kernel.call(machine.sockets().write(), socket, address, 1, 0, 0);
        kernel.call(machine.sockets().close(), socket, 0, 0, 0, 0);
        return result >= 0 || result == BEGUN;
    }

    /** How the answer is written. */
    static final class Outcome {
        static final String PREFIX = "ways: ";
        static final char OPEN = 'o';
        static final char CLOSED = 'c';

        private Outcome() {}
    }
}
