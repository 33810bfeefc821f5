package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.ScreenFiles;
import dev.bailiwick.core.detection.SkillCheck;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.openclaw.InstallPolicy;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What may be installed into an agent. Works on files alone. */
@Command(
        name = "skills",
        description = "check skills, plugins and tool descriptions before they are installed; needs no server",
        subcommands = {Skills.Check.class, Skills.Policy.class})
final class Skills {
    @Command(
            name = "check",
            description = {
                "say of each text of a file whether it may be installed",
                "An item is {\"id\", \"text\", \"path\", \"format\"}, the last two optional; an answer is {\"id\", \"decision\", "
                        + "\"digest\", \"reasons\"}: allow, approve (a person looks first) or deny."
            })
    static final class Check implements Callable<Integer> {
        @Mixin
        private ItemsOption items = new ItemsOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Override
        public Integer call() {
            var check = ScreenFiles.skillCheck();
            var done = items.each(item -> checked(check, item));
            output.print(done.json());
            return done.exitCode();
        }

        private static JsonObject checked(SkillCheck check, Fields item) {
            var answer = JsonObject.with("id", item.text("id"));
            var admission = check.check(item.optionalText("path").orElse(""), item.text("text"));
            admission.json().members().forEach(answer::and);
            return answer.build();
        }
    }

    @Command(
            name = "policy",
            description = {
                "answer OpenClaw's install policy: its question on standard input, the answer on standard output",
                "A failure is an exit code other than 0; OpenClaw then installs nothing. Put `security.installPolicy.exec` with "
                        + "this command into its configuration."
            })
    static final class Policy implements Callable<Integer> {
        @Option(
                names = "--approved",
                paramLabel = "FILE",
                description = "digests that a person approved, one a line; other files, another digest")
        private Optional<Path> approved = Optional.empty();

        @Override
        public Integer call() {
            try {
                var policy = new InstallPolicy(ScreenFiles.skillCheck(), digests());
                byte[] question = System.in.readNBytes(JsonLimits.REQUEST.characters() + 1);
                System.out.println(policy.answer(Json.parseObject(question, JsonLimits.REQUEST))
                        .text());
                return 0;
            } catch (IOException | JsonException e) {
                throw new Refusal("the install policy was not answered: " + e.getMessage());
            }
        }

        private Set<Digest> digests() throws IOException {
            if (approved.isEmpty()) return Set.of();
            try (var lines = Files.lines(approved.get())) {
                return lines.map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(Digest::new)
                        .collect(Collectors.toSet());
            }
        }
    }
}
