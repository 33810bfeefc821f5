package dev.bailiwick.app.command;

import dev.bailiwick.app.wiring.ScreenFiles;
import dev.bailiwick.core.detection.SkillCheck;
import dev.bailiwick.json.Fields;
import dev.bailiwick.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What may be installed into an agent. Works on files alone. */
@Command(
        name = "skills",
        description = "check skills, plugins and tool descriptions before they are installed; needs no server",
        subcommands = Skills.Check.class)
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
}
