package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.OrganisationFile;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.connector.siem.OcsfSchema;
import dev.bailiwick.connector.siem.Sinks;
import dev.bailiwick.core.register.SinkSettings;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.procedure.sink.Parcel;
import dev.bailiwick.procedure.sink.SinkAway;
import dev.bailiwick.procedure.sink.SinkRefuses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The receivers of the log. */
@Command(
        name = "sinks",
        description = "where the log is sent as it grows",
        subcommands = {
            SinksOfTheLog.Listing.class,
            SinksOfTheLog.Test.class,
            SinksOfTheLog.Schema.class,
            SinksOfTheLog.Check.class
        })
final class SinksOfTheLog {
    /** How long a receiver of syslog has to hang up on somebody it does not know. */
    private static final long HANG_UP_MILLIS = 1_500;

    private static final int READ_BACK_SECONDS = 10;

    @Command(name = "list", description = "each with its lag, its last acknowledgement and what it dropped")
    static final class Listing extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "sinks.list").build();
        }
    }

    @Command(name = "test", description = "send one heartbeat, and see it where the receiver keeps it; needs no server")
    static final class Test implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(
                names = "--read-back",
                paramLabel = "FILE",
                description = "where the receiver writes what it gets: the heartbeat must appear there within "
                        + READ_BACK_SECONDS + " s (default, for a sink that is a file: that file)")
        private Optional<Path> readBack = Optional.empty();

        @Override
        public Integer call() throws InterruptedException {
            var settings = OrganisationFile.read(data.folder().organisation()).sinks().stream()
                    .filter(sink -> sink.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Refusal("no sink \"" + name + "\" stands in bailiwick.yaml"));
            try (var sink = Sinks.open(settings)) {
                var beat = new Parcel.Alive(Instant.now(), 0, 0);
                sink.send(List.of(beat));
                if (settings.syslog()) Thread.sleep(HANG_UP_MILLIS);
                if (!sink.stands()) throw new Refusal(6, "the receiver took the connection and then hung up");
                var kept = readBack.or(() -> file(settings));
                if (kept.isPresent()) awaitIn(kept.get(), beat);
                System.out.println(
                        kept.map(file -> "sent, and read back from " + file).orElseGet(() -> said(settings)));
            } catch (SinkAway | SinkRefuses e) {
                throw new Refusal(6, String.valueOf(e.getMessage()));
            }
            return 0;
        }

        private static Optional<Path> file(SinkSettings settings) {
            return settings.type() == SinkSettings.Type.FILE ? Optional.of(Path.of(settings.to())) : Optional.empty();
        }

        /** A receiver of syslog acknowledges nothing, and one that drops what it does not trust says nothing either. */
        private static void awaitIn(Path file, Parcel.Alive beat) throws InterruptedException {
            long end = System.nanoTime() + Duration.ofSeconds(READ_BACK_SECONDS).toNanos();
            while (!holds(file, beat)) {
                if (System.nanoTime() > end)
                    throw new Refusal(
                            6, "sent, and it did not appear in " + file + " within " + READ_BACK_SECONDS + " s");
                Thread.sleep(100);
            }
        }

        /** The instant tells this heartbeat from all others; CEF writes it in milliseconds. */
        private static boolean holds(Path file, Parcel.Alive beat) {
            var words = List.of(beat.at().toString(), "rt=" + beat.at().toEpochMilli());
            try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                return lines.anyMatch(line -> words.stream().anyMatch(line::contains));
            } catch (IOException | UncheckedIOException e) {
                return false; // not there yet
            }
        }

        private static String said(SinkSettings settings) {
            return settings.syslog()
                    ? "sent; syslog does not acknowledge: see that a heartbeat of bailiwick arrived there"
                    : "sent and acknowledged";
        }
    }

    @Command(name = "schema", description = "the JSON Schema that every event of the form ocsf holds to")
    static final class Schema implements Callable<Integer> {
        @Override
        public Integer call() {
            System.out.print(OcsfSchema.text());
            return 0;
        }
    }

    @Command(
            name = "check",
            description =
                    "hold events of the form ocsf, one a line as a receiver kept them, to the schema; needs no server")
    static final class Check implements Callable<Integer> {
        private static final int FINDINGS = 3;

        @Parameters(paramLabel = "FILE")
        private Path file = Path.of("");

        private final OcsfSchema schema = new OcsfSchema();
        private long lines;
        private long faults;

        @Override
        public Integer call() {
            try (var events = Files.lines(file)) {
                events.forEach(this::line);
            } catch (IOException | UncheckedIOException e) {
                throw new Refusal("cannot read " + file + ": " + e.getMessage());
            }
            System.out.println(lines + " events, " + faults + " faults");
            return faults == 0 ? 0 : FINDINGS;
        }

        private void line(String text) {
            lines++;
            for (var fault : faults(text)) {
                faults++;
                System.out.println("line " + lines + ": " + Untrusted.visible(fault));
            }
        }

        private List<String> faults(String text) {
            try {
                return schema.faults(Json.parseObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.FILE));
            } catch (JsonException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
