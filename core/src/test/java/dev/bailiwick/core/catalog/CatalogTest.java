package dev.bailiwick.core.catalog;

import static dev.bailiwick.core.testing.World.CATALOG;
import static dev.bailiwick.core.testing.World.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.core.register.Step;
import dev.bailiwick.core.testing.World;
import dev.bailiwick.core.value.Tier;
import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private final World world = World.at(Step.PRODUCTION);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            web_fetch       | {"url": "https://wiki.corp.example/?key=AKIAIOSFODNN7EXAMPLE"}
            web_fetch       | {"url": "https://wiki.corp.example/%41KIAIOSFODNN7EXAMPLE"}
            web_fetch       | {"url": "https://wiki.corp.example/QUtJQUlPU0ZPRE5ON0VYQU1QTEU="}
            web_fetch       | {"url": "https://wiki.corp.example/?password=hunter2"}
            web_fetch       | {"url": "https://ana@x.example/"}
            web_fetch       | {"url": "https://wiki.corp.example\\\\@x.example/"}
            web_fetch       | {"url": "http://0x7f.1/"}
            web_fetch       | {"url": "file:///etc/passwd"}
            message         | {"action": "send", "target": "a", "message": "-----BEGIN RSA PRIVATE KEY-----"}
            payments.refund | {"amount": -1}
            payments.refund | {"amount": "1e3"}
            payments.refund | {"amount": 10, "currency": "euro"}
            payments.refund | {}
            lab__get        | {"where": "https://x.example/?t=ghp_abcdefghijklmnopqrstuvwxyz0123456789"}
            """)
    void what_nobody_may_approve_is_a_hazard(String tool, String arguments) {
        assertThat(world.judge(call(tool, arguments)).operation().hazard()).isNotEmpty();
    }

    @Test
    void a_meeting_is_tier_2_until_somebody_from_outside_is_invited() {
        assertThat(world.tier("calendar.invite", "{\"attendees\": [\"ana@corp.example\"]}"))
                .isEqualTo(Tier.T2);
        assertThat(world.tier("calendar.invite", "{\"attendees\": [\"ana@corp.example\", \"kim@else.example\"]}"))
                .isEqualTo(Tier.T3);
        assertThat(world.tier("calendar.invite", "{\"title\": \"who comes?\"}")).isEqualTo(Tier.T3);
        assertThat(world.tier("wiki.update", "{\"page\": \"plan\"}")).isEqualTo(Tier.T2);
        assertThat(world.tier("wiki.publish", "{\"page\": \"plan\"}")).isEqualTo(Tier.T3);
    }

    @Test
    void a_channel_is_inside_outside_or_closed() {
        var closed = World.closing("slack:#hr-*");
        assertThat(closed.tier("chat.send", "{\"network\": \"slack\", \"to\": \"C0123\"}"))
                .isEqualTo(Tier.T2);
        assertThat(closed.tier("chat.send", "{\"network\": \"slack\", \"to\": \"C9\"}"))
                .isEqualTo(Tier.T3);
        for (var arguments :
                List.of("{\"network\": \"slack\", \"to\": \"#hr-confidential\"}", "{\"to\": \"#hr-confidential\"}"))
            assertThat(closed.judge(call("chat.send", arguments)).operation().hazard())
                    .contains("this recipient is closed to agents");
    }

    @Test
    void every_name_that_only_carries_another_call_is_known() {
        assertThat(CATALOG.tools().stream().filter(CATALOG::carriesOtherCalls))
                .containsExactly("code_mode_exec_isolated", "tool_call", "tool_describe", "tool_search", "wait");
    }

    @Test
    void a_page_the_person_named_on_a_listed_site_is_an_internal_effect_only() {
        var told = world.hearing("please read docs.example.org/prices and https://docs.example.org/a?b=c#d, thanks");
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/prices\"}"))
                .isEqualTo(Tier.T2);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/a?b=c\"}"))
                .isEqualTo(Tier.T2);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/a?b=x\"}"))
                .isEqualTo(Tier.T3);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/prices?d=x\"}"))
                .isEqualTo(Tier.T3);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://docs.example.org/prices#x\"}"))
                .isEqualTo(Tier.T3);
        assertThat(told.tier("web_fetch", "{\"url\": \"https://x.example/prices\"}"))
                .isEqualTo(Tier.T3);
    }

    @Test
    void a_link_vouches_for_pages_of_its_own_site_only() {
        var read = world.reading(
                "https://docs.example.org/",
                "see [b](/b) and https://docs.example.org/c and https://a.news.example.org/d");
        assertThat(read.tier("web_fetch", "{\"url\": \"https://docs.example.org/b\"}"))
                .isEqualTo(Tier.T2);
        assertThat(read.tier("web_fetch", "{\"url\": \"https://docs.example.org/c\"}"))
                .isEqualTo(Tier.T2);
        assertThat(read.tier("web_fetch", "{\"url\": \"https://a.news.example.org/d\"}"))
                .isEqualTo(Tier.T3);
    }

    @Test
    void nobody_vouches_where_commands_speak_for_the_gateway() {
        var told = world.hearing("read https://docs.example.org/prices");
        var attempt = call(World.LAB, "web_fetch", "{\"url\": \"https://docs.example.org/prices\"}");
        assertThat(told.judge(attempt).operation().tier()).isEqualTo(Tier.T3);
    }

    @Test
    void a_tool_of_a_server_is_named_by_its_server() {
        var operation = world.judge(call("lab__echo", "{}")).operation();
        assertThat(operation.classified()).isFalse();
        assertThat(operation.target()).isEqualTo("lab");
    }

    @Test
    void a_data_file_with_an_unknown_member_is_refused_with_its_place() {
        var file = Json.parseObject("""
                {"format": "bailiwick-catalog-1", "operations": [{"tools": ["a"], "id": "a", "othervise": {}}]}
                """);
        assertThatThrownBy(() -> Catalog.of(List.of(file)))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/operations/0/otherwise");
    }

    @Test
    void a_case_may_not_be_stricter_than_what_is_done_otherwise() {
        var file = Json.parseObject("""
                {"format": "bailiwick-catalog-1", "operations": [{"tools": ["a"], "id": "a", "by": "x",
                  "cases": [{"values": ["y"], "verb": "write", "tier": 3}], "otherwise": {"verb": "read", "tier": 1}}]}
                """);
        assertThatThrownBy(() -> Catalog.of(List.of(file))).hasMessageContaining("as strict as each case");
    }

    @Test
    void a_tool_stands_in_the_catalogue_once() {
        var file = Json.parseObject("""
                {"format": "bailiwick-catalog-1", "operations": [
                  {"tools": ["a"], "id": "a", "otherwise": {"verb": "read", "tier": 1}},
                  {"tools": ["a"], "id": "b", "otherwise": {"verb": "read", "tier": 1}}]}
                """);
        assertThatThrownBy(() -> Catalog.of(List.of(file))).hasMessageContaining("twice");
    }

    @Test
    void the_version_follows_the_content() {
        assertThat(Catalog.of(List.of()).version()).isNotEqualTo(CATALOG.version());
    }
}
