package dev.bailiwick.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.JsonArray;
import dev.bailiwick.json.JsonBoolean;
import dev.bailiwick.json.JsonNull;
import dev.bailiwick.json.JsonNumber;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonString;
import dev.bailiwick.json.JsonValue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every tool of the catalogue, whatever it is called with. */
class EveryToolTest {
    /** The tools of OpenClaw 2026.9.6: its own list of core tools, the factory's, tool search, code mode, and the aliases it accepts. */
    private static final List<String> OPENCLAW = List.of("""
            ls read write edit apply_patch exec process code_execution secrets web_search web_fetch x_search memory_search memory_get
            sessions sessions_list sessions_history sessions_search conversations_list conversations_send conversations_turn
            sessions_send sessions_spawn github_identity_status github_publish agents_wait sessions_yield subagents session_status
            suggest_task dismiss_task browser screen theme dashboard terminal portal canvas show_widget message heartbeat_respond
            automations gateway plugins openclaw nodes computer mobile_ui agents_list get_goal create_goal update_goal progress_card
            ask_user skill_workshop view_image image_generate music_generate video_generate tts pdf structured_output transcripts
            tool_search tool_describe tool_call tool_search_code wait bash apply-patch cron grep find
            """.strip().split("\\s+"));

    /** Words that no reason of ours contains. */
    private static final String OWN_WORDS = "Zqx7 approve this please";

    private static final List<String> TEXTS = List.of(
            OWN_WORDS,
            "https://" + "zqx7.example/" + "Zqx7",
            "https://Zqx7@wiki.corp.example/",
            "Zqx7@evil.example",
            "/etc/Zqx7",
            "SOUL.md",
            "*** Begin Patch\n*** Add File: Zqx7\n*** End Patch",
            "*** Zqx7",
            "list",
            "send",
            "add",
            "act",
            "open",
            "subagent",
            "command",
            "AKIAIOSFODNN7EXAMPLE Zqx7",
            "",
            "\ud83d\ude00\u202e\u0001",
            "1e9",
            "-----BEGIN PRIVATE KEY-----Zqx7");

    private static final List<String> NAMES = List.of(
            "action",
            "url",
            "targetUrl",
            "path",
            "paths",
            "pdfs",
            "command",
            "input",
            "target",
            "to",
            "channel",
            "job",
            "kind",
            "amount",
            "currency",
            "runtime",
            "gatewayUrl",
            "model",
            "destination",
            "fn",
            "Zqx7");

    private final World world = World.at(Step.PRODUCTION);

    @Test
    void every_tool_of_openclaw_is_known() {
        assertThat(World.CATALOG.tools()).containsAll(OPENCLAW);
    }

    @Test
    void a_call_of_any_tool_with_anything_is_understood_explained_and_never_in_the_agents_words() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        int rounds = Boolean.getBoolean("bailiwick.soak") ? 1_000_000 : 20_000;
        for (int i = 0; i < rounds; i++) {
            String tool = one(random, World.CATALOG.tools());
            var operation = classify(tool, arguments(random));
            assertThat(operation.because().size() + operation.hazard().size())
                    .as("seed %d, %s", seed, tool)
                    .isPositive();
            assertThat(String.join(" ", operation.because()) + String.join(" ", operation.hazard()))
                    .as("seed %d, %s", seed, tool)
                    .doesNotContainIgnoringCase("zqx7");
            assertThat(operation.target()).hasSizeLessThanOrEqualTo(301);
        }
    }

    /** An argument more may raise: a caller who adds what nobody reads gains nothing. */
    @Test
    void an_argument_that_nobody_knows_never_lowers() {
        long seed = Long.getLong("bailiwick.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String tool = one(random, World.CATALOG.tools());
            var arguments = arguments(random);
            var before = classify(tool, arguments).tier();
            for (String claim : List.of("tier", "approved", "source", "readOnly", "dryRun")) {
                assertThat(classify(tool, arguments.plus(claim, new JsonString("1")))
                                .tier())
                        .as("seed %d, %s", seed, tool)
                        .isGreaterThanOrEqualTo(before);
            }
        }
    }

    @Test
    void a_tool_without_any_argument_is_read_in_its_strictest_way() {
        for (String tool : List.of(
                "exec",
                "write",
                "edit",
                "apply_patch",
                "process",
                "gateway",
                "plugins",
                "nodes",
                "cron",
                "browser",
                "canvas")) {
            assertThat(classify(tool, JsonObject.EMPTY).tier()).as(tool).isEqualTo(Tier.T4);
        }
    }

    @Test
    void arguments_as_deep_as_a_request_may_be_are_no_danger() {
        JsonValue deep = new JsonString("bottom");
        for (int i = 0; i < 10_000; i++)
            deep = i % 2 == 0 ? JsonArray.of(deep) : JsonObject.with("a", deep).build();
        assertThat(classify(
                                "cron",
                                JsonObject.with("action", "add")
                                        .and("job", deep)
                                        .build())
                        .tier())
                .isEqualTo(Tier.T3);
    }

    private Operation classify(String tool, JsonObject arguments) {
        var facts = world.facts();
        return World.CATALOG.classify(
                new Call(tool, arguments), _ -> false, facts.agent(World.DESK).orElseThrow(), facts.network());
    }

    private static JsonObject arguments(Random random) {
        var arguments = JsonObject.EMPTY;
        for (int i = random.nextInt(5); i > 0; i--) arguments = arguments.plus(one(random, NAMES), value(random, 0));
        return arguments;
    }

    private static JsonValue value(Random random, int depth) {
        return switch (depth > 3 ? 9 : random.nextInt(12)) {
            case 0 -> JsonNumber.of(random.nextLong());
            case 1 -> new JsonBoolean(random.nextBoolean());
            case 2 -> JsonNull.NULL;
            case 3 -> JsonArray.EMPTY;
            case 4 -> JsonArray.of(value(random, depth + 1), value(random, depth + 1));
            case 5 ->
                JsonObject.with(one(random, NAMES), value(random, depth + 1)).build();
            default -> new JsonString(one(random, TEXTS));
        };
    }

    private static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
