package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be done in a case, step by step. As JSON it is a CACAO 2.0 playbook. */
final class CaseRunbook {
    private CaseRunbook() {}

    /** One request about one case, answered by the runbook as it stands then. */
    abstract static class OfCase implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Parameters(index = "0", paramLabel = "CASE")
        private String id = "";

        abstract JsonObject.Builder request();

        @Override
        public Integer call() {
            var answer = Asking.answer(data, request().and("case", id).build());
            output.print(output.json() ? answer.object("playbook").orElseThrow() : answer.minus("playbook"));
            return 0;
        }
    }

    @Command(
            name = "runbook",
            description = "the case's steps: what is proved, who answered what and when, what is due; --output json is"
                    + " a CACAO 2.0 playbook")
    static final class Show extends OfCase {
        @Override
        JsonObject.Builder request() {
            return JsonObject.with("verb", "incident.runbook");
        }
    }

    @Command(name = "answer", description = "answer a step of the runbook; it stands in the log with who and when")
    static final class AnswerStep extends OfCase {
        @Parameters(index = "1", paramLabel = "STEP", description = "such as scope")
        private String step = "";

        @Option(names = "--text", required = true, description = "what you found or did, and what shows it")
        private String text = "";

        @Option(names = "--choice", description = "which of the step's answers, where it has some, such as yes")
        private Optional<String> choice = Optional.empty();

        @Override
        JsonObject.Builder request() {
            return JsonObject.with("verb", "incident.answer")
                    .and("step", step)
                    .and("text", text)
                    .and("choice", choice.map(JsonString::new));
        }
    }

    @Command(name = "skip", description = "leave a step of the runbook out, as Security")
    static final class Skip extends OfCase {
        @Parameters(index = "1", paramLabel = "STEP")
        private String step = "";

        @Option(names = "--reason", required = true, description = "why it is left out")
        private String reason = "";

        @Override
        JsonObject.Builder request() {
            return JsonObject.with("verb", "incident.skip").and("step", step).and("reason", reason);
        }
    }
}
