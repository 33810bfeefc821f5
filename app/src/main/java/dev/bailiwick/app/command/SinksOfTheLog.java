package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.OrganisationFile;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.connector.siem.Sinks;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.SinkAway;
import dev.bailiwick.procedure.sink.SinkRefuses;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The receivers of the log. */
@Command(
        name = "sinks",
        description = "where the log is sent as it grows",
        subcommands = {SinksOfTheLog.Listing.class, SinksOfTheLog.Test.class})
final class SinksOfTheLog {
    /** How long a receiver of syslog has to hang up on somebody it does not know. */
    private static final long HANG_UP_MILLIS = 1_500;

    @Command(name = "list", description = "each with its lag, its last acknowledgement and what it dropped")
    static final class Listing extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "sinks.list").build();
        }
    }

    @Command(name = "test", description = "send one heartbeat; needs no server")
    static final class Test implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public Integer call() throws InterruptedException {
            var settings = OrganisationFile.read(data.folder().organisation()).sinks().stream()
                    .filter(sink -> sink.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("no sink \"" + name + "\" stands in bailiwick.yaml"));
            try (var sink = Sinks.open(settings)) {
                sink.send(List.of(new Parcel.Alive(Instant.now(), 0, 0)));
                if (settings.syslog()) Thread.sleep(HANG_UP_MILLIS);
                if (!sink.stands()) throw new Refusal(6, "the receiver took the connection and then hung up");
                System.out.println(said(settings));
            } catch (SinkAway | SinkRefuses e) {
                throw new Refusal(6, String.valueOf(e.getMessage()));
            }
            return 0;
        }

        private static String said(SinkSettings settings) {
            return settings.syslog()
                    ? "sent; syslog does not acknowledge: see that a heartbeat of bailiwick arrived there"
                    : "sent and acknowledged";
        }
    }
}
