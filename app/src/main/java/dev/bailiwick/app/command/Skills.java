package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.app.wiring.ScreenFiles;
import dev.bailiwick.core.detection.SkillCheck;
import dev.bailiwick.core.value.Digest;
import dev.bailiwick.host.ask.DecisionClient;
import dev.bailiwick.host.ask.Unanswered;
import dev.bailiwick.host.openclaw.InstallPolicy;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import dev.bailiwick.json.JsonLimits;
import dev.bailiwick.json.JsonObject;
import java.io.IOException;
import java.net.URI;
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
                        + "this command into its configuration; `openclaw connect` does it.",
                "With --server every skill and plugin waits until people agreed to exactly this content: in the inbox as a request, or "
                        + "on the worklist (`bailiwick tools`) as content of its digest. What changed since is another digest."
            })
    static final class Policy implements Callable<Integer> {
        private static final int UNREACHABLE = 6;

        @Option(
                names = "--approved",
                paramLabel = "FILE",
                description = "digests that a person approved, one a line; other files, another digest")
        private Optional<Path> approved = Optional.empty();

        @Option(names = "--server", paramLabel = "URL", description = "where agents ask")
        private Optional<URI> server = Optional.empty();

        @Option(names = "--credentials", paramLabel = "FILE", description = "the agent's credentials, for --server")
        private Optional<Path> credentials = Optional.empty();

        @Override
        public Integer call() {
            try {
                var policy = policy();
                byte[] question = System.in.readNBytes(JsonLimits.REQUEST.characters() + 1);
                System.out.println(policy.answer(Json.parseObject(question, JsonLimits.REQUEST))
                        .text());
                return 0;
            } catch (IOException | JsonException e) {
                throw new Refusal("the install policy was not answered: " + e.getMessage());
            } catch (Unanswered e) {
                throw new Refusal(UNREACHABLE, String.valueOf(e.getMessage()));
            }
        }

        private InstallPolicy policy() throws IOException {
            if (server.isPresent() != credentials.isPresent())
                throw new Refusal(2, "--server and --credentials go together");
            if (server.isEmpty()) return InstallPolicy.alone(ScreenFiles.skillCheck(), digests());
            if (approved.isPresent()) throw new Refusal(2, "--approved is for an answer without --server");
            return InstallPolicy.asking(
                    ScreenFiles.skillCheck(), new DecisionClient(server.get(), credentials.get())::ask);
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
