package dev.bailiwick.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.decision.Facts;
import dev.bailiwick.core.people.Function;
import dev.bailiwick.core.testing.ShippedPolicies;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.AgentId;
import dev.bailiwick.core.value.PersonId;
import dev.bailiwick.core.value.TicketId;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationTest {
    private final Organisation organisation = Organisation.of(Json.parseObject(World.ORGANISATION));

    @Test
    void it_reads_what_it_writes() {
        assertThat(Organisation.of(organisation.json())).isEqualTo(organisation);
        assertThat(Organisation.of(organisation.json()).json()).isEqualTo(organisation.json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "functions": ["it"], "roles": ["it", "administrator"]   | Platform administrator and IT are never one person
                    "functions": [], "roles": ["auditor"]                   | an auditor's role needs an end
                    "functions": [], "roles": ["security"]                  | needs the function of that name
                    "functions": ["it"], "roles": ["keeper"]                | expected one of security, it
                    """)
    void roles_that_one_person_never_holds_are_refused_with_their_place(String members, String why) {
        var json = Json.parseObject(
                "{\"version\": 1, \"contact\": \"ana\", \"people\": [{\"id\": \"ana\", \"name\": \"Ana\", " + members
                        + ", \"senders\": []}], \"agents\": [], \"sinks\": []}");
        assertThatThrownBy(() -> Organisation.of(json))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("/people/0/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"onCall": [], "steps": [{"after": "PT15M", "tell": []}]}                                           | expected [on-call] or functions
                    {"onCall": [], "steps": [{"after": "PT15M", "tell": ["on-call", "it"]}]}                            | expected one of security, it
                    {"onCall": [], "steps": [{"after": "PT0M", "tell": ["on-call"]}]}                                   | more than nothing
                    {"onCall": [], "steps": [{"after": "PT9M", "tell": ["it"]}, {"after": "PT9M", "tell": ["it"]}]}     | later than the one before
                    {"onCall": [{"function": "it", "people": ["eve"], "since": "2026-11-02T08:00:00Z", "turn": "P7D"}]} | none of the people above
                    {"onCall": [{"function": "it", "people": [], "since": "2026-11-02T08:00:00Z", "turn": "P7D"}]}      | needs somebody
                    {"onCall": [{"function": "it", "people": ["ana"], "since": "2026-11-02T08:00:00Z", "turn": "PT5M"}]} | an hour or longer
                    """)
    void an_escalation_that_is_none_is_refused(String escalation, String why) {
        var json = organisation.json().plus("escalation", Json.parseObject(escalation));
        assertThatThrownBy(() -> Organisation.of(json)).hasMessageContaining(why);
    }

    @Test
    void an_escalation_is_read_as_it_is_written_and_says_whose_turn_it_is() {
        var json = organisation.json().plus("escalation", Json.parseObject("""
                {"onCall": [{"function": "it", "people": ["ana", "ivo"], "since": "2026-11-02T08:00:00Z", "turn": "P7D"}],
                 "steps": [{"after": "PT15M", "tell": ["on-call"]}, {"after": "PT1H", "tell": ["it", "security"]}]}"""));
        var read = Organisation.of(json);
        assertThat(Organisation.of(read.json())).isEqualTo(read);
        var rules = read.escalation();
        assertThat(rules.onCall(Function.IT, Instant.parse("2026-11-01T08:00:00Z")))
                .contains(new PersonId("ana"));
        assertThat(rules.onCall(Function.IT, Instant.parse("2026-11-09T07:59:59Z")))
                .contains(new PersonId("ana"));
        assertThat(rules.onCall(Function.IT, Instant.parse("2026-11-09T08:00:00Z")))
                .contains(new PersonId("ivo"));
        assertThat(rules.onCall(Function.IT, Instant.parse("2026-11-16T08:00:00Z")))
                .contains(new PersonId("ana"));
        assertThat(rules.onCall(Function.BUSINESS, Instant.parse("2026-11-16T08:00:00Z")))
                .isEmpty();
    }

    @Test
    void isolation_and_scanners_are_read_as_they_are_written() {
        var json = organisation
                .json()
                .plus("isolation", Json.parseObject("{\"forensic\": [\"10.9.0.5\"], \"automatic\": true}"))
                .plus("scanners", Json.parse("""
                        [{"address": "http://127.0.0.1:9/scan", "patienceMillis": 250, "silence": "suspicious"},
                         {"address": "https://guard.corp.example/scan"}]"""));
        var read = Organisation.of(json);
        assertThat(Organisation.of(read.json())).isEqualTo(read);
        assertThat(read.scanners()).hasSize(2);
        assertThat(read.quarantine().automatic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "http://guard.corp.example/scan"                    | http:// on this machine
                    "https://a:b@guard.corp.example/scan"               | without a name or password
                    "not an address"                                    | /scanners/0/address
                    "https://guard.corp.example", "patienceMillis": 5   | expected 50 to 30000
                    "https://guard.corp.example", "silence": "hostile"  | expected one of none, noted, suspicious
                    """)
    void a_scanner_that_is_none_is_refused(String members, String why) {
        var json = organisation.json().plus("scanners", Json.parse("[{\"address\": " + members + "}]"));
        assertThatThrownBy(() -> Organisation.of(json)).hasMessageContaining(why);
    }

    @Test
    void change_systems_are_read_as_they_are_written_and_keep_their_own_numbers_alone() {
        var json = organisation.json().plus("changes", Json.parse("""
                        [{"type": "service-now", "address": "https://now.example", "token": "/t", "tickets": "CHG"},
                         {"type": "jira", "address": "https://jira.example", "token": "/t", "tickets": "OPS-",
                          "approved": ["Approved"], "begins": "customfield_1", "ends": "customfield_2"},
                         {"type": "github", "address": "https://api.github.com", "token": "/t",
                          "tickets": "acme/infra#", "approved": ["approved"]}]"""));
        var read = Organisation.of(json);
        assertThat(Organisation.of(read.json())).isEqualTo(read);
        for (var id : List.of("CHG0030001", "OPS-7", "acme/infra#12"))
            assertThat(read.changes())
                    .filteredOn(each -> each.keeps(new TicketId(id)))
                    .hasSize(1);
        for (var id : List.of("CHG-7", "OP-7", "acme/other#12"))
            assertThat(read.changes()).noneMatch(each -> each.keeps(new TicketId(id)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "type": "jira", "tickets": "OPS-", "approved": ["a"]      | needs begins and ends
                    "type": "github", "tickets": "acme/infra#"                | needs approved
                    "type": "github", "tickets": "acme infra"                 | not a ticket id
                    "type": "service-now", "tickets": "CHG-"                  | the built-in register
                    "type": "remedy", "tickets": "CHG"                        | expected one of
                    """)
    void a_change_system_that_is_none_is_refused(String members, String why) {
        var json = organisation
                .json()
                .plus(
                        "changes",
                        Json.parse("[{\"address\": \"https://x.example\", \"token\": \"/t\", " + members + "}]"));
        assertThatThrownBy(() -> Organisation.of(json)).hasMessageContaining(why);
    }

    @Test
    void an_agent_without_a_place_on_the_ladder_stands_on_draft() {
        assertThat(organisation.agents(List.of()).get(World.DESK))
                .extracting(Agent::step)
                .isEqualTo(Step.DRAFT);
    }

    @Test
    void an_agent_that_the_file_does_not_name_is_nobody() {
        var gone = new Agent(
                new AgentId("gone"),
                new PersonId("omar"),
                Step.PRODUCTION,
                World.NOON,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Set.of());
        assertThat(organisation.agents(List.of(gone))).containsOnlyKeys(World.DESK, World.LAB);
    }

    @Test
    void the_ladder_gives_only_the_step_and_everything_else_comes_from_the_file() {
        var placed = new Agent(
                World.DESK,
                new PersonId("ana"),
                Step.PILOT,
                World.NOON,
                java.util.Optional.of("other"),
                java.util.Optional.empty(),
                java.util.Set.of("everything.example"));
        var agent = java.util.Objects.requireNonNull(
                organisation.agents(List.of(placed)).get(World.DESK));
        assertThat(agent.step()).isEqualTo(Step.PILOT);
        assertThat(agent.since()).isEqualTo(World.NOON);
        assertThat(agent.operator()).isEqualTo(new PersonId("omar"));
        assertThat(agent.webList()).containsExactlyInAnyOrder("docs.example.org", "*.news.example.org");
        assertThat(agent.commandsSpeakForGateway()).isFalse();
    }

    @ParameterizedTest(name = "{1} for {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "version": 1              | "version": 2                            | /version
            "contact": "security@corp.example" | "contact": " "                 | /contact
            "contact": "security@corp.example" | "contact": "a\\u202eb"         | /contact
            "contact": "security@corp.example" | "kontakt": "x"                 | /contact
            "id": "ivo"               | "id": "Ivo"                             | /people/1/id
            "id": "ivo"               | "id": "ana"                             | /people/1/id
            "functions": ["it"]       | "functions": ["root"]                   | /people/1/functions
            "name": "Ivo"             | "name": "Ivo", "admin": true            | /people/1/admin
            "name": "Ivo"             | "name": "Ivo", "active": "yes"          | /people/1/active
            "name": "Ivo"             | "name": "Ivo", "account": "a b"         | /people/1/account
            "name": "Ivo"             | "name": "Ivo", "senders": ["webchat:bea"] | /people/2/senders/0
            "name": "Ivo"             | "name": "Ivo", "senders": ["bea"]       | /people/1/senders/0
            "operator": "omar", "web  | "operator": "zoe", "web                 | /agents/1/operator
            "id": "lab"               | "id": "desk"                            | /agents/1/id
            "docs.example.org", "*.n  | "docs.example.org", "*", "*.n           | /agents/0/webList/1
            "/srv/desk/workspace"     | "/srv/../etc"                           | /agents/0/workspace
            "/srv/desk/workspace"     | "workspace"                             | /agents/0/workspace
            "10.1.0.0/16"             | "10.1.0.1/16"                           | /internal/addresses/0
            "wiki.corp.example"       | "*.com"                                 | /internal/hosts/0
            "*@corp.example"          | "*"                                     | /internal/recipients/0
            "internal"                | "internet"                              | /internet
            """)
    void what_is_wrong_is_named_with_its_place(String right, String wrong, String place) {
        assertThat(World.ORGANISATION).contains(right);
        var text = World.ORGANISATION.replace(right, wrong);
        assertThatThrownBy(() -> Organisation.of(Json.parseObject(text)))
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.place()).isEqualTo(place));
    }

    @Test
    void the_version_of_the_facts_follows_everything_but_freezes() {
        var base = facts(organisation, Step.PILOT, World.NOON);
        assertThat(facts(organisation, Step.PILOT, World.NOON).version()).isEqualTo(base.version());
        assertThat(facts(organisation, Step.PRODUCTION, World.NOON).version()).isNotEqualTo(base.version());
        assertThat(facts(organisation, Step.PILOT, World.NOON.plusNanos(1)).version())
                .isNotEqualTo(base.version());
        var other = Organisation.of(Json.parseObject(World.ORGANISATION.replace("10.1.0.0", "10.2.0.0")));
        assertThat(facts(other, Step.PILOT, World.NOON).version()).isNotEqualTo(base.version());
    }

    private static Facts facts(Organisation organisation, Step step, Instant since) {
        var ladder = organisation.agents(List.of()).values().stream()
                .map(agent -> agent.at(step, since))
                .toList();
        return Facts.of(organisation, ladder, Freezes.NONE, World.CATALOG, Map.of(), ShippedPolicies.RULES);
    }
}
