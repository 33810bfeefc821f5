package dev.bailiwick.app.command;

import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Practising the bad day. */
final class Drilling {
    private static final int FINDINGS = 3;

    private Drilling() {}

    @Command(name = "drills", description = "every scenario, when it was practised last, and how that went")
    static final class Listing extends Asking {
        @Override
        JsonObject request() {
            return JsonObject.with("verb", "incident.drills").build();
        }
    }

    @Command(
            name = "drill",
            description = "practise a scenario, as Security, with an agent in pilot: it is stopped and loses its"
                    + " credentials as on the day itself; exit 3 when anything fails")
    static final class Play implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Parameters(paramLabel = "SCENARIO", description = "such as poisoned-skill; `incident drills` lists them")
        private String scenario = "";

        @Option(names = "--agent", required = true, description = "an agent in pilot that may be stopped")
        private String agent = "";

        @Override
        public Integer call() {
            var request = JsonObject.with("verb", "incident.drill")
                    .and("drill", scenario)
                    .and("agent", agent);
            var answer = Asking.answer(data, request.build());
            output.print(answer);
            return answer.get("passed").equals(Optional.of(new JsonBoolean(true))) ? 0 : FINDINGS;
        }
    }
}
