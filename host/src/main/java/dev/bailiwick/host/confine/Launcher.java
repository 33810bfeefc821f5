package dev.bailiwick.host.confine;

import dev.bailiwick.json.Json;
import java.io.IOException;

/** A process that becomes one command, started by {@link ConfinedRun}. */
public final class Launcher {
    private Launcher() {}

    /** Arguments: the order and the passage as JSON, the file between us and whoever watches. */
    public static void main(String[] arguments) throws IOException {
        try (var wire = Wire.inside(arguments[2])) {
            try {
                var order = Order.of(Json.parseObject(arguments[0]));
                var confinement = Confinement.of(order.profile(), Passage.of(Json.parseObject(arguments[1])));
                System.err.println("bailiwick: " + order.program() + " sha256:" + order.bytes() + " under "
                        + confinement.described());
                confinement.wayOut().ifPresent(wire::offer);
                confinement.become(order, () -> wire.say(""));
            } catch (RuntimeException e) {
                wire.say(String.valueOf(e.getMessage()));
            }
        }
        System.exit(1);
    }
}
