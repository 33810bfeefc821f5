package dev.bailiwick.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.Freezes;
import dev.bailiwick.core.register.Organisation;
import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.register.automation.Attested;
import dev.bailiwick.core.session.Session;
import dev.bailiwick.core.session.Source;
import dev.bailiwick.core.testing.ShippedPolicies;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.SessionId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutomationScopeTest {
    private static final String NIGHTLY = """
            {"id": "nightly", "agent": "desk", "job": "cron:7", "owner": "bea", "purpose": "tidies the notes",
             "words": "Write today's notes to notes/today.md",
             "scope": {"systems": [], "operations": ["openclaw.write", "openclaw.fetch"], "hosts": ["docs.example.org"], "data": [],
                       "ceiling": 2}}""";

    private static final String WRITE = "{\"path\": \"notes/today.md\", \"content\": \"a\"}";

    private final World world = with(NIGHTLY, World.NOON.plusSeconds(60));

    @Test
    void what_it_is_for_passes() {
        assertThat(decision(world, "write", WRITE, "cron:7")).isInstanceOf(Decision.Permit.class);
    }

    @Test
    void what_it_is_not_for_is_refused_with_its_owner_named() {
        var refused = (Decision.Refusal) decision(world, "exec", "{\"command\": \"ls\"}", "cron:7");
        assertThat(refused.reason().code()).isEqualTo("out_of_scope");
        assertThat(refused.reason().text()).contains("automation nightly, for which bea answers");
    }

    @Test
    void another_host_is_outside() {
        var higher = with(NIGHTLY.replace("\"ceiling\": 2", "\"ceiling\": 3"), World.NOON.plusSeconds(60));
        var refused = (Decision.Refusal)
                decision(higher, "web_fetch", "{\"url\": \"https://elsewhere.example/a\"}", "cron:7");
        assertThat(refused.reason().text()).contains("this host is not among those it is for");
        assertThat(decision(higher, "web_fetch", "{\"url\": \"https://docs.example.org/a\"}", "cron:7"))
                .isInstanceOf(Decision.Requestable.class);
    }

    @Test
    void the_tier_has_a_ceiling() {
        var low = with(NIGHTLY.replace("\"ceiling\": 2", "\"ceiling\": 1"), World.NOON.plusSeconds(60));
        var refused = (Decision.Refusal) decision(low, "write", WRITE, "cron:7");
        assertThat(refused.reason().text()).contains("tier 2 is above its ceiling 1");
    }

    @Test
    void where_the_statement_asks_business_decides() {
        var asking = with(NIGHTLY.replaceFirst("\\{", "{\"outside\": \"ask\", "), World.NOON.plusSeconds(60));
        var requestable = (Decision.Requestable) decision(asking, "exec", "{\"command\": \"ls\"}", "cron:7");
        assertThat(requestable.route().functions()).contains(dev.bailiwick.core.people.Function.BUSINESS);
    }

    @Test
    void without_its_owners_word_it_changes_nothing() {
        var lapsed = with(NIGHTLY, World.NOON);
        var refused = (Decision.Refusal) decision(lapsed, "write", WRITE, "cron:7");
        assertThat(refused.reason().code()).isEqualTo("unattended");
    }

    @Test
    void a_job_that_nobody_registered_is_none() {
        for (String job : List.of("cron:8", "heartbeat")) {
            var refused = (Decision.Refusal) decision(world, "write", WRITE, job);
            assertThat(refused.reason().code()).isEqualTo("unattended");
        }
    }

    @Test
    void it_runs_in_its_hours_alone() {
        for (var hours : Map.of("11:00\", \"to\": \"13:00", true, "22:00\", \"to\": \"06:00", false)
                .entrySet()) {
            var timed = with(
                    NIGHTLY.replace(
                            "\"ceiling\": 2",
                            "\"ceiling\": 2, \"hours\": {\"from\": \"" + hours.getKey() + "\", \"zone\": \"UTC\"}"),
                    World.NOON.plusSeconds(60));
            assertThat(decision(timed, "write", WRITE, "cron:7") instanceof Decision.Permit)
                    .isEqualTo(hours.getValue());
        }
    }

    @Test
    void the_words_registered_for_it_are_the_organisations_own() {
        var meaning = world.meaning(attempt("write", WRITE, "cron:7"));
        assertThat(meaning.destination()).isEqualTo(Source.INTERNAL);
        assertThat(world.meaning(attempt("write", WRITE, "cron:8")).destination())
                .isEqualTo(Source.MODEL);
    }

    @Test
    void a_person_of_the_same_agent_is_not_bound_by_it() {
        assertThat(world.judge(World.call("write", "{\"path\": \"other.md\", \"content\": \"a\"}"))
                        .decision())
                .isInstanceOf(Decision.Permit.class);
    }

    @Test
    void the_facts_are_kept_with_it() {
        var again = Facts.of(world.facts().json(), World.CATALOG, ShippedPolicies.RULES);
        assertThat(again).isEqualTo(world.facts());
    }

    @Test
    void a_statement_that_names_nobody_or_nothing_is_refused() {
        assertThatThrownBy(() -> organisation(NIGHTLY.replace("\"bea\"", "\"eve\"")))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/automations/0/owner");
        assertThatThrownBy(() -> organisation(NIGHTLY.replace("\"desk\"", "\"ghost\"")))
                .hasMessageContaining("/automations/0/agent");
        assertThatThrownBy(() -> organisation(NIGHTLY + "," + NIGHTLY.replace("nightly", "other")))
                .hasMessageContaining("/automations/1/job");
    }

    private static Decision decision(World world, String tool, String arguments, String job) {
        return world.judge(attempt(tool, arguments, job)).decision();
    }

    private static Attempt attempt(String tool, String arguments, String job) {
        var call = World.call(tool, arguments);
        return new Attempt(
                call.agent(),
                new SessionId("agent:main:cron:7"),
                call.run(),
                call.call(),
                tool,
                call.arguments(),
                new Origin(Origin.Kind.AUTOMATION, Optional.empty(), false, Optional.of(job)),
                Optional.empty());
    }

    private static Organisation organisation(String automations) {
        return Organisation.of(
                Json.parseObject(World.ORGANISATION.replaceFirst("\\{", "{\"automations\": [" + automations + "],")));
    }

    private static World with(String automation, Instant until) {
        var organisation = organisation(automation);
        var ladder = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(Step.PRODUCTION, World.NOON))
                .toList();
        var facts = Facts.of(organisation, ladder, Freezes.NONE, World.CATALOG, Map.of(), ShippedPolicies.RULES);
        var attested = facts.automations().all().stream()
                .map(each -> new Attested(each.automation(), until))
                .toList();
        return new World(facts.running(attested), Session.fresh(new SessionId("agent:main:cron:7")));
    }
}
