package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.AdvisoryFile;
import dev.bailiwick.app.wiring.CommandFiles;
import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.yaml.YamlDocument;
import dev.bailiwick.core.hardening.AgentProfile;
import dev.bailiwick.core.hardening.Check;
import dev.bailiwick.core.hardening.HostPath;
import dev.bailiwick.core.hardening.Posture;
import dev.bailiwick.core.hardening.Result;
import dev.bailiwick.core.hardening.Suppression;
import dev.bailiwick.core.hardening.Watched;
import dev.bailiwick.host.posture.MachineLook;
import dev.bailiwick.host.posture.Trials;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a machine is as a profile says. Works on the machine alone and changes nothing. */
@Command(
        name = "posture",
        description = "look at the machine, prove each control; needs no server",
        subcommands = {PostureOfMachine.Scan.class, PostureOfMachine.Report.class})
final class PostureOfMachine {
    /** How results are printed. */
    enum Form {
        table,
        json,
        sarif
    }

    @Command(
            name = "report",
            description = {
                "hand a scan to the running server: somebody of IT or Security who does not run the agent",
                "It goes into the log and counts for a day; production opens only while the baseline is met."
            })
    static final class Report extends Asking {
        @Option(names = "--agent", required = true, paramLabel = "NAME")
        private String agent = "";

        @Parameters(paramLabel = "FILE", description = "what `posture scan --output json` printed")
        private Path file = Path.of("");

        @Override
        JsonObject request() {
            try {
                return JsonObject.with("verb", "posture.report")
                        .and("agent", agent)
                        .and("posture", Json.parseObject(Files.readAllBytes(file), JsonLimits.FILE))
                        .build();
            } catch (IOException e) {
                throw new Refusal("cannot read " + file + ": " + e.getMessage());
            }
        }
    }

    @Command(
            name = "scan",
            description = {
                "every control: PASS, FAIL, UNKNOWN or NOT_APPLICABLE, with what was seen. UNKNOWN is not compliant.",
                "Exit code 3 with open findings of --fail-on or worse. As root it sees most."
            })
    static final class Scan implements Callable<Integer> {
        /** What is looked at. */
        static final class Target {
            @Option(names = "--host", description = "the machine alone")
            private boolean host;

            @Option(names = "--container", paramLabel = "ID", description = "a container of docker, podman or runc")
            private Optional<String> container = Optional.empty();

            @Option(names = "--pid", paramLabel = "N", description = "the agent's gateway, and all it started")
            private Optional<Long> pid = Optional.empty();
        }

        @ArgGroup
        private @Nullable Target target;

        @Option(names = "--profile", paramLabel = "PROFILE", description = "what the machine has to be like")
        private Optional<String> profile = Optional.empty();

        @Option(
                names = "--fail-on",
                paramLabel = "SEVERITY",
                description = "low, medium, high or critical (default: high)")
        private Check.Severity failOn = Check.Severity.HIGH;

        @Option(
                names = "--suppressions",
                paramLabel = "FILE",
                description = "findings somebody answers for until a day")
        private Optional<Path> suppressions = Optional.empty();

        @Option(names = "--output", paramLabel = "table|json|sarif", description = "how to print (default: table)")
        private Form form = Form.table;

        @Option(
                names = "--rendered",
                paramLabel = "DIR",
                description = "where `harden render` wrote: a changed file is drift")
        private Optional<String> rendered = Optional.empty();

        @Option(
                names = "--installed",
                paramLabel = "NAME=PATH",
                description = "where a copy of a rendered file lies; may stand several times")
        private Map<String, String> installed = Map.of();

        @Option(names = "--advisories", paramLabel = "FILE", description = "a feed of versions with a known weakness")
        private Optional<Path> advisories = Optional.empty();

        @Option(
                names = "--parts",
                paramLabel = "DIR",
                description = "where runtime, plugins or skills lie; may stand several times")
        private List<String> parts = List.of();

        @Option(
                names = "--backup",
                paramLabel = "FILE",
                description = "the listing of what the last backup holds, a path in a line")
        private Optional<String> backup = Optional.empty();

        @Option(
                names = "--audit",
                paramLabel = "FILE",
                description =
                        "what `openclaw security audit --json` or `secrets audit --json` printed; may stand several times")
        private List<String> audits = List.of();

        private final InstantSource clock = InstantSource.system();

        @Override
        public Integer call() {
            var read = profile.map(ProfileFiles::read);
            var places = places();
            var posture = new MachineLook(Trials.live(CommandFiles.exercise()), clock)
                    .at(looked(), read, places, advisories.map(AdvisoryFile::read));
            System.out.println(
                    switch (form) {
                        case table -> table(posture);
                        case json -> Json.pretty(json(posture, read));
                        case sarif -> Json.pretty(Sarif.of(posture));
                    });
            var known = suppressions
                    .map(file -> YamlDocument.read(file).as(Suppression::of))
                    .orElse(List.of());
            return posture.findings(failOn, known, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                            .isEmpty()
                    ? 0
                    : 3;
        }

        private Watched places() {
            Map<String, HostPath> copies = new TreeMap<>();
            installed.forEach((name, path) -> copies.put(name, new HostPath(path)));
            return new Watched(
                    Optional.empty(),
                    Optional.empty(),
                    rendered.map(HostPath::new),
                    copies,
                    parts.stream().map(HostPath::new).toList(),
                    backup.map(HostPath::new),
                    audits.stream().map(HostPath::new).toList());
        }

        private MachineLook.Target looked() {
            var chosen = target;
            if (chosen == null || chosen.host) return new MachineLook.Target.Host();
            return chosen.container
                    .<MachineLook.Target>map(MachineLook.Target.Container::new)
                    .orElseGet(() -> new MachineLook.Target.Running(chosen.pid.orElseThrow()));
        }

        private static JsonObject json(Posture posture, Optional<AgentProfile> profile) {
            return posture.json()
                    .plus(
                            "profile",
                            new JsonString(profile.map(AgentProfile::stamp).orElse("")));
        }

        private static String table(Posture posture) {
            var rows = posture.results().stream().<JsonValue>map(Scan::row).toList();
            var gate = posture.obstacle()
                    .map(each -> "not met: " + each.check().id() + " is " + each.standing())
                    .orElse("met");
            return Table.of(JsonObject.with("checks", new JsonArray(rows)).build()) + "\n\nbaseline " + gate;
        }

        private static JsonObject row(Result result) {
            return JsonObject.with("check", result.check().id())
                    .and("standing", result.standing().name())
                    .and("severity", Fields.spelling(result.check().severity()))
                    .and("because", result.because())
                    .and("remedy", result.remedy().orElse(""))
                    .build();
        }
    }
}
