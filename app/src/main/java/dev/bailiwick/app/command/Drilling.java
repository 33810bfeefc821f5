package dev.bailiwick.app.command;

import dev.bailiwick.app.practice.PracticeHouse;
import dev.bailiwick.app.wiring.Refusal;
import dev.bailiwick.core.incident.drill.Scenario;
import dev.bailiwick.core.value.Untrusted;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonObject;
import java.util.List;
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
            description =
                    "practise a scenario, or all of them, in a Bailiwick of its own that touches nothing real; with"
                            + " --agent, as Security, with an agent of yours in pilot: it is stopped and loses its credentials as"
                            + " on the day itself; exit 3 when anything fails")
    static final class Play implements Callable<Integer> {
        @Mixin
        private DataOption data = new DataOption();

        @Mixin
        private OutputOption output = new OutputOption();

        @Parameters(
                arity = "0..1",
                paramLabel = "SCENARIO",
                description = "such as poisoned-skill; `incident drills` lists them; all without one")
        private Optional<String> scenario = Optional.empty();

        @Option(names = "--agent", description = "an agent in pilot that may be stopped")
        private Optional<String> agent = Optional.empty();

        @Override
        public Integer call() {
            var drills = agent.map(this::onOurs).orElseGet(this::practised);
            output.print(drills.size() == 1 ? drills.getFirst() : together(drills));
            return drills.stream().allMatch(Play::passed) ? 0 : FINDINGS;
        }

        private List<JsonObject> onOurs(String agent) {
            var name = scenario.orElseThrow(
                    () -> new Refusal(2, "with --agent name the scenario: an agent is stopped once"));
            return List.of(Asking.answer(
                    data,
                    JsonObject.with("verb", "incident.drill")
                            .and("drill", name)
                            .and("agent", agent)
                            .build()));
        }

        private List<JsonObject> practised() {
            var names = scenario.map(List::of).orElse(Scenario.SHIPPED);
            for (String name : names)
                if (!Scenario.SHIPPED.contains(name))
                    throw new Refusal(
                            1,
                            "there is no drill \"" + Untrusted.visible(name) + "\": "
                                    + String.join(", ", Scenario.SHIPPED));
            try (var house = PracticeHouse.open(names)) {
                return names.stream().map(house::play).toList();
            }
        }

        private static JsonObject together(List<JsonObject> drills) {
            return JsonObject.with("drills", new JsonArray(List.copyOf(drills))).build();
        }

        private static boolean passed(JsonObject drill) {
            return drill.get("passed").equals(Optional.of(new JsonBoolean(true)));
        }
    }
}
