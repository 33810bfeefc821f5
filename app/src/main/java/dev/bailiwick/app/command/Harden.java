package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.ProfileFiles;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.hardening.Artefact;
import dev.bailiwick.core.hardening.artefact.Artefacts;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.openclaw.OpenClawConfig;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Confining agents: one profile, and every file that enforces it. Works on files alone, changes nothing of the machine. */
@Command(
        name = "harden",
        description = "profiles of agents, and the files that enforce them; needs no server",
        subcommands = {
            Harden.Profiles.class,
            Harden.Show.class,
            Harden.Init.class,
            HardenLearn.class,
            Harden.Pin.class,
            Harden.Render.class
        })
final class Harden {
    @Command(name = "profiles", description = "the profiles that ship")
    static final class Profiles implements Callable<Integer> {
        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            List<JsonValue> rows = new ArrayList<>();
            for (var name : ProfileFiles.SHIPPED) rows.add(row(name));
            output.print(JsonObject.with("profiles", new JsonArray(rows)).build());
            return 0;
        }

        private static JsonObject row(String name) {
            var profile = ProfileFiles.read(name);
            return JsonObject.with("name", name)
                    .and("tier", profile.tier().number())
                    .and("programs", profile.programs().allowed().size())
                    .and("interpreters", profile.programs().interpreters())
                    .and("purpose", profile.purpose())
                    .build();
        }
    }

    @Command(name = "show", description = "a shipped profile as a file to copy, or what a file of yours says")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "PROFILE", description = "a name of `harden profiles`, or a YAML file")
        private String profile = "";

        @Override
        public Integer call() {
            var read = ProfileFiles.read(profile);
            if (ProfileFiles.SHIPPED.contains(profile)) System.out.print(ProfileFiles.text(profile));
            else System.out.println(dev.bailiwick.json.Json.pretty(read.json()));
            return 0;
        }
    }

    @Command(name = "init", description = "propose a profile for an OpenClaw that runs already, from its configuration")
    static final class Init implements Callable<Integer> {
        @Option(names = "--from", required = true, paramLabel = "FILE", description = "its openclaw.json")
        private Path from = Path.of("");

        @Override
        public Integer call() {
            var config = OpenClawConfig.read(from).orElseThrow(() -> new Refusal(2, "there is no file " + from));
            System.out.print(Proposal.of(config));
            return 0;
        }
    }

    @Command(
            name = "pin",
            description =
                    "the digests of a profile's programs as they are on this machine, to put under its `programs`")
    static final class Pin implements Callable<Integer> {
        @Option(
                names = "--profile",
                required = true,
                paramLabel = "PROFILE",
                description = "a name of `harden profiles`, or a YAML file")
        private String profile = "";

        @Override
        public Integer call() {
            var lines = new StringBuilder("  digests:\n");
            for (var each : ProfileFiles.read(profile).programs().allowed())
                lines.append("    ")
                        .append(each)
                        .append(": ")
                        .append(digest(Path.of(each.text())))
                        .append('\n');
            System.out.print(lines);
            return 0;
        }

        private static Digest digest(Path program) {
            try {
                return Digest.of(Files.readAllBytes(program));
            } catch (IOException e) {
                throw new Refusal("cannot read " + program + ": " + e.getMessage());
            }
        }
    }

    @Command(name = "render", description = "write every file that enforces a profile")
    static final class Render implements Callable<Integer> {
        @Option(
                names = "--profile",
                required = true,
                paramLabel = "PROFILE",
                description = "a name of `harden profiles`, or a YAML file")
        private String profile = "";

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "where they go")
        private Path out = Path.of("");

        @Override
        public Integer call() {
            var artefacts = Artefacts.of(ProfileFiles.read(profile));
            try {
                Files.createDirectories(out);
                for (var file : artefacts.files()) write(file);
                write(artefacts.manifest());
            } catch (IOException e) {
                throw new Refusal("cannot write into " + out + ": " + e.getMessage());
            }
            System.out.println(artefacts.files().size() + 1 + " files in " + out + " for "
                    + artefacts.profile().stamp());
            return 0;
        }

        private void write(Artefact file) throws IOException {
            var path = out.resolve(file.name());
            Files.writeString(path, file.text());
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(file.executable() ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
