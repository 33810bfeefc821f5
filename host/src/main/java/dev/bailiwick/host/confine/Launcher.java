package dev.bailiwick.host.confine;

import dev.bailiwick.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/**
 * A process that becomes one command, started by {@link ConfinedRun}. Why it did not is left in a file that is opened before the
 * walls close; the file says so from the beginning, and is emptied in the last moment.
 */
public final class Launcher {
    private Launcher() {}

    /** Arguments: the order as JSON, the file. */
    public static void main(String[] arguments) throws IOException {
        try (var failure = new RandomAccessFile(arguments[1], "rw")) {
            // said now, so that everything that says it is loaded when no class can be any more
            say(failure, String.valueOf(new ConfinementFailed(ConfinedRun.NEVER_CAME).getMessage()));
            try {
                var order = Order.of(Json.parseObject(arguments[0]));
                var confinement = Confinement.of(order.profile());
                System.err.println("bailiwick: " + order.program() + " sha256:" + order.bytes() + " under "
                        + confinement.described());
                confinement.become(order, () -> say(failure, ""));
            } catch (RuntimeException e) {
                say(failure, String.valueOf(e.getMessage()));
            }
        }
        System.exit(1);
    }

    private static void say(RandomAccessFile file, String text) {
        try {
            file.setLength(0);
            file.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfinementFailed("cannot say what became of the command: " + e.getMessage());
        }
    }
}
