package dev.bailiwick.acceptance.incident;

import dev.bailiwick.app.wiring.Configuration;
import dev.bailiwick.app.wiring.DataFolder;
import dev.bailiwick.app.wiring.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The whole day of an agent without a model, as a program: it cuts off the network it runs in. */
final class ScriptedDay {
    /** Wide, because other tests run beside it: the figures are measured on a real OpenClaw. */
    private static final WholeDay.Limits LIMITS = new WholeDay.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5));

    private ScriptedDay() {}

    public static void main(String[] arguments) {
        Program.end(() -> play(Path.of(arguments[0])));
    }

    private static boolean play(Path folder) throws IOException {
        var workspace = Files.createDirectories(folder.resolve("workspace"));
        var data = new DataFolder(folder.resolve("data"));
        data.make();
        Files.writeString(data.organisation(), WholeDay.organisation(folder));
        try (var house = House.open(Configuration.of(data).onFreePorts());
                var victim = new ScriptedVictim(house, workspace, WholeDay.ADA)) {
            new WholeDay(folder, house, victim, LIMITS).whole();
        }
        return true;
    }
}
